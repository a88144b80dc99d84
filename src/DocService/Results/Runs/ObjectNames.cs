using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Runs;

/// <summary>Names of drawn objects by the register.</summary>
internal static class ObjectNames
{
    /// <summary>The newest name each id has; ids the register does not know are left out.</summary>
    public static async Task<Dictionary<string, string>> FindAsync(SpotCheckDb db, string bureau, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var rows = await db.Set<Target>().AsNoTracking().Where(target => target.BureauId == bureau && ids.Contains(target.Id))
            .OrderBy(target => target.FromVersion).Select(target => new { target.Id, target.Name }).ToListAsync(ct);
        return rows.GroupBy(row => row.Id, StringComparer.Ordinal).ToDictionary(versions => versions.Key, versions => versions.Last().Name, StringComparer.Ordinal);
    }
}
