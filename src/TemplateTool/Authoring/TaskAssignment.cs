using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.FormCell;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>派发单 with 抽查名单: hands a drawn task to those who check it, the list of objects and teams on landscape pages.</summary>
internal static class TaskAssignment
{
    private static readonly FormGrid Grid = new(1640, 2782, 1640, 2782);

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("FormTitle", "{{ 标题 }}"),
        Paragraph("FormHead", "组织部门：{{ 组织部门 }}\t派发日期：{{ 派发日期 }}"),
        Form(),
        Paragraph("FormNote", "注：名单由抽取记录生成，不得手工增减和泄露；更换检查人员应当重新抽取。"),
        Paragraph("SectionEnd", sections.Portrait()),
        .. AnnexHead("附件", "{{ 附件[0].名称 }}"),
        List(),
        Paragraph("TableNote", "抽取时间：{{ 抽取.时间 }}。抽取库{{ 抽取.库内户数 }}户，应抽{{ 抽取.应抽户数 }}户，实抽{{ 抽取.实抽户数 }}户。抽取记录编号：{{ 抽取.记录编号 | string.replace \"-\" \"\\u2011\" }}。"),
        sections.Landscape(),
    ]);

    private static XElement Form() => Grid.Table(
        Grid.Row(Label("任务名称"), Answer("{{ 任务.名称 }}", 3)),
        Grid.Row(Label("任务编号"), Answer("{{ 任务.编号 }}"), Label("任务来源"), Answer("{{ 任务来源 }}")),
        Grid.Row(Label("抽查类型"), Answer("{{ 任务.类型 }}"), Label("检查主体"), Answer("{{ 检查主体 }}")),
        Grid.Row(Label("实施部门"), Answer("{{ 实施部门 | array.join \"、\" }}", 3)),
        Grid.Row(Label("完成期限"), Answer("{{ 完成期限 }}"), Label("每户检查\n人员"), Answer("{{ 每户人数 }}人")),
        Grid.Row(Label("抽查事项"), Answer("{{ for 项 in 任务.事项 }}{{ for.index + 1 }}.{{ 项 }}{{ if for.last }}。{{ else }}；{{ end }}{{ end }}", 3)),
        Grid.Row(Label("对象范围"), Answer("{{ 任务.对象范围 }}", 3)),
        Grid.Row(Label("抽取时间"), Answer("{{ 抽取.时间 }}"), Label("抽取库户数"), Answer("{{ 抽取.库内户数 }}户")),
        Grid.Row(Label("应抽户数"), Answer("{{ 抽取.应抽户数 }}户"), Label("实抽户数"), Answer("{{ 抽取.实抽户数 }}户")),
        Grid.Row(Label("抽取记录\n编号"), Answer("{{ 抽取.记录编号 }}", 3)),
        Grid.Row(Label("工作要求"), Answer("{{ for 条 in 工作要求 }}{{ for.index + 1 }}.{{ 条 }}{{ if !for.last }}\n{{ end }}{{ end }}", 3)),
        Grid.Tall(1150, Label("抽取人"), Opinion("签名：", "年　　月　　日", 1), Label("监督人"), Opinion("签名：", "年　　月　　日", 1)),
        Grid.Tall(1150, Label("派发部门"), Opinion("签名：", "年　　月　　日", 1), Label("接收部门"), Opinion("签名：", "年　　月　　日", 1)));

    // The widths share out 225 mm = 12756 twips; eighteen characters of a code fit a line.
    private static XElement List() => Tables.List("户", "附件[0].名单",
        new("序号", "{{ for.index + 1 }}", 560, true), new("统一社会信用代码", "{{ 户.代码 }}", 2240, true), new("企业名称\n和住所", "{{ 户.名称 }}{{ if 户.住所 }}\n{{ 户.住所 }}{{ end }}", 2196),
        new("主体\n类别", "{{ 户.主体类别 }}", 560, true), new("登记\n机关", "{{ 户.登记机关 }}", 840), new("管辖\n单位", "{{ 户.管辖单位 }}", 760, true),
        new("法定代表人、\n联络员及电话", "{{ 户.法定代表人 }}\n{{ 户.电话 }}{{ if 户.联络员 }}\n{{ 户.联络员 }}\n{{ 户.联络员电话 }}{{ end }}", 1400, true),
        new("上次抽\n查日期", "{{ 户.上次抽查 ?? \"—\" | string.replace \"年\" \"年\\n\" }}", 980, true),
        new("检查人员\n（执法证号）", "{{ for 员 in 户.检查人员 }}{{ 员.姓名 }}\n（{{ 员.执法证号 }}）{{ if !for.last }}\n{{ end }}{{ end }}", 1700, true),
        new("组长", "{{ 户.组长 }}", 760, true), new("专家", "{{ 户.专家 ?? \"—\" | string.replace \"、\" \"\n\" }}", 760, true));
}
