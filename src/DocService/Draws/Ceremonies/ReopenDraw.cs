using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Draws.Preparation;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>重新抽取检查人员: all waiting recusals are re-drawn at once, with the next secret and fresh randomness.</summary>
internal static class ReopenDraw
{
    /// <param name="Sources">What is thrown this time; null for the same dice by the same person.</param>
    public sealed record Request(DateTimeOffset Deadline, IReadOnlyList<PrepareDraw.SourceChoice>? Sources = null);

    public sealed record Response(long Seq, string Hash, IReadOnlyList<long> Recusals, string Checkpoint, int CosignaturesNeeded);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } found)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if (request.Deadline <= clock.GetUtcNow() || request.Deadline > clock.GetUtcNow().AddDays(90))
            return DrawRefusals.Deadline.ToProblem();
        await using var session = await logs.OpenAsync(db, found.LogId, ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Demand(CeremonyState.Drawn)) is { } refusal)
            return refusal.ToProblem();
        var history = session.Log.HistoryOf(ceremony.OpenSeq!.Value);
        if (history.PendingRecusals.Count == 0)
            return DrawRefusals.NoRecusals.ToProblem();
        var secrets = await session.SecretsOfAsync(ceremony.Desk, ct);
        var index = session.Log.NextSecretIndex(ceremony.Desk);
        if (index >= secrets.Count)
            return DrawRefusals.DeskExhausted(ceremony.Desk).ToProblem();

        var chosen = await SourcesAsync(db, session.Stored, ceremony, request, ct);
        if (chosen.Refusal is { } unfit)
            return unfit.ToProblem();
        var reopen = new ReopenRecord(
            session.Log.Origin, session.Log.NextSeq, ceremony.Desk, ceremony.OpenSeq.Value, [.. history.PendingRecusals.Select(r => r.Seq)],
            secrets.CommitmentAt(index), Expectations.Of(chosen.Expects!), CeremonyAccess.Instant(clock.GetUtcNow()), CeremonyAccess.Instant(request.Deadline));
        if (Contributions.CheckEntropy(reopen, history.Openings.SelectMany(o => o.Opening.Expects).Select(e => e.Issue).OfType<string>()) is { } violation)
            return DrawRefusals.Protocol(violation).ToProblem();
        if (CeremonyAccess.Append(session, history, ceremony, reopen) is { } broken)
            return broken.ToProblem();
        ceremony.Redraw(chosen.Expects!, request.Deadline);
        var checkpoint = session.Sign();
        audit.Record(official, "draw.reopened", "draw", id.ToString(), after: new { reopen.Seq, reopen.Recusals });
        await session.CommitAsync(ct);
        return TypedResults.Ok(new Response(reopen.Seq, reopen.LeafHash.ToString(), reopen.Recusals, checkpoint.Note, session.Stored.Cosignatures));
    }

    private static async Task<(IReadOnlyList<ExpectedThrow>? Expects, Refusal? Refusal)> SourcesAsync(SpotCheckDb db, StoredLog log, Ceremony ceremony, Request request, CancellationToken ct)
    {
        var thrower = ceremony.Expects.First(e => e.Source != "phrase").Person;
        if (request.Sources is not { Count: > 0 } sources)
            return ceremony.Expects.TrueForAll(e => e.Source is "dice6" or "d10") ? (ceremony.Expects, null) : (null, DrawRefusals.RedrawSources);
        var resolved = await Contributors.ResolveAsync(db, log, ceremony.BureauId, thrower, sources, ct);
        return resolved.Expects is { } expects && Expectations.Judge(expects) is { } wrong ? (null, wrong) : resolved;
    }
}
