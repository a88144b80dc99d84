using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Consultations.Letters;

/// <summary>Which fields of a task a partner may propose to change. Numbers, names and who leads are the bureau's own.</summary>
internal static class TaskFields
{
    private static readonly PlanColumn[] Open =
    [
        PlanColumn.Items, PlanColumn.Scope, PlanColumn.SampleSize, PlanColumn.Frequency, PlanColumn.ObjectCount, PlanColumn.RiskPolicy,
        PlanColumn.Window, PlanColumn.Partners, PlanColumn.Subject, PlanColumn.Method, PlanColumn.Remark,
    ];

    public static IReadOnlyList<TaskField> Of(LoadedVersion plan, string task)
    {
        var row = RowOf(plan.Content, task)!;
        var headers = plan.Content.Table.Blocks[row.Block].Headers;
        return [.. Open.Where(column => headers.Any(header => header.Column == column)).Select(column => new TaskField(column, headers.First(header => header.Column == column).Text, row[column].Trim()))];
    }

    public static PlanRow? RowOf(PlanContent content, string task) => content.IndexOf(task) is >= 0 and var index ? content.Table.Rows[index] : null;

    /// <summary>Where the field stands in the sheet; null where the column is gone.</summary>
    public static CellPlace? PlaceOf(PlanContent content, string task, PlanColumn column) =>
        RowOf(content, task) is { } row && content.Table.Blocks[row.Block].Headers.FirstOrDefault(header => header.Column == column) is { } header
            ? row.Place with { Column = header.Place.Column } : null;
}
