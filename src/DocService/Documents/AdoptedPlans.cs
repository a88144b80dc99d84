using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents;

/// <summary>Adopted versions that were read before: the database lets none of them change, so what was read once stays right.</summary>
internal sealed class AdoptedPlans
{
    private const int MostKept = 50;

    private readonly ConcurrentDictionary<(string Bureau, Guid Plan, int Number), LoadedVersion> read = [];

    /// <summary>The version in force; which one it is, is asked each time. Null if none is adopted.</summary>
    public async Task<LoadedVersion?> FindAsync(SpotCheckDb db, string bureau, Guid plan, CancellationToken ct)
    {
        var number = await db.Set<PlanVersion>().Where(version => version.PlanId == plan && version.Status == PlanVersionStatus.Adopted).MaxAsync(version => (int?)version.Number, ct);
        if (number is null)
            return null;
        if (read.TryGetValue((bureau, plan, number.Value), out var known))
            return known;
        if (await db.FindVersionAsync(bureau, plan, number.Value, ct) is not { } loaded)
            return null;
        if (read.Count >= MostKept)
            read.Clear();
        return read.GetOrAdd((bureau, plan, number.Value), loaded);
    }
}
