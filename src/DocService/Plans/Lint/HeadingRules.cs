using System.Globalization;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>层次序数 (GB/T 9704-2012, 7.3.3): 一、（一）1.（1）, in order, none left out or used twice.</summary>
internal static partial class HeadingRules
{
    private const int LongestHeading = 24;
    private const int Levels = 4;

    /// <param name="Level">From 1.</param>
    /// <param name="Mark">The number as typed, brackets included.</param>
    /// <param name="Start">Index of what follows it.</param>
    private sealed record Heading(int Level, int Number, string Mark, int Start, TextLine Line)
    {
        /// <summary>The text up to the first mark that ends a sentence; null where the line has none and is all heading.</summary>
        public string? Opening => SentenceEnd().Match(Line.Text, Start) is { Success: true } end && end.Index + 1 < Line.Text.TrimEnd().Length ? Line.Text[Start..end.Index].Trim() : null;
    }

    public static IEnumerable<PlanFinding> Check(IReadOnlyList<TextLine> paragraphs)
    {
        var headings = new List<Heading?>();
        foreach (var line in paragraphs)
        {
            if (Read(line) is { } heading)
            {
                headings.Add(heading);
            }
            else if (Boundary().IsMatch(PlanText.Compact(line.Text)))
            {
                headings.Add(null);
            }
        }

        return Brackets(paragraphs).Concat(Sequence(headings)).Concat(Openings(headings));
    }

    /// <summary>The text with （三） for (三) at its beginning, of the same length.</summary>
    public static string WithWideBrackets(string text) =>
        HalfWidth().Match(text) is { Success: true } mark ? mark.Value.Replace('(', '（').Replace(')', '）') + text[mark.Length..] : text;

    /// <summary>（一） and (二) mixed.</summary>
    private static IEnumerable<PlanFinding> Brackets(IReadOnlyList<TextLine> paragraphs) =>
        from line in paragraphs
        let match = HalfWidth().Match(line.Text)
        where match.Success
        select new PlanFinding(
            "notice.heading-brackets", FindingWeight.Advice, line.At(0), null, match.Value.Trim(),
            $"层次序数“{match.Value.Trim()}”用了半角括号，第二层应写“（{match.Groups["number"].Value}）”（GB/T 9704—2012，7.3.3）。",
            $"（{match.Groups["number"].Value}）{line.Text[match.Length..].TrimStart()}");

    private static IEnumerable<PlanFinding> Sequence(IReadOnlyList<Heading?> headings)
    {
        var last = new int[Levels + 1];
        var fresh = new[] { true, true, true, true, true };
        foreach (var heading in headings)
        {
            if (heading is null)
            {
                Array.Clear(last);
                Array.Fill(fresh, true);
                continue;
            }

            var expected = last[heading.Level] + 1;
            // A level may go on counting across its parents (（九） under 三、) or begin anew under each.
            var fits = heading.Number == expected || (heading.Number == 1 && fresh[heading.Level]);
            if (!fits)
            {
                var right = Write(heading.Level, fresh[heading.Level] && last[heading.Level] == 0 ? 1 : expected);
                yield return new(
                    "notice.heading-sequence", FindingWeight.Warning, heading.Line.At(0), null, heading.Mark,
                    heading.Number == last[heading.Level]
                        ? $"层次序数“{heading.Mark}”用了两次，这里按顺序应为“{right}”。请核对是否重号。"
                        : $"层次序数不连续：这里按顺序应为“{right}”，却写作“{heading.Mark}”。请核对是否漏写、错号。",
                    right + heading.Line.Text[heading.Start..].TrimStart());
            }

            last[heading.Level] = heading.Number;
            fresh[heading.Level] = false;
            for (var below = heading.Level + 1; below <= Levels; below++)
            {
                fresh[below] = true;
                if (below > 2)
                {
                    last[below] = 0;
                }
            }
        }
    }

    /// <summary>Where its neighbours put 。 behind their heading, one that runs on without it.</summary>
    private static IEnumerable<PlanFinding> Openings(IReadOnlyList<Heading?> headings)
    {
        foreach (var siblings in Siblings(headings))
        {
            var running = siblings.Where(heading => heading.Opening is not null).ToList();
            var shortOnes = running.Where(heading => heading.Opening!.Length <= LongestHeading).ToList();
            if (shortOnes.Count < 2 || shortOnes.Count * 5 < running.Count * 3)
            {
                continue;
            }

            foreach (var heading in running.Where(heading => heading.Opening!.Length > LongestHeading + 6))
            {
                var at = EndOfHeading(heading, shortOnes);
                yield return new(
                    "notice.heading-stop", FindingWeight.Warning, heading.Line.At(heading.Start), null, heading.Mark + heading.Opening![..Math.Min(12, heading.Opening!.Length)],
                    $"同级的“{shortOnes[0].Mark}{shortOnes[0].Opening}。”等标题后有句号，这里的标题与正文连在一起，缺少句号。请在标题后加“。”。",
                    at is { } index ? heading.Line.Text.Insert(index, "。") : null);
            }
        }
    }

    // The text behind a neighbour's heading begins with the same two characters: there the heading ends.
    private static int? EndOfHeading(Heading heading, IEnumerable<Heading> neighbours)
    {
        foreach (var neighbour in neighbours)
        {
            var text = neighbour.Line.Text;
            var next = SentenceEnd().Match(text, neighbour.Start).Index + 1;
            if (next + 2 <= text.Length && heading.Line.Text.IndexOf(text.Substring(next, 2), heading.Start, StringComparison.Ordinal) is var at && at > heading.Start + 3 && at <= heading.Start + LongestHeading)
            {
                return at;
            }
        }

        return null;
    }

    private static IEnumerable<List<Heading>> Siblings(IReadOnlyList<Heading?> headings)
    {
        for (var level = 2; level <= 3; level++)
        {
            var group = new List<Heading>();
            foreach (var heading in headings)
            {
                if (heading?.Level == level)
                {
                    group.Add(heading);
                }
                else if (heading is null || heading.Level < level)
                {
                    yield return group;
                    group = [];
                }
            }

            yield return group;
        }
    }

    private static Heading? Read(TextLine line)
    {
        var match = Mark().Match(line.Text);
        if (!match.Success)
        {
            return null;
        }

        for (var level = 1; level <= Levels; level++)
        {
            var group = match.Groups[level.ToString(CultureInfo.InvariantCulture)];
            if (group.Success)
            {
                var number = level <= 2 ? PlanText.ChineseNumber(group.Value) : int.Parse(group.Value, CultureInfo.InvariantCulture);
                return number is > 0 ? new(level, number.Value, match.Value.Trim(), match.Length, line) : null;
            }
        }

        return null;
    }

    private static string Write(int level, int number) => level switch
    {
        1 => Chinese(number) + "、",
        2 => $"（{Chinese(number)}）",
        3 => string.Create(CultureInfo.InvariantCulture, $"{number}."),
        _ => string.Create(CultureInfo.InvariantCulture, $"（{number}）"),
    };

    private static string Chinese(int number)
    {
        const string digits = "零一二三四五六七八九";
        var (tens, ones) = (number / 10, number % 10);
        return (tens switch { 0 => "", 1 => "十", _ => digits[tens] + "十" }) + (ones > 0 ? digits[ones].ToString() : "");
    }

    [GeneratedRegex(@"^\s*(?:(?<1>[一二三四五六七八九十]{1,3})、|[（(]\s*(?<2>[一二三四五六七八九十]{1,3})\s*[）)]|(?<3>\d{1,2})[.．](?!\d)|[（(](?<4>\d{1,2})[）)])\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*\((?<number>[一二三四五六七八九十]+)\)\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex HalfWidth();

    [GeneratedRegex("[。；;：:！？]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SentenceEnd();

    // A new text with its own numbers begins: 附件, the title of a plan or form.
    [GeneratedRegex(@"^附件\d*[:：]?$|^[^。，；]{4,60}(?:方案|计划|细则|办法|通知|通报|公告|报告|的函|表|清单|指引|须知)$|^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Boundary();
}
