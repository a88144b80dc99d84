using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Consultations.Letters;

/// <summary>The fields of a task a partner may propose to change, as the letter puts them.</summary>
internal static class TaskFields
{
    public static IReadOnlyList<TaskField> Of(LoadedVersion plan, string task) =>
        [.. ConsultationLetterFields.TaskTable(plan.Content, task).Select(field => new TaskField(field.Column, field.Header, field.Value))];

    public static PlanRow? RowOf(PlanContent content, string task) => content.IndexOf(task) is >= 0 and var index ? content.Table.Rows[index] : null;

    /// <summary>Where the field stands in the sheet; null where the column is gone.</summary>
    public static CellPlace? PlaceOf(PlanContent content, string task, PlanColumn column) =>
        RowOf(content, task) is { } row && content.Table.Blocks[row.Block].Headers.FirstOrDefault(header => header.Column == column) is { } header
            ? row.Place with { Column = header.Place.Column } : null;
}
