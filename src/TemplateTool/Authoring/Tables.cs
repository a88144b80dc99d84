using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>A column of a list: its head, what a row says, its width in twips.</summary>
internal sealed record ListColumn(string Head, string Text, int Width, bool Centred = false);

/// <summary>Ruled tables with fixed columns.</summary>
internal static class Tables
{
    public static XElement Grid(int[] widths, params object?[] rows) => Table(widths, Rules(), 40, 60, rows);

    /// <summary>Columns without rules, for names that stand beside each other.</summary>
    public static XElement Bare(int[] widths, params object?[] rows) => Table(widths, [], 0, 0, rows);

    /// <summary>One row for every item of a list, the head again on every page.</summary>
    public static XElement List(string item, string list, params ListColumn[] columns) => List("Table", 60, item, list, columns);

    /// <summary>The same in 9 pt: many figures beside each other on an upright page.</summary>
    public static XElement Narrow(string item, string list, params ListColumn[] columns) => List("Narrow", 40, item, list, columns);

    private static XElement List(string styles, int beside, string item, string list, ListColumn[] columns)
    {
        var row = E("tr", E("trPr", E("cantSplit")), columns.Select((column, i) => Cell(column.Width, 1,
            Paragraph(column.Centred ? $"{styles}Centred" : $"{styles}Text",
                (i == 0 ? $"{{{{ for {item} in {list} }}}}" : "") + column.Text + (i == columns.Length - 1 ? "{{ end }}" : "")))));
        return Table([.. columns.Select(column => column.Width)], Rules(), 40, beside,
        [
            E("tr", E("trPr", E("cantSplit"), E("tblHeader")), columns.Select(column => Cell(column.Width, 1, Paragraph($"{styles}Head", column.Head)))),
            row,
        ]);
    }

    public static XElement Cell(int width, int span, params XElement[] paragraphs) => Cell(width, span, paragraphs, null);

    /// <param name="merge"><c>restart</c> for the first cell of several merged downwards, <c>continue</c> for those below it.</param>
    public static XElement Cell(int width, int span, XElement paragraph, string merge) => Cell(width, span, [paragraph], merge);

    public static XElement Cell(int width, int span, XElement[] paragraphs, string? merge, string align = "center") => E("tc",
        E("tcPr", E("tcW", A("w", width), A("type", "dxa")), span > 1 ? Value("gridSpan", span) : null, merge is null ? null : Value("vMerge", merge), Value("vAlign", align)),
        paragraphs);

    private static XElement[] Rules() => [.. new[] { "top", "left", "bottom", "right", "insideH", "insideV" }.Select(side => StyleSheet.Border(side, "single", 4, 0, "000000"))];

    private static XElement Table(int[] widths, XElement[] rules, int above, int beside, object?[] rows) => E("tbl",
        E("tblPr", E("tblW", A("w", widths.Sum()), A("type", "dxa")), Value("jc", "center"), rules.Length == 0 ? null : E("tblBorders", rules), E("tblLayout", A("type", "fixed")),
            E("tblCellMar", Margin("top", above), Margin("left", beside), Margin("bottom", above), Margin("right", beside))),
        E("tblGrid", widths.Select(width => E("gridCol", A("w", width)))),
        rows);

    private static XElement Margin(string side, int twips) => E(side, A("w", twips), A("type", "dxa"));
}
