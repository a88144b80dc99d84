using System.Globalization;
using System.Text.RegularExpressions;
using static SpotCheck.TemplateTool.Layout.Recognition;

namespace SpotCheck.TemplateTool.Layout;

/// <summary>L19, L23, L24, L28: dates and 版记.</summary>
internal static partial class ImprintChecks
{
    public static IEnumerable<Finding> Run(Recognition found)
    {
        var written = Written(found);
        yield return written is null ? Finding.None("L19", "成文日期", "没有成文日期")
            : Finding.Holds("L19", "成文日期", ReadDate(written) is not null, written, "年月日齐全，月、日不编虚位，日历上有这一天");

        var last = found.Pages[^1];
        var issue = found.Imprint.FirstOrDefault(line => line.Text.EndsWith("印发", StringComparison.Ordinal));
        if (issue is null && found.Kind == DocumentKind.Letter && found.Imprint.Count > 0)
        {
            foreach (var finding in LetterImprint(last, found.Imprint[0]))
                yield return finding;
            yield break;
        }
        if (issue is null)
        {
            var none = found.Kind == DocumentKind.File ? Outcome.Fail : Outcome.NotApplicable;
            var why = found.Kind switch { DocumentKind.File => "末页没有版记", DocumentKind.Letter => "信函没有抄送时没有版记", DocumentKind.Notice => "公告、通知书没有版记", _ => "表单没有版记" };
            yield return new("L23", "版记末线", none, why, "");
            yield return new("L24", "版记线粗", none, why, "");
            yield return new("L28", "抄送和印发", none, why, "");
            yield break;
        }
        var rules = Rules(last, found.Imprint.Min(line => line.Ink.Top));
        if (Intruder(last, found.Imprint) is { } intruder)
            yield return new("L23", "版记", Outcome.Fail, $"“{intruder.Text}”压在版记上", "版记以上排正文和附件");
        yield return rules.Count == 0 ? new("L23", "版记末线", Outcome.Fail, "没有分隔线", "") : Finding.Within("L23", "版记末线距纸上边", rules[^1].Bottom / Millimetre, 262, 1, "mm");
        yield return Weights(rules);
        yield return Copies(found, issue, written);
    }

    // A table may end close above the first rule.
    private static List<Rule> Rules(Page last, double text)
    {
        var near = last.Horizontals.Where(rule => !rule.IsRed && rule.Width > 150 * Millimetre && rule.Top > text - 20).ToList();
        return [.. near.Skip(Math.Max(0, near.FindLastIndex(rule => rule.Bottom <= text)))];
    }

    private static TextLine? Intruder(Page last, IReadOnlyList<TextLine> imprint) => last.Lines.FirstOrDefault(line =>
        line.Points is < 13.5 or > 14.5 && !line.Vertical && line.Ink.Bottom > imprint.Min(own => own.Ink.Top) && line.Ink.Top < imprint.Max(own => own.Ink.Bottom));

    // 10.1: 版记 of a letter is 抄送 alone, without rules, in the lowest line of the type area.
    private static IEnumerable<Finding> LetterImprint(Page last, TextLine copies)
    {
        var lowest = last.Lines.Where(line => line.Points is > 13 and < 15 && line.Baseline >= copies.Baseline && !PageNumberShape().IsMatch(line.Text)).MaxBy(line => line.Baseline)!;
        var above = (Bottom - lowest.Ink.Bottom) / Millimetre;
        yield return Finding.Holds("L23", "信函版记末行", above is >= -1 and <= 5, FormattableString.Invariant($"墨迹距版心下边 {above:0.0} mm"), "在版心最下一行（0 -1 mm 至 5 mm）");
        var rules = last.Horizontals.Count(rule => !rule.IsRed && rule.Width > 150 * Millimetre && rule.Bottom > copies.Ink.Top - 8);
        yield return Finding.Holds("L24", "信函版记分隔线", rules == 0, rules == 0 ? "没有" : $"{rules} 条", "没有分隔线");
        yield return Finding.Holds("L28", "抄送", copies.Text.StartsWith("抄送：", StringComparison.Ordinal) && lowest.Text.EndsWith('。'), lowest.Text, "“抄送：”开头，以句号结尾");
    }

    private static Finding Weights(List<Rule> rules)
    {
        var faults = rules.Where((rule, i) => Math.Abs(rule.Thickness / Millimetre - (i == 0 || i == rules.Count - 1 ? 0.35 : 0.25)) > 0.05).ToList();
        return Finding.Holds("L24", "版记线粗", rules.Count >= 2 && faults.Count == 0,
            string.Join("、", rules.Select(rule => (rule.Thickness / Millimetre).ToString("0.00", CultureInfo.InvariantCulture))) + " mm", "首末线 0.35 ±0.05 mm，中线 0.25 ±0.05 mm");
    }

    private static Finding Copies(Recognition found, TextLine issue, string? written)
    {
        var faults = new List<string>();
        var printed = IssueDate().Match(issue.Text);
        var date = printed.Success ? ReadDate(printed.Groups["date"].Value) : null;
        if (date is null)
            faults.Add($"印发日期“{issue.Text}”不对");
        if (written is not null && ReadDate(written) is { } signed && date < signed)
            faults.Add("印发日期早于成文日期");
        var copies = found.Pages[^1].Lines.Where(line => line.Points is > 13 and < 15 && line.Baseline < issue.Baseline - 2 && !PageNumberShape().IsMatch(line.Text)).OrderBy(line => line.Baseline).ToList();
        if (copies.Count > 0 && copies.Any(line => line.Text.StartsWith("抄送：", StringComparison.Ordinal)) && !copies[^1].Text.EndsWith('。'))
            faults.Add("抄送机关后没有句号");
        return Finding.Holds("L28", "抄送和印发", faults.Count == 0, faults.Count == 0 ? issue.Text : string.Join("；", faults), "抄送以句号结尾，印发日期不早于成文日期");
    }

    private static string? Written(Recognition found) => found.Dates.Count > 0 ? found.Dates[^1].Line.Text
        : found.Kind == DocumentKind.Form ? found.Pages[0].Lines.Select(line => FormDate().Match(line.Text)).FirstOrDefault(match => match.Success)?.Groups["date"].Value : null;

    private static DateOnly? ReadDate(string text) =>
        DateForm().IsMatch(text) && DateOnly.TryParseExact(text, "yyyy年M月d日", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    [GeneratedRegex(@"^\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日$", RegexOptions.None, 1000)]
    private static partial Regex DateForm();

    [GeneratedRegex(@"(?<date>\d+年\d+月\d+日)印发$", RegexOptions.None, 1000)]
    private static partial Regex IssueDate();

    [GeneratedRegex(@"(?:填表|派发|申请)(?:时间|日期)：(?<date>\S+)$", RegexOptions.None, 1000)]
    private static partial Regex FormDate();
}
