using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>宣告无效: ends an OPEN or REOPEN before its last contribution, with the reason. Its secret is opened, so that nobody keeps a foreseeable draw in hand.</summary>
internal static class VoidDraw
{
    public sealed record Request(string Reason);

    public static async Task<Results<Ok<ActAnswer>, RefusalResult>> Handle(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } found)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if (FreeTexts.Judge("reason", "理由", request.Reason) is { } unreadable)
            return unreadable.ToProblem();
        await using var session = await logs.OpenAsync(db, found.LogId, ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Demand(CeremonyState.Opened, CeremonyState.Redrawing)) is { } refusal)
            return refusal.ToProblem();
        var history = session.Log.HistoryOf(ceremony.OpenSeq!.Value);
        var opening = history.Pending!.Opening;
        var secret = (await session.SecretsOfAsync(ceremony.Desk, ct)).SecretAt(opening.Server.Index);
        var record = new VoidRecord(session.Log.Origin, session.Log.NextSeq, opening.Seq, request.Reason, CeremonyAccess.NameOf(official), secret);
        if (CeremonyAccess.Append(session, history, ceremony, record) is { } broken)
            return broken.ToProblem();
        session.Sign();
        audit.Record(official, "draw.voided", "draw", id.ToString(), after: new { record.Seq, record.Reason });
        await session.CommitAsync(ct);
        return TypedResults.Ok(new ActAnswer(record.Seq, ceremony.State));
    }
}

/// <summary>Where an act stands in the log, and what the draw has become.</summary>
internal sealed record ActAnswer(long Seq, CeremonyState State);

internal static class FreeTexts
{
    /// <summary>Texts that go into the log: 1 to 1000 characters, one line (docs/draw-protocol.md §1).</summary>
    public static Refusal? Judge(string field, string chinese, string text) => TextRules.IsFreeText(text)
        ? null
        : new Refusal("draw.text", $"“{chinese}”要写 1 到 1000 个字，不能换行。请补写后再提交。", $"'{field}' needs 1 to 1000 characters on one line.");
}
