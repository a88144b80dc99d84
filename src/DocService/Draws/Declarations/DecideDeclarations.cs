using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Declarations;

/// <summary>The section head takes declarations over, several at once, each as a RECUSE in the log; or rejects them with a reason the inspector reads.</summary>
internal static class DecideDeclarations
{
    private const int MostAtOnce = 200;

    public sealed record TakeOverRequest(IReadOnlyList<Guid> Declarations);

    public sealed record RejectionRequest(IReadOnlyList<Guid> Declarations, string Reason);

    /// <param name="Recusals">Seqs of the RECUSE records.</param>
    public sealed record TakeOverAnswer(IReadOnlyList<long> Recusals, CeremonyState State);

    public static async Task<Results<Ok<TakeOverAnswer>, RefusalResult>> TakeOver(
        string bureau, Guid id, TakeOverRequest request, Official official, SpotCheckDb db, DrawLogs logs, VisitedObjects visited, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } found)
            return DrawRefusals.NoSuchDraw.ToProblem();
        await using var session = await logs.OpenAsync(db, found.LogId, ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Demand(CeremonyState.Drawn)) is { } refusal)
            return refusal.ToProblem();
        var (chosen, unfit) = await OpenOnesAsync(db, id, request.Declarations, ct);
        if (unfit is not null)
            return unfit.ToProblem();
        var seen = await visited(db, id, ct);
        if (chosen.Find(d => seen.Contains((d.TaskId, d.ObjectId))) is { } late)
            return DeclarationRefusals.Visited(late.ObjectId).ToProblem();

        var history = session.Log.HistoryOf(ceremony.OpenSeq!.Value);
        foreach (var declaration in chosen)
        {
            var record = new RecuseRecord(session.Log.Origin, session.Log.NextSeq, ceremony.OpenSeq.Value, declaration.TaskId, declaration.ObjectId, declaration.InspectorId,
                $"检查人员申报：{RecusalGrounds.NameOf(declaration.Ground!.Value)}", CeremonyAccess.NameOf(official));
            if (CeremonyAccess.Append(session, history, ceremony, record) is { } broken)
                return broken.ToProblem();
            declaration.TakeOver(official.Id, clock.GetUtcNow(), record.Seq);
            audit.Record(official, "draw.recused", "draw", id.ToString(), after: new { record.Seq, record.Task, record.Object, record.Inspector, Declaration = declaration.Id });
        }
        session.Sign();
        await session.CommitAsync(ct);
        return TypedResults.Ok(new TakeOverAnswer([.. chosen.Select(d => d.RecuseSeq!.Value)], ceremony.State));
    }

    public static async Task<Results<NoContent, RefusalResult>> Reject(
        string bureau, Guid id, RejectionRequest request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var reason = request.Reason.Trim();
        if (reason.Length is < 2 or > 300 || reason.Any(char.IsControl))
            return DeclarationRefusals.NoReason.ToProblem();
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is null)
            return DrawRefusals.NoSuchDraw.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if (CeremonyAccess.OfDesk(ceremony, official) is { } refusal)
            return refusal.ToProblem();
        var (chosen, unfit) = await OpenOnesAsync(db, id, request.Declarations, ct);
        if (unfit is not null)
            return unfit.ToProblem();
        foreach (var declaration in chosen)
            declaration.Reject(official.Id, clock.GetUtcNow(), reason);
        audit.Record(official, "draw.recusal-rejected", "draw", id.ToString(), after: new { Declarations = chosen.Select(d => d.Id), reason });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary>What the section enters itself settles a declaration about the same place.</summary>
    public static async Task SettleAsync(SpotCheckDb db, Guid ceremony, RecuseRecord record, Official official, DateTimeOffset at, CancellationToken ct)
    {
        var open = await db.Set<RecusalDeclaration>().SingleOrDefaultAsync(
            d => d.CeremonyId == ceremony && d.TaskId == record.Task && d.ObjectId == record.Object && d.InspectorId == record.Inspector && d.State == DeclarationState.Open, ct);
        open?.TakeOver(official.Id, at, record.Seq);
    }

    // All or none: whoever decided meanwhile is named, and nothing of the batch is done.
    private static async Task<(List<RecusalDeclaration> Chosen, Refusal? Refusal)> OpenOnesAsync(SpotCheckDb db, Guid ceremony, IReadOnlyList<Guid> declarations, CancellationToken ct)
    {
        var ids = declarations.Distinct().ToArray();
        var chosen = await db.Set<RecusalDeclaration>().FromSql($"SELECT * FROM recusal_declaration WHERE ceremony_id = {ceremony} AND id = ANY({ids}) FOR UPDATE").ToListAsync(ct);
        if (ids.Length is 0 or > MostAtOnce || chosen.Count < ids.Length)
            return ([], DeclarationRefusals.UnknownDeclaration);
        return chosen.Find(d => d.State != DeclarationState.Open) is { } decided
            ? ([], DeclarationRefusals.Decided(decided.ObjectId, decided.InspectorId))
            : ([.. chosen.OrderBy(d => d.Number)], null);
    }
}
