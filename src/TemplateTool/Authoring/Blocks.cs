using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Geometry;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>The parts of an official document, each as the paragraphs and tables that Word users expect.</summary>
internal static class Blocks
{
    /// <summary>版头 of a file (7.2): three lines at the top left, the mark in the size its length allows, number and red rule.</summary>
    public static IEnumerable<XElement> FileHead() =>
    [
        .. If("份号", Paragraph("CopyNumber", "{{ 份号 }}")),
        .. If("密级", Paragraph("Secrecy", "{{ 密级 }}")),
        .. If("紧急程度", Paragraph("Secrecy", "{{ 紧急程度 }}")),
        // What is absent leaves its line at the end, so the mark stays where it is.
        .. new[] { "份号", "密级", "紧急程度" }.SelectMany(field => If($"!{field}", Paragraph("CopyNumber"))),
        .. JointIssue.Mark(BySize("发文机关标志", ("IssuerMark8", 8), ("IssuerMark12", 12), ("IssuerMark16", 16), ("IssuerMark20", int.MaxValue))),
        Paragraph("DocumentNumber", "{{ 发文字号 }}"),
    ];

    /// <summary>版头 of an upward file (7.2.5, 7.2.6): the number at the left, 签发人 at the right on its line; more than two signatories in lines of two.</summary>
    public static IEnumerable<XElement> UpwardHead() =>
    [
        .. FileHead().SkipLast(1),
        Tag("if 签发人.size > 2"),
        Tag("for 行 in 0..<((签发人.size + 1) // 2)"),
        Tag("if for.last"), Paragraph("UpwardNumberOfSeveral", SignatoryRow("{{ 发文字号 }}")),
        Tag("else if for.first"), Paragraph("UpwardSignatoriesFirst", SignatoryRow("")),
        Tag("else"), Paragraph("UpwardSignatories", SignatoryRow("")), Tag("end"),
        Tag("end"), Tag("else"),
        Paragraph("UpwardNumber", Run("{{ 发文字号 }}\t签发人："), Run("{{ 签发人 | array.join \"　\" }}", "SignatoryName")),
        Tag("end"),
    ];

    // The names of later lines stand under the first.
    private static object[] SignatoryRow(string number) =>
        [Run(number + "\t{{ if for.first }}签发人：{{ else }}　　　　{{ end }}"), Run("{{ 签发人[行 * 2] }}　{{ 签发人[行 * 2 + 1] }}", "SignatoryName")];

    /// <summary>The lines of a letter above its title (10.1).</summary>
    public static IEnumerable<XElement> LetterHead() =>
    [
        Paragraph("LetterNumber", "{{ 份号 }}\t{{ 发文字号 }}"),
        .. If("密级", Paragraph("LetterHeading", "{{ 密级 }}")),
        .. If("紧急程度", Paragraph("LetterHeading", "{{ 紧急程度 }}")),
    ];

    /// <summary>Mark and rules of a letter's first page.</summary>
    public static XElement[] LetterMark(Sections sections) =>
        sections.LetterFirstPage(BySize("发文机关标志", ("LetterMark10", 10), ("LetterMark14", 14), ("LetterMark20", int.MaxValue)));

    /// <summary>One paragraph of the field for each style, of which the first that the text's length fits is kept.</summary>
    public static IEnumerable<XElement> BySize(string field, params (string Style, int AtMost)[] choices)
    {
        for (var i = 0; i < choices.Length; i++)
        {
            if (i == 0)
                yield return Tag($"if ({field} | string.size) <= {choices[i].AtMost}");
            else
                yield return Tag(i == choices.Length - 1 ? "else" : $"else if ({field} | string.size) <= {choices[i].AtMost}");
            yield return Paragraph(choices[i].Style, $"{{{{ {field} }}}}");
        }
        yield return Tag("end");
    }

    public static IEnumerable<XElement> Title() => [Paragraph("DocumentTitle", "{{ 标题 }}"), Paragraph("Addressees", "{{ 主送机关 }}：")];

    public static XElement Body(params object[] content) => Paragraph("OfficialBody", content);

    /// <summary>A paragraph with a long code in it: set flush left, because justified lines before an unbreakable code are torn apart.</summary>
    public static XElement LeftBody(params object[] content) => Paragraph("OfficialBody", [Value("jc", "left"), .. content]);

    /// <summary>A second-level heading that runs into its text: the heading in 楷体, the rest in 仿宋.</summary>
    public static XElement Lead(string heading, string text) => Paragraph("OfficialBody", Run(heading, "Heading2Lead"), text);

    /// <summary>A paragraph that holds nothing but a control tag and leaves none behind.</summary>
    public static XElement Tag(string statement) => Paragraph("OfficialBody", $"{{{{ {statement} }}}}");

    public static IEnumerable<XElement> ForEach(string variable, string list, params IEnumerable<XElement> content) =>
        [Tag($"for {variable} in {list}"), .. content, Tag("end")];

    public static IEnumerable<XElement> If(string condition, params IEnumerable<XElement> content) =>
        [Tag($"if {condition}"), .. content, Tag("end")];

    /// <summary>附件说明 (7.3.4) from the list of annexes itself, so the two cannot differ.</summary>
    public static IEnumerable<XElement> AttachmentNote() =>
    [
        Tag("if 附件.size == 1"),
        Paragraph("AttachmentNote", "附件：{{ 附件[0].名称 | string.replace \"\\n\" \"\" }}"),
        Tag("else if 附件.size > 1"),
        Tag("for 件 in 附件"),
        Tag("if for.first"),
        Paragraph("AttachmentNoteFirst", "附件：1.\t{{ 件.名称 | string.replace \"\\n\" \"\" }}"),
        Tag("else"),
        Paragraph("AttachmentNoteNext", "{{ for.index + 1 }}.\t{{ 件.名称 | string.replace \"\\n\" \"\" }}"),
        Tag("end"), Tag("end"), Tag("end"),
    ];

    /// <summary>署名 and 成文日期 with the place of a seal kept free (7.3.5.1); （代章） stands under the name when another office seals.</summary>
    public static IEnumerable<XElement> SealedSignOff() =>
    [
        .. JointIssue.SignOff(SingleSignOff()),
        .. If("附注", Paragraph("Remark", "（{{ 附注 }}）")),
    ];

    /// <summary>The sign-off of one agency.</summary>
    public static IEnumerable<XElement> SingleSignOff() =>
    [
        .. BySize("署名", ("SealedName", 15), ("SealedNameLong", int.MaxValue)),
        .. If("代章", Paragraph("SealedNote", "（代章）")),
        Paragraph("SealedDate", "{{ 成文日期 }}"),
    ];

    /// <summary>A second-level heading and its text for every item of a list with 标题 and 内容.</summary>
    public static IEnumerable<XElement> Clauses(string list) => ForEach("项", list, Clause());

    /// <summary>The same as the last part of the body.</summary>
    public static IEnumerable<XElement> LastClauses(string list) => ForEach("项", list, LastGoesWithSignOff(Clause()));

    /// <summary>Inside a loop that ends the body: the last item goes to the page of the sign-off, so that contact or signature never stand there without text.</summary>
    public static IEnumerable<XElement> LastGoesWithSignOff(XElement paragraph)
    {
        var kept = new XElement(paragraph);
        kept.Element(W + "pPr")!.Element(W + "pStyle")!.AddAfterSelf(E("keepNext"));
        return [Tag("if for.last"), kept, Tag("else"), paragraph, Tag("end")];
    }

    private static XElement Clause() => Paragraph("OfficialBody", Run("（{{ for.index + 1 | 公文.中文数字 }}）{{ 项.标题 }}。", "Heading2Lead"), "{{ 项.内容 }}");

    /// <summary>联系人, with what is known of telephone and mail.</summary>
    public static IEnumerable<XElement> ContactLine() =>
        If("联系人", Paragraph("Contact", "联系人：{{ 联系人 }}{{ if 联系电话 }}，联系电话：{{ 联系电话 }}{{ end }}。"));

    public static IEnumerable<XElement> AnnexHead(string label, string title) => [Paragraph("AnnexLabel", label), Paragraph("AnnexTitle", title)];

    /// <summary>版记 (7.4): one frame of paragraphs at the lower edge of the type area, rules 0.35 mm outside and 0.25 mm inside.</summary>
    public static IEnumerable<XElement> Imprint() =>
    [
        Framed("ImprintOuterRule"),
        .. If("抄送", Framed("ImprintCopies", "抄送：{{ 抄送 }}。"), Framed("ImprintInnerRule")),
        Framed("ImprintIssue", "{{ 印发机关 }}\t{{ 印发日期 }}印发"),
        Framed("ImprintOuterRule"),
        .. ImprintRoom(20 + 14 + CopiesLine + 20),
    ];

    /// <summary>版记 of a letter (10.1): 抄送 alone in the lowest lines of the type area.</summary>
    public static IEnumerable<XElement> LetterImprint() => If("抄送", [Framed("ImprintCopies", "抄送：{{ 抄送 }}。"), .. ImprintRoom(0)]);

    private const int CopiesLine = 500;

    // 26 characters of 14 pt fill a line behind 抄送：, less what punctuation takes from one line to the next.
    private const int CopiesAtMost = 25;
    private const int Gap = 200;

    // Text gives way to the frame of 版记, a table does not in LibreOffice: the paragraph the frame is anchored in is as high as the frame,
    // so that both go over to the next page where the table leaves no room.
    private static IEnumerable<XElement> ImprintRoom(int height) =>
    [
        Tag("if !抄送"), Room(height),
        .. Enumerable.Range(1, 5).SelectMany(lines => new[] { Tag($"else if (抄送 | string.size) <= {lines * CopiesAtMost}"), Room(height + lines * CopiesLine) }),
        Tag("else"), Room(height + 8 * CopiesLine), Tag("end"),
    ];

    private static XElement Room(int height) => Paragraph("SectionEnd", E("keepNext"), E("spacing", A("before", 0), A("after", 0), A("line", height + Gap), A("lineRule", "exact")));

    public static XElement Framed(string style, params object[] content) => Paragraph(style,
        [E("framePr", A("w", TypeAreaWidth), A("wrap", "around"), A("vAnchor", "margin"), A("hAnchor", "margin"), A("xAlign", "left"), A("yAlign", "bottom")), .. content]);
}
