using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Identity;

/// <summary>Judges an <see cref="AccessRule"/> before the body is read, and leaves the <see cref="Official"/> for the handler.</summary>
internal sealed class AccessHandler(OfficialDirectory directory) : AuthorizationHandler<AccessRule>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRule requirement)
    {
        if (context.Resource is not HttpContext http || context.User.Identity?.IsAuthenticated != true)
            return;
        var official = http.Features.Get<Official>() ?? await directory.FindAsync(context.User, http.RequestAborted);
        if (official is null)
            return;
        http.Features.Set(official);
        var ofBureau = http.GetRouteValue("bureau") is not string bureau || bureau == official.BureauId;
        if (ofBureau && (requirement.Roles.Count == 0 || requirement.Roles.Any(official.Is)))
            context.Succeed(requirement);
    }
}

/// <summary>Answers 401 and 403 with a code and a sentence instead of an empty page or a redirect.</summary>
internal sealed class AccessAnswers : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // No route, or routing's own answer to a wrong method or media type: nothing here to protect, and the true answer helps more.
        if (authorizeResult.Succeeded || context.GetEndpoint() is not RouteEndpoint)
        {
            await next(context);
            return;
        }

        if (context.User.Identity?.IsAuthenticated != true)
        {
            if (SignInPage.Leads(context.Request))
            {
                context.Response.Redirect(SignInPage.Address(context.Request));
                return;
            }
            context.Response.Headers.WWWAuthenticate = context.Features.Get<TokenFault>() is { } fault ? $"Bearer error=\"invalid_token\", error_description=\"{fault.Kind}\"" : "Bearer";
            await HttpRefusals.NotSignedIn.ToProblem().ExecuteAsync(context);
            return;
        }

        var refusal = context.Features.Get<Official>() is null ? IdentityRefusals.UnknownPerson : HttpRefusals.NotAllowed;
        await refusal.ToProblem().ExecuteAsync(context);
    }
}
