using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>How a cell of a workbook template looks; the order is that of the style table.</summary>
internal enum CellLook
{
    Plain,
    Title,
    Note,
    Head,
    Text,
    Centred,
    Count,
    Share,
    Day,
    Section,
    Total,
    TotalShare,
}

/// <summary>One sheet of a workbook template: landscape, as wide as the page, its heads repeated.</summary>
/// <param name="Widths">Of the columns, in characters.</param>
/// <param name="HeadRow">The row of the column heads; it and all above stay in sight, it alone is repeated on every page.</param>
/// <param name="Rows">Cells from column A; a text that begins with = is a formula.</param>
/// <param name="IsLarge">For A3: too many columns for A4.</param>
/// <param name="MergedRows">Rows merged over the whole width.</param>
internal sealed record TemplateSheet(string Name, double[] Widths, int HeadRow, IReadOnlyList<(double Height, (string Text, CellLook Look)[] Cells)> Rows, int[] MergedRows, bool HasFilter, bool IsLarge = false);

/// <summary>The parts of a workbook template, zipped so that equal content gives equal bytes.</summary>
internal static class Workbook
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly XNamespace S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static byte[] Write(IReadOnlyList<TemplateSheet> sheets)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", ContentTypes(sheets.Count));
            Part(zip, "_rels/.rels", new XElement(Relations + "Relationships", Relation("rId1", "officeDocument", "xl/workbook.xml")));
            Part(zip, "xl/workbook.xml", Book(sheets));
            Part(zip, "xl/_rels/workbook.xml.rels", new XElement(Relations + "Relationships",
                sheets.Select((_, i) => Relation($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")), Relation($"rId{sheets.Count + 1}", "styles", "styles.xml")));
            Part(zip, "xl/styles.xml", LedgerStyles.Write(S));
            for (var i = 0; i < sheets.Count; i++)
                Part(zip, $"xl/worksheets/sheet{i + 1}.xml", Sheet(sheets[i]));
        }
        return stream.ToArray();
    }

    private static XElement Book(IReadOnlyList<TemplateSheet> sheets) => new(S + "workbook", new XAttribute(XNamespace.Xmlns + "r", R),
        new XElement(S + "sheets", sheets.Select((sheet, i) => new XElement(S + "sheet", new XAttribute("name", sheet.Name), new XAttribute("sheetId", i + 1), new XAttribute(R + "id", $"rId{i + 1}")))),
        new XElement(S + "definedNames",
            sheets.Select((sheet, i) => (sheet, i)).Where(one => one.sheet.HasFilter).Select(one => Name("_xlnm._FilterDatabase", one.i, $"'{one.sheet.Name}'!{Filter(one.sheet, "$")}", isHidden: true)),
            sheets.Select((sheet, i) => Name("_xlnm.Print_Titles", i, $"'{sheet.Name}'!${sheet.HeadRow}:${sheet.HeadRow}", isHidden: false))));

    private static XElement Name(string name, int sheet, string reference, bool isHidden) => new(S + "definedName", new XAttribute("name", name), new XAttribute("localSheetId", sheet),
        isHidden ? new XAttribute("hidden", 1) : null, reference);

    private static XElement Sheet(TemplateSheet sheet) => new(S + "worksheet",
        new XElement(S + "sheetPr", new XElement(S + "pageSetUpPr", new XAttribute("fitToPage", 1))),
        new XElement(S + "sheetViews", new XElement(S + "sheetView", new XAttribute("showGridLines", 0), new XAttribute("workbookViewId", 0),
            new XElement(S + "pane", new XAttribute("ySplit", sheet.HeadRow), new XAttribute("topLeftCell", $"A{sheet.HeadRow + 1}"), new XAttribute("activePane", "bottomLeft"), new XAttribute("state", "frozen")))),
        new XElement(S + "cols", sheet.Widths.Select((width, i) => new XElement(S + "col", new XAttribute("min", i + 1), new XAttribute("max", i + 1), new XAttribute("width", width), new XAttribute("customWidth", 1)))),
        new XElement(S + "sheetData", sheet.Rows.Select((row, i) => new XElement(S + "row", new XAttribute("r", i + 1), row.Height > 0 ? new object[] { new XAttribute("ht", row.Height), new XAttribute("customHeight", 1) } : [],
            row.Cells.Select((cell, column) => Cell(column, i + 1, cell.Text, cell.Look))))),
        sheet.HasFilter ? new XElement(S + "autoFilter", new XAttribute("ref", Filter(sheet, ""))) : null,
        sheet.MergedRows.Length == 0 ? null : new XElement(S + "mergeCells", new XAttribute("count", sheet.MergedRows.Length),
            sheet.MergedRows.Select(row => new XElement(S + "mergeCell", new XAttribute("ref", $"A{row}:{Column(sheet.Widths.Length - 1)}{row}")))),
        new XElement(S + "printOptions", new XAttribute("horizontalCentered", 1)),
        new XElement(S + "pageMargins", new XAttribute("left", 0.6), new XAttribute("right", 0.6), new XAttribute("top", 0.7), new XAttribute("bottom", 0.7), new XAttribute("header", 0.3), new XAttribute("footer", 0.3)),
        new XElement(S + "pageSetup", new XAttribute("paperSize", sheet.IsLarge ? 8 : 9), new XAttribute("orientation", "landscape"), new XAttribute("fitToWidth", 1), new XAttribute("fitToHeight", 0)),
        new XElement(S + "headerFooter", new XElement(S + "oddFooter", "&C&A　第 &P 页，共 &N 页")));

    private static XElement Cell(int column, int row, string text, CellLook look)
    {
        var cell = new XElement(S + "c", new XAttribute("r", $"{Column(column)}{row}"), new XAttribute("s", (int)look));
        if (text.StartsWith('='))
            cell.Add(new XElement(S + "f", text[1..]));
        else if (text.Length > 0)
            cell.Add(new XAttribute("t", "inlineStr"), new XElement(S + "is", new XElement(S + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), text)));
        return cell;
    }

    // The heads and the one row of tags below them; the engine lets it grow with the rows.
    private static string Filter(TemplateSheet sheet, string fixing) => string.Create(CultureInfo.InvariantCulture,
        $"{fixing}A{fixing}{sheet.HeadRow}:{fixing}{Column(sheet.Widths.Length - 1)}{fixing}{sheet.HeadRow + 1}");

    private static string Column(int index) => index < 26 ? ((char)('A' + index)).ToString() : $"{(char)('A' + index / 26 - 1)}{(char)('A' + index % 26)}";

    private static XElement ContentTypes(int sheets) => new(Types + "Types",
        new XElement(Types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
        new XElement(Types + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
        Override("workbook", "sheet.main"), Override("styles", "styles"), Enumerable.Range(1, sheets).Select(i => Override($"worksheets/sheet{i}", "worksheet")));

    private static XElement Override(string name, string kind) => new(Types + "Override", new XAttribute("PartName", $"/xl/{name}.xml"), new XAttribute("ContentType", $"{Main}.{kind}+xml"));

    private static XElement Relation(string id, string kind, string target) => new(Relations + "Relationship", new XAttribute("Id", id), new XAttribute("Type", $"{R}/{kind}"), new XAttribute("Target", target));

    private static void Part(ZipArchive zip, string name, XElement content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Epoch;
        using var stream = entry.Open();
        using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineChars = "\n" });
        new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), content).Save(writer);
    }
}
