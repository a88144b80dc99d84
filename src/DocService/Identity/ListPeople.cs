using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>Everybody the service knows, for the administrator.</summary>
internal static class ListPeople
{
    public sealed record PersonEntry(string Id, string Name, string Bureau, string Department, IReadOnlyList<Role> Roles, string? Subject, bool Active);

    public static async Task<Ok<List<PersonEntry>>> Handle(SpotCheckDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.Set<Person>().AsNoTracking().OrderBy(p => p.BureauId).ThenBy(p => p.Id)
            .Select(p => new PersonEntry(p.Id, p.Name, p.BureauId, p.DepartmentId, p.Roles, p.Subject, p.Active)).ToListAsync(ct));
}
