using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>Every bureau and partner department with its sections and units; whoever writes a plan chooses from these.</summary>
internal static class ListBureaus
{
    public sealed record BureauEntry(string Id, string Name, string ShortName, IReadOnlyList<DepartmentEntry> Departments);

    public sealed record DepartmentEntry(string Id, string Name, DepartmentKind Kind);

    public static async Task<Ok<List<BureauEntry>>> Handle(SpotCheckDb db, CancellationToken ct)
    {
        var departments = (await db.Set<Department>().AsNoTracking().ToListAsync(ct)).ToLookup(d => d.BureauId, StringComparer.Ordinal);
        var bureaus = await db.Set<Bureau>().AsNoTracking().OrderBy(b => b.Id).ToListAsync(ct);
        return TypedResults.Ok(bureaus.ConvertAll(b => new BureauEntry(b.Id, b.Name, b.ShortName,
            [.. departments[b.Id].OrderBy(d => d.Kind).ThenBy(d => d.Name, StringComparer.Ordinal).Select(d => new DepartmentEntry(d.Id, d.Name, d.Kind))])));
    }
}
