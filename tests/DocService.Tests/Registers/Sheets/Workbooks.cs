using System.IO.Compression;
using System.Text;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Tests.Registers.Sheets;

/// <summary>Workbooks made part by part, so that a test decides every byte a stranger could send.</summary>
internal static class Workbooks
{
    private const string Namespaces = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    public static MemoryStream WithSheet(string sheetXml, string? styles = null, string? shared = null, string workbookPr = "", params (string Name, string Text)[] more)
    {
        var parts = new List<(string, string)>
        {
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            ("_rels/.rels", Rels(("rId1", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", $"<workbook {Namespaces}>{workbookPr}<sheets><sheet name=\"名录\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", Rels(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"), ("rId3", "sharedStrings", "sharedStrings.xml"))),
            ("xl/worksheets/sheet1.xml", sheetXml),
        };
        if (styles is not null)
            parts.Add(("xl/styles.xml", $"<styleSheet {Namespaces}>{styles}</styleSheet>"));
        if (shared is not null)
            parts.Add(("xl/sharedStrings.xml", $"<sst {Namespaces}>{shared}</sst>"));
        return Zip([.. parts, .. more]);
    }

    public static string Sheet(string rows, string after = "") => $"<worksheet {Namespaces}><sheetData>{rows}</sheetData>{after}</worksheet>";

    public static string Rels(params (string Id, string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{r.Type}\" Target=\"{r.Target}\"/>"))
        + "</Relationships>";

    public static MemoryStream Zip(params (string Name, string Text)[] parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        stream.Position = 0;
        return stream;
    }

    public static List<SheetRow> Rows(Stream input, string name = "名录.xlsx")
    {
        var (rows, problem) = SheetFile.Read(input, name, SheetLimits.Typed, file => file.Rows(0).ToList());
        Assert.Null(problem);
        return rows!;
    }

    public static SheetProblem Refusal(Stream input, string name = "名录.xlsx", SheetLimits? limits = null)
    {
        var (_, problem) = SheetFile.Read(input, name, limits ?? SheetLimits.Typed, file => file.Rows(0).Count());
        Assert.NotNull(problem);
        return problem;
    }

    public static MemoryStream Text(string text, Encoding encoding) => new([.. encoding.Preamble, .. encoding.GetBytes(text)]);
}
