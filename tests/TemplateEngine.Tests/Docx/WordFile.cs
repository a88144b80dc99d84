using System.IO.Compression;
using System.Text;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>Builds small Word templates in the words of WordprocessingML, one part a call.</summary>
internal sealed class WordFile
{
    public const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " +
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" " +
        "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" " +
        "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" " +
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" " +
        "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" " +
        "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" " +
        "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" " +
        "xmlns:v=\"urn:schemas-microsoft-com:vml\" mc:Ignorable=\"w14\"";

    private const string Section =
        "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>";

    private readonly List<(string Name, string Type, byte[] Content)> _parts = [];
    private readonly List<(string Id, string Type, string Target)> _relations = [];
    private readonly List<(string Type, string Target)> _roots = [("http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", "word/document.xml")];
    private string _sectionExtras = "";

    /// <summary>A document whose body is this markup; a section is added at the end.</summary>
    public WordFile(string body, bool withSection = true)
    {
        Body = body;
        WithSection = withSection;
    }

    public string Body { get; }

    public bool WithSection { get; }

    public static string Paragraph(params string[] runs) => $"<w:p>{string.Concat(runs.Select(Run))}</w:p>";

    /// <summary>A run; text that starts with &lt; is taken as markup.</summary>
    public static string Run(string text) =>
        text.StartsWith('<') ? text : $"<w:r><w:t xml:space=\"preserve\">{Escape(text)}</w:t></w:r>";

    public static string Bold(string text) => $"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{Escape(text)}</w:t></w:r>";

    public static string Table(params string[] rows)
    {
        var columns = rows.Max(row => row.Split("<w:tc>").Length - 1);
        return "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>"
            + string.Concat(Enumerable.Repeat("<w:gridCol w:w=\"2000\"/>", columns)) + $"</w:tblGrid>{string.Concat(rows)}</w:tbl>";
    }

    public static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells.Select(Cell))}</w:tr>";

    public static string HeaderRow(params string[] cells) =>
        $"<w:tr><w:trPr><w:tblHeader/></w:trPr>{string.Concat(cells.Select(Cell))}</w:tr>";

    /// <summary>A cell; text becomes one paragraph, markup is taken as it is.</summary>
    public static string Cell(string content) =>
        content.StartsWith("<w:tc>", StringComparison.Ordinal) ? content
        : $"<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>{(content.StartsWith('<') ? content : Paragraph(content))}</w:tc>";

    public WordFile Part(string name, string contentType, string relation, string markup)
    {
        var id = $"rId{_relations.Count + 1}";
        _parts.Add((name, contentType, Encoding.UTF8.GetBytes(markup)));
        _relations.Add((id, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + relation, name["word/".Length..]));
        if (relation is "header" or "footer")
            _sectionExtras += $"<w:{relation}Reference w:type=\"default\" r:id=\"{id}\"/>";
        return this;
    }

    public WordFile Picture(string name, byte[] content, string? id = null)
    {
        _parts.Add((name, "image/png", content));
        _relations.Add((id ?? $"rId{_relations.Count + 1}", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", name["word/".Length..]));
        return this;
    }

    public WordFile Header(string paragraphs) =>
        Part("word/header1.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml", "header", $"<w:hdr {Namespaces}>{paragraphs}</w:hdr>");

    public WordFile Footer(string paragraphs) =>
        Part("word/footer1.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml", "footer", $"<w:ftr {Namespaces}>{paragraphs}</w:ftr>");

    public WordFile Footnotes(string notes) =>
        Part("word/footnotes.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml", "footnotes", $"<w:footnotes {Namespaces}>{notes}</w:footnotes>");

    public WordFile Styles(string styles) =>
        Part("word/styles.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml", "styles", $"<w:styles {Namespaces}>{styles}</w:styles>");

    public WordFile Numbering(string numbering) =>
        Part("word/numbering.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml", "numbering", $"<w:numbering {Namespaces}>{numbering}</w:numbering>");

    public WordFile Title(string title)
    {
        _parts.Add(("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", Encoding.UTF8.GetBytes(
            $"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{Escape(title)}</dc:title></cp:coreProperties>")));
        _roots.Add(("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"));
        return this;
    }

    public byte[] ToBytes()
    {
        var section = WithSection ? Section.Replace("<w:sectPr>", "<w:sectPr>" + _sectionExtras, StringComparison.Ordinal) : "";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", ContentTypes());
            Add(zip, "_rels/.rels", Relations(_roots.Select((root, i) => ($"rId{i + 1}", root.Type, root.Target))));
            Add(zip, "word/document.xml", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document {Namespaces}><w:body>{Body}{section}</w:body></w:document>"));
            Add(zip, "word/_rels/document.xml.rels", Relations(_relations));
            foreach (var (name, _, content) in _parts)
                Add(zip, name, content);
        }

        return stream.ToArray();
    }

    private byte[] ContentTypes() => Encoding.UTF8.GetBytes(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
        + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
        + string.Concat(_parts.Where(part => part.Type != "image/png").Select(part => $"<Override PartName=\"/{part.Name}\" ContentType=\"{part.Type}\"/>")) + "</Types>");

    private static byte[] Relations(IEnumerable<(string Id, string Type, string Target)> relations) => Encoding.UTF8.GetBytes(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(relation => $"<Relationship Id=\"{relation.Id}\" Type=\"{relation.Type}\" Target=\"{relation.Target}\"/>")) + "</Relationships>");

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
