using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SpotCheck.DocService.Identity;

/// <summary>Ends the session of this site. A token stays good until it expires, and the issuer's own session is the issuer's.</summary>
internal static class SignOut
{
    public static async Task<NoContent> Handle(HttpContext http, IAuthenticationService sessions)
    {
        await sessions.SignOutAsync(http, CookieAuthenticationDefaults.AuthenticationScheme, properties: null);
        return TypedResults.NoContent();
    }
}
