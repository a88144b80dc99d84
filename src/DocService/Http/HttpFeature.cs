using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Http;

internal static class HttpFeature
{
    private const long LargestBody = 4 * 1024 * 1024;

    public static void AddHttpConventions(this WebApplicationBuilder builder)
    {
        var settings = ServiceSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(services => Site.Load(services.GetRequiredService<ServiceSettings>()));
        ListenAddresses.Apply(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Uploads raise this for their own route with RequestSizeLimitAttribute.
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 24 * 1024;
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
        });
        builder.Services.AddExceptionHandler<FaultHandler>();
        builder.Services.AddProblemDetails();
        builder.Services.AddApiDocument();
        Telemetry.Add(builder);
    }

    public static void UseHttpConventions(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(async context =>
        {
            var response = context.HttpContext.Response;
            if (HttpRefusals.ForStatus(response.StatusCode) is { } refusal)
                await refusal.ToProblem().ExecuteAsync(context.HttpContext);
        });
        var policy = ContentSecurity.Policy(app.Services.GetRequiredService<ServiceSettings>(), app.Services.GetRequiredService<AuthSettings>());
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.ContentSecurityPolicy = policy;
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
    }

    public static void MapHttp(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok("live")).ExcludeFromDescription().AllowPublic();
        app.MapGet("/health/ready", Readiness.Handle).ExcludeFromDescription().AllowPublic();
        app.MapOpenApi("/openapi.json").AllowPublic();
        app.MapGet("/", (HttpContext context, Site site) => site.Page(context, "workbench/workbench.html")).ExcludeFromDescription().AllowPublic();
        app.MapGet("/pane.html", (HttpContext context, Site site) => site.Page(context, "pane/pane.html")).ExcludeFromDescription().AllowPublic();
        app.MapGet("/sign-in.html", (HttpContext context, Site site) => site.Page(context, "signIn/sign-in.html")).ExcludeFromDescription().AllowPublic();
        app.MapGet("/boot.js", (HttpContext context, Site site) => site.Page(context, "boot.js")).ExcludeFromDescription().AllowPublic();
        app.MapGet("/assets/{name}", (HttpContext context, Site site, string name) => site.Asset(context, name)).ExcludeFromDescription().AllowPublic();
        app.MapGet("/start", Pages.Start).ExcludeFromDescription().AllowPublic();
        app.MapGet("/api", Pages.ApiDocumentation).ExcludeFromDescription().AllowPublic();
        app.MapGet("/verify.html", VerifierPage.Serve).ExcludeFromDescription().AllowPublic();
        app.MapGet("/manifest.xml", AddInManifest.Handle).ExcludeFromDescription().AllowPublic();
        app.MapGet("/manifest-functions.xml", AddInManifest.Functions).ExcludeFromDescription().AllowPublic();
        foreach (var file in (string[])["functions.html", "functions.js", "functions.json"])
            app.MapGet("/" + file, (HttpContext context, Site site) => site.Page(context, file)).ExcludeFromDescription().AllowPublic();
        // Browsers ask for it by themselves, from every page.
        app.MapGet("/favicon.ico", () => AddInManifest.Icon("icon-32.png")).ExcludeFromDescription().AllowPublic();
        app.MapGet("/icons/{name}", AddInManifest.Icon).ExcludeFromDescription().AllowPublic();
        app.MapGet("/api/page-code", PageCode.Handle).WithTags("Http").WithName("getPageCode").WithSummary("The outside address of one of the service's pages, with its QR code").AllowEveryOfficial();
        app.MapGet("/pages/{name}", Pages.Asset).ExcludeFromDescription().AllowPublic();
    }
}
