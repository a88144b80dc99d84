using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>实施方案通知: the cover notice, the year's programme as its first annex, who does what by when as its second.</summary>
internal static class ImplementationPlanNotice
{
    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        .. FileHead(), .. Title(),
        Body("《{{ 附件[0].名称 | string.replace \"\\n\" \"\" }}》已经{{ 审议情况 }}，现印发给你们，请结合实际认真组织实施。"),
        .. ForEach("段", "执行要求", LastGoesWithSignOff(Body("{{ 段 }}"))),
        .. ContactLine(),
        .. AttachmentNote(),
        .. SealedSignOff(),
        .. AnnexHead("附件1", "{{ 附件[0].名称 }}"),
        Annex("{{ 制定依据 }}{{ if 依据文件.size > 0 }}根据{{ 依据文件 | array.join \"、\" }}，{{ end }}结合本{{ 区域 }}实际，制定本方案。"),
        Paragraph("Heading1", "一、工作目标"),
        .. ForEach("段", "工作目标", Annex("{{ 段 }}")),
        Paragraph("Heading1", "二、重点任务"),
        .. Clauses("重点任务"),
        Paragraph("Heading1", "三、工作要求"),
        .. Clauses("工作要求"),
        .. AnnexHead("附件2", "{{ 附件[1].名称 }}"),
        Tables.List("项", "任务分工",
            new("序号", "{{ for.index + 1 }}", 600, true), new("工作任务", "{{ 项.任务 }}", 3444), new("牵头单位", "{{ 项.牵头单位 }}", 1600), new("配合单位", "{{ 项.配合单位 ?? \"—\" }}", 1800), new("完成时限", "{{ 项.完成时限 }}", 1400, true)),
        .. Imprint(),
        Paragraph("SectionEnd"),
        sections.Portrait(),
    ]);

    private static XElement Annex(string text) => Paragraph("AnnexText", text);
}
