using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>Brackets, book-title marks and quotes that are opened and not closed, or the other way round.</summary>
internal static class BracketRules
{
    private const string Opening = "（《〔【“";
    private const string Closing = "）》〕】”";
    private const int LinesToClose = 3;

    /// <summary>A pair may end a few lines further on, as lines break on a page.</summary>
    public static IEnumerable<PlanFinding> Check(IReadOnlyList<TextLine> paragraphs)
    {
        var open = new Stack<(int Kind, int Line, int Index)>();
        for (var number = 0; number < paragraphs.Count; number++)
        {
            var line = paragraphs[number];
            if (open.Count > 0 && (number - open.Last().Line > LinesToClose))
            {
                foreach (var unclosed in open.Reverse())
                {
                    yield return Unclosed(paragraphs[unclosed.Line], unclosed);
                }

                open.Clear();
            }

            for (var index = 0; index < line.Text.Length; index++)
            {
                var character = Wide(line.Text[index]);
                if (Opening.IndexOf(character, StringComparison.Ordinal) is >= 0 and var begun)
                {
                    open.Push((begun, number, index));
                }
                else if (Closing.IndexOf(character, StringComparison.Ordinal) is >= 0 and var ended && !IsListMark(line.Text, index))
                {
                    if (open.TryPeek(out var top) && top.Kind == ended)
                    {
                        open.Pop();
                    }
                    else if (open.Any(pair => pair.Kind == ended))
                    {
                        while (open.Pop() is var lost && lost.Kind != ended)
                        {
                            yield return Unclosed(paragraphs[lost.Line], lost);
                        }
                    }
                    else
                    {
                        yield return new("text.bracket", FindingWeight.Warning, line.At(index), null, Around(line.Text, index), $"“{Closing[ended]}”前面没有“{Opening[ended]}”与它成对。请补上或者删去。");
                    }
                }
            }
        }

        foreach (var unclosed in open.Reverse())
        {
            yield return Unclosed(paragraphs[unclosed.Line], unclosed);
        }
    }

    private static PlanFinding Unclosed(TextLine line, (int Kind, int Line, int Index) at) =>
        new("text.bracket", FindingWeight.Warning, line.At(at.Index), null, Around(line.Text, at.Index), $"“{Opening[at.Kind]}”没有用“{Closing[at.Kind]}”结束。请补上或者删去。");

    private static char Wide(char character) => character switch { '(' => '（', ')' => '）', _ => character };

    // 1）and 一）at the beginning of a line number a list.
    private static bool IsListMark(string text, int index) =>
        Wide(text[index]) == '）' && PlanText.Compact(text[..index]) is { Length: > 0 and <= 3 } before && before.All(character => char.IsAsciiDigit(character) || "一二三四五六七八九十".Contains(character, StringComparison.Ordinal));

    private static string Around(string text, int index) => text[Math.Max(0, index - 6)..Math.Min(text.Length, index + 7)].Trim();
}
