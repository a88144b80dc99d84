using System.Reflection;

namespace SpotCheck.DocService.Http;

/// <summary>The service's own few pages, carried in the assembly. The workbench and the add-in are served beside them.</summary>
internal static class Pages
{
    private static readonly Assembly Carrier = typeof(Pages).Assembly;

    public static IResult Start() => Read("SpotCheck.DocService.Http.Pages.start.html");

    public static IResult ApiDocumentation() => Read("SpotCheck.DocService.Http.Pages.api.html");

    /// <summary>A script or style sheet of one of the pages.</summary>
    public static IResult Asset(string name) => name switch
    {
        "page.css" or "start.js" or "api.js" or "banner.js" => Read($"SpotCheck.DocService.Http.Pages.{name}"),
        "log.js" or "witness.js" or "slip.js" or "draws.css" or "ceremony.js" or "ceremony-prepare.js" or "ceremony-before.js" or "ceremony-throw.js" or "ceremony-after.js" or "page-tools.js" or "ceremony-recusals.js" or "recusal.js" or "recusal.css" or "notices.js" => Read($"SpotCheck.DocService.Draws.Pages.{name}"),
        "document.js" => Read($"SpotCheck.DocService.Documents.Pages.{name}"),
        _ => HttpRefusals.NotFound.ToProblem(),
    };

    /// <param name="resource">Full name of an embedded page.</param>
    public static IResult Read(string resource)
    {
        var type = Path.GetExtension(resource) switch { ".html" => "text/html", ".css" => "text/css", _ => "text/javascript" };
        var page = Carrier.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The page {resource} is not in the assembly.");
        return TypedResults.Stream(page, type + "; charset=utf-8");
    }
}
