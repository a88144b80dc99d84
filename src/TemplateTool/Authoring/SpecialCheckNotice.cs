using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>专项抽查计划通知: sets one task going, from the draw of the objects to the summary, with who checks what as its annex.</summary>
internal static class SpecialCheckNotice
{
    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        .. FileHead(), .. Title(),
        Body("{{ 发文缘由 }}决定组织实施{{ 任务.名称 }}（{{ if 任务.计划编号 }}计划编号：{{ 任务.计划编号 }}，{{ end }}任务编号：{{ 任务.编号 }}）。现就有关事项通知如下："),
        Paragraph("Heading1", "一、组织分工"),
        Body("本次专项抽查由{{ 牵头部门 }}牵头组织{{ if 配合部门.size > 0 }}，{{ 配合部门 | array.join \"、\" }}配合{{ end }}。检查由{{ 检查主体 }}依法实施，各单位的具体分工见附件。"),
        Paragraph("Heading1", "二、抽查内容"),
        Body("抽查类型为{{ 任务.类型 }}。抽查事项为{{ 任务.事项 | array.join \"、\" }}。抽查对象为{{ 任务.对象范围 }}，抽查比例（数量）为{{ 任务.抽查比例 }}。{{ if 任务.风险分类 }}{{ 任务.风险分类 }}{{ end }}"),
        Paragraph("Heading1", "三、实施步骤"),
        Body(Step("（一）抽取名单。"), "{{ 抽取时间 }}，从名录库中公开随机抽取检查对象和执法检查人员，抽取过程由{{ 见证单位 }}见证，抽取记录可以复核。"),
        Body(Step("（二）实施检查。"), "{{ 任务.抽查时间 }}，采取{{ 检查方式 }}的方式实施检查。每次检查应当事先审批、书面通知，告知本年度的检查次数和频次上限，执法检查人员不少于两人。"),
        Body(Step("（三）录入公示。"), "检查结果由实施检查的单位录入，自检查完成之日起{{ 公示工作日 }}个工作日内向社会公示。"),
        Body(Step("（四）总结归档。"), "{{ 总结时间 }}前，各单位将检查情况报{{ 牵头部门 }}，抽取、检查和公示的材料一并归档。"),
        Paragraph("Heading1", "四、工作要求"),
        .. LastClauses("工作要求"),
        .. ContactLine(),
        .. AttachmentNote(),
        .. SealedSignOff(),
        .. AnnexHead("附件", "{{ 附件[0].名称 }}"),
        Tables.List("项", "检查分工",
            new("序号", "{{ for.index + 1 }}", 600, true), new("单位", "{{ 项.单位 }}", 2000), new("检查事项", "{{ 项.事项 }}", 3344), new("检查\n人员数", "{{ 项.人员数 ?? \"—\" }}", 900, true), new("联系人及电话", "{{ 项.联系方式 ?? \"—\" }}", 2000, true)),
        .. Imprint(),
        Paragraph("SectionEnd"),
        sections.Portrait(),
    ]);

    private static System.Xml.Linq.XElement Step(string heading) => Run(heading, "Heading2Lead");
}
