namespace SpotCheck.DocService.Documents;

/// <summary>Breaks a title into lines between words (GB/T 9704-2012 clause 7.3.1): the agency first, then lines as even as they can be.</summary>
internal static class TitleArrangement
{
    // 20 characters of 22 pt fill a line of 156 mm; two less keep a margin and the shape of a trapezium.
    private const int Longest = 18;

    // A line may end after these words and before those; a title is made of few words, and these are the ones documents here use.
    private static readonly string[] EndsAfter = ["关于印发", "关于", "年度", "双随机", "随机抽查", "抽查", "检查", "监管", "商请", "联合开展", "开展", "企业", "部门", "单位", "领域", "情况", "工作"];
    private static readonly string[] BeginsWith = ["工作计划", "工作方案", "实施方案", "计划", "方案", "联合", "双随机", "随机抽查", "的通知", "的函"];

    /// <summary>The title with <c>\n</c> where a line ends.</summary>
    /// <param name="agency">Stands on the first line where the title begins with it and does not fit in one line.</param>
    public static string Arrange(string agency, string rest)
    {
        if (Width(agency) + Width(rest) <= Longest)
            return agency + rest;
        var lines = (int)Math.Ceiling(Width(rest) / (double)Longest);
        return string.Join('\n', [agency, .. Split(rest, lines)]);
    }

    private static IEnumerable<string> Split(string text, int lines)
    {
        for (; lines > 1; lines--)
        {
            // Where a word ends and the rest still fits; nearer to even lines is better. A title without such a place is cut evenly.
            var even = Width(text) / (double)lines;
            var rest = (lines - 1) * Longest;
            var places = Enumerable.Range(1, text.Length - 1).Where(at => Width(text[..at]) <= Longest && Width(text[at..]) <= rest).OrderBy(at => Math.Abs(Width(text[..at]) - even - 1)).ToList();
            var best = places.Where(at => CanBreak(text, at)).Concat(places).First();
            yield return text[..best];
            text = text[best..];
        }
        yield return text;
    }

    private static bool CanBreak(string text, int at) =>
        EndsAfter.Any(word => text[..at].EndsWith(word, StringComparison.Ordinal)) || (text[at] != '的' && BeginsWith.Any(word => text[at..].StartsWith(word, StringComparison.Ordinal)));

    // Two Western digits are as wide as one character.
    private static int Width(string text) => (text.Sum(character => character < 0x2E80 ? 1 : 2) + 1) / 2;
}
