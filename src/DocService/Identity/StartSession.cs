using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Identity;

/// <summary>
/// Exchanges an issuer's token for a session of this site, so that pages, links and downloads work without the token and no script need keep it.
/// Only a token begins a session: one session cannot prolong itself.
/// </summary>
internal static class StartSession
{
    public static async Task<Results<NoContent, RefusalResult>> Handle(ClaimsPrincipal user, HttpContext http)
    {
        if (user.Identity?.AuthenticationType is not AuthenticationSchemes.Bearer || user.FindFirstValue("sub") is not { } subject)
            return IdentityRefusals.SessionNeedsToken.ToProblem();
        var identity = new ClaimsIdentity([new Claim("sub", subject)], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
        return TypedResults.NoContent();
    }
}
