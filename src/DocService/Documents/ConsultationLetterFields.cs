using System.Text.Json.Nodes;
using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Documents;

/// <summary>What a consultation letter takes from the joint task, the bureau and the partner.</summary>
internal static class ConsultationLetterFields
{
    // S4 and the national rules: results are published within 20 working days after the check.
    private const int WorkingDaysToPublish = 20;

    // Numbers, names and who leads are the bureau's own.
    private static readonly PlanColumn[] Negotiable =
    [
        PlanColumn.Items, PlanColumn.Scope, PlanColumn.SampleSize, PlanColumn.Frequency, PlanColumn.ObjectCount, PlanColumn.RiskPolicy,
        PlanColumn.Window, PlanColumn.Partners, PlanColumn.Subject, PlanColumn.Method, PlanColumn.Remark,
    ];

    /// <summary>What of a task a partner may propose to change, under the heads of the plan's own table.</summary>
    public static IReadOnlyList<(PlanColumn Column, string Header, string Value)> TaskTable(PlanContent plan, string number)
    {
        if (plan.IndexOf(number) is not (>= 0 and var index))
            return [];
        var row = plan.Table.Rows[index];
        var headers = plan.Table.Blocks[row.Block].Headers;
        return [.. Negotiable.Where(column => headers.Any(header => header.Column == column)).Select(column => (column, headers.First(header => header.Column == column).Text, row[column].Trim()))];
    }

    public static JsonObject Of(string bureau, string section, PlanTask task, string partner, IReadOnlyList<(PlanColumn Column, string Header, string Value)> table) => new()
    {
        ["发文机关标志"] = bureau,
        ["发文机关"] = bureau,
        ["标题"] = TitleArrangement.Arrange(bureau, $"关于商请联合开展{task.Name}的函"),
        ["主送机关"] = partner,
        ["任务"] = new JsonObject
        {
            ["名称"] = task.Name,
            ["编号"] = task.Label,
            ["计划编号"] = Text(task, PlanColumn.PlanNumber),
            ["对象范围"] = Text(task, PlanColumn.Scope),
            ["抽查比例"] = Text(task, PlanColumn.SampleSize),
            ["抽查时间"] = Text(task, PlanColumn.Window),
            ["风险分类"] = Text(task, PlanColumn.RiskPolicy) is { } policy ? policy.TrimEnd('。') + "。" : null,
        },
        ["分工"] = new JsonArray(new JsonObject { ["部门"] = $"{bureau}、{partner}", ["事项"] = string.Join("；", task.Items) }),
        ["每方人数"] = 1,
        ["检查方式"] = "联合上门检查",
        ["准备材料"] = new JsonArray(),
        ["公示工作日"] = WorkingDaysToPublish,
        ["联系人"] = section,
        ["任务表"] = new JsonArray([.. table.Select(field => (JsonNode)new JsonObject { ["项目"] = field.Header.Replace("\n", "", StringComparison.Ordinal), ["内容"] = field.Value.Length > 0 ? field.Value : null })]),
        ["附件"] = new JsonArray(new JsonObject { ["名称"] = "联合抽查任务表" }, new JsonObject { ["名称"] = "会商意见回执" }),
        ["署名"] = bureau,
        ["代章"] = false,
    };

    private static string? Text(PlanTask task, PlanColumn column) => task.Row[column].Trim() is { Length: > 0 } text ? text : null;
}
