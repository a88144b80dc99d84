using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>Stored checkpoints as signed notes.</summary>
internal static class Checkpoints
{
    /// <summary>All checkpoints of a log, ascending, with their cosignatures.</summary>
    public static async Task<List<Checkpoint>> AllAsync(SpotCheckDb db, StoredLog log, CancellationToken ct)
    {
        var stored = await db.Set<StoredCheckpoint>().AsNoTracking().Where(c => c.LogId == log.Id).OrderBy(c => c.Size).ToListAsync(ct);
        var cosigned = (await db.Set<Cosignature>().AsNoTracking().Where(c => c.LogId == log.Id).ToListAsync(ct)).ToLookup(c => c.Size);
        return stored.ConvertAll(c => Read(log.Origin, c, cosigned[c.Size]));
    }

    public static async Task<Checkpoint?> FindAsync(SpotCheckDb db, StoredLog log, long size, CancellationToken ct)
    {
        var stored = await db.Set<StoredCheckpoint>().AsNoTracking().SingleOrDefaultAsync(c => c.LogId == log.Id && c.Size == size, ct);
        return stored is null ? null : Read(log.Origin, stored, await db.Set<Cosignature>().AsNoTracking().Where(c => c.LogId == log.Id && c.Size == size).ToListAsync(ct));
    }

    private static Checkpoint Read(string origin, StoredCheckpoint stored, IEnumerable<Cosignature> cosignatures)
    {
        var lines = cosignatures.OrderBy(c => c.Witness, StringComparer.Ordinal).Select(c => c.SignatureLine).Prepend(stored.SignatureLine);
        var root = Convert.ToBase64String(Digest.Parse(stored.Root).ToArray());
        var note = $"{origin}\n{stored.Size}\n{root}\n\n{string.Concat(lines.Select(line => line + "\n"))}";
        return Checkpoint.TryParse(note, out var checkpoint, out var violation)
            ? checkpoint
            : throw new InvalidOperationException($"Stored checkpoint {stored.Size} of {origin} is damaged at {violation.Where}.");
    }
}
