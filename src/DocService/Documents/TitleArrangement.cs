using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Documents;

/// <summary>Breaks a title into lines between words (GB/T 9704-2012 clause 7.3.1): the agency first, then lines as even as they can be.</summary>
internal static partial class TitleArrangement
{
    // 20 characters of 22 pt fill a line of 156 mm; two less keep a margin and the shape of a trapezium.
    private const int Longest = 18;

    // 29 of them fill a line of 225 mm on a turned page.
    private const int LongestOfTurned = 27;

    // As documents of several agencies do it: 市场监管总局等七部门关于……
    private const int MostNamed = 3;

    // A line may end after these words and before those; a title is made of few words, and these are the ones documents here use.
    private static readonly string[] EndsAfter = ["关于印发", "关于", "年度", "双随机", "一公开”", "随机抽查", "抽查", "检查", "监管", "商请", "联合开展", "开展", "企业", "部门", "单位", "领域", "情况", "工作"];
    private static readonly string[] BeginsWith = ["工作计划", "工作方案", "实施方案", "计划", "方案", "联合", "双随机", "随机抽查", "的通知", "的函"];

    // Less good, where a title has none of these in reach.
    private static readonly string[] AlsoEndsAfter = ["年", "局", "委", "厅", "院", "机构", "经营者", "场所", "产品", "商品", "食品", "价格", "行为", "质量", "安全", "经营", "销售", "生产", "使用", "服务", "管理", "内部"];

    // No line ends inside these.
    private static readonly string[] Whole = ["双随机", "双随机、一公开", "工作计划", "工作方案", "实施方案", "经营者", "委员会", "年度"];

    private const string NeverFirst = "、，。；：”’）》〕";
    private const string NeverLast = "“‘（《〔";

    // A remark in brackets such as （调整后） is one word.
    private const int LongestRemark = 8;

    /// <summary>The title with <c>\n</c> where a line ends.</summary>
    /// <param name="agency">Stands on the first line where the title begins with it and does not fit in one line.</param>
    public static string Arrange(string agency, string rest)
    {
        rest = Tight(rest);
        return Width(agency) + Width(rest) <= Longest ? agency + rest : string.Join('\n', [agency, .. Lines(rest)]);
    }

    /// <summary>The title of a joint file: two or three agencies by name, as many on a line as fit; of more the lead and how many (九部门).</summary>
    /// <param name="agencies">Two or more, the lead first.</param>
    public static string Arrange(IReadOnlyList<string> agencies, string rest)
    {
        if (agencies.Count > MostNamed)
            return Arrange($"{agencies[0]}等{Counted(agencies.Count)}部门", rest);
        var names = new List<string> { agencies[0] };
        foreach (var agency in agencies.Skip(1))
        {
            if (Width(names[^1]) + 1 + Width(agency) <= Longest)
                names[^1] += $"\u3000{agency}";
            else
                names.Add(agency);
        }
        return string.Join('\n', [.. names, .. Lines(Tight(rest))]);
    }

    /// <summary>The title of an annex on turned pages, whose lines are longer.</summary>
    public static string ArrangeTurned(string title) => string.Join('\n', Lines(Tight(title), LongestOfTurned));

    /// <summary>Without the blanks that are often typed beside digits: <c>2023 年</c> becomes <c>2023年</c>.</summary>
    public static string Tight(string title) => BesideDigits().Replace(title, "");

    private static IEnumerable<string> Lines(string rest, int longest = Longest) => Split(rest, (int)Math.Ceiling(Width(rest) / (double)longest), longest);

    private static string Counted(int count) => count <= 10 ? "〇一二三四五六七八九十"[count].ToString() : count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Split(string text, int lines, int longest)
    {
        for (; lines > 1; lines--)
        {
            // Where a word ends and the rest still fits; nearer to even lines is better. A title without such a place is cut evenly.
            var even = Width(text) / (double)lines;
            var rest = (lines - 1) * longest;
            var fitting = Enumerable.Range(1, text.Length - 1).Where(at => Width(text[..at]) <= longest && Width(text[at..]) <= rest).OrderBy(at => Math.Abs(Width(text[..at]) - even - 1)).ToList();
            var places = fitting.Where(at => !NeverFirst.Contains(text[at], StringComparison.Ordinal) && !NeverLast.Contains(text[at - 1], StringComparison.Ordinal) && !IsInsideRemark(text, at)).ToList();
            var best = places.Where(at => CanBreak(text, at)).Concat(places.Where(at => Ends(AlsoEndsAfter, text, at) && !IsInsideWord(text, at))).Concat(places).Concat(fitting).First();
            yield return text[..best];
            text = text[best..];
        }
        yield return text;
    }

    private static bool CanBreak(string text, int at) =>
        (Ends(EndsAfter, text, at) || (text[at] != '的' && BeginsWith.Any(word => text[at..].StartsWith(word, StringComparison.Ordinal)))) && !IsInsideWord(text, at);

    private static bool Ends(string[] words, string text, int at) => words.Any(word => text[..at].EndsWith(word, StringComparison.Ordinal));

    private static bool IsInsideRemark(string text, int at) =>
        text.LastIndexOf('（', at - 1) is var open and >= 0 && text.IndexOf('）', open) is var close && close >= at && close - open - 1 <= LongestRemark;

    private static bool IsInsideWord(string text, int at) =>
        Whole.Any(word => Enumerable.Range(1, word.Length - 1).Any(into => at >= into && string.CompareOrdinal(text, at - into, word, 0, word.Length) == 0));

    [GeneratedRegex(@"(?<=[0-9])[ \u3000]+(?=[\u4e00-\u9fa5])|(?<=[\u4e00-\u9fa5])[ \u3000]+(?=[0-9])", RegexOptions.None, 10_000)]
    private static partial Regex BesideDigits();

    // Two Western digits are as wide as one character.
    private static int Width(string text) => (text.Sum(character => character < 0x2E80 ? 1 : 2) + 1) / 2;
}
