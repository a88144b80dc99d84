using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>Signs in one of the installation's people without a password, which is why it works on this machine only and not beside an issuer.</summary>
internal static class SignIn
{
    public sealed record Request(string Person);

    public static async Task<Results<NoContent, RefusalResult>> Handle(
        Request request, AuthSettings settings, SpotCheckDb db, HttpContext http, CancellationToken ct)
    {
        if (!settings.LocalSignIn)
            return IdentityRefusals.LocalSignInOff.ToProblem();
        if (!await db.Set<Person>().AnyAsync(p => p.Id == request.Person && p.Active, ct))
            return IdentityRefusals.NoSuchPerson.ToProblem();

        var identity = new ClaimsIdentity([new Claim(SignInClaims.Person, request.Person)], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(new ClaimsPrincipal(identity));
        return TypedResults.NoContent();
    }
}
