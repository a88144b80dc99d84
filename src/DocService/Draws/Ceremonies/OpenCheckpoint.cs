using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>The checkpoint between OPEN and the first contribution.</summary>
internal static class OpenCheckpoint
{
    /// <returns>The most cosignatures any checkpoint after the opening has; -1 where the log signed none.</returns>
    public static Task<int> CosignaturesAsync(SpotCheckDb db, LogSession session, IOpening opening, CancellationToken ct) =>
        CosignaturesAsync(db, session.Stored.Id, opening.Seq, session.Log.NextSeq, ct);

    /// <param name="opening">Seq of the OPEN or REOPEN.</param>
    /// <param name="firstContribution">Seq of its first contribution, or the log's size.</param>
    /// <inheritdoc cref="CosignaturesAsync(SpotCheckDb, LogSession, IOpening, CancellationToken)"/>
    public static async Task<int> CosignaturesAsync(SpotCheckDb db, Guid log, long opening, long firstContribution, CancellationToken ct)
    {
        var counts = await db.Set<StoredCheckpoint>().AsNoTracking()
            .Where(c => c.LogId == log && c.Size > opening && c.Size <= firstContribution)
            .Select(c => db.Set<Cosignature>().Count(s => s.LogId == c.LogId && s.Size == c.Size))
            .ToListAsync(ct);
        return counts.Count == 0 ? -1 : counts.Max();
    }
}
