using Microsoft.AspNetCore.Http.HttpResults;

namespace SpotCheck.DocService.Identity;

/// <summary>How people sign in at this installation; what the pane and the sign-in page need to begin. Nothing of it is secret.</summary>
internal static class SignInWays
{
    /// <param name="Local">Sample people on this machine; the other members are then empty.</param>
    /// <param name="Authority">The issuer, without a slash at its end.</param>
    /// <param name="ClientId">The pane's identifier there; null where the administrator has not set it, so that nobody can sign in by a page.</param>
    /// <param name="Nested">Office may sign in without a window of its own.</param>
    public sealed record Response(bool Local, string? Authority, string? ClientId, string Scopes, bool Nested);

    public static Ok<Response> Handle(AuthSettings settings) => TypedResults.Ok(new Response(
        settings.LocalSignIn, settings.Authority?.ToString().TrimEnd('/'), settings.ClientId, settings.Scopes, settings.Nested));
}
