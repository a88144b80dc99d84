using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.Geometry;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>What differs when several agencies issue a file together: <c>联合机关</c> holds their names, the lead first.</summary>
internal static class JointIssue
{
    // 7.2.4: names as wide as each other under one another, 文件 to their right in the middle of their height.
    private const int NamesWidth = 6700;
    private const int WordWidth = 1900;

    /// <summary>Style, most characters of the longest name, points.</summary>
    public static readonly (string Style, int AtMost, double Points)[] Sizes = [("JointMark9", 9, 34), ("JointMark12", 12, 27), ("JointMark16", 16, 20)];

    // The right column is centred on the date, as a single name would be; the left one leaves more than a seal's width between.
    private static readonly int RightWidth = 2 * Characters(4 + 3.85);
    private static readonly int[] SealColumns = [TypeAreaWidth - RightWidth, RightWidth];

    /// <summary>The mark of the agencies, or the single mark where there is one agency.</summary>
    public static IEnumerable<XElement> Mark(IEnumerable<XElement> single) =>
    [
        Tag("最长 = 0; for 名 in 联合机关; if 名.size > 最长; 最长 = 名.size; end; end"),
        Tag("if 联合机关.size > 1"),
        .. Sizes.SelectMany((size, i) => new[] { Tag(i == 0 ? $"if 最长 <= {size.AtMost}" : i == Sizes.Length - 1 ? "else" : $"else if 最长 <= {size.AtMost}"), Names(size.Style) }),
        Tag("end"), Tag("else"), .. single, Tag("end"),
    ];

    /// <summary>
    /// 7.3.5.1: names in rows of two in the order of the agencies, each with room for its seal, the last above the date; otherwise the sign-off of one agency.
    /// </summary>
    public static IEnumerable<XElement> SignOff(IEnumerable<XElement> single) =>
    [
        Tag("if 联合机关.size > 1"),
        Tables.Bare(SealColumns,
            Row("FirstSeals", Name("名 = 联合机关[0]"), Name("名 = 联合机关[1]")),
            Row("NextSeals", [Run("{{ for 行 in 1..<((联合机关.size + 1) // 2) }}"), .. Name("名 = 行 * 2 + 1 < 联合机关.size ? 联合机关[行 * 2] : \"\"")],
                [.. Name("名 = 联合机关[行 * 2 + 1] ?? 联合机关[行 * 2]"), Run("{{ end }}")])),
        Paragraph("SealedDate", "{{ 成文日期 }}"),
        Tag("else"), .. single, Tag("end"),
    ];

    private static XElement Names(string style) => Tables.Bare([NamesWidth, WordWidth], E("tr", E("trPr", E("cantSplit")),
        Tables.Cell(NamesWidth, 1, [.. ForEach("名", "联合机关", [Tag("if for.first"), Paragraph(style + "First", "{{ 名 }}"), Tag("else"), Paragraph(style, "{{ 名 }}"), Tag("end")])]),
        Tables.Cell(WordWidth, 1, Paragraph(style + "Word", "文件"))));

    private static XElement Row(string style, XElement[] left, XElement[] right) => E("tr", E("trPr", E("cantSplit")),
        Tables.Cell(SealColumns[0], 1, [Paragraph(style, left)], null, "bottom"), Tables.Cell(SealColumns[1], 1, [Paragraph(style, right)], null, "bottom"));

    // Twelve characters fit the left column; a longer name is set tighter before it takes a second line.
    private static XElement[] Name(string choice) =>
        [Run($"{{{{ {choice}; if 名.size <= 12 }}}}{{{{ 名 }}}}{{{{ end }}}}"), Run("{{ if 名.size > 12 }}{{ 名 }}{{ end }}", "TightName")];
}
