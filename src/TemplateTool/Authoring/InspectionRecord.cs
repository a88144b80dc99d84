using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.FormCell;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>现场检查记录表: filled in at the site, one row for each item, with methods, results and follow-up to tick.</summary>
internal static class InspectionRecord
{
    private static readonly FormGrid Grid = new(1600, 1620, 800, 1200, 1124, 2500);

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("FormTitle", "{{ 标题 }}"),
        Paragraph("FormHead", "检查主体：{{ 检查主体 }}\t任务编号：{{ 任务.编号 }}"),
        Form(),
        Paragraph("FormNote", "注：检查人员不得少于两人，到场应当出示执法证件。表格不够填写的，另附页并由被检查单位和检查人员逐页签名。"),
        sections.Portrait(),
    ]);

    private static XElement Form() => Grid.Table(
        Grid.Row(Label("任务名称"), Answer("{{ 任务.名称 }}", 5)),
        Grid.Row(Label("被检查单位"), Answer("{{ 企业.名称 }}", 5)),
        Grid.Row(Label("信用代码"), Answer("{{ 企业.代码 }}", 5)),
        Grid.Row(Label("住所"), Answer("{{ 企业.住所 }}", 5)),
        Grid.Row(Label("法定代表人"), Answer("{{ 企业.法定代表人 }}", 2), Label("联系电话"), Answer("{{ 企业.联系电话 }}", 2)),
        Grid.Row(Label("联络员"), Answer("{{ 企业.联络员 }}", 2), Label("联系电话"), Answer("{{ 企业.联络员电话 }}", 2)),
        Grid.Row(Label("检查事项", 2), Label("是否\n检查"), Label("发现问题", 2), Label("处置情况")),
        Grid.Tall(620, Answer("{{ for 项 in 检查事项 }}{{ for.index + 1 }}.{{ 项.事项 }}", 2), Centred("{{ if 项.已查 == null }}☐是\n☐否{{ else }}{{ 项.已查 | 公文.勾选 }}是\n{{ !项.已查 | 公文.勾选 }}否{{ end }}"), Answer("{{ 项.问题 }}", 2), Answer("{{ 项.处置 }}{{ end }}")),
        Options("核查方式"), Options("检查结果"), Options("后续处置"),
        Grid.Tall(1500, Label("检查情况"), new FormCell(5, "top", ("FormText", "{{ 检查情况 }}"))),
        Grid.Tall(1300, Label("被检查单位\n意见"), Opinion("{{ 单位意见 }}", "负责人签名（盖章）：　　　　　　　　年　　月　　日", 5)),
        Grid.Tall(1300, Label("检查人员"), Opinion("{{ for 员 in 检查人员 }}{{ 员.姓名 }}（执法证号：{{ 员.执法证号 }}）{{ if !for.last }}、{{ end }}{{ end }}", "检查人员签名：　　　　　　　　　　　年　　月　　日", 5)),
        Grid.Tall(1000, Label("组长审核"), Opinion("", "签名：　　　　　　　　年　　月　　日", 5)),
        Grid.Tall(1000, Label("结果公示\n审批"), Opinion("", "签名：　　　　　　　　年　　月　　日", 5)));

    // Two options a row, so that no box is parted from its text.
    private static XElement Options(string list) => Grid.Row(
        Label($"{{{{ for 行 in 0..<(({list}.size + 1) // 2) }}}}{{{{ \"{list}\" # 合并 }}}}"),
        Answer($"{{{{ {list}[行 * 2].选中 | 公文.勾选 }}}}{{{{ {list}[行 * 2].名称 }}}}", 3),
        Answer($"{{{{ if 行 * 2 + 1 < {list}.size }}}}{{{{ {list}[行 * 2 + 1].选中 | 公文.勾选 }}}}{{{{ {list}[行 * 2 + 1].名称 }}}}{{{{ end }}}}{{{{ end }}}}", 2));
}
