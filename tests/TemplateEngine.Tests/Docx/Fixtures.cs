using System.Globalization;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>Documents named in words; each has its golden XML beside it and was looked at in LibreOffice.</summary>
internal static class Fixtures
{
    private const string Borders = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/><w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/><w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>";
    private const string Landscape = "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>";
    private const string Portrait = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>";
    private const string List = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num>";

    private static readonly object Draw = new
    {
        标题 = "关于公布双随机抽查结果的通知",
        主送 = new[] { "恒州镇", "灵山镇" },
        需要回执 = false,
        户 = new[]
        {
            new { 股室 = "食品股", 类别 = "餐饮", 名称 = "甲公司", 人数 = 3 }, new { 股室 = "食品股", 类别 = "餐饮", 名称 = "乙饭店", 人数 = 5 },
            new { 股室 = "食品股", 类别 = "流通", 名称 = "丙超市", 人数 = 8 }, new { 股室 = "药械股", 类别 = "流通", 名称 = "丁药房", 人数 = 2 },
        },
        季度 = new[] { "一季度", "二季度", "三季度" },
        组 = new[] { new { 名 = "第一组", 项 = new[] { "亮证", "查台账", "抽样" } }, new { 名 = "第二组", 项 = new[] { "亮证", "核对名录" } } },
        说明 = "检查**不收费**。\n\n- 出示证件\n- *当场*告知结果",
    };

    /// <summary>Pages LibreOffice is to make of it.</summary>
    public static readonly (string Name, int Pages, WordFile Template, object Data)[] All =
    [
        ("a_notice_with_conditions_and_a_merged_table", 1, new WordFile(
            Title("{{标题}}") + Paragraph("{{公文.连接 主送}}：") + Paragraph("{{if 需要回执}}请填回执。{{end}}") + Paragraph("共抽取{{公文.户 户.size}}：")
            + Bordered(HeaderRow("股室", "类别", "名称", "人数"), Row("{{for 户 in 户}}{{户.股室 # 合并}}", "{{户.类别 # 合并}}", "{{户.名称}}", "{{户.人数}}{{end}}"), Row("合计", "", "", "{{户 | array.map '人数' | array.join '+'}}"))
            + Paragraph("{{for 户 in 户}}") + Paragraph("{{for.index + 1}}. ", Bold("{{户.名称}}"), "（{{户.类别}}）") + Paragraph("{{end}}")
            + Paragraph("特此通知。")).Header(Paragraph("第{{户.size}}号")).Footer(Paragraph("{{标题}}")), Draw),
        ("columns_for_each_quarter_and_lists_that_begin_anew", 1, new WordFile(
            Title("分季度安排") + Bordered(Row("股室", "{{for 季 in 季度}}{{季}}", "备注"), Row("食品股", "{{for.index + 1}}户{{end}}", "—"))
            + Paragraph("{{for 组 in 组 # 重新编号}}") + Paragraph(Bold("{{组.名}}")) + Item("{{for 项 in 组.项}}{{项}}{{end}}") + Paragraph("{{end}}")
            + Paragraph("{{文档.富文本 说明}}")).Numbering(List), Draw),
        ("a_landscape_annex_for_each_group", 3, new WordFile(
            Title("正文一页") + $"<w:p><w:pPr>{Portrait}</w:pPr></w:p>"
            + Paragraph("{{for 组 in 组}}") + Title("附件 {{for.index + 1}} {{组.名}}") + Bordered(Row("序号", "事项"), Row("{{for 项 in 组.项}}{{for.index + 1}}", "{{项}}{{end}}"))
            + $"<w:p><w:pPr>{Landscape}</w:pPr></w:p>" + Paragraph("{{end}}")), Draw),
        ("a_table_of_two_pages_with_its_heading_repeated", 2, new WordFile(
            Bordered(HeaderRow("序号", "名称"), Row("{{for i in 1..60}}{{i}}", "第{{i}}户{{end}}")) + Paragraph("完")), new { }),
        ("a_code_in_place_of_a_picture_and_a_page_break", 2, new WordFile(
            Paragraph("扫码查看：", Code("{{码}}"), "。") + Paragraph("{{文档.分页}}第二页 {{码}}")).Picture("word/media/a.png", PictureValue.FromModules(new bool[1], 1, 0, 1).Content),
            new ScriptObject { ["码"] = PictureValue.FromModules(Checks(21), 21) }),
        ("a_notice_that_takes_in_its_landscape_annex", 2, new WordFile(
            Title("{{标题}}") + Paragraph("{{for 组 in 组}}") + Item("{{组.名}}：{{公文.连接 组.项}}") + Paragraph("{{end}}") + Paragraph("分组和要求见附件。") + Paragraph("{{include '附件.docx' # 自成一节}}"))
            .Numbering(List).Styles(Defaults("FandolFang", 32)), Draw),
        ("footnotes_of_each_item_and_check_boxes", 1, new WordFile(
            Bordered(HeaderRow("名称", "人数", "餐饮"), Row("{{for 户 in 户}}{{户.名称}}", Paragraph("{{户.人数}}", "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r>"), Paragraph(Box("户.餐饮"), "{{end}}"))))
            .Footnotes(FootnoteLines + "<w:footnote w:id=\"2\"><w:p><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t>{{户.股室}}核定。</w:t></w:r></w:p></w:footnote>"),
            "{\"户\": [{\"名称\": \"甲公司\", \"人数\": 3, \"股室\": \"食品股\", \"餐饮\": true}, {\"名称\": \"乙药房\", \"人数\": 2, \"股室\": \"药械股\", \"餐饮\": false}]}"),
    ];

    /// <summary>Documents that the fixtures take in.</summary>
    public static ReadOnlyMemory<byte>? Find(string name) => name == "附件.docx"
        ? new WordFile(Title("附件　分组") + Paragraph("{{for 组 in 组}}") + Item("{{组.名}}") + Bordered(Row("序号", "事项"), Row("{{for 项 in 组.项}}{{for.index + 1}}", "{{项}}{{end}}")) + Paragraph("{{end}}") + Landscape, withSection: false)
            .Numbering(List).Styles(Defaults("FandolKai", 28)).ToBytes()
        : null;

    private const string FootnoteLines = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

    private static string Defaults(string face, int size) => string.Create(CultureInfo.InvariantCulture,
        $"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia=\"{face}\"/><w:sz w:val=\"{size}\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>");

    private static string Box(string name) =>
        $"<w:sdt><w:sdtPr><w:tag w:val=\"{name}\"/><w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"2611\" w14:font=\"Noto Sans CJK SC\"/><w14:uncheckedState w14:val=\"2610\" w14:font=\"Noto Sans CJK SC\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:ascii=\"Noto Sans CJK SC\" w:hAnsi=\"Noto Sans CJK SC\" w:eastAsia=\"Noto Sans CJK SC\"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>";

    private static bool[] Checks(int size) => [.. Enumerable.Range(0, size * size).Select(i => (i / size * 7 + i % size * 3) % 5 < 2)];

    private static string Title(string text) => $"<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val=\"36\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>";

    private static string Bordered(params string[] rows) => Table(rows).Replace("</w:tblPr>", Borders + "</w:tblPr>", StringComparison.Ordinal);

    private static string Item(string text) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";

    private static string Code(string alternative) => string.Create(CultureInfo.InvariantCulture, $"<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"码\" descr=\"{alternative}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"码\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId1\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"900000\" cy=\"900000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>");
}
