using System.Globalization;
using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>Days and numbers as official documents write them (GB/T 9704-2012, 7.3.5.4; GB/T 15835).</summary>
internal static partial class DateRules
{
    private const int ShortestNoticeDays = 15;

    private const string Digits = "〇一二三四五六七八九";

    public static IEnumerable<PlanFinding> Check(TextLine line)
    {
        foreach (var match in Day().Matches(line.Text).Cast<Match>())
        {
            var (year, month, day) = (Number(match, "year"), Number(match, "month"), Number(match, "day"));
            if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, Math.Clamp(month, 1, 12)))
            {
                yield return new("date.impossible", FindingWeight.Warning, line.At(match.Index), null, match.Value, $"日历上没有“{match.Value}”这一天。请核对。");
            }
            else if (match.Groups["month"].Value[0] == '0' || match.Groups["day"].Value[0] == '0')
            {
                var right = string.Create(CultureInfo.InvariantCulture, $"{year}年{month}月{day}日");
                yield return new("date.leading-zero", FindingWeight.Warning, line.At(match.Index), null, match.Value,
                    $"日期“{match.Value}”的月、日编了虚位，应写“{right}”（GB/T 9704—2012，7.3.5.4）。", Replaced(line.Text, match, right));
            }
        }

        foreach (var match in Pointed().Matches(line.Text).Cast<Match>())
        {
            var right = string.Create(CultureInfo.InvariantCulture, $"{Number(match, "year")}年{Number(match, "month")}月{Number(match, "day")}日");
            yield return new("date.form", FindingWeight.Advice, line.At(match.Index), null, match.Value, $"公文里的日期写“{right}”，不写“{match.Value}”。", Replaced(line.Text, match, right));
        }

        if (InWords().Match(line.Text) is { Success: true } words && InDigits(words) is { } written)
        {
            yield return new("date.in-words", FindingWeight.Warning, line.At(words.Index), null, words.Value,
                $"成文日期用阿拉伯数字，应写“{written}”（GB/T 9704—2012，7.3.5.4）。", Replaced(line.Text, words, written));
        }
    }

    /// <summary>Tasks due within days of the document's own date, or before it.</summary>
    public static IEnumerable<PlanFinding> Deadlines(IReadOnlyList<TextLine> paragraphs)
    {
        if (IssueDay(paragraphs) is not { } issued)
        {
            yield break;
        }

        foreach (var line in paragraphs)
        {
            foreach (var match in Deadline().Matches(line.Text).Cast<Match>())
            {
                var (year, month) = (Number(match, "year"), Number(match, "month"));
                // 请于某日前函复 is a matter of days; what is to be done by the end of a month, or has a 完成时限, is work.
                if (month is < 1 or > 12 || (match.Groups["day"].Success && !match.Groups["limit"].Success))
                {
                    continue;
                }

                var due = match.Groups["day"].Success ? Number(match, "day") : DateTime.DaysInMonth(year, month);
                if (due < 1 || due > DateTime.DaysInMonth(year, month))
                {
                    continue;
                }

                var left = new DateOnly(year, month, due).DayNumber - issued.DayNumber;
                // Days long past are history that the text tells; a 完成时限 in the past is a mistake.
                if (left < ShortestNoticeDays && (left >= 0 || match.Groups["limit"].Success))
                {
                    yield return new("notice.deadline-near", FindingWeight.Advice, line.At(match.Index), null, match.Value,
                        left < 0
                            ? string.Create(CultureInfo.InvariantCulture, $"文件成文于{issued.Year}年{issued.Month}月{issued.Day}日，这个时限在此之前，已经过了。请核对。")
                            : string.Create(CultureInfo.InvariantCulture, $"文件成文于{issued.Year}年{issued.Month}月{issued.Day}日，到这个时限只有{left}天。请核对是否来得及。"));
                }
            }
        }
    }

    /// <summary>成文日期 or, where the text gives none, 印发日期: the last line that is nothing but a day.</summary>
    public static DateOnly? IssueDay(IEnumerable<TextLine> paragraphs)
    {
        DateOnly? found = null;
        foreach (var line in paragraphs)
        {
            var match = SignedDay().Match(line.Text);
            if (match.Success && Number(match, "month") is >= 1 and <= 12 and var month && Number(match, "day") is >= 1 and var day && day <= DateTime.DaysInMonth(Number(match, "year"), month))
            {
                found = new(Number(match, "year"), month, day);
            }
        }

        return found;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Replaced(string text, Match match, string right) => text[..match.Index] + right + text[(match.Index + match.Length)..];

    private static string? InDigits(Match words)
    {
        var year = string.Concat(words.Groups["year"].Value.Select(character => Digits.IndexOf(character is '零' or '○' or 'O' or '0' ? '〇' : character, StringComparison.Ordinal)));
        var (month, day) = (Values.PlanText.ChineseNumber(words.Groups["month"].Value), Values.PlanText.ChineseNumber(words.Groups["day"].Value));
        return month is >= 1 and <= 12 && day is >= 1 and <= 31 ? string.Create(CultureInfo.InvariantCulture, $"{year}年{month}月{day}日") : null;
    }

    [GeneratedRegex(@"(?<!\d)(?<year>(?:19|20)\d\d)\s*年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Day();

    [GeneratedRegex(@"(?<![\d./〔-])(?<year>20\d\d)(?<sign>[./-])(?<month>0?[1-9]|1[0-2])\k<sign>(?<day>0?[1-9]|[12]\d|3[01])(?![\d./-])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pointed();

    [GeneratedRegex("^\\s*(?<year>[一二][〇零○O0一二三四五六七八九]{3})年(?<month>[一二三四五六七八九十]{1,2})月(?<day>[一二三四五六七八九十]{1,3})日\\s*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex InWords();

    [GeneratedRegex(@"(?<limit>完成时限[:：]?\s*)?(?<!\d)(?<year>20\d\d)\s*年\s*(?<month>\d{1,2})\s*月(?:底|\s*(?<day>\d{1,2})\s*日)\s*(?:之前|以前|前)(?!\s*(?:登记|备案|设立|成立|注册|取得))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Deadline();

    [GeneratedRegex(@"^\s*(?<year>20\d\d)\s*年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日\s*(?:印发)?\s*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SignedDay();
}
