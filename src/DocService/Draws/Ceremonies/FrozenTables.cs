using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>Freezes tables by their hash and reads them back.</summary>
internal static class FrozenTables
{
    public static async Task<string> FreezeAsync(SpotCheckDb db, ReadOnlyMemory<byte> table, CancellationToken ct)
    {
        var hash = Digest.Of(table.Span).ToString();
        // Two ceremonies may freeze the same register at once; the first stores it.
        await db.Database.ExecuteSqlAsync($"INSERT INTO frozen_table (sha256, content) VALUES ({hash}, {table.ToArray()}) ON CONFLICT DO NOTHING", ct);
        return hash;
    }

    public static async Task<TaskTables> ReadAsync(SpotCheckDb db, CeremonyTask task, CancellationToken ct)
    {
        if (!RegisterTable.TryParse(await BytesAsync(db, task.RegisterSha256, ct), task.Terms.Profile, out var register, out _)
            || !RosterTable.TryParse(await BytesAsync(db, task.RosterSha256, ct), out var roster, out _)
            || !ConflictsTable.TryParse(await BytesAsync(db, task.ConflictsSha256, ct), out var conflicts, out _))
            throw new InvalidOperationException($"The frozen tables of task {task.TaskId} are damaged.");
        return new TaskTables(register, roster, conflicts);
    }

    private static Task<byte[]> BytesAsync(SpotCheckDb db, string sha256, CancellationToken ct) =>
        db.Set<FrozenTable>().AsNoTracking().Where(t => t.Sha256 == sha256).Select(t => t.Content).SingleAsync(ct);
}
