using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>A section head other than the preparer approves a prepared draw. Refused while any row of the register could be staffed by nobody: a padded conflict list could else void the draw of a firm. Refused without a witness unless the bureau's log says so.</summary>
internal static class ApproveDraw
{
    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string bureau, Guid id, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is null)
            return DrawRefusals.NoSuchDraw.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Approve(official, clock.GetUtcNow()) ?? await Preparation.Witnessing.JudgeAsync(db, ceremony, ct)) is { } refusal)
            return refusal.ToProblem();
        foreach (var task in await CeremonyAccess.TasksAsync(db, id, ct))
        {
            var draft = new TaskDraft(task.TaskId, task.PlanText, task.Terms, await FrozenTables.ReadAsync(db, task, ct));
            if (Preparation.Staffing.Unstaffable(draft) is { Count: > 0 } objects)
                return DrawRefusals.Unstaffable(task.TaskId, [.. objects.Take(5)], objects.Count).ToProblem();
        }

        audit.Record(official, "draw.approved", "draw", id.ToString(), CeremonyState.Prepared, CeremonyState.Approved);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
