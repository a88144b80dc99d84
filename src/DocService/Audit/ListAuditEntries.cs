using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Audit;

/// <summary>An auditor reads the official acts of his bureau, newest first, a page at a time.</summary>
internal static class ListAuditEntries
{
    public sealed record Entry(
        long Seq, DateTimeOffset At, string Official, string Act, string ObjectKind, string ObjectId,
        string? BeforeHash, string? AfterHash, string PreviousHash, string Hash);

    public sealed record Response(IReadOnlyList<Entry> Entries, long? Next);

    public static async Task<Ok<Response>> Handle(string bureau, long? before, string? objectId, SpotCheckDb db, CancellationToken ct)
    {
        const int PageSize = 100;
        var entries = await db.Set<AuditEntry>().AsNoTracking()
            .Where(e => e.Bureau == bureau && (before == null || e.Seq < before) && (objectId == null || e.ObjectId == objectId))
            .OrderByDescending(e => e.Seq)
            .Take(PageSize + 1)
            .Select(e => new Entry(e.Seq, e.At, e.Official, e.Act, e.ObjectKind, e.ObjectId, e.BeforeHash, e.AfterHash, e.PreviousHash, e.Hash))
            .ToListAsync(ct);
        var page = entries.Take(PageSize).ToList();
        return TypedResults.Ok(new Response(page, entries.Count > PageSize ? page[^1].Seq : null));
    }
}
