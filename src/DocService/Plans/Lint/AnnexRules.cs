using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>附件说明 against the annexes that follow (GB/T 9704-2012, 7.3.4 and 7.3.7: number and title must agree).</summary>
internal static partial class AnnexRules
{
    public static IEnumerable<PlanFinding> Check(IReadOnlyList<string> paragraphs)
    {
        var start = paragraphs.ToList().FindIndex(text => Announcement().IsMatch(text));
        if (start < 0)
        {
            yield break;
        }

        var end = start + 1;
        while (end < paragraphs.Count && !SignOff().IsMatch(PlanText.Compact(paragraphs[end])))
        {
            end++;
        }

        var rest = paragraphs.Skip(end).Select(PlanText.Compact).ToList();
        foreach (var (number, title, paragraph) in Announced(paragraphs, start, end))
        {
            if (rest.Exists(text => Same(text, title)))
            {
                continue;
            }

            var heading = rest.FindIndex(text => text == "附件" + number || (number.Length == 0 && text == "附件"));
            if (heading < 0)
            {
                yield return new(
                    "notice.annex-missing", FindingWeight.Warning, NoticeLint.Place(paragraph), null, title,
                    $"附件说明列了附件{number}“{title}”，文后没有这个附件。请补上附件，或从附件说明中删去。");
            }
            else
            {
                var actual = heading + 1 < rest.Count ? rest[heading + 1] : "";
                yield return new(
                    "notice.annex-title-differs", FindingWeight.Warning, NoticeLint.Place(paragraph), null, title,
                    $"附件说明写作“{title}”，附件{number}的标题是“{actual}”，两处应一致（GB/T 9704—2012，7.3.7）。");
            }
        }
    }

    private static List<(string Number, string Title, int Paragraph)> Announced(IReadOnlyList<string> paragraphs, int start, int end)
    {
        var found = new List<(string Number, string Title, int Paragraph)>();
        for (var index = start; index < end; index++)
        {
            var text = PlanText.Compact(paragraphs[index]);
            text = index == start ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..] : text;
            var entries = Entry().Split(text);
            for (var part = 0; part < entries.Length; part++)
            {
                var numbered = Numbered().Match(entries[part]);
                if (numbered.Success)
                {
                    found.Add((numbered.Groups["number"].Value, entries[part][numbered.Length..], index));
                }
                else if (found.Count > 0 && index > start)
                {
                    found[^1] = found[^1] with { Title = found[^1].Title + entries[part] };
                }
                else if (entries[part].Length > 0)
                {
                    found.Add(("", entries[part], index));
                }
            }
        }

        return found;
    }

    private static bool Same(string text, string title) => Plain().Replace(text, "") == Plain().Replace(title, "");

    [GeneratedRegex(@"^\s*-?\s*附\s*件\s*[:：]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Announcement();

    [GeneratedRegex(@"(?:局|委员会|厅|办公室|政府)$|^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignOff();

    [GeneratedRegex(@"(?<!^)(?=(?<!\d)\d{1,2}[.、](?!\d))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^(?<number>\d{1,2})[.、]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex("[“”\"《》〈〉]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
