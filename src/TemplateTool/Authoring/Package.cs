using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>The parts of one .docx, zipped so that equal content gives equal bytes: fixed order, fixed time, stored.</summary>
internal sealed class Package
{
    // The earliest moment a zip entry can carry.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    private const string Relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly List<(string Id, string Kind, string Name, XElement Content)> parts = [];
    private readonly List<(string Id, string Name, byte[] Content)> pictures = [];

    /// <summary>Adds a part beside the main document (<c>header</c>, <c>footer</c>, <c>styles</c>…) and gives its relationship id.</summary>
    public string Add(string kind, XElement content)
    {
        var sameKind = parts.Count(part => part.Kind == kind);
        var name = kind is "header" or "footer" ? $"{kind}{sameKind + 1}" : kind;
        var id = $"rId{parts.Count + 1}";
        parts.Add((id, kind, name, content));
        return id;
    }

    /// <summary>Adds a PNG picture and gives its relationship id.</summary>
    public string AddPicture(byte[] content)
    {
        var id = $"rIdImage{pictures.Count + 1}";
        pictures.Add((id, $"media/picture{pictures.Count + 1}.png", content));
        return id;
    }

    public byte[] ToBytes(XElement document)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", ContentTypes());
            Write(zip, "_rels/.rels", new XElement(Relations + "Relationships", Relation("rId1", "officeDocument", "word/document.xml")));
            Write(zip, "word/document.xml", document);
            Write(zip, "word/_rels/document.xml.rels", new XElement(Relations + "Relationships",
                parts.Select(part => Relation(part.Id, part.Kind, $"{part.Name}.xml")), pictures.Select(picture => Relation(picture.Id, "image", picture.Name))));
            foreach (var part in parts)
                Write(zip, $"word/{part.Name}.xml", part.Content);
            foreach (var picture in pictures)
                Write(zip, $"word/{picture.Name}", picture.Content);
        }
        return stream.ToArray();
    }

    private XElement ContentTypes() => new(Types + "Types",
        new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
        new XElement(Types + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
        pictures.Count == 0 ? null : new XElement(Types + "Default", new XAttribute("Extension", "png"), new XAttribute("ContentType", "image/png")),
        Override("document", "document.main"),
        parts.Select(part => Override(part.Name, part.Kind)));

    private static XElement Override(string name, string kind) => new(Types + "Override",
        new XAttribute("PartName", $"/word/{name}.xml"), new XAttribute("ContentType", $"{Main}.{kind}+xml"));

    private static XElement Relation(string id, string kind, string target) => new(Relations + "Relationship",
        new XAttribute("Id", id), new XAttribute("Type", $"{Relationship}/{kind}"), new XAttribute("Target", target));

    private static Stream Open(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Epoch;
        return entry.Open();
    }

    private static void Write(ZipArchive zip, string name, byte[] content)
    {
        using var stream = Open(zip, name);
        stream.Write(content);
    }

    private static void Write(ZipArchive zip, string name, XElement content)
    {
        using var stream = Open(zip, name);
        using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineChars = "\n" });
        new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), content).Save(writer);
    }
}
