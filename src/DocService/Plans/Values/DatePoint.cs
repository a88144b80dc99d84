using System.Globalization;
using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Plans.Values;

/// <summary>One date as typed: a day, or a month with an optional third (上旬) or end (底), or a deadline (前).</summary>
internal sealed partial record DatePoint(DateOnly First, DateOnly Last, DatePrecision Precision, int End)
{
    /// <summary>The text is a deadline: 前, 底前, 之前.</summary>
    public bool Deadline { get; private init; }

    public bool YearStated { get; private init; }

    public CellProblem? Problem { get; private init; }

    /// <summary>日 was left out after the day (1月31前).</summary>
    private string? DayWordMissing { get; init; }

    public IEnumerable<CellProblem> Warnings(string cellText)
    {
        if (DayWordMissing is null)
        {
            yield break;
        }

        yield return MissingDayWord.Problem(cellText, DayWordMissing);
    }

    /// <param name="begin">The start of the range when this is its end: it lends its year and month where they are left out.</param>
    public static DatePoint Read(string compact, int start, int planYear, DatePoint? begin)
    {
        var match = Digits().Match(compact, start);
        if (match.Success && match.Index == start)
        {
            return Build(match, planYear, begin, digits: true);
        }

        match = Typed().Match(compact, start);
        return match.Success && match.Index == start && (begin is not null || match.Groups["month"].Success)
            ? Build(match, planYear, begin, digits: false)
            : Refuse("date.unreadable", compact[start..], $"第{start + 1}个字起不是日期。可以写“3月—9月”“2023年3月—4月”“2024年7月1日至10月30日”。");
    }

    private static DatePoint Build(Match match, int planYear, DatePoint? begin, bool digits)
    {
        var next = match.Groups["next"].Success;
        var yearStated = match.Groups["year"].Success || next;
        var month = match.Groups["month"].Success ? Number(match, "month") : begin!.First.Month;
        var year = match.Groups["year"].Success ? Number(match, "year") : (begin?.First.Year ?? planYear) + (next ? 1 : 0);
        if (month is < 1 or > 12)
        {
            return Refuse("date.no-such-month", match.Value, $"没有{month}月。月份应在1至12之间。");
        }

        if (year is < 1949 or > 2200)
        {
            return Refuse("date.no-such-year", match.Value, $"{year}年不在可用的年份（1949至2200）之内。");
        }

        var days = DateTime.DaysInMonth(year, month);
        if (!match.Groups["day"].Success)
        {
            var (first, last) = match.Groups["third"].Value switch
            {
                "上旬" => (1, 10),
                "中旬" => (11, 20),
                "下旬" => (21, days),
                "初" => (1, 10),
                _ => (1, days),
            };
            return new(new(year, month, first), new(year, month, last), DatePrecision.Month, match.Index + match.Length)
            {
                YearStated = yearStated,
                Deadline = match.Groups["before"].Success || (begin is null && match.Groups["third"].Value is "底" or "末"),
            };
        }

        var day = Number(match, "day");
        if (day < 1 || day > days)
        {
            return Refuse("date.no-such-day", match.Value, $"{year}年{month}月只有{days}天，没有{month}月{day}日。请核对日期。");
        }

        var date = new DateOnly(year, month, day);
        return new(date, date, DatePrecision.Day, match.Index + match.Length)
        {
            YearStated = yearStated,
            Deadline = match.Groups["before"].Success,
            DayWordMissing = !digits && !match.Groups["dayWord"].Success ? match.Value : null,
        };
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static DatePoint Refuse(string code, string found, string reason) =>
        new(default, default, DatePrecision.Day, 0) { Problem = new(code, found, reason) };

    [GeneratedRegex("""
        (?<year>(?:19|20)\d\d)(?:
            (?<mark>[./-])(?<month>\d{1,2})(?:\k<mark>(?<day>\d{1,2})(?!\d))?(?![\d月])
          | (?<month>\d\d)(?<day>\d\d)(?!\d)
        )(?<before>之前|以前|前)?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Digits();

    [GeneratedRegex("""
        (?:(?<year>(?:19|20)\d\d)年|(?<next>次年|翌年|第二年)|(?:当年|本年))?
        (?:
            (?<month>\d{1,2})月(?:份)?(?:
                (?<day>\d{1,2})(?<dayWord>日|号)?
              | (?<third>上旬|中旬|下旬|初|底|末)
            )?(?<before>之前|以前|前)?
          | (?<day>\d{1,2})(?<dayWord>日|号)(?<before>之前|以前|前)?
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Typed();
}
