using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>替代: a result is set aside for named tasks, with reason and legal basis, before another attempt. Both results stay published.</summary>
internal static class SupersedeTasks
{
    public sealed record Request(IReadOnlyList<string> Tasks, string Reason, string LegalBasis);

    public static async Task<Results<Ok<ActAnswer>, RefusalResult>> Handle(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } found)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if ((FreeTexts.Judge("reason", "理由", request.Reason) ?? FreeTexts.Judge("legalBasis", "法律依据", request.LegalBasis)) is { } unreadable)
            return unreadable.ToProblem();
        if (request.Tasks.Count == 0 || request.Tasks.Any(t => !TextRules.IsTaskId(t)))
            return new Refusal("draw.no-task", "请至少选择一项要替代的任务。", "Choose at least one task to supersede.").ToProblem();
        await using var session = await logs.OpenAsync(db, found.LogId, ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Demand(CeremonyState.Drawn)) is { } refusal)
            return refusal.ToProblem();
        var history = session.Log.HistoryOf(ceremony.OpenSeq!.Value);
        var record = new SupersedeRecord(session.Log.Origin, session.Log.NextSeq, ceremony.OpenSeq.Value,
            [.. request.Tasks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], request.Reason, request.LegalBasis, CeremonyAccess.NameOf(official));
        if (CeremonyAccess.Append(session, history, ceremony, record) is { } broken)
            return broken.ToProblem();
        session.Sign();
        audit.Record(official, "draw.superseded", "draw", id.ToString(), after: new { record.Seq, record.Tasks, record.Reason, record.LegalBasis });
        await session.CommitAsync(ct);
        return TypedResults.Ok(new ActAnswer(record.Seq, ceremony.State));
    }
}
