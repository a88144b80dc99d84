using Microsoft.AspNetCore.Authorization;

namespace SpotCheck.DocService.Identity;

/// <summary>Who may use a route. Every route states one; a route without is closed to everybody.</summary>
/// <param name="Roles">Any of these; empty for everybody who is signed in.</param>
internal sealed record AccessRule(IReadOnlyList<Role> Roles) : IAuthorizationRequirement;

/// <summary>Marks a route that answers without a sign-in.</summary>
internal sealed record PublicRoute;

internal static class Access
{
    /// <summary>
    /// Only these roles. Where the route names a <c>{bureau}</c>, only people of that bureau.
    /// The handler still asks the database for objects of that bureau alone.
    /// </summary>
    public static TBuilder AllowRoles<TBuilder>(this TBuilder builder, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfZero(roles.Length);
        return Require(builder, new AccessRule(roles));
    }

    /// <summary>Everybody who is signed in; of the bureau, where the route names one.</summary>
    public static TBuilder AllowEveryOfficial<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => Require(builder, new AccessRule([]));

    /// <summary>Nobody need sign in.</summary>
    public static TBuilder AllowPublic<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new PublicRoute()).AllowAnonymous();

    private static TBuilder Require<TBuilder>(TBuilder builder, AccessRule rule)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(rule).RequireAuthorization(policy => policy.AddRequirements(rule));
}
