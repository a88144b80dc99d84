using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>开抽: OPEN goes into the log with the desk's next secret committed, and the log signs the checkpoint that the witness cosigns before any dice.</summary>
internal static class OpenDraw
{
    public sealed record Response(long Seq, string Hash, long SecretIndex, string Checkpoint, int CosignaturesNeeded);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } found)
            return DrawRefusals.NoSuchDraw.ToProblem();
        await using var session = await logs.OpenAsync(db, found.LogId, ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Demand(CeremonyState.Approved)) is { } refusal)
            return refusal.ToProblem();

        var tasks = new List<DrawTask>();
        foreach (var task in await CeremonyAccess.TasksAsync(db, id, ct))
        {
            var (attempt, previous, live) = Attempts.Next(session.Log, Digest.OfText(task.PlanText));
            if (live)
                return DrawRefusals.PlanAlreadyLive(task.TaskId).ToProblem();
            tasks.Add(new TaskDraft(task.TaskId, task.PlanText, task.Terms, await FrozenTables.ReadAsync(db, task, ct)).ToTask(attempt, previous));
        }

        var secrets = await session.SecretsOfAsync(ceremony.Desk, ct);
        var index = session.Log.NextSecretIndex(ceremony.Desk);
        if (index >= secrets.Count)
            return DrawRefusals.DeskExhausted(ceremony.Desk).ToProblem();
        var open = new OpenRecord(
            session.Log.Origin, session.Log.NextSeq, ceremony.Desk, ceremony.Title, CeremonyAccess.Instant(clock.GetUtcNow()), CeremonyAccess.Instant(ceremony.Deadline),
            tasks, secrets.CommitmentAt(index), Expectations.Of(ceremony.Expects));
        if (Contributions.CheckEntropy(open, []) is { } violation)
            return DrawRefusals.Protocol(violation).ToProblem();

        session.Append(open);
        ceremony.MarkOpened(open.Seq);
        var checkpoint = session.Sign();
        audit.Record(official, "draw.opened", "draw", id.ToString(), CeremonyState.Approved, new { open.Seq, Hash = open.LeafHash.ToString() });
        await session.CommitAsync(ct);
        return TypedResults.Ok(new Response(open.Seq, open.LeafHash.ToString(), index, checkpoint.Note, session.Stored.Cosignatures));
    }
}
