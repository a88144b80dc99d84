using System.Globalization;
using System.Text.Json.Nodes;
using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Documents;

/// <summary>What a plan notice takes from the plan and the bureau.</summary>
internal static class PlanNoticeFields
{
    private static readonly (string Field, PlanColumn Column)[] Columns =
    [
        ("计划编号", PlanColumn.PlanNumber), ("计划名称", PlanColumn.PlanName), ("任务编号", PlanColumn.TaskNumber), ("任务名称", PlanColumn.TaskName),
        ("抽查类型", PlanColumn.SelectionType), ("抽查事项", PlanColumn.Items), ("对象范围", PlanColumn.Scope), ("抽查比例", PlanColumn.SampleSize),
        ("风险分类", PlanColumn.RiskPolicy), ("抽查时间", PlanColumn.Window), ("发起主体", PlanColumn.Lead), ("联合部门", PlanColumn.Partners), ("检查主体", PlanColumn.Subject),
    ];

    public static JsonObject Of(string bureau, string office, LoadedVersion plan)
    {
        var (annual, _, content) = plan;
        return new JsonObject
        {
            ["发文机关标志"] = bureau + "文件",
            ["联合机关"] = new JsonArray(),
            ["发文机关"] = bureau,
            ["年度"] = annual.Year,
            ["标题"] = TitleArrangement.Arrange(bureau, $"关于印发{annual.Year}年度双随机抽查工作计划的通知"),
            ["任务数"] = plan.Tasks.Count,
            ["定向任务数"] = plan.Tasks.Count(task => task.Type == SelectionType.Directed),
            ["不定向任务数"] = plan.Tasks.Count(task => task.Type == SelectionType.Undirected),
            ["联合任务数"] = plan.Tasks.Count(JoinsAnotherAgency),
            ["附件"] = new JsonArray(Annex(annual.Title, content.Table)),
            ["署名"] = bureau,
            ["代章"] = false,
            ["印发机关"] = office,
        };
    }

    /// <summary>A plan as an annex: its rows in the columns it has.</summary>
    internal static JsonObject Annex(string title, PlanTable table) => new()
    {
        ["名称"] = TitleArrangement.ArrangeTurned(title),
        // Plans that number their tasks print eleven columns (as 商务 bureaus do), the others ten.
        ["版式"] = table.Columns.Contains(PlanColumn.TaskNumber) ? "十一栏" : "十栏",
        ["任务"] = new JsonArray([.. table.Rows.Select(Row)]),
        ["备注"] = table.Notes.Count == 0 ? null : string.Join('\n', table.Notes.Select(note => note.Text.Trim()).Where(text => text is not NoteLabel)),
    };

    // The annex prints the label in a cell of its own; plans write it as a cell of the note row.
    private const string NoteLabel = "备注";

    // The notice speaks of 部门联合; plans also name their own sections as partners of an 内部联合 task.
    private static bool JoinsAnotherAgency(PlanTask task) => task.IsJoint && !task.Name.Contains("内部联合", StringComparison.Ordinal);

    private static JsonObject Row(PlanRow row, int index)
    {
        var sequence = row[PlanColumn.Sequence].Trim();
        var fields = new JsonObject { ["序号"] = sequence.Length > 0 ? sequence : (index + 1).ToString(CultureInfo.InvariantCulture) };
        foreach (var (field, column) in Columns)
            fields[field] = row[column] is { Length: > 0 } text ? text : null;
        return fields;
    }
}
