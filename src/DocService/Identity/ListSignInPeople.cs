using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>The names the local sign-in offers.</summary>
internal static class ListSignInPeople
{
    public sealed record SignInPerson(string Id, string Name, string Bureau, string BureauName, string DepartmentName, IReadOnlyList<Role> Roles);

    public static async Task<Results<Ok<List<SignInPerson>>, RefusalResult>> Handle(AuthSettings settings, SpotCheckDb db, CancellationToken ct)
    {
        if (!settings.LocalSignIn)
            return IdentityRefusals.LocalSignInOff.ToProblem();
        return TypedResults.Ok(await (
            from p in db.Set<Person>().AsNoTracking()
            where p.Active
            join b in db.Set<Bureau>() on p.BureauId equals b.Id
            join d in db.Set<Department>() on p.DepartmentId equals d.Id
            orderby b.Id, p.Id
            select new SignInPerson(p.Id, p.Name, b.Id, b.Name, d.Name, p.Roles)).ToListAsync(ct));
    }
}
