using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>Checks a plan as typed. Every finding names the cell, what stands there, why it matters and, where that can be told, the corrected text.</summary>
public static class PlanLint
{
    public static IReadOnlyList<PlanFinding> Check(PlanTable table, IReadOnlyList<PlanTask> tasks, PlanContext context)
    {
        var rowOf = tasks.Select((task, index) => (task.Label, index)).DistinctBy(pair => pair.Label, StringComparer.Ordinal).ToDictionary(pair => pair.Label, pair => pair.index, StringComparer.Ordinal);
        return
        [
            .. HeaderRules.Check(table),
            .. TableRules.Titles(table, context),
            .. TableRules.Numbers(tasks),
            .. tasks.SelectMany(task => CellProblems(task).Concat(TaskRules.Check(table, task, context))).OrderBy(finding => rowOf.GetValueOrDefault(finding.Task ?? "", tasks.Count)),
            .. TableRules.AgencyForms(table, context),
            .. TableRules.EnterpriseShare(tasks, context),
        ];
    }

    private static IEnumerable<PlanFinding> CellProblems(PlanTask task) => task.Problems.Select(found => new PlanFinding(
        found.Problem.Code,
        IsOnlyWarning(found.Problem.Code) ? FindingWeight.Warning : FindingWeight.Error,
        found.Place.ToString(),
        task.Label,
        found.Problem.Found,
        found.Problem.Reason,
        found.Problem.Fix));

    /// <summary>Problems beside a value that could be read all the same.</summary>
    private static bool IsOnlyWarning(string code) => code is "date.day-word-missing" or "date.outside-plan-year";
}

internal static class HeaderRules
{
    /// <summary>The same column has different headers on different pages of the annex.</summary>
    public static IEnumerable<PlanFinding> Check(PlanTable table)
    {
        foreach (var column in table.Columns)
        {
            var right = table.HeaderOf(column);
            var drifted = table.Blocks.SelectMany(block => block.Headers)
                .Where(header => header.Column == column && PlanText.Compact(header.Text) != PlanText.Compact(right));
            foreach (var header in drifted)
            {
                yield return new(
                    "plan.header-drift", FindingWeight.Warning, header.Place.ToString(), null, header.Text.Trim(),
                    $"同一列在其他页写作“{right.Trim()}”，这里写作“{header.Text.Trim()}”。一份计划里同一列只用一个名称。", right);
            }
        }

        foreach (var header in table.Blocks.SelectMany(block => block.Headers).Where(header => header.Column is null))
        {
            yield return new(
                "plan.header-unknown", FindingWeight.Advice, header.Place.ToString(), null, header.Text.Trim(),
                $"没有认出“{header.Text.Trim()}”是哪一列，内容按原文保留，不参与检查和抽取。如是常用列，请改用标准列名。");
        }
    }
}
