using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.FormCell;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>检查通知书: tells an enterprise of its check beforehand, with the year's count against the cap, and the receipt it signs.</summary>
internal static class InspectionNotice
{
    private static readonly FormGrid Receipt = new(2100, 2322, 2100, 2322);

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("NoticeTitle", "{{ 标题 }}"),
        Paragraph("NoticeNumber", "{{ 发文字号 }}"),
        Paragraph("Addressees", "{{ 企业.名称 }}："),
        LeftBody("根据{{ 依据 }}和{{ 任务.名称 }}（任务编号：{{ 任务.编号 }}）的随机抽取结果，{{ 检查主体 }}决定对你单位（统一社会信用代码：{{ 企业.代码 }}）实施行政检查。现将有关事项通知如下："),
        Body(Head("一、检查事项。"), "{{ for 项 in 检查事项 }}{{ if 检查事项.size > 1 }}{{ for.index + 1 }}.{{ end }}{{ 项.事项 }}{{ if 项.依据 }}（{{ 项.依据 }}）{{ end }}{{ if for.last }}。{{ else }}；{{ end }}{{ end }}"),
        LeftBody(Head("二、检查时间和方式。"), "检查时间为{{ 检查时间 }}，方式为{{ 检查方式 }}。本次检查的任务来源为{{ 任务来源 }}，检查对象和检查人员由随机抽取产生，抽取记录编号为{{ 抽取记录编号 | string.replace \"-\" \"\\u2011\" }}，可以复核。"),
        LeftBody(Head("三、检查人员。"), "{{ for 员 in 检查人员 }}{{ 员.姓名 }}（执法证号：{{ 员.执法证号 }}）{{ if !for.last }}、{{ end }}{{ end }}，协助人员{{ 协助人员数 }}人。检查人员到场应当出示执法证件；少于两人或者不出示证件的，你单位有权拒绝检查。"),
        Body(Head("四、检查频次。"), "本次是{{ 检查主体 }}{{ 年度 }}年度对你单位的第{{ 本年检查次数 }}次行政检查，已公布的年度频次上限为{{ 频次上限 }}次。{{ if 超频次理由 }}本次检查超过上限，理由是：{{ 超频次理由 }}{{ end }}"),
        .. If("准备材料.size > 0", Body(Head("五、需要准备的材料。"), "{{ for 料 in 准备材料 }}{{ 料 }}{{ if for.last }}。{{ else }}、{{ end }}{{ end }}能够通过数据共享取得的，不要求你单位提供。")),
        Body(Head("{{ if 准备材料.size > 0 }}六{{ else }}五{{ end }}、权利和义务。"), "你单位有权陈述、申辩；认为检查人员与你单位有直接利害关系的，可以申请其回避。你单位应当配合检查，如实说明情况、提供材料；{{ 不配合后果 }}"),
        Body(E("keepNext"), Head("{{ if 准备材料.size > 0 }}七{{ else }}六{{ end }}、检查纪律。"), "{{ 检查纪律 }}对检查有意见的，可以拨打监督电话{{ 监督电话 }}。"),
        Paragraph("Contact", "联系人：{{ 联系人 }}，联系电话：{{ 联系电话 }}。"),
        .. AttachmentNote(),
        .. SingleSignOff(),
        .. AnnexHead("附件", "{{ 附件[0].名称 }}"),
        ReceiptForm(),
        Paragraph("SectionEnd"),
        sections.Portrait(),
    ]);

    private static XElement Head(string heading) => Run(heading, "Heading1Lead");

    private static XElement ReceiptForm() => Receipt.Table(
        Receipt.Row(Label("送达文书"), Answer("{{ 文书名称 }}（{{ 发文字号 }}）", 3)),
        Receipt.Row(Label("受送达人"), Answer("{{ 企业.名称 }}", 3)),
        Receipt.Row(Label("送达地点"), Answer("{{ 企业.住所 }}", 3)),
        Receipt.Row(Label("送达方式"), Answer("□直接送达　□电子送达　□邮寄送达　□留置送达", 3)),
        Receipt.Tall(1500, Label("受送达人\n签收"), Opinion("", "签名或者盖章：　　　　　　　年　　月　　日", 3)),
        Receipt.Tall(1500, Label("送达人"), Opinion("", "签名（二人）：　　　　　　　年　　月　　日", 3)),
        Receipt.Tall(1200, Label("备注"), Answer("", 3)));
}
