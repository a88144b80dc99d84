using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>Documents of a bureau: one, or all that fit what is looked for, newest first.</summary>
internal static class ReadDocuments
{
    private const int PageSize = 100;
    private const int LongestText = 100;

    /// <param name="Documents">Newest first, 100 a page.</param>
    /// <param name="Total">How many fit what was looked for, on all pages.</param>
    /// <param name="Next">To be given as <c>after</c> for the next page; null on the last.</param>
    public sealed record Response(IReadOnlyList<DocumentLine> Documents, int Total, Guid? Next);

    /// <param name="kind">One of <c>GET /api/document-kinds</c>; none for all.</param>
    /// <param name="plan">The plan it is about.</param>
    /// <param name="text">Words that all stand in the caption, the name of the kind, the 发文字号, or are the task's number or the firm's code.</param>
    /// <param name="after">The last document of the page before.</param>
    public static async Task<Results<Ok<Response>, RefusalResult>> List(
        string bureau, DocumentState? state, string? kind, Guid? plan, string? text, Guid? after, SpotCheckDb db, CancellationToken ct)
    {
        if (kind is not null && DocumentKind.Find(kind) is null)
            return DocumentRefusals.NoSuchKind(kind).ToProblem();
        if (text is { Length: > LongestText })
            return DocumentRefusals.SearchTooLong(text.Length, LongestText).ToProblem();
        var found = Filtered(db, bureau, state, kind, plan);
        foreach (var word in Words(text))
            found = With(found, db, word);
        var total = await found.CountAsync(ct);
        if (after is { } last)
        {
            if (await db.Set<OfficialDocument>().Where(document => document.Id == last && document.BureauId == bureau).Select(document => (DateTimeOffset?)document.DraftedAt).SingleOrDefaultAsync(ct) is not { } at)
                return DocumentRefusals.NoSuchDocument(last).ToProblem();
            found = found.Where(document => document.DraftedAt < at || (document.DraftedAt == at && document.Id.CompareTo(last) < 0));
        }
        var lines = await LinesAsync(found, db, ct);
        var page = lines.Take(PageSize).ToList();
        return TypedResults.Ok(new Response(page, total, lines.Count > PageSize ? page[^1].Id : null));
    }

    public static async Task<Results<Ok<DocumentView>, RefusalResult>> One(string bureau, Guid document, SpotCheckDb db, DocumentDesk desk, DocumentRemarks remarks, CancellationToken ct)
    {
        if (await desk.FindAsync(bureau, document, ct) is not { } found)
            return DocumentRefusals.NoSuchDocument(document).ToProblem();
        var issued = await db.Set<IssuedDocument>().AsNoTracking().SingleOrDefaultAsync(frozen => frozen.DocumentId == document, ct);
        var correctedBy = await db.Set<OfficialDocument>().Where(other => other.Corrects == document && other.State == DocumentState.Issued).Select(other => (Guid?)other.Id).FirstOrDefaultAsync(ct);
        var composed = await desk.ComposeAsync(found, ct);
        return TypedResults.Ok(DocumentView.Of(composed, issued) with { Remarks = await remarks.OfAsync(composed, issued?.IssueDate ?? desk.Today, ct), CorrectedBy = correctedBy });
    }

    private static IQueryable<OfficialDocument> Filtered(SpotCheckDb db, string bureau, DocumentState? state, string? kind, Guid? plan)
    {
        var about = plan is null ? null : Member("plan", plan.ToString()!);
        return db.Set<OfficialDocument>().AsNoTracking().Where(document => document.BureauId == bureau && (state == null || document.State == state)
            && (kind == null || document.Kind == kind) && (about == null || document.Subject.Contains(about)));
    }

    // The subject is JSON that the service itself wrote, without blanks.
    private static string Member(string name, string value) => $"\"{name}\":{JsonSerializer.Serialize(value, JsonSerializerOptions.Web)}";

    // A number is found however its brackets were typed.
    private static IEnumerable<string> Words(string? text) =>
        (text ?? "").Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => DocumentNumber.Read(word).Number?.ToString() ?? word);

    private static IQueryable<OfficialDocument> With(IQueryable<OfficialDocument> documents, SpotCheckDb db, string word)
    {
        var kinds = DocumentKind.All.Where(kind => kind.Name.Contains(word, StringComparison.Ordinal)).Select(kind => kind.Id).ToList();
        var (task, firm) = (Member("task", word), Member("object", word));
        return documents.Where(document => kinds.Contains(document.Kind) || document.Caption!.Contains(word) || document.Subject.Contains(task) || document.Subject.Contains(firm)
            || db.Set<IssuedDocument>().Any(issued => issued.DocumentId == document.Id && (issued.Prefix + "〔" + issued.Year + "〕" + issued.Sequence + "号").Contains(word)));
    }

    private static async Task<List<DocumentLine>> LinesAsync(IQueryable<OfficialDocument> found, SpotCheckDb db, CancellationToken ct)
    {
        var rows = await (from document in found
                          join frozen in db.Set<IssuedDocument>() on document.Id equals frozen.DocumentId into frozens
                          from frozen in frozens.DefaultIfEmpty()
                          orderby document.DraftedAt descending, document.Id descending
                          select new { document.Id, document.Kind, document.State, document.Subject, document.Caption, document.DraftedAt, frozen.Prefix, Year = (int?)frozen.Year, Sequence = (int?)frozen.Sequence, IssueDate = (DateOnly?)frozen.IssueDate })
            .Take(PageSize + 1).ToListAsync(ct);
        return rows.ConvertAll(row => (Row: row, Name: DocumentKind.Find(row.Kind)!.Name)).ConvertAll(line => new DocumentLine(line.Row.Id, line.Row.Kind, line.Name, line.Row.State,
            JsonSerializer.Deserialize<DocumentSubject>(line.Row.Subject, JsonSerializerOptions.Web)!, line.Row.Caption ?? line.Name, line.Row.DraftedAt,
            line.Row.Prefix is null ? null : new DocumentNumber(line.Row.Prefix, line.Row.Year!.Value, line.Row.Sequence!.Value).ToString(), line.Row.IssueDate));
    }
}
