using System.Reflection;

namespace SpotCheck.DocService.Http;

/// <summary>The service's own few pages, carried in the assembly. The workbench and the add-in are served beside them.</summary>
internal static class Pages
{
    private static readonly Assembly Carrier = typeof(Pages).Assembly;

    public static IResult Start() => Read("start.html", "text/html; charset=utf-8");

    public static IResult ApiDocumentation() => Read("api.html", "text/html; charset=utf-8");

    public static IResult Asset(string name) => name switch
    {
        "page.css" => Read(name, "text/css; charset=utf-8"),
        "start.js" or "api.js" => Read(name, "text/javascript; charset=utf-8"),
        _ => HttpRefusals.NotFound.ToProblem(),
    };

    private static IResult Read(string name, string type)
    {
        var page = Carrier.GetManifestResourceStream($"SpotCheck.DocService.Http.Pages.{name}")
            ?? throw new InvalidOperationException($"The page {name} is not in the assembly.");
        return TypedResults.Stream(page, type);
    }
}
