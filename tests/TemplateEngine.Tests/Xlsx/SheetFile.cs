using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SpotCheck.TemplateEngine.Tests.Docx;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.TemplateEngine.Tests.Xlsx;

/// <summary>Builds small workbooks: a row is a line of cells, "=…" is a formula, a number is a number, all else text.</summary>
internal sealed class SheetFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly List<(string Name, string Rows, string Before, string After)> _sheets = [];
    private string _names = "";
    private string _table = "";
    private readonly List<(string Name, string Type, string Owner, string Relation, string Markup)> _parts = [];

    public SheetFile Sheet(string name, string[] rows, string before = "", string after = "")
    {
        _sheets.Add((name, string.Concat(rows.Select((row, i) => Row(row, i + 1))), before, after));
        return this;
    }

    public SheetFile Names(string names)
    {
        _names = $"<definedNames>{names}</definedNames>";
        return this;
    }

    public SheetFile Table(string markup)
    {
        _table = markup;
        return this;
    }

    /// <summary>A further part, with a relation (type rId1 …) from the part that owns it.</summary>
    public SheetFile Part(string name, string contentType, string owner, string relation, string markup)
    {
        _parts.Add((name, contentType, owner, relation, markup));
        return this;
    }

    public static SheetFile Of(params string[] rows) => new SheetFile().Sheet("表", rows);

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
                + string.Concat(_sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))
                + (_table.Length > 0 ? "<Override PartName=\"/xl/tables/table1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml\"/>" : "")
                + string.Concat(_parts.Select(part => $"<Override PartName=\"/{part.Name}\" ContentType=\"{part.Type}\"/>")) + "</Types>");
            Add(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                + string.Concat(_sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>")) + $"</sheets>{_names}</workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>");
            Add(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs></styleSheet>");
            for (var i = 0; i < _sheets.Count; i++)
            {
                var sheet = _sheets[i];
                Add(zip, $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{sheet.Before}<sheetData>{sheet.Rows}</sheetData>{sheet.After}</worksheet>");
            }

            foreach (var owned in _parts.GroupBy(part => part.Owner))
            {
                var slash = owned.Key.LastIndexOf('/') + 1;
                Add(zip, $"{owned.Key[..slash]}_rels/{owned.Key[slash..]}.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + string.Concat(owned.Select((part, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{part.Relation}\" Target=\"/{part.Name}\"/>")) + "</Relationships>");
            }

            foreach (var part in _parts)
                Add(zip, part.Name, part.Markup);
            if (_table.Length > 0)
            {
                Add(zip, "xl/tables/table1.xml", _table);
                Add(zip, "xl/worksheets/_rels/sheet1.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/table\" Target=\"../tables/table1.xml\"/></Relationships>");
            }
        }

        return stream.ToArray();
    }

    /// <summary>Renders a template that must be free of faults into a workbook that must be valid.</summary>
    public RenderedSheet Render(object? data = null)
    {
        var compilation = XlsxTemplate.Compile(ToBytes());
        Assert.Empty(compilation.Problems.Select(problem => problem.ToString()));
        var rendering = compilation.Template!.Render(Rendered.Model(data));
        Assert.Empty(rendering.Problems.Select(problem => problem.ToString()));
        using var document = SpreadsheetDocument.Open(new MemoryStream(rendering.Workbook!), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        return new(rendering.Workbook!);
    }

    private static string Row(string row, int number) => row.Length == 0 ? "" :
        $"<row r=\"{number}\">{string.Concat(row.Split('|').Select((cell, i) => Cell(cell, $"{(char)('A' + i)}{number}")))}</row>";

    private static string Cell(string text, string address) => text switch
    {
        "" => "",
        ['=', ..] => $"<c r=\"{address}\"><f>{Escape(text[1..])}</f><v>0</v></c>",
        _ when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) => $"<c r=\"{address}\"><v>{text}</v></c>",
        _ => $"<c r=\"{address}\" t=\"inlineStr\"><is><t>{Escape(text)}</t></is></c>",
    };

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
