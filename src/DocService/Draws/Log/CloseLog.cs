using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>年终公开: every desk's master secret is published and the log takes nothing more, so the outcome of every abandoned draw with complete contributions becomes computable.</summary>
internal static class CloseLog
{
    public sealed record Response(string Origin, long Size, string Checkpoint);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Official official, SpotCheckDb db, DrawLogs logs, SecretVault vault, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await ShowLog.CurrentAsync(db, bureau, ct) is not { } current)
            return DrawRefusals.NoLog.ToProblem();
        await using var session = await logs.OpenAsync(db, current.Id, ct);
        if (session.Stored.ClosedAt is not null)
            return DrawRefusals.NoLog.ToProblem();
        var unfinished = session.Log.Records.OfType<OpenRecord>().Where(o => session.Log.HistoryOf(o.Seq).Pending is not null).Select(o => o.Ceremony).ToList();
        if (unfinished.Count > 0)
            return DrawRefusals.UnfinishedDraws(unfinished).ToProblem();

        var desks = await db.Set<StoredDesk>().AsNoTracking().Where(d => d.LogId == current.Id).OrderBy(d => d.Name).ToListAsync(ct);
        foreach (var desk in desks)
        {
            var record = new YearOpenRecord(session.Log.Origin, session.Log.NextSeq, desk.Name, Digest.FromBytes(vault.Open(desk.EncryptedMaster, LogSession.MasterPurpose(current.Id, desk.Name))));
            if (record.CheckAgainst(session.Log.Genesis) is { } violation)
                throw new InvalidOperationException($"The master secret of {desk.Name} does not give its root: {violation.Where}.");
            session.Append(record);
        }

        var checkpoint = session.Sign();
        var stored = await db.Set<StoredLog>().SingleAsync(l => l.Id == current.Id, ct);
        stored.ClosedAt = clock.GetUtcNow();
        audit.Record(official, "draw-log.closed", "draw-log", current.Origin, after: new { Size = session.Log.NextSeq });
        await session.CommitAsync(ct);
        return TypedResults.Ok(new Response(current.Origin, checkpoint.Size, checkpoint.Note));
    }
}
