using System.Globalization;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>附件说明 by itself and against the annexes that follow (GB/T 9704-2012, 7.3.4 and 7.3.7: number and title must agree).</summary>
internal static partial class AnnexRules
{
    /// <param name="Number">As typed; empty where there is none.</param>
    private sealed record Entry(string Number, string Title, TextLine Line);

    public static IEnumerable<PlanFinding> Check(IReadOnlyList<TextLine> lines)
    {
        if (PlaceOf(lines) is not (>= 0 and var start, var end))
        {
            return [];
        }

        var announced = Announced(lines, start, end);
        var rest = lines.Skip(end).Where(line => !line.IsEmpty).Select(line => PlanText.Compact(line.Text)).ToList();
        return Style(announced).Concat(Missing(announced, rest));
    }

    /// <summary>Index of the first line of 附件说明 and of the first line after it; −1 where there is none.</summary>
    public static (int Start, int End) PlaceOf(IReadOnlyList<TextLine> lines)
    {
        var start = lines.ToList().FindIndex(line => line.Cells is null && Announcement().IsMatch(line.Text));
        return start < 0 ? (-1, -1) : (start, EndOf(lines, start));
    }

    // The list goes on over wrapped lines; a blank line ends it unless a numbered entry follows.
    private static int EndOf(IReadOnlyList<TextLine> lines, int start)
    {
        var end = start + 1;
        var hasEntries = PlanText.Compact(lines[start].Text).Split(':', 2)[^1].Length > 0;
        for (; end < lines.Count; end++)
        {
            var text = PlanText.Compact(lines[end].Text);
            if (text.Length == 0)
            {
                var next = lines.Skip(end).FirstOrDefault(line => !line.IsEmpty);
                if (next is null || !Numbered().IsMatch(PlanText.Compact(next.Text)))
                {
                    break;
                }
            }
            else if (lines[end].Cells is not null || SignOff().IsMatch(text) || AnnexHead().IsMatch(text) || (!hasEntries && !Numbered().IsMatch(text)))
            {
                break;
            }

            hasEntries |= text.Length > 0;
        }

        return end;
    }

    private static List<Entry> Announced(IReadOnlyList<TextLine> lines, int start, int end)
    {
        var found = new List<Entry>();
        for (var index = start; index < end; index++)
        {
            var text = PlanText.Compact(lines[index].Text);
            text = index == start ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..] : text;
            foreach (var part in NextEntry().Split(text).Where(part => part.Length > 0))
            {
                var numbered = Numbered().Match(part);
                if (numbered.Success)
                {
                    found.Add(new(numbered.Groups["number"].Value, part[numbered.Length..], lines[index]));
                }
                else if (found.Count > 0 && index > start)
                {
                    found[^1] = found[^1] with { Title = found[^1].Title + part };
                }
                else
                {
                    found.Add(new("", part, lines[index]));
                }
            }
        }

        return found;
    }

    private static IEnumerable<PlanFinding> Style(List<Entry> announced)
    {
        for (var index = 0; index < announced.Count; index++)
        {
            var (number, title, line) = announced[index];
            var expected = (index + 1).ToString(CultureInfo.InvariantCulture);
            if (announced.Count > 1 && number != expected)
            {
                yield return new("notice.annex-number", FindingWeight.Warning, line.At(0), null, number.Length > 0 ? number : title,
                    $"附件说明按顺序编号，这里应为“{expected}.”（GB/T 9704—2012，7.3.4）。");
            }

            if (Punctuation().Match(title) is { Success: true } mark)
            {
                var at = line.Text.TrimEnd().Length - 1;
                yield return new("notice.annex-punctuation", FindingWeight.Warning, line.At(at), null, title,
                    $"附件名称后不加标点，请删去“{mark.Value}”（GB/T 9704—2012，7.3.4）。", line.Text.TrimEnd().TrimEnd('。', '；', ';', '，', ',', '、', '.'));
            }
        }

        var quoted = announced.Where(entry => Book().IsMatch(entry.Title)).ToList();
        if (quoted.Count > 0 && quoted.Count < announced.Count)
        {
            foreach (var entry in quoted)
            {
                yield return new("notice.annex-style", FindingWeight.Advice, entry.Line.At(0), null, entry.Title,
                    $"附件说明里“{entry.Title}”加了书名号，“{announced.First(other => !quoted.Contains(other)).Title}”没有加。附件名称写法应当一致，一般不加书名号。",
                    entry.Line.Text.Replace("《", "", StringComparison.Ordinal).Replace("》", "", StringComparison.Ordinal));
            }
        }
    }

    private static IEnumerable<PlanFinding> Missing(List<Entry> announced, List<string> rest)
    {
        var absent = announced.Where(entry => !IsThere(rest, entry.Title) && HeadOf(entry, rest) < 0).ToList();
        if (absent.Count > 1 && absent.Count == announced.Count)
        {
            yield return new("notice.annexes-apart", FindingWeight.Advice, announced[0].Line.At(0), null, announced[0].Title,
                $"附件说明列了{announced.Count}个附件，文后一个也没有。如另行印发，请一并核对；如应附上，请补上。");
            yield break;
        }

        foreach (var entry in announced)
        {
            if (absent.Contains(entry))
            {
                yield return new("notice.annex-missing", FindingWeight.Warning, entry.Line.At(0), null, entry.Title,
                    $"附件说明列了附件{entry.Number}“{entry.Title}”，文后没有这个附件。请补上附件，或从附件说明中删去。");
            }
            else if (HeadOf(entry, rest) is >= 0 and var head && !IsThere(rest, entry.Title))
            {
                var actual = head + 1 < rest.Count ? rest[head + 1] : "";
                yield return new("notice.annex-title-differs", FindingWeight.Warning, entry.Line.At(0), null, entry.Title,
                    $"附件说明写作“{entry.Title}”，附件{entry.Number}的标题是“{actual}”，两处应一致（GB/T 9704—2012，7.3.7）。");
            }
        }
    }

    private static int HeadOf(Entry entry, List<string> rest) =>
        rest.FindIndex(text => text == "附件" + entry.Number || (entry.Number.Length == 0 && text is "附件" or "附件1"));

    // A long title is printed in two or three lines.
    private static bool IsThere(List<string> rest, string title) =>
        Enumerable.Range(0, rest.Count).Any(at => Enumerable.Range(1, Math.Min(3, rest.Count - at)).Any(lines => Same(string.Concat(rest.Skip(at).Take(lines)), title)));

    private static bool Same(string text, string title) => Punctuation().Replace(Plain().Replace(text, ""), "") == Punctuation().Replace(Plain().Replace(title, ""), "");

    [GeneratedRegex(@"^\s*-?\s*附\s*件\s*[:：]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Announcement();

    [GeneratedRegex(@"(?:局|委员会|厅|办公室|政府|部门联合)(?:\(代章\))?$|^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$|^\((?:联系人|此件)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SignOff();

    [GeneratedRegex(@"^附件\d*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AnnexHead();

    [GeneratedRegex(@"(?<!^)(?=(?<!\d)\d{1,2}[.、](?!\d))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NextEntry();

    [GeneratedRegex(@"^(?<number>\d{1,2})[.、](?!\d{1,2}[.、])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Numbered();

    [GeneratedRegex("[。；;，,、.]$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Punctuation();

    [GeneratedRegex("^《.*》(?:\\(.*\\))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Book();

    [GeneratedRegex("[“”\"《》〈〉]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Plain();
}
