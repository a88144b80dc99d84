using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>A finding in a text; the fix is the whole corrected text.</summary>
internal sealed record TextFinding(string Code, FindingWeight Weight, int Index, string Found, string Reason, string? Fix);

/// <summary>Rules for any official text, in a cell or a paragraph.</summary>
internal static partial class TextRules
{
    private static readonly HashSet<string> KnownLatin = new(StringComparer.OrdinalIgnoreCase) { "APP", "PDF", "OFD", "A", "B", "C", "D", "AI", "IP", "ID", "GB", "T", "KTV", "LED", "POS", "PC", "QQ", "WPS", "Excel", "Word", "CCC", "LNG", "CNG" };

    public static IEnumerable<TextFinding> Check(string text) =>
        DocumentNumbers(text).Concat(ForeignWords(text)).Concat(HalfWidth(text));

    /// <summary>发文字号: GB/T 9704-2012, 7.2.5: 代字〔2023〕10号, no 第, no leading zero.</summary>
    public static IEnumerable<TextFinding> DocumentNumbers(string text)
    {
        foreach (var match in DocumentNumber().Matches(text).Where(match => !RightNumber().IsMatch(match.Value)))
        {
            var number = match.Groups["number"].Value.TrimStart('0', '０');
            var right = $"{match.Groups["mark"].Value}〔{match.Groups["year"].Value}〕{number}号";
            yield return new(
                "text.document-number", FindingWeight.Warning, match.Index, match.Value,
                $"发文字号“{match.Value}”不规范：年份用六角括号〔〕，序号不编虚位、不加“第”，后加“号”，应写“{right}”（GB/T 9704—2012，7.2.5）。",
                number.Length == 0 ? null : text[..match.Index] + right + text[(match.Index + match.Length)..]);
        }
    }

    /// <summary>A Latin word inside a Chinese sentence.</summary>
    public static IEnumerable<TextFinding> ForeignWords(string text)
    {
        foreach (var match in Foreign().Matches(text).Where(match => !KnownLatin.Contains(match.Value.Trim())))
        {
            var chinese = match.Value.Trim().ToUpperInvariant() switch { "AND" => "和", "OR" => "或", _ => null };
            yield return new(
                "text.foreign-word", FindingWeight.Warning, match.Index + match.Value.IndexOf(match.Value.Trim(), StringComparison.Ordinal), match.Value.Trim(),
                $"中文句子里夹有外文“{match.Value.Trim()}”{(chinese is null ? "，请改用中文" : $"，应写“{chinese}”")}。",
                chinese is null ? null : text[..match.Index] + chinese + text[(match.Index + match.Length)..]);
        }
    }

    /// <summary>Half-width comma, semicolon, colon or round brackets between Chinese characters.</summary>
    public static IEnumerable<TextFinding> HalfWidth(string text)
    {
        var matches = HalfWidthMark().Matches(text);
        if (matches.Count > 0)
        {
            var found = string.Concat(matches.Select(match => match.Value).Distinct(StringComparer.Ordinal));
            yield return new(
                "text.half-width-mark", FindingWeight.Advice, matches[0].Index, found,
                $"中文里的标点“{found}”用了半角，应用全角。",
                HalfWidthMark().Replace(text, match => FullWidth(match.Value[0])));
        }
    }

    private static string FullWidth(char mark) => mark switch { '(' => "（", ')' => "）", _ => ((char)(mark + 0xFEE0)).ToString() };

    [GeneratedRegex(@"(?<mark>[\u4e00-\u9fa5]{2,12})\s*[〔（(\[【［](?<year>(?:19|20)\d\d)[〕）)\]】］]\s*第?\s*(?<number>\d{1,5})\s*号", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(@"^[\u4e00-\u9fa5]{2,12}〔(?:19|20)\d\d〕[1-9]\d{0,4}号$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RightNumber();

    [GeneratedRegex(@"(?<=[\u4e00-\u9fa5，。、；”）])\s*[A-Za-z]{2,}\s*(?=[\u4e00-\u9fa5，。、；“（])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"(?<=[\u4e00-\u9fa5”》）〕])[,;:(](?=[\u4e00-\u9fa5“《（]|\d)|\((?=[\u4e00-\u9fa5])|(?<=[\u4e00-\u9fa5号])\)|(?<=[)）])[,;](?=[\u4e00-\u9fa5《“])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex HalfWidthMark();
}
