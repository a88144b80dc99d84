using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>Finds the person behind a sign-in, at every request, so that a change of role or a leave takes effect at once.</summary>
internal sealed class OfficialDirectory(SpotCheckDb db, AuthSettings settings)
{
    public async Task<Official?> FindAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        // Our own claim counts only in our own cookie; an issuer's token may contain whatever its owner managed to put there.
        var person = settings.LocalSignIn ? principal.FindFirstValue(SignInClaims.Person) : null;
        var subject = settings.LocalSignIn ? null : principal.FindFirstValue("sub");
        if (person is null && subject is null)
            return null;
        return await Active(people => people.Where(p => person != null ? p.Id == person : p.Subject == subject)).SingleOrDefaultAsync(ct);
    }

    /// <summary>The person the service itself has named, such as the maker of an address for a file.</summary>
    public Task<Official?> FindAsync(string person, CancellationToken ct) => Active(people => people.Where(p => p.Id == person)).SingleOrDefaultAsync(ct);

    private IQueryable<Official> Active(Func<IQueryable<Person>, IQueryable<Person>> who) =>
        from p in who(db.Set<Person>().AsNoTracking())
        where p.Active
        join b in db.Set<Bureau>() on p.BureauId equals b.Id
        join d in db.Set<Department>() on p.DepartmentId equals d.Id
        select new Official(p.Id, p.Name, b.Id, b.Name, d.Id, d.Name, p.Roles);
}

/// <summary>How somebody was recognised.</summary>
internal static class AuthenticationSchemes
{
    /// <summary>Of an identity that came out of an issuer's token.</summary>
    public const string Bearer = "Issuer";

    public const string TokenOrSession = "TokenOrSession";
}

internal static class SignInClaims
{
    public const string Person = "spotcheck:person";

    /// <summary>Who is signed in, as the sign-in names him: the person of a local one, the issuer's <c>sub</c>. Null for nobody.</summary>
    public static string? IdentifierOf(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } ? user.FindFirstValue(Person) ?? user.FindFirstValue("sub") : null;
}
