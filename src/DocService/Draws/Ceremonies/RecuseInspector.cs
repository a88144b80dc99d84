using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Declarations;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>回避: declared by a drawn inspector or found by the section, decided by the section head. It waits for the next re-draw.</summary>
internal static class RecuseInspector
{
    /// <summary>Where a recusal comes from.</summary>
    public enum Origin
    {
        /// <summary>检查人员申报</summary>
        Declared,

        /// <summary>股室发现</summary>
        Found,
    }

    /// <param name="Ground">Goes into the public log: no names, no personal details.</param>
    /// <param name="Origin">Written before the ground; null leaves the ground as it is.</param>
    public sealed record Request(string Task, string Object, string Inspector, string Ground, Origin? Origin = null);

    public static async Task<Results<Ok<ActAnswer>, RefusalResult>> Handle(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, DrawLogs logs, VisitedObjects visited, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } found)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if ((FreeTexts.Judge("ground", "回避事由", request.Ground.Trim()) ?? FreeTexts.Judge("ground", "回避事由", Ground(request))) is { } unreadable)
            return unreadable.ToProblem();
        if (!TextRules.IsTaskId(request.Task) || !TextRules.IsId(request.Object) || !TextRules.IsId(request.Inspector))
            return DrawRefusals.NotOnTheTeam.ToProblem();
        await using var session = await logs.OpenAsync(db, found.LogId, ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Demand(CeremonyState.Drawn)) is { } refusal)
            return refusal.ToProblem();
        var history = session.Log.HistoryOf(ceremony.OpenSeq!.Value);
        if (history.LedgerOf(request.Task) is not { } ledger || !ledger.MembersOf(request.Object).Any(m => m.Inspector == request.Inspector))
            return DrawRefusals.NotOnTheTeam.ToProblem();
        // The log would name as inspector whoever comes in, and he was not there.
        if ((await visited(db, id, ct)).Contains((request.Task, request.Object)))
            return DeclarationRefusals.Inspected(request.Object).ToProblem();
        var record = new RecuseRecord(session.Log.Origin, session.Log.NextSeq, ceremony.OpenSeq.Value, request.Task, request.Object, request.Inspector, Ground(request), CeremonyAccess.NameOf(official));
        if (CeremonyAccess.Append(session, history, ceremony, record) is { } broken)
            return broken.ToProblem();
        await DecideDeclarations.SettleAsync(db, id, record, official, clock.GetUtcNow(), ct);
        session.Sign();
        audit.Record(official, "draw.recused", "draw", id.ToString(), after: new { record.Seq, record.Task, record.Object, record.Inspector });
        await session.CommitAsync(ct);
        return TypedResults.Ok(new ActAnswer(record.Seq, ceremony.State));
    }

    private static string Ground(Request request) => request.Origin switch
    {
        Origin.Declared => "检查人员申报：" + request.Ground.Trim(),
        Origin.Found => "股室发现：" + request.Ground.Trim(),
        _ => request.Ground,
    };
}
