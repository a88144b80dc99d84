using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Plans.Values;

/// <summary>1月31前: the word 日 is missing. The date is clear, the text is not fit for an official document.</summary>
internal static partial class MissingDayWord
{
    public static CellProblem Problem(string cellText, string found) => new(
        "date.day-word-missing", found, $"“{found}”缺少“日”字，应写“{Corrected(found)}”。", Corrected(cellText));

    /// <summary>Every place in a text where it is missing, as typed.</summary>
    public static IEnumerable<Match> In(string text) => Missing().Matches(text);

    public static string Corrected(string text) => Missing().Replace(text, "${head}${space}日");

    [GeneratedRegex(@"(?<head>\d{1,2}\s*月\s*(?:3[01]|[12]\d|0?[1-9]))(?<space>\s*)(?=(?:之前|以前|前|后|起|止|至|到|-|—|～|~|$))(?![-—～~至到]\s*\d{1,2}\s*(?:日|月))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Missing();
}
