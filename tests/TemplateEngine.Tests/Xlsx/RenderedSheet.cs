using System.IO.Compression;
using System.Xml.Linq;

namespace SpotCheck.TemplateEngine.Tests.Xlsx;

/// <summary>A rendered workbook, read back: a line a row, cells divided by |, with their type before text that is not plain.</summary>
internal sealed class RenderedSheet(byte[] bytes)
{
    private static readonly XNamespace S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public byte[] Bytes { get; } = bytes;

    public XElement Part(string name)
    {
        using var zip = new ZipArchive(new MemoryStream(Bytes), ZipArchiveMode.Read);
        using var content = zip.GetEntry(name)!.Open();
        return XDocument.Load(content).Root!;
    }

    /// <summary>Rows as "number: cell|cell"; formulas with =, numbers as they are, text in quotes, truth as T or F.</summary>
    public string Rows(int sheet = 1) => string.Join('\n', Part($"xl/worksheets/sheet{sheet}.xml").Descendants(S + "row")
        .Select(row => $"{row.Attribute("r")!.Value}: {string.Join('|', row.Elements(S + "c").Select(Show))}"));

    public IEnumerable<string> Attributes(string element, string attribute, int sheet = 1) =>
        Part($"xl/worksheets/sheet{sheet}.xml").Descendants(S + element).Select(found => found.Attribute(attribute)!.Value);

    public string? NumberFormat(string address)
    {
        var cell = Part("xl/worksheets/sheet1.xml").Descendants(S + "c").First(found => found.Attribute("r")!.Value == address);
        return Part("xl/styles.xml").Element(S + "cellXfs")!.Elements().ElementAt((int?)cell.Attribute("s") ?? 0).Attribute("numFmtId")!.Value;
    }

    private static string Show(XElement cell)
    {
        var column = string.Concat(cell.Attribute("r")!.Value.TakeWhile(char.IsLetter));
        var content = cell.Attribute("t")?.Value switch
        {
            "inlineStr" => $"'{cell.Value}'",
            "b" => cell.Value == "1" ? "T" : "F",
            _ when cell.Element(S + "f") is { } formula => "=" + formula.Value,
            _ => cell.Element(S + "v")?.Value ?? "",
        };
        return column + content;
    }
}
