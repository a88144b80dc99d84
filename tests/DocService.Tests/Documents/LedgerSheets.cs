using System.IO.Compression;
using System.Xml.Linq;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>Reads back what a workbook says, sheet by sheet: texts and numbers as stored, a formula with its =.</summary>
internal static class LedgerSheets
{
    private static readonly XNamespace S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static Dictionary<string, List<string[]>> Of(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        var targets = Load(zip, "xl/_rels/workbook.xml.rels").Elements().ToDictionary(relation => (string)relation.Attribute("Id")!, relation => (string)relation.Attribute("Target")!, StringComparer.Ordinal);
        var sheets = Load(zip, "xl/workbook.xml").Descendants(S + "sheet").Select(sheet => (Name: (string)sheet.Attribute("name")!, Part: targets[(string)sheet.Attribute(R + "id")!])).ToList();
        return sheets.Select(sheet => (name: sheet.Name, Rows: Load(zip, sheet.Part.StartsWith('/') ? sheet.Part[1..] : "xl/" + sheet.Part).Descendants(S + "row").Select(row => row.Elements(S + "c").Select(Text).ToArray()).ToList()))
            .ToDictionary(sheet => sheet.name, sheet => sheet.Rows, StringComparer.Ordinal);
    }

    private static string Text(XElement cell) => cell.Element(S + "f") is { } formula ? "=" + formula.Value : string.Concat(cell.Descendants(S + "t").Select(text => text.Value)) + (string?)cell.Element(S + "v");

    private static XElement Load(ZipArchive zip, string part)
    {
        using var stream = zip.GetEntry(part)!.Open();
        return XDocument.Load(stream).Root!;
    }
}
