using System.Globalization;
using System.Xml.Linq;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Reading;

/// <summary>Everything of a sheet that is not a cell, a merge or a rule.</summary>
internal static class LayoutReader
{
    private const int MostColumnGroups = 16_384;

    public static (SnapshotSheet Sheet, SnapshotPage? Page) Applied(XElement element, SnapshotSheet sheet, SnapshotPage? page, StyleReader styles) => element.Name.LocalName switch
    {
        "sheetPr" => (
            sheet with { TabColour = (string?)element.Element("tabColor")?.Attribute("rgb") is { Length: 8 } colour && colour.All(char.IsAsciiHexDigit) ? colour[2..].ToUpperInvariant() : null },
            IsOn(element.Element("pageSetUpPr"), "fitToPage", false) ? (page ?? new()) with { FitToPage = true } : page),
        "sheetViews" => (View(element.Element("sheetView"), sheet), page),
        "sheetFormatPr" => (
            sheet with { RowHeight = Between(Real(element, "defaultRowHeight"), 1, 409), ColumnWidth = Between(Real(element, "defaultColWidth"), 0.1, 255) }, page),
        "cols" => (sheet with { Columns = [.. element.Elements("col").Take(MostColumnGroups).Select(column => Columns(column, styles)).OfType<SnapshotColumns>()] }, page),
        "pageMargins" => (sheet, (page ?? new()) with
        {
            Margins = [.. ((string[])["left", "right", "top", "bottom", "header", "footer"]).Select(side => Between(Real(element, side), 0, 20) ?? 0.5)],
        }),
        "pageSetup" => (sheet, (page ?? new()) with
        {
            Landscape = (string?)element.Attribute("orientation") == "landscape",
            Paper = Between(Whole(element, "paperSize"), 1, 256),
            FitWidth = Between(Whole(element, "fitToWidth"), 0, 32_767) ?? 1,
            FitHeight = Between(Whole(element, "fitToHeight"), 0, 32_767) ?? 1,
        }),
        "headerFooter" => (sheet, (page ?? new()) with { Header = Code(element.Element("oddHeader")), Footer = Code(element.Element("oddFooter")) }),
        _ => (sheet, page),
    };

    private static SnapshotSheet View(XElement? view, SnapshotSheet sheet)
    {
        if (view is null)
            return sheet;
        sheet = sheet with { GridLines = IsOn(view, "showGridLines", true) };
        return view.Element("pane") is { } pane && (string?)pane.Attribute("state") is "frozen" or "frozenSplit"
            ? sheet with { FrozenRows = Between(Whole(pane, "ySplit"), 0, 1_000) ?? 0, FrozenColumns = Between(Whole(pane, "xSplit"), 0, 1_000) ?? 0 }
            : sheet;
    }

    private static SnapshotColumns? Columns(XElement column, StyleReader styles)
    {
        if (Between(Whole(column, "min"), 1, 16_384) is not { } first || Whole(column, "max") is not { } last || last < first)
            return null;
        return new(first, Math.Min(16_384, last))
        {
            Width = Between(Real(column, "width"), 0, 255),
            Hidden = IsOn(column, "hidden", false),
            Style = Whole(column, "style") is { } style ? styles.Number(style) : null,
        };
    }

    private static string? Code(XElement? element) => element?.Value is { Length: > 0 and <= 255 } code && !code.Any(c => char.IsControl(c) && c != '\n') ? code : null;

    private static bool IsOn(XElement? element, string attribute, bool otherwise) =>
        (string?)element?.Attribute(attribute) is { } written ? written is "1" or "true" or "on" : otherwise;

    private static double? Real(XElement element, string attribute) =>
        double.TryParse((string?)element.Attribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Whole(XElement element, string attribute) => Real(element, attribute) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null;

    private static double? Between(double? number, double least, double most) => number >= least && number <= most ? number : null;

    private static int? Between(int? number, int least, int most) => number >= least && number <= most ? number : null;
}
