using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>计划通知: the notice that sends out the annual plan, with a landscape table for each annex.</summary>
internal static class PlanNotice
{
    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        .. FileHead(), .. Title(),
        Body("{{ 发文缘由 }}现将《{{ 发文机关 }}{{ 年度 }}年度双随机抽查工作计划》印发给你们，并就有关事项通知如下，请一并遵照执行。"),
        Paragraph("Heading1", "一、工作目标"),
        .. ForEach("段", "工作目标", Body("{{ 段 }}")),
        Paragraph("Heading1", "二、任务安排"),
        Body("{{ 年度 }}年度共安排抽查任务{{ 任务数 }}项，其中定向抽查{{ 定向任务数 }}项、不定向抽查{{ 不定向任务数 }}项{{ if 联合任务数 > 0 }}，由两个以上部门联合实施的{{ 联合任务数 }}项{{ end }}。各项任务的抽查事项、对象范围、比例、时限和责任单位见附件。"),
        .. Clauses("任务要求"),
        Paragraph("Heading1", "三、有关要求"),
        .. LastClauses("工作要求"),
        .. ContactLine(),
        .. AttachmentNote(),
        .. SealedSignOff(),
        Paragraph("SectionEnd", sections.Portrait()),
        .. ForEach("件", "附件",
        [
            .. AnnexHead("附件{{ if 附件.size > 1 }}{{ for.index + 1 }}{{ end }}", "{{ 件.名称 }}"),
            .. PlanTables.ByLayout("件"),
            Paragraph("SectionEnd"),
        ]),
        Paragraph("SectionEnd", sections.Landscape()),
        .. Imprint(),
        Paragraph("SectionEnd"),
        sections.Portrait(),
    ]);
}
