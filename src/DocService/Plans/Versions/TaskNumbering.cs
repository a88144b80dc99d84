using System.Globalization;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Versions;

/// <summary>Gives every task a number that never changes, however rows are moved, renamed or removed.</summary>
public static class TaskNumbering
{
    /// <summary>The content of a new plan: rows are numbered from top to bottom.</summary>
    /// <param name="series">What stands before the number: 2023, or 2023-2 for the bureau's second plan of a year.</param>
    public static PlanContent First(PlanTable table, string series) => new(
        table,
        [.. table.Rows.Select((_, index) => Number(series, index + 1))],
        table.Rows.Count + 1,
        new Dictionary<string, DrawTerms.TaskTerms>(StringComparer.Ordinal));

    /// <summary>
    /// The content after a table was read anew: a row keeps the number of the row it continues. Rows are matched by 任务编号, then by name,
    /// then by 序号 where at least half of the other cells are the same; what matches nothing is a new task.
    /// </summary>
    public static PlanContent Next(PlanContent before, PlanTable table, string series)
    {
        var numbers = new string?[table.Rows.Count];
        var free = Enumerable.Range(0, before.Table.Rows.Count).ToHashSet();
        Func<PlanRow, PlanRow, bool>[] same =
        [
            (old, row) => Equal(old, row, PlanColumn.TaskNumber) && Equal(old, row, PlanColumn.TaskName),
            (old, row) => Equal(old, row, PlanColumn.TaskName) && Equal(old, row, PlanColumn.Sequence),
            (old, row) => Equal(old, row, PlanColumn.TaskNumber),
            (old, row) => Equal(old, row, PlanColumn.TaskName),
            (old, row) => Equal(old, row, PlanColumn.Sequence) && MostlyTheSame(old, row),
        ];
        foreach (var rule in same)
        {
            for (var index = 0; index < numbers.Length; index++)
            {
                if (numbers[index] is not null)
                {
                    continue;
                }

                var match = free.Where(candidate => rule(before.Table.Rows[candidate], table.Rows[index])).DefaultIfEmpty(-1).Min();
                if (match >= 0)
                {
                    free.Remove(match);
                    numbers[index] = before.TaskNumbers[match];
                }
            }
        }

        var next = before.NextTask;
        var assigned = numbers.Select(number => number ?? Number(series, next++)).ToList();
        return new(table, assigned, next, before.Terms.Where(pair => assigned.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal));
    }

    private static string Number(string series, int number) => string.Create(CultureInfo.InvariantCulture, $"{series}-{number:000}");

    private static bool Equal(PlanRow old, PlanRow row, PlanColumn column)
    {
        var text = PlanText.Compact(row[column]);
        return text.Length > 0 && PlanText.Compact(old[column]) == text;
    }

    private static bool MostlyTheSame(PlanRow old, PlanRow row)
    {
        var columns = old.Cells.Keys.Union(row.Cells.Keys).Where(column => column != PlanColumn.Sequence).ToList();
        return columns.Count(column => old[column] == row[column]) * 2 >= columns.Count;
    }
}
