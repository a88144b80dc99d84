using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.FormCell;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>现场检查笔录: the narrative record of one check, with questions, samples and measurements where there were any, signed page by page.</summary>
internal static class InspectionTranscript
{
    // Room to write by hand where nothing is typed.
    private const int BlankLines = 10;

    private const string BlankTime = "　　　　年　　月　　日　　时　　分";

    private static readonly FormGrid Head = new(1700, 2722, 1700, 2722);
    private static readonly FormGrid Lines = new(8844);

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("FormTitle", "{{ 标题 }}"),
        Paragraph("FormHead", "检查主体：{{ 检查主体 }}\t任务编号：{{ 任务.编号 }}"),
        Facts(),
        Paragraph("Heading1", "一、表明身份和告知"),
        Body("{{ 告知事项 }}"),
        .. If("告知答复", Body("当事人答复：{{ 告知答复 }}")),
        .. If("!告知答复", Body("当事人答复：□已看清证件、听清告知，不申请回避。"), Body("□申请回避，理由：")),
        Paragraph("Heading1", "二、现场情况"),
        .. ForEach("段", "现场情况", Body("{{ 段 }}")),
        .. If("现场情况.size == 0", Lines.Table([.. Enumerable.Range(0, BlankLines).Select(_ => Lines.Tall(560, Answer("")))])),
        .. Questions(), .. Samples(), .. Measurements(),
        Paragraph("Contact", "以上笔录已交当事人核对，或者已向当事人宣读。"),
        Signatures(),
        Paragraph("FormNote", "注：检查人员不得少于两人。当事人拒绝签名的，由检查人员注明；更改之处由当事人签名或者按指印；每页由当事人和检查人员签名。"),
        sections.SignedPortrait(),
    ]);

    private static XElement Facts() => Head.Table(
        Head.Row(Label("任务名称"), Answer("{{ 任务.名称 }}", 3)),
        Head.Row(Label("当事人"), Answer("{{ 企业.名称 }}", 3)),
        Head.Row(Label("信用代码"), Answer("{{ 企业.代码 }}", 3)),
        Head.Row(Label("住所"), Answer("{{ 企业.住所 }}", 3)),
        Head.Row(Label("法定代表人"), Answer("{{ 企业.法定代表人 }}"), Label("联系电话"), Answer("{{ 企业.联系电话 }}")),
        Head.Row(Label("现场负责人"), Answer("{{ 现场负责人 }}"), Label("职务"), Answer("{{ 现场负责人职务 }}")),
        Head.Row(Label("检查通知书"), Answer("{{ 通知书文号 }}", 3)),
        Head.Row(Label("检查时间"), Answer($"{{{{ 开始时间 ?? \"{BlankTime}\" }}}}至\n{{{{ 结束时间 ?? \"{BlankTime}\" }}}}", 3)),
        Head.Row(Label("检查地点"), Answer("{{ 检查地点 }}", 3)),
        Head.Row(Label("检查人员"), Answer("{{ for 员 in 检查人员 }}{{ 员.姓名 }}（执法证号：{{ 员.执法证号 }}）{{ if !for.last }}、{{ end }}{{ end }}", 3)),
        Head.Row(Label("记录人"), Answer("{{ 记录人 }}"), Label("在场人员"), Answer("{{ 在场人员 }}")));

    private static IEnumerable<XElement> Questions() => If("询问.size > 0",
        [Paragraph("Heading1", "三、询问情况"), .. ForEach("句", "询问", Body("问：{{ 句.问 }}"), Body("答：{{ 句.答 }}"))]);

    private static IEnumerable<XElement> Samples() => If("抽样.size > 0",
        Paragraph("Heading1", "{{ if 询问.size > 0 }}四{{ else }}三{{ end }}、抽样取证"),
        Tables.List("样", "抽样", new("序号", "{{ for.index + 1 }}", 700, true), new("样品名称", "{{ 样.名称 }}", 2844), new("规格批号", "{{ 样.规格 ?? \"—\" }}", 1800), new("抽样基数", "{{ 样.基数 ?? \"—\" }}", 1000, true), new("抽样数量", "{{ 样.数量 }}", 1000, true), new("封样情况", "{{ 样.封样 ?? \"—\" }}", 1500)));

    private static IEnumerable<XElement> Measurements() => If("勘验.size > 0",
        Paragraph("Heading1", "{{ case (询问.size > 0 ? 1 : 0) + (抽样.size > 0 ? 1 : 0) }}{{ when 0 }}三{{ when 1 }}四{{ else }}五{{ end }}、勘验情况"),
        Tables.List("项", "勘验", new("序号", "{{ for.index + 1 }}", 700, true), new("勘验对象", "{{ 项.对象 }}", 2600), new("方法", "{{ 项.方法 }}", 2000), new("结果", "{{ 项.结果 }}", 3544)));

    private static XElement Signatures() => Head.Table(
        Head.Tall(1100, Label("当事人意见"), Opinion("{{ 当事人意见 }}", "签名或者盖章：　　　　　　　　年　　月　　日", 3)),
        Head.Tall(900, Label("检查人员"), Opinion("", "签名（二人）：　　　　　　　　年　　月　　日", 3)),
        Head.Tall(900, Label("记录人"), Opinion("", "签名：", 1), Label("见证人"), Opinion("", "签名：", 1)));
}
