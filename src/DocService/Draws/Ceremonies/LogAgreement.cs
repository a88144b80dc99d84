using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>At start: every log gives the roots of its signed checkpoints, and every ceremony says what its log says. A service whose database was altered signs nothing.</summary>
internal sealed class LogAgreement(IServiceScopeFactory scopes, DrawLogs logs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
        foreach (var log in await db.Set<StoredLog>().AsNoTracking().ToListAsync(cancellationToken))
        {
            var checkpoints = await Checkpoints.AllAsync(db, log, cancellationToken);
            var ceremonies = await db.Set<Ceremony>().AsNoTracking().Where(c => c.LogId == log.Id && c.OpenSeq != null).ToListAsync(cancellationToken);
            if (await logs.ReadAsync(db, log.Id, memory => Disagreement(memory, checkpoints, ceremonies), cancellationToken) is { } where)
                throw new DatabaseStartException(
                    $"抽取日志 {log.Origin} 与数据库不一致（{where}），服务没有启动，以免在被改动的日志上签名。请保留现场，从备份恢复后再启动。",
                    $"The draw log {log.Origin} and the database disagree ({where}). The service does not start, so that it signs nothing on an altered log. Keep the evidence and restore a backup.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string? Disagreement(DrawLog log, List<Checkpoint> checkpoints, List<Ceremony> ceremonies)
    {
        var bad = checkpoints.Find(c => c.Size > log.NextSeq || c.Root != log.Tree.RootAt(c.Size) || c.CheckSignatures(log.Genesis, 0) is not null);
        if (bad is not null)
            return $"checkpoint {bad.Size}";
        var stray = ceremonies.Find(c => log.Records.ElementAtOrDefault((int)c.OpenSeq!.Value) is not OpenRecord || CeremonyAccess.StateOf(log.HistoryOf(c.OpenSeq.Value)) != c.State);
        return stray is null ? null : $"OPEN {stray.OpenSeq}";
    }
}
