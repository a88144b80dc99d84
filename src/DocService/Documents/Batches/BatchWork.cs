using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Batches;

/// <summary>
/// Works through batches, some rows in one transaction each. A batch is claimed by its row with SKIP LOCKED for as long as that
/// transaction lasts: a copy that dies leaves nothing half done, and another goes on behind the last row that was committed.
/// </summary>
internal sealed partial class BatchWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BatchWork> log) : BackgroundService
{
    /// <summary>Rows in one transaction: few enough that a cancel or another batch waits no longer than a moment.</summary>
    public const int RowsAtOnce = 25;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim woken = new(0, 1);
    private (Guid Batch, int Rows) narrowed;

    /// <summary>There is something new; otherwise it is found within seconds.</summary>
    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has just woken it.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await StepAsync(stoppingToken))
                {
                }
                await woken.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(log, fault);
                await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // One transaction; false where nothing waits.
    private async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // What fails is rolled back as a whole: a savepoint around every row would be two round trips for nothing.
        db.Database.AutoSavepointsEnabled = false;
        var batch = await db.Set<DocumentBatch>().FromSql(
            $"SELECT * FROM document_batch WHERE state IN ('Drafting', 'Issuing') ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED").SingleOrDefaultAsync(ct);
        if (batch is null)
            return false;
        var rows = narrowed.Batch == batch.Id ? narrowed.Rows : RowsAtOnce;
        var (id, cursor, state) = (batch.Id, batch.Cursor, batch.State);
        try
        {
            var items = await db.Set<BatchItem>().Where(item => item.BatchId == id && item.Ordinal > cursor).OrderBy(item => item.Ordinal).Take(rows).ToListAsync(ct);
            await scope.ServiceProvider.GetRequiredService<BatchStep>().RunAsync(batch, items, ct);
            batch.Advance(items.Count == 0 ? batch.Total : items[^1].Ordinal, clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            narrowed = (id, Math.Min(RowsAtOnce, rows * 2));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            LogRow(log, id, cursor, fault);
            // One row may be at fault, or somebody is working on one of the drafts: row by row, and the one that fails alone is set aside.
            if (rows == 1)
                await SetAsideAsync(id, cursor, state, ct);
            narrowed = (id, 1);
        }
        return true;
    }

    private async Task SetAsideAsync(Guid id, int cursor, BatchState state, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var batch = await db.Set<DocumentBatch>().FromSql($"SELECT * FROM document_batch WHERE id = {id} FOR UPDATE").SingleAsync(ct);
        if (batch.State != state || batch.Cursor != cursor)
            return;
        var item = await db.Set<BatchItem>().Where(row => row.BatchId == id && row.Ordinal > cursor).OrderBy(row => row.Ordinal).FirstAsync(ct);
        item.Fail("办理这一行时系统出错，已跳过。请单独起草、印发这一份，并告知系统管理员。");
        batch.Advance(item.Ordinal, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The batches stopped and start again")]
    private static partial void LogFault(ILogger log, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {Batch} failed behind row {Row} and goes on more slowly")]
    private static partial void LogRow(ILogger log, Guid batch, int row, Exception fault);
}
