using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.FormCell;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>行政检查审批表: the approval every check of an enterprise needs since 国办发〔2024〕54号, with the year's count against the cap.</summary>
internal static class InspectionApproval
{
    // One page: rows no higher than a line asks for.
    private const int Lowest = 450;

    private static readonly FormGrid Grid = new(1640, 2782, 1500, 2922);

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("FormTitle", "{{ 标题 }}"),
        Paragraph("FormHead", "承办机构：{{ 承办机构 }}\t编号：{{ 编号 }}"),
        Form(),
        Paragraph("FormNote", "注：检查主体应当依法具有行政检查职权，议事协调机构及其办公室不得作为检查主体。情况紧急先行检查的，检查后补办审批。"),
        sections.Portrait(),
    ]);

    // Many items are set smaller, so that the form keeps to its one page.
    private static FormCell Items()
    {
        const string list = "{{ for 项 in 检查事项 }}{{ for.index + 1 }}.{{ 项.事项 }}{{ if 项.依据 }}（{{ 项.依据 }}）{{ end }}{{ if for.last }}。{{ else }}；{{ end }}{{ end }}";
        return new(3, "center", ("FormText", "{{ if 检查事项.size <= 6 }}"), ("FormText", list), ("FormText", "{{ else }}"), ("FormSmall", list), ("FormText", "{{ end }}"));
    }

    private static XElement Form() => Grid.Table(
        Grid.Tall(Lowest, Label("检查主体"), Answer("{{ 检查主体 }}", 3)),
        Grid.Tall(Lowest, Label("任务来源"), Answer("{{ 任务来源 }}"), Label("任务编号"), Answer("{{ 任务.编号 }}")),
        Grid.Tall(Lowest, Label("检查对象"), Answer("{{ 企业.名称 }}", 3)),
        Grid.Tall(Lowest, Label("信用代码"), Answer("{{ 企业.代码 }}"), Label("合并检查"), Answer("{{ 合并检查 ?? \"否\" }}")),
        Grid.Tall(Lowest, Label("住所"), Answer("{{ 企业.住所 }}", 3)),
        Grid.Tall(Lowest, Label("检查事项\n和依据"), Items()),
        Grid.Tall(Lowest, Label("方式和时间"), Answer("{{ 检查方式 }}，{{ 检查时间 }}", 3)),
        Grid.Tall(Lowest, Label("检查人员"), Answer("{{ for 员 in 检查人员 }}{{ 员.姓名 }}（执法证号：{{ 员.执法证号 }}）{{ if !for.last }}、{{ end }}{{ end }}", 3)),
        Grid.Tall(Lowest, Label("协助人员"), Answer("{{ 协助人员数 }}人{{ if 协助人员说明 }}（{{ 协助人员说明 }}）{{ end }}", 3)),
        Grid.Tall(Lowest, Label("检查频次"), Answer("{{ 年度 }}年度对该企业的第{{ 本年检查次数 }}次检查，已公布的年度上限为{{ 频次上限 }}次。{{ if 超频次理由 }}超过上限的理由：{{ 超频次理由 }}{{ end }}", 3)),
        Grid.Tall(960, Label("承办人意见"), Opinion("{{ 承办人意见 }}", "签名：　　　　　　　　　年　　月　　日", 3)),
        Grid.Tall(960, Label("承办机构\n负责人意见"), Opinion("", "签名：　　　　　　　　　年　　月　　日", 3)),
        Grid.Tall(960, Label("机关负责人\n审批意见"), Opinion("", "签名：　　　　　　　　　年　　月　　日", 3)),
        Grid.Tall(Lowest, Label("补办审批"), Answer("{{ 补办 | 公文.勾选 }}是　　{{ !补办 | 公文.勾选 }}否{{ if 补办理由 }}　　理由：{{ 补办理由 }}{{ end }}", 3)));
}
