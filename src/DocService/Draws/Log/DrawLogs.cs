using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>
/// The logs in memory, each a copy of its rows that only ever grows. The database decides: a session holds the log's row lock,
/// first reads what other copies of the service appended, and forgets the copy if its own transaction does not commit.
/// </summary>
internal sealed class DrawLogs(SecretVault vault, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, Copy> copies = new();

    /// <summary>Opens a log for appending and signing, alone until the session is disposed; commits with <see cref="LogSession.CommitAsync"/> or not at all.</summary>
    public async Task<LogSession> OpenAsync(SpotCheckDb db, Guid logId, CancellationToken ct)
    {
        var copy = copies.GetOrAdd(logId, _ => new Copy());
        await copy.Turn.WaitAsync(ct);
        try
        {
            var transaction = await db.Database.BeginTransactionAsync(ct);
            try
            {
                await db.Database.ExecuteSqlAsync($"SELECT 1 FROM stored_log WHERE id = {logId} FOR UPDATE", ct);
                var stored = await db.Set<StoredLog>().AsNoTracking().SingleAsync(l => l.Id == logId, ct);
                await CatchUpAsync(db, copy, logId, ct);
                return new LogSession(db, transaction, copy, stored, vault, clock);
            }
            catch
            {
                await transaction.DisposeAsync();
                throw;
            }
        }
        catch
        {
            copy.Turn.Release();
            throw;
        }
    }

    /// <summary>Asks the log as it is committed now.</summary>
    public async Task<T> ReadAsync<T>(SpotCheckDb db, Guid logId, Func<DrawLog, T> ask, CancellationToken ct)
    {
        var copy = copies.GetOrAdd(logId, _ => new Copy());
        await copy.Turn.WaitAsync(ct);
        try
        {
            await CatchUpAsync(db, copy, logId, ct);
            return ask(copy.Log!);
        }
        finally
        {
            copy.Turn.Release();
        }
    }

    private static async Task CatchUpAsync(SpotCheckDb db, Copy copy, Guid logId, CancellationToken ct)
    {
        var next = copy.Log?.NextSeq ?? 0;
        var bodies = await db.Set<StoredRecord>().AsNoTracking().Where(r => r.LogId == logId && r.Seq >= next).OrderBy(r => r.Seq).Select(r => r.Body).ToListAsync(ct);
        foreach (var body in bodies)
        {
            if (!LogRecord.TryRead(body, out var record, out var violation))
                throw new InvalidOperationException($"A stored record of log {logId} breaks a rule at {violation.Where}.");
            if (copy.Log is null)
                copy.Log = new DrawLog((GenesisRecord)record);
            else
                copy.Log.Append(record);
        }
    }

    internal sealed class Copy
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public DrawLog? Log { get; set; }
    }
}
