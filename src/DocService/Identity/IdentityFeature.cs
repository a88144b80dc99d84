using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Identity;

internal static class IdentityFeature
{
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var settings = AuthSettings.Read(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddScoped<OfficialDirectory>();
        services.AddScoped<LinkHolders>();
        services.AddScoped<IAuthorizationHandler, AccessHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        if (!builder.Configuration.GetValue("DescribeOnly", false))
            services.AddHostedService<FirstPeople>();

        AddSession(builder, settings);
        if (!settings.LocalSignIn)
            AddBearer(services, settings);
    }

    public static void UseIdentity(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<AuthSettings>();
        var (protection, clock) = (app.Services.GetRequiredService<IDataProtectionProvider>(), app.Services.GetRequiredService<TimeProvider>());
        app.Use((context, next) =>
        {
            FileLink.Follow(context, protection, clock);
            return next(context);
        });
        app.UseRouting();
        app.Use(async (context, next) =>
        {
            var refusal = settings.LocalSignIn && !RequestGuards.ComesFromThisMachine(context) ? IdentityRefusals.NotThisMachine
                : (settings.LocalSignIn || context.Request.Headers.Authorization.Count == 0) && RequestGuards.IsCrossSite(context.Request) ? IdentityRefusals.CrossSite
                : RequestGuards.JudgeToken(context.Request);
            if (refusal is null)
                await next(context);
            else
                await refusal.ToProblem().ExecuteAsync(context);
        });
        app.UseAuthentication();
        app.Use(async (context, next) =>
        {
            if (context.Features.Get<FileLink.Maker>() is { Person: var person })
            {
                // His rights, whoever else is signed in where the address is opened.
                context.User = new ClaimsPrincipal(new ClaimsIdentity(nameof(FileLink)));
                context.Features.Set(await context.RequestServices.GetRequiredService<OfficialDirectory>().FindAsync(person, context.RequestAborted));
            }
            await next(context);
        });
        app.UseAuthorization();
    }

    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        var identity = routes.MapGroup("/api/sign-in").WithTags("Identity");
        identity.MapGet("", SignInWays.Handle).WithName("getSignInWays").WithSummary("How people sign in at this installation").AllowPublic();
        identity.MapPost("/session", StartSession.Handle).WithName("startSession").WithSummary("A session of this site in exchange for the issuer's token").AllowEveryOfficial();
        identity.MapGet("/people", ListSignInPeople.Handle).WithName("listSignInPeople").WithSummary("People of the sample county who may sign in on this machine").AllowPublic();
        identity.MapPost("", SignIn.Handle).WithName("signIn").WithSummary("Local sign-in, on this machine only").AllowPublic();
        identity.MapDelete("", SignOut.Handle).WithName("signOut").WithSummary("Sign out").AllowPublic();
        routes.MapPost("/api/file-links", FileLink.Make).WithTags("Identity").WithName("linkFile").WithSummary("An address that opens a file of the bureau for two minutes without a sign-in").AllowEveryOfficial();
        routes.MapGet(FileLink.Prefix + "{token}", FileLink.Expired).ExcludeFromDescription().AllowPublic();
        routes.MapGet("/api/bureaus", ListBureaus.Handle).WithTags("Identity").WithName("listBureaus").WithSummary("Bureaus, partner departments, their sections and units").AllowEveryOfficial();
        routes.MapPut("/api/bureaus/{id}", EnterBureau.Handle).WithTags("Identity").WithName("enterBureau").WithSummary("Enter or change a bureau").AllowRoles(Role.Administrator);
        routes.MapGet("/api/people", ListPeople.Handle).WithTags("Identity").WithName("listPeople").WithSummary("Everybody who may sign in").AllowRoles(Role.Administrator);
        routes.MapPut("/api/people/{id}", EnterPerson.Handle).WithTags("Identity").WithName("enterPerson").WithSummary("Enter or change a person").AllowRoles(Role.Administrator);
        routes.MapGet("/api/me", WhoAmI.Handle).WithTags("Identity").WithName("whoAmI").WithSummary("The signed-in person").AllowEveryOfficial();
    }

    private static void AddSession(WebApplicationBuilder builder, AuthSettings settings)
    {
        var service = ServiceSettings.Read(builder.Configuration);
        builder.Services.AddDataProtection().SetApplicationName("SpotCheck").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(service.DataFolder, "sign-in-keys")));
        builder.Services.AddAuthentication(settings.LocalSignIn ? CookieAuthenticationDefaults.AuthenticationScheme : AuthenticationSchemes.TokenOrSession)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "SpotCheck.SignIn";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = service.PublicBaseUrl.Scheme == Uri.UriSchemeHttps && !settings.LocalSignIn ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
                // The issuer decides how long somebody stays away from it.
                cookie.SlidingExpiration = settings.LocalSignIn;
            })
            // A token that is sent is judged; no cookie makes up for a bad one.
            .AddPolicyScheme(AuthenticationSchemes.TokenOrSession, null, either => either.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 && !settings.LocalSignIn ? JwtBearerDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme);
    }

    private static void AddBearer(IServiceCollection services, AuthSettings settings) =>
        services.AddAuthentication().AddJwtBearer(bearer =>
        {
            bearer.Authority = settings.Authority!.ToString().TrimEnd('/');
            bearer.Audience = settings.Audience;
            bearer.RequireHttpsMetadata = settings.Authority.Scheme == Uri.UriSchemeHttps;
            bearer.SecurityTokenValidators.Clear();
            bearer.SecurityTokenValidators.Add(new JwtSecurityTokenHandler { MapInboundClaims = false });
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidAudience = settings.Audience,
                // Only public-key signatures: a public key must never serve as the secret of an HMAC.
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
                    SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384],
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                ClockSkew = TimeSpan.FromMinutes(1),
                NameClaimType = "sub",
                AuthenticationType = AuthenticationSchemes.Bearer,
            };
            bearer.Events = new JwtBearerEvents
            {
                OnAuthenticationFailed = failed =>
                {
                    failed.HttpContext.Features.Set(new TokenFault(failed.Exception is SecurityTokenExpiredException ? "expired" : "not accepted"));
                    return Task.CompletedTask;
                },
            };
        });
}
