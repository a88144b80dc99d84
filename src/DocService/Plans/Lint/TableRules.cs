using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>Rules over the whole plan.</summary>
internal static partial class TableRules
{
    public static IEnumerable<PlanFinding> Titles(PlanTable table, PlanContext context)
    {
        foreach (var title in table.Titles)
        {
            foreach (var finding in YearRule.Check(title.Place.ToString(), null, title.Text, context.Year))
            {
                yield return finding;
            }
        }
    }

    /// <summary>Two tasks with one number or one name cannot be told apart in a draw.</summary>
    public static IEnumerable<PlanFinding> Numbers(IReadOnlyList<PlanTask> tasks)
    {
        foreach (var twice in tasks.GroupBy(task => task.Label, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            var second = twice.ElementAt(1);
            yield return new(
                "plan.task-number-twice", FindingWeight.Error, second.Row.Place.ToString(), second.Label, second.Label,
                $"编号“{second.Label}”用了{twice.Count()}次，分别是“{string.Join("”“", twice.Select(task => task.Name))}”。每项任务的编号必须不同。");
        }

        foreach (var twice in tasks.Where(task => task.Name.Length > 0).GroupBy(task => PlanText.Compact(task.Name), StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            var second = twice.ElementAt(1);
            yield return new(
                "plan.task-name-twice", FindingWeight.Warning, second.Row.Place.ToString(), second.Label, second.Name,
                $"任务名称与第{twice.First().Label}项相同。请确认是否重复，或在名称中写明区别。");
        }
    }

    /// <summary>Full and short name of the bureau side by side.</summary>
    public static IEnumerable<PlanFinding> AgencyForms(PlanTable table, PlanContext context)
    {
        if (context.Agency is not { Length: > 4 } agency)
        {
            yield break;
        }

        var name = new AgencyName(agency);
        var cells = table.Rows.SelectMany(row => row.Cells.Values).Select(cell => (cell.Place, Text: cell.Text.Trim())).ToList();
        if (!cells.Exists(cell => cell.Text.Contains(name.Full, StringComparison.Ordinal)))
        {
            yield break;
        }

        foreach (var cell in cells.Where(cell => name.UsesShort(cell.Text)))
        {
            yield return new(
                "plan.agency-name-form", FindingWeight.Advice, cell.Place.ToString(), TaskAt(table, cell.Place), name.Short,
                $"同一份计划里既写“{name.Full}”又写“{name.Short}”，请统一。", cell.Text.Replace(name.Short, name.Full, StringComparison.Ordinal));
        }
    }

    /// <summary>年度抽查企业占比: what the undirected enterprise tasks alone are sure to reach, against the goal.</summary>
    public static IEnumerable<PlanFinding> EnterpriseShare(IReadOnlyList<PlanTask> tasks, PlanContext context)
    {
        var sure = tasks
            .Where(task => task is { Type: SelectionType.Undirected, Sample.Default.Ratio: not null } && IsAllEnterprises(task))
            .ToList();
        if (sure.Count == 0)
        {
            yield break;
        }

        var best = sure.MaxBy(task => task.Sample!.Default.Ratio!.Value)!;
        var ratio = best.Sample!.Default.Ratio!.Value;
        if (ratio < context.EnterpriseShareGoal && Forecast.EnterpriseShare.Of(tasks, context).Verdict != Forecast.KpiVerdict.Met)
        {
            var cell = best.Row.Cells[PlanColumn.SampleSize];
            yield return new(
                "plan.enterprise-share-below-goal", FindingWeight.Warning, cell.Place.ToString(), best.Label, cell.Text.Trim(),
                $"年度抽查企业占比的目标是{context.EnterpriseShareGoal}以上，而面向全部企业的不定向任务只抽{ratio}。"
                + $"其余部分要靠定向任务抽到不同的企业，不能保证。请提高到{context.EnterpriseShareGoal}，或在名录库中核实定向任务的企业户数。",
                cell.Text.Replace(ratio.ToString(), context.EnterpriseShareGoal.ToString(), StringComparison.Ordinal));
        }
    }

    private static bool IsAllEnterprises(PlanTask task) =>
        task.Scope is { Objects: { } objects } && AllEnterprises().IsMatch(objects);

    private static string? TaskAt(PlanTable table, CellPlace place) =>
        table.Rows.FirstOrDefault(row => row.Place.Sheet == place.Sheet && row.Place.Row == place.Row) is { } row
            ? row[PlanColumn.Sequence].Trim()
            : null;

    [GeneratedRegex("^(?:所有|全部|各类|登记的|在册)?企业$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AllEnterprises();
}

/// <summary>A year in a name that is not the plan's.</summary>
internal static partial class YearRule
{
    public static IEnumerable<PlanFinding> Check(string place, string? task, string text, int planYear)
    {
        foreach (var match in Year().Matches(text).Where(match => match.Groups["year"].Value != planYear.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            yield return new(
                "plan.other-year", FindingWeight.Warning, place, task, match.Value,
                $"这是{planYear}年度计划，名称里却写着{match.Groups["year"].Value}年，可能是沿用了旧计划。请核对年份。",
                text[..match.Index] + planYear + text[(match.Index + 4)..]);
        }
    }

    [GeneratedRegex(@"(?<!\d)(?<year>(?:19|20)\d\d)\s*年", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Year();
}
