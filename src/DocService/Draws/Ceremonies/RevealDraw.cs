using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>
/// 揭示: the secret is opened and the result computed, in one transaction. Clerk, section head and witness may each do it, so that nobody alone can hold a result back.
/// The evidence is verified by the library before it is committed.
/// </summary>
internal static class RevealDraw
{
    public sealed record Response(string Seed, long RevealSeq, long ResultSeq, string Verification);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } found)
            return DrawRefusals.NoSuchDraw.ToProblem();
        await using var session = await logs.OpenAsync(db, found.LogId, ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if (ceremony.Demand(CeremonyState.Contributed, CeremonyState.Redrawing) is { } refusal)
            return refusal.ToProblem();
        var history = session.Log.HistoryOf(ceremony.OpenSeq!.Value);
        if (history.Pending is not { HasAllContributions: true } pending)
            return DrawRefusals.WrongState(CeremonyState.Opened, [CeremonyState.Contributed]).ToProblem();

        var (log, opening) = (session.Log, pending.Opening);
        var secret = (await session.SecretsOfAsync(ceremony.Desk, ct)).SecretAt(opening.Server.Index);
        var tables = await CeremonyAccess.TablesAsync(db, id, ct);
        var reveal = new RevealRecord(log.Origin, log.NextSeq, opening.Seq, secret);
        if (CeremonyAccess.Append(session, history, ceremony, reveal) is { } early)
            return early.ToProblem();
        LogRecord outcome = opening is ReopenRecord reopen
            ? Reresults.Of(history.Open, reopen, history.BasisOf(reopen)!, pending.Contributions, secret, task => tables[task], log.NextSeq)
            : VerifiableDraws.Results.Of(history.Open, pending.Contributions, secret, task => tables[task], log.NextSeq);
        if (CeremonyAccess.Append(session, history, ceremony, outcome) is { } broken)
            return broken.ToProblem();
        var newest = session.Sign();
        audit.Record(official, "draw.revealed", "draw", id.ToString(), CeremonyState.Contributed, new { outcome.Seq, Hash = outcome.LeafHash.ToString() });
        await db.SaveChangesAsync(ct);

        var report = await Evidence.VerifyAsync(db, session, newest, ceremony, ct);
        // A recusal found meanwhile or a task without inspectors leaves evidence incomplete, never altered.
        if (report.Answer == VerificationAnswer.Altered)
            throw new InvalidOperationException($"The draw's own evidence does not verify: {report.Altered!.Check} at record {report.Altered.Record}.");
        await session.CommitAsync(ct);
        var seed = outcome is ResultRecord result ? result.Seed : ((ReresultRecord)outcome).Seed;
        return TypedResults.Ok(new Response(seed.ToString(), reveal.Seq, outcome.Seq, report.Answer.ToString()));
    }
}
