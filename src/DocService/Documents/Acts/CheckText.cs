using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>The text lint on any text or Word file; nothing is stored.</summary>
internal static partial class CheckText
{
    public const int LargestUpload = 20 * 1024 * 1024;
    private const int LongestText = 300_000;
    private const int MostLines = 10_000;

    private static readonly PackageLimits Limits = PackageLimits.Default with { PackedBytes = LargestUpload, UnpackedBytes = 128L << 20, Entries = 2000 };

    /// <param name="Text">One line a paragraph; the cells of a table with tabs between them; marks of Markdown are passed over.</param>
    /// <param name="Agency">Full name of the issuing agency; none for the caller's bureau.</param>
    /// <param name="Year">The year it is about; none to take it from the text.</param>
    public sealed record Request(string Text, string? Agency = null, int? Year = null);

    /// <param name="Agency">What was taken for the issuing agency.</param>
    /// <param name="Year">What was taken for its year.</param>
    public sealed record Response(string Agency, int Year, int Errors, int Warnings, int Advice, IReadOnlyList<PlanFinding> Findings);

    public static async Task<Results<Ok<Response>, RefusalResult>> Typed(string bureau, Request request, DocumentRemarks remarks, DocumentDesk desk, CancellationToken ct) =>
        request.Text.Length > LongestText ? TooLong.ToProblem() : await JudgeAsync(bureau, TextLine.Of(request.Text), request.Agency, request.Year, remarks, desk, ct);

    public static async Task<Results<Ok<Response>, RefusalResult>> File(
        string bureau, string? agency, int? year, HttpRequest request, DocumentRemarks remarks, DocumentDesk desk, CancellationToken ct)
    {
        var (content, refusal) = await UploadedFile.ReadAsync(request, ct);
        if (refusal is not null)
            return refusal.ToProblem();
        if (DocumentText.TryRead(content, Limits, out var lines) is { } unfit)
            return new Refusal(unfit.Code, unfit.Message, $"The file cannot be read: {unfit.Code}.").ToProblem();
        return lines.Sum(line => (long)line.Text.Length) > LongestText ? TooLong.ToProblem() : await JudgeAsync(bureau, DocumentRemarks.Lines(lines), agency, year, remarks, desk, ct);
    }

    private static async Task<Results<Ok<Response>, RefusalResult>> JudgeAsync(
        string bureau, IReadOnlyList<TextLine> lines, string? agency, int? year, DocumentRemarks remarks, DocumentDesk desk, CancellationToken ct)
    {
        if (lines.Count > MostLines)
            return TooLong.ToProblem();
        if (agency is { Length: > 100 } || year is < 1900 or > 2200)
            return new Refusal("text.context", "发文机关最多 100 字，年度在 1900 至 2200 之间。", "An agency has at most 100 characters, a year is from 1900 to 2200.").ToProblem();
        var context = await remarks.ContextAsync(bureau, year ?? YearOf(lines) ?? desk.Today.Year, agency, ct);
        var findings = NoticeLint.Check(lines, context);
        return TypedResults.Ok(new Response(context.Agency, context.Year,
            findings.Count(finding => finding.Weight == FindingWeight.Error), findings.Count(finding => finding.Weight == FindingWeight.Warning), findings.Count(finding => finding.Weight == FindingWeight.Advice), findings));
    }

    // The number's year, or the first one named in the head of the document.
    private static int? YearOf(IEnumerable<TextLine> lines)
    {
        var head = string.Join('\n', lines.Where(line => !line.IsEmpty).Take(12).Select(line => line.Text));
        var match = NumberYear().Match(head) is { Success: true } number ? number : AnyYear().Match(head);
        return match.Success ? int.Parse(match.Groups["year"].Value, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private static readonly Refusal TooLong = new("text.too-long", $"一次最多检查 {LongestText / 10_000} 万字、{MostLines} 段。请分开检查。", "At most 300,000 characters and 10,000 paragraphs are checked at a time.");

    [GeneratedRegex(@"[〔（(\[【](?<year>(?:19|20)\d\d)[〕）)\]】]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NumberYear();

    [GeneratedRegex(@"(?<!\d)(?<year>(?:19|20)\d\d)\s*年", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AnyYear();
}
