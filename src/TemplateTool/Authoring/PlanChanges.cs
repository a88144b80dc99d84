using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.FormCell;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>调整申请: an upward file that asks for a change of the plan, with the change field by field on turned pages and, above 版记, the form of the section that wants it.</summary>
internal static class PlanAdjustmentRequest
{
    private static readonly FormGrid Grid = new(1640, 2782, 1640, 2782);

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        .. UpwardHead(), .. Title(),
        Body("《{{ 计划名称 }}》{{ if 原计划文号 }}（{{ 原计划文号 }}）{{ end }}印发后，因{{ 调整缘由 }}，拟对其中{{ 统计.任务数 }}项任务作出调整。现将有关事项请示如下："),
        Paragraph("Heading1", "一、调整内容"),
        Body("本次调整涉及{{ 统计.处数 }}处，{{ 统计.说明 }}。逐项对照见附件1。"),
        Paragraph("Heading1", "二、调整理由"),
        .. ForEach("段", "调整理由", Body("{{ 段 }}")),
        Paragraph("Heading1", "三、对工作指标的影响"),
        .. ForEach("项", "指标影响", Body("{{ for.index + 1 }}.{{ 项.指标 }}：调整前为{{ 项.调整前 }}，调整后为{{ 项.调整后 }}{{ if 项.要求 }}，要求为{{ 项.要求 }}{{ end }}。")),
        Body(E("keepNext"), "调整后的计划经同意后重新公布，自{{ 拟执行时间 }}起执行。"),
        Paragraph("Contact", "妥否，请批示。"),
        .. AttachmentNote(),
        .. SingleSignOff(),
        // A request says in 附注 whom to ask, and nowhere else.
        .. If("联系人", Paragraph("Remark", "（联系人：{{ 联系人 }}{{ if 联系电话 }}，联系电话：{{ 联系电话 }}{{ end }}）")),
        .. If("附注", Paragraph("Remark", "（{{ 附注 }}）")),
        Paragraph("SectionEnd", sections.Portrait()),
        .. AnnexHead("附件1", "{{ 附件[0].名称 }}"),
        ChangeTable("附件[0].变更"),
        Paragraph("SectionEnd", sections.Landscape()),
        .. AnnexHead("附件2", "{{ 附件[1].名称 }}"),
        Form(),
        .. Imprint(),
        Paragraph("SectionEnd"),
        sections.Portrait(),
    ]);

    /// <summary>What changed, field by field.</summary>
    public static XElement ChangeTable(string list) => Tables.List("项", list,
        new("序号", "{{ for.index + 1 }}", 640, true), new("任务编号", "{{ 项.任务编号 ?? \"—\" }}", 1240, true), new("任务名称", "{{ 项.任务名称 ?? \"—\" }}", 2200), new("调整\n类型", "{{ 项.类型 }}", 800, true),
        new("调整项目", "{{ 项.字段 }}", 1400), new("调整前", "{{ 项.变更前 ?? \"—\" }}", 2400), new("调整后", "{{ 项.变更后 ?? \"—\" }}", 2400), new("理由", "{{ 项.原因 }}", 1676));

    private static XElement Form() => Grid.Table(
        Grid.Row(Label("申请股室"), Answer("{{ 申请股室 }}"), Label("申请日期"), Answer("{{ 申请日期 }}")),
        Grid.Row(Label("原计划名称"), Answer("{{ 计划名称 }}", 3)),
        Grid.Row(Label("涉及任务"), Answer("{{ for 务 in 涉及任务 }}{{ 务 }}{{ if !for.last }}；{{ end }}{{ end }}", 3)),
        Grid.Row(Label("调整类型"), Answer("{{ for 类 in 调整类型 }}{{ 类.选中 | 公文.勾选 }}{{ 类.名称 }}{{ if !for.last }}　　{{ end }}{{ end }}", 3)),
        Grid.Tall(1300, Label("调整理由"), Answer("{{ for 段 in 调整理由 }}{{ 段 }}{{ if !for.last }}\n{{ end }}{{ end }}", 3)),
        Grid.Row(Label("依据文件"), Answer("{{ if 依据文件.size > 0 }}{{ 依据文件 | array.join \"、\" }}{{ else }}无{{ end }}", 3)),
        Grid.Row(Label("拟执行时间"), Answer("{{ 拟执行时间 }}"), Label("备案号"), Answer("{{ 备案号 }}")),
        Grid.Tall(1250, Label("股室意见"), Opinion("{{ 股室意见 }}", "签名：　　　　　　　　　年　　月　　日", 3)),
        Grid.Tall(1250, Label("信用监管\n机构意见"), Opinion("", "签名：　　　　　　　　　年　　月　　日", 3)),
        Grid.Tall(1250, Label("分管负责人\n意见"), Opinion("", "签名：　　　　　　　　　年　　月　　日", 3)));
}

/// <summary>变更公告: tells the public what changed in a published plan, with the changed plan whole.</summary>
internal static class PlanChangeAnnouncement
{
    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("NoticeTitle", "{{ 标题 }}"),
        Paragraph("NoticeOpening", "{{ 发文机关 }}于{{ 原公告日期 }}公布的《{{ 计划名称 }}》{{ if 原计划文号 }}（{{ 原计划文号 }}）{{ end }}，因{{ 调整缘由 }}作出调整。现将调整情况公告如下："),
        Body("本次调整涉及{{ 统计.任务数 }}项任务、{{ 统计.处数 }}处，{{ 统计.说明 }}，逐项对照见附件1。"),
        Body("调整后的计划（附件2）共{{ 任务数 }}项任务，自{{ 生效日期 }}起执行，原计划同时停止执行。调整前已经抽取的任务，按照原计划完成检查和公示。"),
        Paragraph("Contact", "对调整内容有意见的，请与{{ 联系人 }}联系，联系电话：{{ 联系电话 }}。"),
        .. AttachmentNote(),
        .. SingleSignOff(),
        Paragraph("SectionEnd", sections.Portrait()),
        .. AnnexHead("附件1", "{{ 附件[0].名称 }}"),
        PlanAdjustmentRequest.ChangeTable("附件[0].变更"),
        Paragraph("SectionEnd"),
        .. AnnexHead("附件2", "{{ 附件[1].名称 }}"),
        .. PlanTables.ByLayout("附件[1]"),
        Paragraph("SectionEnd"),
        sections.Landscape(),
    ]);
}
