using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>Names of drawn objects and inspectors for the people of the bureau. The log and everything public know them by their ids alone.</summary>
/// <param name="Objects">Newest name by id; an id the register does not know is left out.</param>
/// <param name="Inspectors">Likewise; a partner's inspectors by the partner's register.</param>
internal sealed record DrawNames(IReadOnlyDictionary<string, string> Objects, IReadOnlyDictionary<string, string> Inspectors)
{
    public static async Task<DrawNames> FindAsync(SpotCheckDb db, string bureau, IReadOnlyCollection<string> objects, IReadOnlyCollection<string> inspectors, CancellationToken ct)
    {
        var targets = await db.Set<Target>().AsNoTracking().Where(t => t.BureauId == bureau && objects.Contains(t.Id))
            .OrderBy(t => t.FromVersion).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        var people = await db.Set<Inspector>().AsNoTracking().Where(i => inspectors.Contains(i.Id))
            .OrderBy(i => i.BureauId == bureau).ThenBy(i => i.FromVersion).Select(i => new { i.Id, i.Name }).ToListAsync(ct);
        return new(
            targets.GroupBy(t => t.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Name, StringComparer.Ordinal),
            people.GroupBy(i => i.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Name, StringComparer.Ordinal));
    }
}
