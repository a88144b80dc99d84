using System.Text.Json;

namespace SpotCheck.DocService.Results.Codes;

/// <summary>A category of result. The set is data with a version: the national set replaced the provincial one in 2019 and will be replaced again.</summary>
/// <param name="Problem">The check found something.</param>
/// <param name="Alone">Excludes every other category.</param>
/// <param name="NeedsFollowUp">Follow-up codes of which at least one is needed; <c>any</c> = any but 无需后续处置.</param>
/// <param name="NeedsDetail">The findings must be described.</param>
public sealed record ResultCode(string Code, string Text, bool Problem, bool Alone, IReadOnlyList<string> NeedsFollowUp, bool NeedsDetail);

/// <summary>后续处置措施.</summary>
/// <param name="NeedsDocument">Number of the document (责令改正通知书) must be given.</param>
public sealed record FollowUpCode(string Code, string Text, IReadOnlyList<string> Aliases, bool NeedsDocument = false);

/// <summary>One version of the code table.</summary>
public sealed record ResultCodes(string Version, string Source, IReadOnlyList<ResultCode> Results, IReadOnlyList<FollowUpCode> FollowUps)
{
    private static readonly Dictionary<string, ResultCodes> Versions = new[] { Read("result-codes.json") }.ToDictionary(codes => codes.Version, StringComparer.Ordinal);

    /// <summary>The version new results are entered with.</summary>
    public static ResultCodes Current => Versions["2019"];

    /// <summary>A version results were entered with.</summary>
    public static ResultCodes Of(string version) => Versions[version];

    public ResultCode? Result(string code) => Results.FirstOrDefault(result => result.Code == code);

    public FollowUpCode? FollowUp(string code) => FollowUps.FirstOrDefault(followUp => followUp.Code == code);

    /// <summary>The category a person writes as its code, its text, or its text without brackets; null if none.</summary>
    public ResultCode? ReadResult(string text) =>
        Results.FirstOrDefault(result => result.Code == text.Trim() || Plain(result.Text) == Plain(text));

    /// <summary>The same for a follow-up, its aliases included.</summary>
    public FollowUpCode? ReadFollowUp(string text) =>
        FollowUps.FirstOrDefault(followUp => followUp.Code == text.Trim() || Plain(followUp.Text) == Plain(text) || followUp.Aliases.Any(alias => Plain(alias) == Plain(text)));

    private static string Plain(string text)
    {
        var plain = string.Concat(text.Where(character => !char.IsWhiteSpace(character) && !char.IsPunctuation(character)));
        return plain.Replace("经营场所", "", StringComparison.Ordinal);
    }

    private static ResultCodes Read(string resource)
    {
        using var stream = typeof(ResultCodes).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<ResultCodes>(stream, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("No result codes.");
    }
}
