using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>Documents of a bureau.</summary>
internal static class ReadDocuments
{
    private const int PageSize = 200;

    public static async Task<Ok<List<DocumentLine>>> List(string bureau, DocumentState? state, int? page, SpotCheckDb db, CancellationToken ct)
    {
        var rows = await (from document in db.Set<OfficialDocument>()
                          where document.BureauId == bureau && (state == null || document.State == state)
                          join frozen in db.Set<IssuedDocument>() on document.Id equals frozen.DocumentId into frozens
                          from frozen in frozens.DefaultIfEmpty()
                          orderby document.DraftedAt descending, document.Id descending
                          select new { document.Id, document.Kind, document.State, document.Subject, document.DraftedAt, frozen.Prefix, Year = (int?)frozen.Year, Sequence = (int?)frozen.Sequence, IssueDate = (DateOnly?)frozen.IssueDate })
            .Skip(Math.Clamp(page ?? 0, 0, 10_000) * PageSize).Take(PageSize).ToListAsync(ct);
        return TypedResults.Ok(rows.ConvertAll(row => new DocumentLine(row.Id, row.Kind, DocumentKind.Find(row.Kind)!.Name, row.State,
            JsonSerializer.Deserialize<DocumentSubject>(row.Subject, JsonSerializerOptions.Web)!, row.DraftedAt,
            row.Prefix is null ? null : new DocumentNumber(row.Prefix, row.Year!.Value, row.Sequence!.Value).ToString(), row.IssueDate)));
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
}
