using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>季度通报: how the quarter's checks went, one row for each unit in an upright annex, so that 版记 stands below it.</summary>
internal static class QuarterlyBulletin
{
    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        .. FileHead(), .. Title(),
        Body("现将{{ 年度 }}年{{ 期间 }}“双随机、一公开”监管工作情况通报如下："),
        Paragraph("Heading1", "一、总体情况"),
        Body("截至{{ 截止日期 }}，年度计划共安排抽查任务{{ 总体.计划任务 }}项，已完成{{ 总体.已完成 }}项，到期未完成{{ 总体.到期未完成 }}项；应检查{{ 总体.应检查 }}户，已检查{{ 总体.已检查 }}户，已公示{{ 总体.已公示 }}户，公示率为{{ 总体.公示率 }}。发现问题{{ 总体.问题户数 }}户，已处置完结{{ 总体.已处置 }}户，处置率为{{ 总体.处置率 }}。部门联合抽查任务占{{ 总体.联合占比 }}，应用企业信用风险分类结果的任务占{{ 总体.风险应用率 }}。"),
        Paragraph("Heading1", "二、各单位情况"),
        Body("各单位任务完成、结果公示和问题处置情况见附件。{{ if 表扬.size > 0 }}{{ 表扬 | array.join \"、\" }}任务推进快、公示及时，予以表扬。{{ end }}"),
        Paragraph("Heading1", "三、存在的问题"),
        .. ForEach("项", "存在问题", Paragraph("OfficialBody", "{{ for.index + 1 }}.{{ 项 }}")),
        Paragraph("Heading1", "四、下一步工作"),
        .. ForEach("项", "下步工作", LastGoesWithSignOff(Paragraph("OfficialBody", "{{ for.index + 1 }}.{{ 项 }}"))),
        .. ContactLine(),
        .. AttachmentNote(),
        .. SealedSignOff(),
        .. AnnexHead("附件", "{{ 附件[0].名称 }}"),
        Tables.Narrow("行", "附件[0].单位",
            new("排名", "{{ 行.排名 ?? \"—\" }}", 480, true), new("单位", "{{ 行.单位 }}", 1474), new("计划\n任务", "{{ 行.计划任务 }}", 480, true), new("已\n完成", "{{ 行.已完成 }}", 480, true), new("到期\n未完成", "{{ 行.到期未完成 }}", 690, true),
            new("应检查\n户数", "{{ 行.应检查 }}", 690, true), new("已公示\n户数", "{{ 行.已公示 }}", 690, true), new("公示率", "{{ 行.公示率 }}", 690, true), new("联合\n占比", "{{ 行.联合占比 }}", 620, true),
            new("问题\n户数", "{{ 行.问题户数 }}", 480, true), new("处置率", "{{ 行.处置率 }}", 690, true), new("风险\n应用率", "{{ 行.风险应用率 }}", 690, true), new("掌上\n执法率", "{{ 率 = \"—\"; for 项 in 掌上执法率; if 项.单位 == 行.单位; 率 = 项.比率; end; end; 率 }}", 690, true)),
        .. Imprint(),
        Paragraph("SectionEnd"),
        sections.Portrait(),
    ]);
}
