using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>The checkpoint between OPEN and the first contribution.</summary>
internal static class OpenCheckpoint
{
    /// <returns>The most cosignatures any checkpoint after the opening has; -1 where the log signed none.</returns>
    public static async Task<int> CosignaturesAsync(SpotCheckDb db, LogSession session, IOpening opening, CancellationToken ct)
    {
        var counts = await db.Set<StoredCheckpoint>().AsNoTracking()
            .Where(c => c.LogId == session.Stored.Id && c.Size > opening.Seq && c.Size <= session.Log.NextSeq)
            .Select(c => db.Set<Cosignature>().Count(s => s.LogId == c.LogId && s.Size == c.Size))
            .ToListAsync(ct);
        return counts.Count == 0 ? -1 : counts.Max();
    }
}
