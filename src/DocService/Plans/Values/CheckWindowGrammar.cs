using System.Globalization;
using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Plans.Values;

/// <summary>Reads 抽查起止时间 with the plan's year as context.</summary>
public static partial class CheckWindowGrammar
{
    private const string Allowed = "可以写“3月—9月”“2023年3月—4月”“2024年7月1日至10月30日”“6月底前”。";

    public static CellReading<CheckWindow> Read(string text, int planYear)
    {
        var compact = PlanText.Compact(text);
        if (compact.Length == 0)
        {
            return CellReading<CheckWindow>.Refused("date.empty", "", "没有写抽查起止时间。" + Allowed);
        }

        if (Named(compact, planYear) is { } named)
        {
            return Checked(named, planYear, text, []);
        }

        var from = DatePoint.Read(compact, 0, planYear, null);
        if (from.Problem is { } problem)
        {
            return Refused(problem);
        }

        var problems = new List<CellProblem>(from.Warnings(text));
        var rest = compact[from.End..];
        if (rest.Length == 0 || (from.Deadline && Trailing().IsMatch(rest)))
        {
            return Checked(Single(from, planYear), planYear, text, problems);
        }

        var separator = Separator().Match(rest);
        if (!separator.Success || from.Deadline)
        {
            return CellReading<CheckWindow>.Refused("date.unreadable", rest, $"第{from.End + 1}个字起读不懂。" + Allowed);
        }

        var start = from.End + separator.Length;
        var to = DatePoint.Read(compact, start, planYear, from);
        if (to.Problem is { } second)
        {
            return Refused(second);
        }

        if (!Trailing().IsMatch(compact[to.End..]))
        {
            return CellReading<CheckWindow>.Refused("date.unreadable", compact[to.End..], $"第{to.End + 1}个字起读不懂。" + Allowed);
        }

        problems.AddRange(to.Warnings(text));
        if (to.Last < from.First)
        {
            var fix = to.YearStated ? null : text.Replace(compact[start..to.End], "次年" + compact[start..to.End], StringComparison.Ordinal);
            return CellReading<CheckWindow>.Refused(
                "date.end-before-start",
                text.Trim(),
                $"结束时间（{Day(to.Last)}）早于开始时间（{Day(from.First)}）。跨年的任务请写明“次年”或年份。",
                fix == text ? null : fix);
        }

        var precision = (DatePrecision)Math.Max((int)from.Precision, (int)to.Precision);
        return Checked(new(from.First, to.Last, precision, false), planYear, text, problems);
    }

    private static CellReading<CheckWindow> Refused(CellProblem problem) => new(null, [problem]);

    private static CellReading<CheckWindow> Checked(CheckWindow window, int planYear, string text, IReadOnlyList<CellProblem> problems) =>
        window.From.Year == planYear
            ? CellReading<CheckWindow>.Of(window, problems)
            : CellReading<CheckWindow>.Of(window, [.. problems, new(
                "date.outside-plan-year",
                text.Trim(),
                $"起止时间从{window.From.Year}年开始，不在{planYear}年度计划之内。请核对年份。",
                text.Contains(window.From.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) && !window.CrossesYear
                    ? text.Replace(window.From.Year.ToString(CultureInfo.InvariantCulture), planYear.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    : null)]);

    private static CheckWindow Single(DatePoint point, int planYear) => point.Deadline
        ? new(new(point.YearStated ? point.Last.Year : planYear, 1, 1), point.Last, point.Precision, true)
        : new(point.First, point.Last, point.Precision, false);

    private static CheckWindow? Named(string compact, int planYear)
    {
        var match = NamedPeriod().Match(compact);
        if (!match.Success)
        {
            return null;
        }

        var year = match.Groups["year"].Success ? int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture) : planYear;
        var (first, last) = match.Groups["name"].Value switch
        {
            "全年" or "年度" or "年内" or "年" => (1, 12),
            "上半年" => (1, 6),
            "下半年" => (7, 12),
            var quarter => PlanText.ChineseNumber(quarter.Trim('第', '季', '度')) is { } spoken
                ? ((spoken * 3) - 2, spoken * 3)
                : (((quarter.First(char.IsAsciiDigit) - '0') * 3) - 2, (quarter.First(char.IsAsciiDigit) - '0') * 3),
        };
        return new(new(year, first, 1), new(year, last, DateTime.DaysInMonth(year, last)), first == 1 && last == 12 ? DatePrecision.Year : DatePrecision.Month, false);
    }

    private static string Day(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?:至|到|-|~|～)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Separator();

    [GeneratedRegex("^(?:期间|止|前|底|末|前完成|完成)?[。;]?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Trailing();

    [GeneratedRegex("^(?:(?<year>(?:19|20)\\d\\d)年?)?(?<name>全年|年度|年内|上半年|下半年|第?[一二三四1-4]季度)$|^(?<year>(?:19|20)\\d\\d)(?<name>年)度?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NamedPeriod();
}
