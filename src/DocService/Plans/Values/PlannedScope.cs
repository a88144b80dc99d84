using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Plans.Values;

/// <summary>抽查对象范围: who can be drawn.</summary>
/// <param name="Area">全县, 全市…; null if not stated.</param>
/// <param name="Objects">The kind of objects, without area, exclusions and cut-off.</param>
/// <param name="Exclusions">What the brackets take out (除…).</param>
/// <param name="CutOff">Only objects registered up to this day (…前登记备案的); null if not stated.</param>
/// <param name="CutOffIncluded">The day itself counts. In doubt (前 without 含) it does: 前 in a cut-off of these plans names the last day of the stock.</param>
public sealed record PlannedScope(string? Area, string Objects, IReadOnlyList<string> Exclusions, DateOnly? CutOff, bool CutOffIncluded);

/// <summary>Reads 抽查对象范围 with the plan's year as context.</summary>
public static partial class PlannedScopeGrammar
{
    public static CellReading<PlannedScope> Read(string text, int planYear)
    {
        var compact = PlanText.Compact(text);
        if (compact.Length == 0)
        {
            return CellReading<PlannedScope>.Refused("scope.empty", "", "没有写抽查对象范围。请写明从哪些对象中抽取，例如“全县加油站”。");
        }

        var problems = new List<CellProblem>();
        var cutOff = CutOff().Match(compact);
        DateOnly? cutOffDay = null;
        if (cutOff.Success)
        {
            var point = DatePoint.Read(cutOff.Groups["date"].Value, 0, planYear, null);
            if (point.Problem is { } problem)
            {
                return new(null, [problem]);
            }

            cutOffDay = point.Last;
            problems.AddRange(point.Warnings(text));
            compact = compact.Remove(cutOff.Index, cutOff.Length);
        }

        IReadOnlyList<string> exclusions = [];
        var without = Exclusion().Match(compact);
        if (without.Success)
        {
            exclusions = [.. without.Groups["list"].Value.Split(['、', ',', ';'], StringSplitOptions.RemoveEmptyEntries)];
            compact = compact.Remove(without.Index, without.Length);
        }

        var area = Area().Match(compact);
        return CellReading<PlannedScope>.Of(
            new(area.Success ? area.Value : null, compact[area.Length..].TrimStart('的'), exclusions, cutOffDay, !cutOff.Groups["excluded"].Success),
            problems);
    }

    [GeneratedRegex(@"(?<date>(?:(?:19|20)\d\d年?)?[./-]?\d{1,2}[月./-]\d{1,2}日?|(?:19|20)\d\d年\d{1,2}月底?)(?:\((?:含|(?<excluded>不含))\))?(?:当日)?(?:之前|以前|前)(?:\((?:含|(?<excluded>不含))\))?(?=[^,;]*(?:登记|备案|设立|注册|成立|取得))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CutOff();

    [GeneratedRegex(@"\((?:不含|不包括|除)(?<list>[^()]+?)(?:外|除外|以外)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Exclusion();

    [GeneratedRegex("^(?:全|本)(?:省|市|县|区|州|盟|旗|乡|镇)|^(?:市|县|区)本级|^辖区(?:内)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Area();
}
