using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Declarations;

/// <summary>What inspectors have declared about a draw, for the section that decides. Explanations are personal and shown nowhere else.</summary>
internal static class ListDeclarations
{
    public sealed record Entry(
        Guid Id, string Task, string Object, string ObjectName, string Inspector, string InspectorName, DeclarationState State, string GroundName, string Explanation,
        DateTimeOffset DeclaredAt, DateTimeOffset? DecidedAt, string? RejectedBecause, long? RecuseSeq);

    public static async Task<Results<Ok<List<Entry>>, RefusalResult>> Handle(string bureau, Guid id, Official official, SpotCheckDb db, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } ceremony)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if (CeremonyAccess.OfDesk(ceremony, official) is { } refusal)
            return refusal.ToProblem();
        var declared = await db.Set<RecusalDeclaration>().AsNoTracking().Where(d => d.CeremonyId == id && d.State != DeclarationState.Clear).OrderBy(d => d.Number).ToListAsync(ct);
        var names = await DrawNames.FindAsync(db, bureau, [.. declared.Select(d => d.ObjectId).Distinct()], [.. declared.Select(d => d.InspectorId).Distinct()], ct);
        return TypedResults.Ok(declared.ConvertAll(d => new Entry(
            d.Id, d.TaskId, d.ObjectId, names.Objects.GetValueOrDefault(d.ObjectId, ""), d.InspectorId, names.Inspectors.GetValueOrDefault(d.InspectorId, ""), d.State,
            RecusalGrounds.NameOf(d.Ground!.Value), d.Explanation, d.DeclaredAt, d.DecidedAt, d.RejectedBecause, d.RecuseSeq)));
    }

    /// <summary>How many wait for the section.</summary>
    public static Task<int> WaitingAsync(SpotCheckDb db, Guid ceremony, CancellationToken ct) =>
        db.Set<RecusalDeclaration>().CountAsync(d => d.CeremonyId == ceremony && d.State == DeclarationState.Open, ct);

    /// <summary>Changes with every declaration and every decision.</summary>
    public static async Task<string> VersionAsync(SpotCheckDb db, Guid ceremony, CancellationToken ct)
    {
        var counts = await db.Set<RecusalDeclaration>().Where(d => d.CeremonyId == ceremony).GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return string.Join('.', counts.OrderBy(c => c.Key).Select(c => c.Count));
    }
}
