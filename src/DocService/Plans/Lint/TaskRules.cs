using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>Rules for one task.</summary>
internal static partial class TaskRules
{
    /// <summary>Below this ratio a directed pool of unknown size is worth a look: fewer than 50 objects give less than one.</summary>
    private static readonly SamplingRatio SmallRatio = SamplingRatio.Percent(2);

    public static IEnumerable<PlanFinding> Check(PlanTable table, PlanTask task, PlanContext context)
    {
        IEnumerable<PlanFinding>[] rules =
        [
            Years(task, context), Agency(task, context), Sample(task), SmallPool(task, context),
            Partners(table, task), Window(task, context), Risk(table, task), Units(task, context), Texts(task),
        ];
        return rules.SelectMany(findings => findings);
    }

    private static IEnumerable<PlanFinding> Years(PlanTask task, PlanContext context) =>
        from column in new[] { PlanColumn.PlanName, PlanColumn.TaskName }
        where task.Row.Cells.ContainsKey(column)
        let cell = task.Row.Cells[column]
        from finding in YearRule.Check(cell.Place.ToString(), task.Label, cell.Text, context.Year)
        select finding;

    private static IEnumerable<PlanFinding> Agency(PlanTask task, PlanContext context)
    {
        if (context.Agency is null)
        {
            return [];
        }

        var name = new AgencyName(context.Agency);
        return
            from cell in ShortCells(task)
            from wrong in name.Misspellings(cell.Text)
            select new PlanFinding(
                "plan.agency-name", FindingWeight.Warning, cell.Place.ToString(), task.Label, wrong.Found,
                $"本机关是“{context.Agency}”，这里写作“{wrong.Found}”，可能是笔误。", cell.Text.Replace(wrong.Found, wrong.Right, StringComparison.Ordinal));
    }

    private static IEnumerable<PlanFinding> Sample(PlanTask task)
    {
        if (task.Sample is { } sample && task.Row.Cells.TryGetValue(PlanColumn.SampleSize, out var cell))
        {
            if (sample.Default.Ratio is { IsAll: true })
            {
                yield return new(
                    "plan.ratio-all", FindingWeight.Warning, cell.Place.ToString(), task.Label, cell.Text.Trim(),
                    "抽查比例是100%，全部对象都要检查，对象并不随机，只有检查人员随机。请确认是否应列为重点检查，或写明合适的比例。");
            }

            if (sample.Options.Count > 1)
            {
                yield return new(
                    "plan.ratio-choice", FindingWeight.Advice, cell.Place.ToString(), task.Label, cell.Text.Trim(),
                    "写了几种方案。抽取时默认用第一种，请在开抽前选定。");
            }
        }
    }

    private static IEnumerable<PlanFinding> SmallPool(PlanTask task, PlanContext context)
    {
        if (task.Sample?.Default is not { Ratio: { } ratio, Count: null } || !task.Row.Cells.TryGetValue(PlanColumn.SampleSize, out var cell))
        {
            yield break;
        }

        if (context.PoolOf(task) is { } pool)
        {
            if (pool.Objects == 0)
            {
                yield return new(
                    "plan.pool-empty", FindingWeight.Warning, cell.Place.ToString(), task.Label, cell.Text.Trim(),
                    "名录库里没有符合抽查对象范围的对象，无法抽取。请先补充名录库或核对范围。");
            }
            else if (pool.Objects < ratio.SmallestWholePool)
            {
                yield return new(
                    "plan.small-pool", FindingWeight.Warning, cell.Place.ToString(), task.Label, cell.Text.Trim(),
                    $"名录库里只有{pool.Objects}户，{ratio}不足1户，按规则进为1户（四舍五入会得0户）。建议改写为户数。", "1户");
            }
        }
        else if (task.Type != SelectionType.Undirected && ratio <= SmallRatio)
        {
            yield return new(
                "plan.small-pool-possible", FindingWeight.Advice, cell.Place.ToString(), task.Label, cell.Text.Trim(),
                $"名录库户数未知。按{ratio}抽取，少于{ratio.SmallestWholePool}户时应抽数不足1户（四舍五入会得0户）。请核实户数，对象少时改写为户数。");
        }
    }

    private static IEnumerable<PlanFinding> Partners(PlanTable table, PlanTask task)
    {
        if (!table.Blocks[task.Row.Block].Headers.Any(header => header.Column == PlanColumn.Partners))
        {
            yield break;
        }

        var place = task.Row.Cells.TryGetValue(PlanColumn.Partners, out var cell) ? cell.Place.ToString() : task.Row.Place.ToString();
        if (task.Partners.Count == 0 && task.Name.Contains("联合", StringComparison.Ordinal))
        {
            yield return new("plan.partner-missing", FindingWeight.Error, place, task.Label, task.Name, "任务名称写着联合抽查，却没有写联合部门。请填写参加的部门。");
        }

        var lead = PlanText.Compact(task.Row[PlanColumn.Lead]);
        foreach (var partner in task.Partners)
        {
            if (PlanText.Compact(partner) == lead)
            {
                yield return new(
                    "plan.partner-is-lead", FindingWeight.Warning, place, task.Label, partner,
                    $"发起部门和联合部门都是“{partner}”，一个部门不能与自己联合。请填写真正参加的另一个部门，或改为单独抽查。");
            }
            else if (!Department().IsMatch(partner))
            {
                yield return new(
                    "plan.partner-name-incomplete", FindingWeight.Warning, place, task.Label, partner,
                    $"“{partner}”不是完整的部门名称，会商函无法确定主送机关。请写全称，例如“{partner}局”所指机关的全称。");
            }
        }
    }

    private static IEnumerable<PlanFinding> Window(PlanTask task, PlanContext context)
    {
        if (context.LatestEnd is { } latest && task.Window is { } window && task.Row.Cells.TryGetValue(PlanColumn.Window, out var cell)
            && window.To > new DateOnly(context.Year, latest.Month, latest.Day))
        {
            yield return new(
                "plan.window-after-deadline", FindingWeight.Warning, cell.Place.ToString(), task.Label, cell.Text.Trim(),
                $"按本机关要求，全部任务应在{latest.Month}月{latest.Day}日前完成，这项任务到{window.To.Month}月{window.To.Day}日才结束。");
        }
    }

    private static IEnumerable<PlanFinding> Risk(PlanTable table, PlanTask task)
    {
        var header = table.Blocks[task.Row.Block].Headers.FirstOrDefault(candidate => candidate.Column == PlanColumn.RiskPolicy);
        if (header is not null && !task.UsesRiskClasses)
        {
            yield return new(
                "plan.risk-policy-missing", FindingWeight.Advice, (task.Row.Place with { Column = header.Place.Column }).ToString(), task.Label, task.Row[PlanColumn.RiskPolicy].Trim(),
                "没有运用企业信用风险分类结果，会降低信用风险分类运用占比。请确认是否不适用。");
        }
    }

    /// <summary>A section's name one character off a known one. A wholly unknown name stays: not every section is in our list.</summary>
    private static IEnumerable<PlanFinding> Units(PlanTask task, PlanContext context)
    {
        if (task.Lead?.Section is { } section && context.Units.Count > 0 && !context.Units.Contains(section, StringComparer.Ordinal)
            && task.Row.Cells.TryGetValue(PlanColumn.Lead, out var cell))
        {
            var alike = context.Units.Where(unit => TextDistance.IsOne(unit, section)).ToList();
            if (alike.Count > 0)
            {
                yield return new(
                    "plan.unit-misspelt", FindingWeight.Warning, cell.Place.ToString(), task.Label, section,
                    $"本机关没有名为“{section}”的股室，是否应为“{string.Join("”或“", alike)}”。请核对股室名称。",
                    alike.Count == 1 ? cell.Text.Replace(section, alike[0], StringComparison.Ordinal) : null);
            }
        }
    }

    private static IEnumerable<PlanFinding> Texts(PlanTask task) =>
        from cell in ShortCells(task)
        from rule in TextRules.Check(cell.Text)
        select new PlanFinding(rule.Code, rule.Weight, cell.Place.ToString(), task.Label, rule.Found, rule.Reason, rule.Fix);

    /// <summary>A longer text is refused as a whole; looking for style in it would only cost time.</summary>
    private static IEnumerable<PlanCell> ShortCells(PlanTask task) => task.Row.Cells.Values.Where(cell => cell.Text.Length <= PlanTask.LongestCell);

    [GeneratedRegex("(?:局|委|委员会|厅|办|办公室|队|总队|支队|大队|处|科|股|室|所|中心|院|银行|海关|政府|公司|部|署|协会)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Department();
}
