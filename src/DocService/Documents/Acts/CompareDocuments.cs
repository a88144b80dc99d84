using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.TemplateEngine.Docx;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>What changed: between two revisions of a draft, or between a document and another such as the one it corrects.</summary>
internal static class CompareDocuments
{
    public sealed record RevisionView(int Revision, string WrittenBy, DateTimeOffset WrittenAt);

    /// <param name="Before">What the text before is: a number, a title or a revision.</param>
    public sealed record Response(string Before, string After, int Same, IReadOnlyList<TextChange> Changes);

    public static async Task<Results<Ok<List<RevisionView>>, RefusalResult>> Revisions(string bureau, Guid document, SpotCheckDb db, DocumentDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(bureau, document, ct) is null)
            return DocumentRefusals.NoSuchDocument(document).ToProblem();
        return TypedResults.Ok(await (from revision in db.Set<DocumentRevision>()
                                      where revision.DocumentId == document
                                      join person in db.Set<Person>() on revision.WrittenBy equals person.Id
                                      orderby revision.Revision
                                      select new RevisionView(revision.Revision, person.Name, revision.WrittenAt)).ToListAsync(ct));
    }

    /// <param name="with">Another document, taken as the text before; none for the one this corrects, or else an earlier revision.</param>
    /// <param name="from">The earlier revision; none for the one before the last.</param>
    /// <param name="to">The later revision; none for the document as it is now.</param>
    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid document, Guid? with, int? from, int? to, SpotCheckDb db, DocumentDesk desk, PreviewDesk previews, CancellationToken ct)
    {
        if (await desk.FindAsync(bureau, document, ct) is not { } found)
            return DocumentRefusals.NoSuchDocument(document).ToProblem();
        var after = to is { } later ? await RevisionAsync(db, desk, found, later, ct) : await CurrentAsync(db, previews, bureau, document, "现在", ct);
        var other = with ?? (from is null ? found.Corrects : null);
        var before = other is { } id ? await CurrentAsync(db, previews, bureau, id, "对照文件", ct)
            : await RevisionAsync(db, desk, found, from ?? await BeforeLastAsync(db, document, ct), ct);
        if ((before.Refusal ?? after.Refusal) is { } refusal)
            return refusal.ToProblem();
        if (DocumentText.TryRead(before.Content, null, out var old) is not null || DocumentText.TryRead(after.Content, null, out var made) is not null)
            return OnlyWord.ToProblem();
        var comparison = TextComparison.Between(old, made);
        return TypedResults.Ok(new Response(before.Name, after.Name, comparison.Same, comparison.Changes));
    }

    private sealed record Side(string Name, byte[] Content, Refusal? Refusal);

    private static async Task<Side> CurrentAsync(SpotCheckDb db, PreviewDesk previews, string bureau, Guid id, string otherwise, CancellationToken ct)
    {
        var preview = await previews.OfAsync(bureau, id, ct);
        var issued = await db.Set<IssuedDocument>().AsNoTracking().Where(frozen => frozen.DocumentId == id).Select(frozen => new { frozen.Prefix, frozen.Year, frozen.Sequence }).SingleOrDefaultAsync(ct);
        var name = issued?.Prefix is { } prefix ? new DocumentNumber(prefix, issued.Year!.Value, issued.Sequence!.Value).ToString() : otherwise;
        return new(name, preview.Content, preview.Refusal ?? (preview.Format == OfficeFormat.Word ? null : OnlyWord));
    }

    private static async Task<Side> RevisionAsync(SpotCheckDb db, DocumentDesk desk, OfficialDocument document, int number, CancellationToken ct)
    {
        var given = await db.Set<DocumentRevision>().Where(revision => revision.DocumentId == document.Id && revision.Revision == number).Select(revision => revision.Given).SingleOrDefaultAsync(ct);
        if (given is null)
            return new("", [], Refusal.NotFound("documents.no-such-revision", $"没有第 {number} 次修改的内容可以对照。请在修改记录里选择。", $"There is no revision {number} of the draft."));
        var composed = await desk.ComposeAsync(document, given, ct);
        if (composed.Template.Form.Format != OfficeFormat.Word)
            return new("", [], OnlyWord);
        var rendering = composed.Template.Render(DocumentIssuing.WithIssue(composed.Data, null, null, null));
        return rendering.Document is { } content ? new($"第 {number} 稿", content, null) : new("", [], DocumentRefusals.NotReady(rendering.Findings));
    }

    private static async Task<int> BeforeLastAsync(SpotCheckDb db, Guid document, CancellationToken ct)
    {
        var numbers = await db.Set<DocumentRevision>().Where(revision => revision.DocumentId == document).OrderByDescending(revision => revision.Revision).Select(revision => revision.Revision).Take(2).ToListAsync(ct);
        return numbers.LastOrDefault();
    }

    private static readonly Refusal OnlyWord = new("documents.only-word", "只能对照 Word 文件的文字。表格文件请下载后对照。", "Only Word documents are compared as text.");
}
