using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Batches;

/// <summary>The section head has a drafted batch signed, numbered and issued; anybody concerned stops it, and the clerk lets it go on.</summary>
internal static class DecideOnBatch
{
    /// <param name="Prefix">机关代字; none for a kind without numbers.</param>
    public sealed record IssueRequest(string? Prefix = null);

    public static async Task<Results<Accepted<BatchView>, RefusalResult>> Issue(
        string bureau, Guid batch, IssueRequest request, Official official, SpotCheckDb db, DocumentIssuing issuing, AuditTrail audit, BatchWork work, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LockAsync(db, bureau, batch, ct) is not { } found)
            return BatchRefusals.NoSuchBatch(batch).ToProblem();
        if (found.State != BatchState.Drafted)
            return BatchRefusals.WrongState(found, "印发").ToProblem();
        if (found.CreatedBy == official.Id)
            return BatchRefusals.OwnBatch.ToProblem();
        if (!await db.Set<BatchItem>().AnyAsync(item => item.BatchId == batch && item.DocumentId != null, ct))
            return BatchRefusals.NothingDrafted(found).ToProblem();
        var numbered = DocumentKind.Find(found.Kind)!.IsNumbered;
        if (numbered && !await db.Set<NumberPrefix>().AnyAsync(prefix => prefix.Prefix == (request.Prefix ?? "") && prefix.BureauId == bureau, ct))
            return (await issuing.NoPrefixAsync(bureau, request.Prefix, ct)).ToProblem();
        found.Issue(numbered ? request.Prefix : null, official.Id);
        audit.Record(official, "batch.issue-ordered", "document-batch", batch.ToString(), after: new { found.Total, found.Prefix });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        work.Wake();
        return TypedResults.Accepted($"/api/bureaus/{bureau}/document-batches/{batch}", await BatchView.OfAsync(db, found, ct));
    }

    /// <summary>What is issued by then stays issued, what is drafted stays a draft.</summary>
    public static async Task<Results<Ok<BatchView>, RefusalResult>> Cancel(
        string bureau, Guid batch, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LockAsync(db, bureau, batch, ct) is not { } found)
            return BatchRefusals.NoSuchBatch(batch).ToProblem();
        if (found.State is BatchState.Issued or BatchState.Cancelled)
            return BatchRefusals.WrongState(found, "取消").ToProblem();
        found.Cancel(official.Id, clock.GetUtcNow());
        audit.Record(official, "batch.cancelled", "document-batch", batch.ToString(), after: new { found.Cursor });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(await BatchView.OfAsync(db, found, ct));
    }

    /// <summary>A cancelled batch goes on where it stopped; nothing is drafted twice.</summary>
    public static async Task<Results<Accepted<BatchView>, RefusalResult>> Resume(
        string bureau, Guid batch, Official official, SpotCheckDb db, AuditTrail audit, BatchWork work, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LockAsync(db, bureau, batch, ct) is not { } found)
            return BatchRefusals.NoSuchBatch(batch).ToProblem();
        if (found.State != BatchState.Cancelled)
            return BatchRefusals.WrongState(found, "继续").ToProblem();
        found.Resume(await db.Set<BatchItem>().CountAsync(item => item.BatchId == batch && item.State == BatchItemState.Waiting, ct), clock.GetUtcNow());
        audit.Record(official, "batch.resumed", "document-batch", batch.ToString(), after: new { found.Cursor });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        work.Wake();
        return TypedResults.Accepted($"/api/bureaus/{bureau}/document-batches/{batch}", await BatchView.OfAsync(db, found, ct));
    }

    // Waits for the rows just being worked on, at most a moment.
    private static Task<DocumentBatch?> LockAsync(SpotCheckDb db, string bureau, Guid id, CancellationToken ct) =>
        db.Set<DocumentBatch>().FromSql($"SELECT * FROM document_batch WHERE id = {id} AND bureau_id = {bureau} FOR UPDATE").SingleOrDefaultAsync(ct);
}
