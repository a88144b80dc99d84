using System.Collections.Frozen;
using System.Reflection;

namespace SpotCheck.DocService.Http;

/// <summary>The service's own few pages, carried in the assembly. The workbench and the add-in are served beside them.</summary>
internal static class Pages
{
    private const string Folder = ".Pages.";

    private static readonly Assembly Carrier = typeof(Pages).Assembly;

    private static readonly FrozenDictionary<string, string> Assets = Carrier.GetManifestResourceNames()
        .Where(resource => resource.Contains(Folder, StringComparison.Ordinal) && Path.GetExtension(resource) is ".js" or ".css")
        .ToFrozenDictionary(resource => resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..], StringComparer.Ordinal);

    public static IResult Start() => Read("SpotCheck.DocService.Http.Pages.start.html");

    public static IResult ApiDocumentation() => Read("SpotCheck.DocService.Http.Pages.api.html");

    /// <summary>A script or style sheet of one of the pages.</summary>
    public static IResult Asset(string name) => Assets.TryGetValue(name, out var resource) ? Read(resource) : HttpRefusals.NotFound.ToProblem();

    /// <param name="resource">Full name of an embedded page.</param>
    public static IResult Read(string resource)
    {
        var type = Path.GetExtension(resource) switch { ".html" => "text/html", ".css" => "text/css", _ => "text/javascript" };
        var page = Carrier.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The page {resource} is not in the assembly.");
        return TypedResults.Stream(page, type + "; charset=utf-8");
    }
}
