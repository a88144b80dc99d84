using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SpotCheck.DocService.Identity;

/// <summary>Forgets the local sign-in. With an issuer there is nothing to forget here.</summary>
internal static class SignOut
{
    public static async Task<NoContent> Handle(AuthSettings settings, HttpContext http)
    {
        if (settings.LocalSignIn)
            await http.SignOutAsync();
        return TypedResults.NoContent();
    }
}
