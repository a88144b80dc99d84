using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>Ruled tables with fixed columns.</summary>
internal static class Tables
{
    public static XElement Grid(int[] widths, params object?[] rows)
    {
        XElement[] Rules() => [.. new[] { "top", "left", "bottom", "right", "insideH", "insideV" }.Select(side => StyleSheet.Border(side, "single", 4, 0, "000000"))];
        return E("tbl",
            E("tblPr", E("tblW", A("w", widths.Sum()), A("type", "dxa")), Value("jc", "center"), E("tblBorders", Rules()), E("tblLayout", A("type", "fixed")),
                E("tblCellMar", Margin("top", 40), Margin("left", 60), Margin("bottom", 40), Margin("right", 60))),
            E("tblGrid", widths.Select(width => E("gridCol", A("w", width)))),
            rows);
    }

    private static XElement Margin(string side, int twips) => E(side, A("w", twips), A("type", "dxa"));

    public static XElement Cell(int width, int span, params XElement[] paragraphs) => Cell(width, span, paragraphs, null);

    /// <param name="merge"><c>restart</c> for the first cell of several merged downwards, <c>continue</c> for those below it.</param>
    public static XElement Cell(int width, int span, XElement paragraph, string merge) => Cell(width, span, [paragraph], merge);

    private static XElement Cell(int width, int span, XElement[] paragraphs, string? merge) => E("tc",
        E("tcPr", E("tcW", A("w", width), A("type", "dxa")), span > 1 ? Value("gridSpan", span) : null, merge is null ? null : Value("vMerge", merge), Value("vAlign", "center")),
        paragraphs);
}
