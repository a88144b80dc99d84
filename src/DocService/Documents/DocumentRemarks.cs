using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Storage;
using SpotCheck.TemplateEngine.Docx;

namespace SpotCheck.DocService.Documents;

/// <summary>What the text lint says about a document as it is printed, whatever it was made from.</summary>
internal sealed class DocumentRemarks(SpotCheckDb db, LintShelf shelf) : IDisposable
{
    // Other remarks are for the section head's judgement.
    private static readonly string[] Forbidden = ["notice.coordination-office-inspects", "notice.left-open"];

    private readonly Dictionary<string, (string Agency, IReadOnlyList<string> Others, IReadOnlyList<string> Units)> known = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Bureau, int Year), LintMemory> memories = [];

    /// <param name="year">The year the document is about.</param>
    /// <param name="agency">Who issues it; null for the bureau itself.</param>
    public async Task<NoticeContext> ContextAsync(string bureau, int year, string? agency, CancellationToken ct)
    {
        if (!known.TryGetValue(bureau, out var names))
        {
            var bureaus = await db.Set<Bureau>().AsNoTracking().Select(found => new { found.Id, found.Name }).ToListAsync(ct);
            var units = await db.Set<Department>().Where(department => department.BureauId == bureau).Select(department => department.Name).ToListAsync(ct);
            names = known[bureau] = (bureaus.Single(found => found.Id == bureau).Name, [.. bureaus.Where(found => found.Id != bureau).Select(found => found.Name)], units);
        }
        var issuer = agency?.Trim() is { Length: > 0 } given ? given : names.Agency;
        return new(issuer, year, issuer == names.Agency ? names.Others : [names.Agency, .. names.Others], issuer == names.Agency ? names.Units : []);
    }

    /// <summary>Remarks on a draft as it would be printed now; none where it cannot be printed yet, for then its findings say why.</summary>
    public Task<IReadOnlyList<PlanFinding>> OfAsync(ComposedDocument composed, DateOnly today, CancellationToken ct) =>
        OfAsync(composed, TextOf(composed, today), today, ct);

    private static RenderedText TextOf(ComposedDocument composed, DateOnly today) =>
        composed.Template.Template.RenderText(DocumentIssuing.WithIssue(composed.Data, null, today, null));

    private async Task<IReadOnlyList<PlanFinding>> OfAsync(ComposedDocument composed, RenderedText rendering, DateOnly today, CancellationToken ct)
    {
        if (rendering.Lines.Count == 0)
            return [];
        return [.. NoticeLint.Check(Lines(rendering.Lines), await MemoryAsync(composed, today, ct)), .. ReplyDeadline(composed.Data, today)];
    }

    private async Task<LintMemory> MemoryAsync(ComposedDocument composed, DateOnly today, CancellationToken ct)
    {
        var (bureau, year) = (composed.Document.BureauId, YearOf(composed) ?? today.Year);
        return memories.TryGetValue((bureau, year), out var memory) ? memory
            : memories[(bureau, year)] = shelf.Take(await ContextAsync(bureau, year, null, ct));
    }

    public void Dispose()
    {
        foreach (var memory in memories.Values)
            shelf.GiveBack(memory);
    }

    /// <summary>A letter that asks for an answer by a day already gone, mostly by a slip in the year.</summary>
    public static IEnumerable<PlanFinding> ReplyDeadline(JsonObject data, DateOnly today)
    {
        if (data.TextOf("回复期限") is { } text && FieldCheck.ReadDay(text) is { } day && day <= today)
            yield return new("notice.reply-deadline-past", FindingWeight.Warning, "回复期限", null, text, $"回复期限{text}已到或已过，今天是{FieldCheck.WriteDay(today)}，对方来不及答复。请核对年份，或者改晚。");
    }

    /// <summary>Everything that keeps a draft from being signed: its fields, a fault of its template, what the law forbids to be printed.</summary>
    public async Task<IReadOnlyList<FieldFinding>> JudgeAsync(ComposedDocument composed, DateOnly today, CancellationToken ct)
    {
        if (composed.Findings.Count > 0)
            return composed.Findings;
        // Of a batch most drafts are signed as they were drafted.
        var key = LintShelf.KeyOf(composed, (await MemoryAsync(composed, today, ct)).Context, today);
        if (shelf.IsClean(key))
            return [];
        // A template fault shows itself now and not when the number is taken.
        var rendering = TextOf(composed, today);
        if (rendering.Findings.Count > 0)
            return rendering.Findings;
        List<FieldFinding> findings = [.. from remark in await OfAsync(composed, rendering, today, ct) where Forbidden.Contains(remark.Code) select new FieldFinding(remark.Code, remark.Place, $"{remark.Place}：{remark.Reason}")];
        if (findings.Count == 0)
            shelf.RememberClean(key);
        return findings;
    }

    public static IReadOnlyList<TextLine> Lines(IEnumerable<DocumentLine> lines) =>
        [.. lines.SelectMany(line => line.Cells is { } cells ? [new TextLine(line.Text, line.Place, cells)] : line.Text.Split('\n').Select(part => new TextLine(part, line.Place)))];

    private static int? YearOf(ComposedDocument composed) =>
        composed.Document.ReadSubject().Year ?? (composed.Data["年度"] is { } year && year.GetValueKind() == System.Text.Json.JsonValueKind.Number ? (int)year : null);
}
