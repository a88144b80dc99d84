using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>A prepared draw is taken back before anybody approved it. It stays in the list; nothing of it is in the log.</summary>
internal static class DiscardDraw
{
    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string bureau, Guid id, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        var ceremony = await CeremonyAccess.FindAsync(db, bureau, id, ct);
        if (ceremony is null)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Discard()) is { } refusal)
            return refusal.ToProblem();
        audit.Record(official, "draw.discarded", "draw", id.ToString(), CeremonyState.Prepared, CeremonyState.Discarded);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
