using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>A draw is taken back while nothing of it is in the log: by its section before the approval, by a section head after it. It stays in the list.</summary>
internal static class DiscardDraw
{
    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string bureau, Guid id, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is null)
            return DrawRefusals.NoSuchDraw.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        var before = ceremony.State;
        if (before == CeremonyState.Approved && !official.Roles.Contains(Role.SectionHead))
            return DrawRefusals.ApprovedByHead.ToProblem();
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Discard()) is { } refusal)
            return refusal.ToProblem();
        audit.Record(official, "draw.discarded", "draw", id.ToString(), before, CeremonyState.Discarded);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
