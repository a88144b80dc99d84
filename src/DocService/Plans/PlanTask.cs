using System.Globalization;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans;

/// <summary>One task of a plan, read from its row. Values are null where the cell is missing or cannot be read; <see cref="Problems"/> then says why.</summary>
/// <param name="Label">How the plan itself numbers the task: 序号 or 抽查任务编号, otherwise its position.</param>
public sealed record PlanTask(
    PlanRow Row,
    string Label,
    string Name,
    SelectionType? Type,
    IReadOnlyList<string> Items,
    PlannedScope? Scope,
    SampleSize? Sample,
    CheckWindow? Window,
    LeadName? Lead,
    IReadOnlyList<string> Partners,
    string Subject,
    bool UsesRiskClasses,
    IReadOnlyList<TaskProblem> Problems)
{
    /// <summary>Longer texts are no plan values; they are refused unread.</summary>
    public const int LongestCell = 2000;

    /// <summary>Another department takes part.</summary>
    public bool IsJoint => Partners.Count > 0;

    public static IReadOnlyList<PlanTask> ReadAll(PlanTable table, int year) =>
        [.. table.Rows.Select((row, index) => Read(table, row, index, year))];

    private static PlanTask Read(PlanTable table, PlanRow row, int index, int year)
    {
        var problems = new List<TaskProblem>();
        foreach (var (column, cell) in row.Cells.Where(pair => pair.Value.Text.Length > LongestCell))
        {
            problems.Add(new(column, cell.Place, new("plan.cell-too-long", cell.Text[..40] + "…", $"这一格有{cell.Text.Length}个字，最多{LongestCell}个字。请把说明移到备注或附件。")));
        }

        string Text(PlanColumn column) => row[column] is { Length: <= LongestCell } text ? text : "";

        T? Value<T>(PlanColumn column, Func<string, CellReading<T>> read)
            where T : class
        {
            if (row[column].Length > LongestCell)
            {
                return null;
            }

            var reading = read(Text(column));
            problems.AddRange(reading.Problems.Select(problem => new TaskProblem(column, row.Cells.TryGetValue(column, out var cell) ? cell.Place : PlaceOf(table, row, column), problem)));
            return reading.Value;
        }

        var name = Text(PlanColumn.TaskName).Trim();
        if (name.Length == 0)
        {
            problems.Add(new(PlanColumn.TaskName, PlaceOf(table, row, PlanColumn.TaskName), new("plan.task-without-name", "", "没有写抽查任务名称。每一行必须是一项任务，空行和说明请移到表格下面。")));
        }

        var type = Text(PlanColumn.SelectionType);
        if (type.Length > 0)
        {
            Value(PlanColumn.SelectionType, SelectionTypeGrammar.Problem);
        }

        var lead = Text(PlanColumn.Lead);
        return new(
            row,
            LabelOf(row, index),
            name,
            SelectionTypeGrammar.Read(type),
            ItemListGrammar.Read(Text(PlanColumn.Items)),
            Value(PlanColumn.Scope, text => PlannedScopeGrammar.Read(text, year)),
            ReadSample(table, row, Value),
            Value(PlanColumn.Window, text => CheckWindowGrammar.Read(text, year)),
            lead.Length == 0 ? null : LeadName.Read(lead),
            DepartmentListGrammar.Read(Text(PlanColumn.Partners)),
            Text(PlanColumn.Subject).Trim(),
            UsesRisk(Text(PlanColumn.RiskPolicy)),
            problems);
    }

    private delegate SampleSize? SampleReader(PlanColumn column, Func<string, CellReading<SampleSize>> read);

    /// <summary>Ratio, count and frequency may stand in one column or in three.</summary>
    private static SampleSize? ReadSample(PlanTable table, PlanRow row, SampleReader value)
    {
        var header = table.Blocks[row.Block].Headers.FirstOrDefault(candidate => candidate.Column == PlanColumn.SampleSize);
        var inThree = row[PlanColumn.ObjectCount].Trim().Length > 0;
        var sample = row[PlanColumn.SampleSize].Trim().Length == 0 && inThree
            ? null
            : value(PlanColumn.SampleSize, text => SampleSizeGrammar.Read(text, header is not null && PlanHeaders.SaysPercent(header.Text)));
        if (inThree && value(PlanColumn.ObjectCount, text => SampleSizeGrammar.Read(int.TryParse(text.Trim(), out _) ? "=" + text.Trim() : text)) is { } count)
        {
            sample = sample is null ? count : sample with { Options = [.. sample.Options.Select(option => option with { Count = option.Count ?? count.Default.Count })] };
        }

        if (row[PlanColumn.Frequency].Trim().Length > 0
            && value(PlanColumn.Frequency, text => SampleSizeGrammar.Read(text, frequency: true)) is { } often)
        {
            sample = sample is null ? often : sample with { Options = [.. sample.Options.Select(option => option with { TimesPerYear = often.Default.TimesPerYear })] };
        }

        return sample;
    }

    private static bool UsesRisk(string policy)
    {
        var text = PlanText.Compact(policy);
        return text.Length > 0 && text is not ("否" or "无" or "不适用" or "/" or "-") && !text.StartsWith("不", StringComparison.Ordinal);
    }

    private static string LabelOf(PlanRow row, int index)
    {
        var number = PlanText.Compact(row[PlanColumn.TaskNumber]);
        var sequence = PlanText.Compact(row[PlanColumn.Sequence]);
        return number.Length > 0 ? number : sequence.Length > 0 ? sequence : (index + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static CellPlace PlaceOf(PlanTable table, PlanRow row, PlanColumn column) =>
        table.Blocks[row.Block].Headers.FirstOrDefault(header => header.Column == column) is { } header
            ? row.Place with { Column = header.Place.Column }
            : row.Place;
}

/// <summary>A problem of one cell of a task.</summary>
public sealed record TaskProblem(PlanColumn Column, CellPlace Place, CellProblem Problem);
