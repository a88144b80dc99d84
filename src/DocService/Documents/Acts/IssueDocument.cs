using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>The section head has a signed document numbered and frozen, or voids an issued one.</summary>
internal static partial class IssueDocument
{
    /// <param name="Prefix">机关代字; none for a form.</param>
    /// <param name="Date">成文日期, from the day it was signed to today; none for today.</param>
    public sealed record Request(int Revision, string? Prefix = null, DateOnly? Date = null);

    public sealed record VoidRequest(int Revision, string Reason);

    public static async Task<Results<Ok<DocumentView>, RefusalResult>> Issue(
        string bureau, Guid document, Request request, Official official, DocumentIssuing issuing, DocumentDesk desk, ILogger<DocumentIssuing> log, CancellationToken ct)
    {
        var result = await issuing.IssueAsync(bureau, document, request.Revision, request.Prefix, request.Date, official, ct);
        if (result.Refusal is { } refusal)
            return refusal.ToProblem();
        LogIssued(log, document, result.Issued!.Docx.Length);
        return TypedResults.Ok(DocumentView.Of(await desk.ComposeAsync(result.Document!, ct), result.Issued));
    }

    public static async Task<Results<Ok<DocumentView>, RefusalResult>> Void(
        string bureau, Guid document, VoidRequest request, Official official, SpotCheckDb db, DocumentDesk desk, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var found = await desk.FindAsync(bureau, document, ct);
        if (ChangeDocument.Judge(found, document, DocumentState.Issued, "作废", request.Revision) is { } refusal)
            return refusal.ToProblem();
        if (request.Reason.Trim().Length is 0 or > 1000)
            return DocumentRefusals.NoReason("作废").ToProblem();
        found!.Void(request.Reason.Trim(), official.Id, clock.GetUtcNow());
        audit.Record(official, "document.voided", "document", document.ToString(), after: request.Reason);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return DocumentRefusals.Stale(request.Revision, found.Revision).ToProblem();
        }
        var issued = await db.Set<IssuedDocument>().AsNoTracking().SingleAsync(frozen => frozen.DocumentId == document, ct);
        return TypedResults.Ok(DocumentView.Of(await desk.ComposeAsync(found, ct), issued));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Document {DocumentId} issued, {Bytes} bytes frozen")]
    private static partial void LogIssued(ILogger log, Guid documentId, int bytes);
}
