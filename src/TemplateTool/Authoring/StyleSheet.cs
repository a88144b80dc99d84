using System.Globalization;
using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Geometry;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>Every style of our documents. Numbers in brackets are clauses of GB/T 9704-2012.</summary>
/// <remarks>
/// Word and LibreOffice both put the baseline of a line of fixed height at four fifths of it, whatever the face.
/// So every style here has a fixed height, and places on the page follow from arithmetic instead of from font files.
/// </remarks>
internal static class StyleSheet
{
    private const string Red = "FF0000";

    public static XElement Build() => E("styles",
        new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
        E("docDefaults",
            E("rPrDefault", E("rPr", Fonts.Faces(Fonts.FangSong), Value("kern", 2), Value("sz", 32), Value("szCs", 32),
                E("lang", A("val", "en-US"), A("eastAsia", "zh-CN"), A("bidi", "ar-SA")))),
            E("pPrDefault", E("pPr"))),
        E("style", A("type", "paragraph"), A("default", 1), A("styleId", "Normal"), Value("name", "Normal"), E("qFormat"),
            E("pPr", Value("widowControl", 0), Fixed(Line), Value("jc", "both")),
            E("rPr", Value("spacing", Squeeze))),
        E("style", A("type", "character"), A("default", 1), A("styleId", "DefaultParagraphFont"), Value("name", "Default Paragraph Font"), Value("uiPriority", 1), E("semiHidden")),
        E("style", A("type", "table"), A("default", 1), A("styleId", "TableNormal"), Value("name", "Normal Table"), Value("uiPriority", 99), E("semiHidden"),
            E("tblPr", E("tblInd", A("w", 0), A("type", "dxa")),
                E("tblCellMar", Side("top", 0), Side("left", 108), Side("bottom", 0), Side("right", 108)))),
        FileHead(), Body(), Attachments(), SignOff(), Letter(), Notices(), Tables(), Imprint());

    // 7.2: three lines for copy number, secrecy and urgency; the mark's upper edge 35 mm below that of the type area.
    private static IEnumerable<XElement> FileHead() =>
    [
        Style("CopyNumber", "份号", [Value("jc", "left")]),
        Style("Secrecy", "密级和紧急程度", [Value("jc", "left")], face: Fonts.Hei),
        Mark("IssuerMark8", "发文机关标志（8字以内）", 52),
        Mark("IssuerMark12", "发文机关标志（9至12字）", 36),
        Mark("IssuerMark16", "发文机关标志（13至16字）", 27),
        Mark("IssuerMark20", "发文机关标志（17字以上）", 21.5),
        // 7.2.5 two lines below the mark; 7.2.7 the red rule 4 mm below the number, as wide as the type area.
        Style("DocumentNumber", "发文字号",
            [NumberRule(), Fixed(Line, before: MarkToNumber), Value("jc", "center")]),
        .. JointIssue.Sizes.SelectMany(size => JointMark(size.Style, size.Points)),
        .. Upward(),
    ];

    private static XElement NumberRule() => E("pBdr", Border("bottom", "single", 12, 8, Red));

    // 7.2.4: the names of a joint mark fill the width of their column; the first keeps the place of a single mark.
    private static IEnumerable<XElement> JointMark(string id, double points)
    {
        var height = points * 1.25;
        var before = (int)((PointsOf(35) + 0.84 * points - 0.8 * height - 3 * Line / 20.0) * 20);
        XElement Name(string suffix, string name, int gap, string align) => Style(id + suffix, $"联合发文机关标志（{points:0} 磅{name}）",
            [Fixed((int)(height * 20), before: gap), Value("jc", align)], face: Fonts.Title, halfPoints: (int)(points * 2), colour: Red, squeeze: 0);
        return [Name("First", "，主办", before, "distribute"), Name("", "", 0, "distribute"), Name("Word", "，文件", before, "center")];
    }

    // 7.2.5, 7.2.6: in an upward file the number is indented by one character, 签发人 ends one character from the right edge.
    private static IEnumerable<XElement> Upward() =>
    [
        Style("UpwardNumber", "上行文发文字号", [NumberRule(), RightTab(TypeAreaWidth - Characters(1)), Fixed(Line, before: MarkToNumber), Indent(firstLine: 1), Value("jc", "left")]),
        Style("UpwardSignatoriesFirst", "上行文签发人（首行）", [E("keepNext"), Tab(16), Fixed(Line, before: MarkToNumber), Indent(firstLine: 1), Value("jc", "left")]),
        Style("UpwardSignatories", "上行文签发人（其余各行）", [E("keepNext"), Tab(16), Fixed(Line), Indent(firstLine: 1), Value("jc", "left")]),
        Style("UpwardNumberOfSeveral", "上行文发文字号（多个签发人）", [NumberRule(), Tab(16), Fixed(Line), Indent(firstLine: 1), Value("jc", "left")]),
        Lead("SignatoryName", "签发人姓名", Fonts.Kai),
    ];

    private static XElement RightTab(int twips) => E("tabs", E("tab", A("val", "right"), A("pos", twips)));

    // 7.2.5: two lines from the ink of the mark to the line of the number; below the ink, the mark's own line
    // goes on for 0.17 em (6 pt at 36 pt, the usual size; the other sizes differ by less than a tenth of a line).
    private const int MarkToNumber = 2 * Line - 120;

    private static XElement Mark(string id, string name, double points)
    {
        // The ink of a Chinese character begins 0.84 em above its baseline.
        var height = points * 1.25;
        var baseline = PointsOf(35) + 0.84 * points;
        var before = baseline - 0.8 * height - 3 * Line / 20.0;
        return Style(id, name, [Fixed((int)(height * 20), before: (int)(before * 20)), Value("jc", "center")],
            face: Fonts.Title, halfPoints: (int)(points * 2), colour: Red, squeeze: 0);
    }

    private static IEnumerable<XElement> Body() =>
    [
        // 7.3.1: two blank lines below the rule, 22 pt, centred, not bold.
        Style("DocumentTitle", "公文标题", [E("keepNext"), Fixed(700, before: 2 * Line - 100), Value("jc", "center")], face: Fonts.Title, halfPoints: 44, squeeze: 0),
        Style("Addressees", "主送机关", [Fixed(Line, before: Line), Value("jc", "left")]),
        Style("OfficialBody", "公文正文", [Indent(firstLine: 2)]),
        // 7.3.3: 黑体, 楷体, 仿宋, 仿宋.
        Heading(1, Fonts.Hei), Heading(2, Fonts.Kai), Heading(3, Fonts.FangSong), Heading(4, Fonts.FangSong),
        Lead("Heading2Lead", "二级标题字", Fonts.Kai), Lead("Heading1Lead", "一级标题字", Fonts.Hei),
        // The last words of the body go with the sign-off, which must not stand on a page of its own.
        Style("Contact", "联系人", [E("keepNext"), E("keepLines"), Indent(firstLine: 2)]),
        // 7.3.6: on the line below the date, so it stays on the date's page.
        Style("Remark", "附注", [E("keepNext"), Indent(firstLine: 2)]),
        // A paragraph that only ends a section: one point high, so that it always finds room on its page.
        Style("SectionEnd", "分节", [Fixed(20)], halfPoints: 2),
    ];

    private static XElement Heading(int level, string face) => E("style", A("type", "paragraph"), A("styleId", $"Heading{level}"),
        Value("name", $"heading {level}"), Value("basedOn", "Normal"), Value("next", "OfficialBody"), E("qFormat"),
        E("pPr", E("keepNext"), Indent(firstLine: 2), Value("outlineLvl", level - 1)),
        E("rPr", Fonts.Faces(face)));

    private static XElement Lead(string id, string name, string face) => E("style", A("type", "character"), A("styleId", id),
        Value("name", name), Value("basedOn", "DefaultParagraphFont"), E("qFormat"), E("rPr", Fonts.Faces(face)));

    // 7.3.4: one blank line below the body, indented by two; names hang under their first character.
    // 7.3.7: label in 黑体 on line 1, title on line 3.
    private static IEnumerable<XElement> Attachments() =>
    [
        Style("AttachmentNote", "附件说明", [E("keepNext"), Fixed(Line, before: Line), Indent(left: 5, hanging: 3), Value("jc", "left")]),
        Style("AttachmentNoteFirst", "附件说明（多件之一）", [E("keepNext"), Tab(6), Fixed(Line, before: Line), Indent(left: 6, hanging: 4), Value("jc", "left")]),
        Style("AttachmentNoteNext", "附件说明（其余各件）", [E("keepNext"), Tab(6), Fixed(Line), Indent(left: 6, hanging: 1), Value("jc", "left")]),
        Style("AnnexLabel", "附件标签", [E("keepNext"), E("pageBreakBefore"), Value("jc", "left")], face: Fonts.Hei),
        Style("AnnexTitle", "附件标题", [E("keepNext"), Fixed(700, before: Line, after: Line / 2), Value("jc", "center")], face: Fonts.Title, halfPoints: 44, squeeze: 0),
    ];

    // 7.3.5.1: the date four characters from the right, the name centred on it (a date is 7.7 characters wide, give or take half a one),
    // room for a seal whose upper edge is within one line of the text. 7.3.5.2: no seal, the name two characters from the right.
    private static IEnumerable<XElement> SignOff()
    {
        var dateCentre = TypeAreaWidth - Characters(4 + 3.85);
        return
        [
            Style("SealedName", "署名（盖章）", [E("keepNext"), Fixed(Line, before: 2 * Line), E("ind", A("left", 2 * dateCentre - TypeAreaWidth)), Value("jc", "center")]),
            // A name wider than the place around the date ends at the edge of the type area.
            Style("SealedNameLong", "署名（盖章，16字以上）", [E("keepNext"), Fixed(Line, before: 2 * Line), Value("jc", "right")]),
            Style("SealedNote", "代章", [E("keepNext"), Fixed(Line), E("ind", A("left", 2 * dateCentre - TypeAreaWidth)), Value("jc", "center")]),
            Style("SealedDate", "成文日期（盖章）", [E("keepNext"), Fixed(Line), Indent(right: 4), Value("jc", "right")]),
            // Joint sign-offs: rows of seals of 42 mm, 3 mm between them.
            Style("FirstSeals", "联合署名（首行）", [E("keepNext"), Fixed(Line, before: 2 * Line), Value("jc", "center")]),
            Style("NextSeals", "联合署名（其余各行）", [E("keepNext"), Fixed(Line, before: Millimetres(45) - Line), Value("jc", "center")]),
            E("style", A("type", "character"), A("customStyle", 1), A("styleId", "TightName"), Value("name", "联合署名（13字以上）"), Value("basedOn", "DefaultParagraphFont"), E("rPr", Value("spacing", -24))),
            Style("UnsealedName", "署名（不盖章）", [E("keepNext"), Fixed(Line, before: Line), Indent(right: 2), Value("jc", "right")]),
            Style("UnsealedDate", "成文日期（不盖章）", [E("keepNext"), Fixed(Line), Indent(right: 2), Value("jc", "right")]),
        ];
    }

    // 10.1: mark 30 mm below the paper's edge; a thick over a thin rule 4 mm below it, a thin over a thick one
    // 20 mm above the lower edge, both 170 mm, centred on the paper (so 8 mm beyond the type area on the left, 6 mm on the right).
    private static IEnumerable<XElement> Letter() =>
    [
        LetterMark("LetterMark10", "信函发文机关标志（10字以内）", 42),
        LetterMark("LetterMark14", "信函发文机关标志（11至14字）", 30),
        LetterMark("LetterMark20", "信函发文机关标志（15字以上）", 21.5),
        Style("LetterUpperRules", "信函上双线", [E("pBdr", Border("top", "single", 18, 0, Red), Border("bottom", "single", 6, 0, Red)), Fixed(30), E("ind", A("left", -Millimetres(8)), A("right", -Millimetres(6)))], halfPoints: 2),
        Style("LetterLowerRules", "信函下双线", [E("pBdr", Border("top", "single", 6, 0, Red), Border("bottom", "single", 18, 0, Red)), Fixed(30), E("ind", A("left", -Millimetres(8)), A("right", -Millimetres(6)))], halfPoints: 2),
        // The number's upper edge is 7/8 of a character (14 pt) below the rules; its ink begins 9.7 pt below its line's top.
        Style("LetterNumber", "信函发文字号", [E("tabs", E("tab", A("val", "right"), A("pos", TypeAreaWidth))), Fixed(Line, before: 86), Value("jc", "left")]),
        Style("LetterHeading", "信函份号密级", [Value("jc", "left")], face: Fonts.Hei),
    ];

    private static XElement LetterMark(string id, string name, double points)
    {
        var height = points * 1.25;
        // From the baseline (four fifths down) the ink reaches 0.08 em to 0.12 em below; the rule follows 4 mm after the ink.
        var after = PointsOf(4) + 0.1 * points - 0.2 * height;
        var before = PointsOf(30) - Sections.HeaderDistance / 20.0 + 0.84 * points - 0.8 * height;
        return Style(id, name, [Fixed((int)(height * 20), before: (int)(before * 20), after: (int)(after * 20)), Value("jc", "center")],
            face: Fonts.Title, halfPoints: (int)(points * 2), colour: Red, squeeze: 0);
    }

    // A public notice has no 版头: its title begins on the second line.
    private static IEnumerable<XElement> Notices() =>
    [
        Style("NoticeTitle", "公告标题", [E("keepNext"), Fixed(700, before: Line), Value("jc", "center")], face: Fonts.Title, halfPoints: 44, squeeze: 0),
        Style("NoticeNumber", "文书编号", [E("keepNext"), Fixed(Line, before: Line / 2), Value("jc", "right")]),
        Style("NoticeOpening", "公告首段", [Fixed(Line, before: Line), Indent(firstLine: 2)]),
        Style("AnnexText", "附件正文", [Indent(firstLine: 2)]),
        Style("TableNote", "表下说明", [Fixed(360, before: 80), Value("jc", "left")], halfPoints: 24, squeeze: 0),
    ];

    private static IEnumerable<XElement> Tables() =>
    [
        Style("TableHead", "表头", [Fixed(280), Value("jc", "center")], face: Fonts.Hei, halfPoints: 21, squeeze: 0),
        Style("TableText", "表格文字", [Fixed(280), Value("jc", "left")], halfPoints: 21, squeeze: 0),
        Style("TableCentred", "表格居中文字", [Fixed(280), Value("jc", "center")], halfPoints: 21, squeeze: 0),
        Style("NarrowHead", "窄表表头", [Fixed(240), Value("jc", "center")], face: Fonts.Hei, halfPoints: 18, squeeze: 0),
        Style("NarrowText", "窄表文字", [Fixed(300), Value("jc", "left")], halfPoints: 18, squeeze: 0),
        Style("NarrowCentred", "窄表居中文字", [Fixed(300), Value("jc", "center")], halfPoints: 18, squeeze: 0),
        Style("FormTitle", "表单标题", [E("keepNext"), Fixed(700), Value("jc", "center")], face: Fonts.Title, halfPoints: 44, squeeze: 0),
        Style("FormHead", "表单表头行", [E("tabs", E("tab", A("val", "right"), A("pos", TypeAreaWidth))), Fixed(Line, before: Line / 2, after: 100), Value("jc", "left")], halfPoints: 28, squeeze: 0),
        Style("FormFoot", "表单表尾行", [E("tabs", E("tab", A("val", "left"), A("pos", 3000)), E("tab", A("val", "left"), A("pos", 6200))), Fixed(Line, before: 100), Value("jc", "left")], halfPoints: 28, squeeze: 0),
        Style("FormLabel", "表单项目", [Fixed(360), Value("jc", "center")], halfPoints: 26, squeeze: 0),
        Style("FormText", "表单文字", [Fixed(360), Value("jc", "left")], halfPoints: 26, squeeze: 0),
        Style("FormSmall", "表单小字", [Fixed(270), Value("jc", "left")], halfPoints: 20, squeeze: 0),
        Style("FormCentred", "表单居中文字", [Fixed(360), Value("jc", "center")], halfPoints: 26, squeeze: 0),
        Style("FormSection", "表单分部", [Fixed(400), Value("jc", "left")], face: Fonts.Hei, halfPoints: 28, squeeze: 0),
        Style("FormSign", "表单签名处", [Fixed(400, before: 120), Indent(right: 1), Value("jc", "right")], halfPoints: 26, squeeze: 0),
        Style("FormNote", "表单说明", [Fixed(320, before: 80), Value("jc", "left")], halfPoints: 21, squeeze: 0),
        Style("FormSeal", "表单盖章处", [Fixed(400), Indent(right: 2), Value("jc", "right")], halfPoints: 28, squeeze: 0),
    ];

    // A rule of 版记 is a shaded line of its own height: paragraphs with borders would not stay in one frame with the text.
    private static XElement Bar() => E("shd", A("val", "clear"), A("color", "auto"), A("fill", "000000"));

    // 7.4: 14 pt, one character in from both sides. 7.5: page numbers in 14 pt 宋体, half width.
    private static IEnumerable<XElement> Imprint() =>
    [
        Style("ImprintOuterRule", "版记首末线", [Bar(), Fixed(20)], halfPoints: 2, squeeze: 0),
        Style("ImprintInnerRule", "版记中线", [Bar(), Fixed(14)], halfPoints: 2, squeeze: 0),
        Style("ImprintCopies", "版记抄送", [Fixed(500), E("ind", A("left", 4 * 280), A("right", 280), A("hanging", 3 * 280)), Value("jc", "left")], halfPoints: 28, squeeze: 0),
        Style("ImprintIssue", "版记印发", [E("tabs", E("tab", A("val", "right"), A("pos", TypeAreaWidth - 280))), Fixed(500), E("ind", A("left", 280)), Value("jc", "left")], halfPoints: 28, squeeze: 0),
        Style("PageNumberOdd", "单页码", [Fixed(400, after: Sections.NumberToFooterEdge), Indent(right: 1), Value("jc", "right")], face: Fonts.Song, halfPoints: 28, squeeze: 0),
        Style("PageNumberEven", "双页码", [Fixed(400, after: Sections.NumberToFooterEdge), Indent(left: 1), Value("jc", "left")], face: Fonts.Song, halfPoints: 28, squeeze: 0),
        Style("TurnedNumberOdd", "横版单页码", [Fixed(400), Indent(right: 1), Value("jc", "right")], face: Fonts.Song, halfPoints: 28, squeeze: 0),
        Style("TurnedNumberEven", "横版双页码", [Fixed(400), Indent(left: 1), Value("jc", "left")], face: Fonts.Song, halfPoints: 28, squeeze: 0),
        Style("PageSignature", "逐页签名", [E("tabs", E("tab", A("val", "left"), A("pos", 3200)), E("tab", A("val", "right"), A("pos", TypeAreaWidth))), Fixed(Sections.SignatureLine, after: Sections.SignatureToNumber), Value("jc", "left")], halfPoints: 24, squeeze: 0),
        Style("EmptyFooter", "空页脚", [Fixed(20)], halfPoints: 2),
    ];

    private static XElement Style(string id, string name, XElement[] paragraph, string? face = null, int? halfPoints = null, string? colour = null, int? squeeze = null) =>
        E("style", A("type", "paragraph"), A("customStyle", 1), A("styleId", id), Value("name", name), Value("basedOn", "Normal"), E("qFormat"),
            E("pPr", paragraph),
            E("rPr", face is null ? null : Fonts.Faces(face), colour is null ? null : Value("color", colour),
                squeeze is null ? null : Value("spacing", squeeze), halfPoints is null ? null : Value("sz", halfPoints), halfPoints is null ? null : Value("szCs", halfPoints)));

    private static XElement Fixed(int twips, int before = 0, int after = 0) => E("spacing", A("before", before), A("after", after), A("line", twips), A("lineRule", "exact"));


    private static XElement Indent(double left = 0, double right = 0, double firstLine = 0, double hanging = 0) => E("ind",
        left > 0 ? A("left", Characters(left)) : null, right > 0 ? A("right", Characters(right)) : null,
        firstLine > 0 ? A("firstLine", Characters(firstLine)) : null, hanging > 0 ? A("hanging", Characters(hanging)) : null);

    private static XElement Tab(double characters) => E("tabs", E("tab", A("val", "left"), A("pos", Characters(characters))));

    public static XElement Border(string side, string kind, int eighths, int space, string colour) => E(side,
        A("val", kind), A("sz", eighths.ToString(CultureInfo.InvariantCulture)), A("space", space), A("color", colour));

    private static XElement Side(string name, int twips) => E(name, A("w", twips), A("type", "dxa"));
}
