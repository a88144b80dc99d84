using System.Xml.Linq;

namespace SpotCheck.DocService.Http;

/// <summary>The manifests of the add-in and of its optional functions for this deployment: the repository's, with the base address replaced and nothing else.</summary>
internal static class AddInManifest
{
    /// <summary>Stands in the repository's manifest wherever a deployment's own address belongs.</summary>
    public const string RepositoryBase = "https://spotcheck.example";

    public static IResult Handle(ServiceSettings settings) => Serve("manifest.xml", settings);

    /// <summary>An add-in of its own: whoever does not want functions in cells does not pay for them when a workbook opens.</summary>
    public static IResult Functions(ServiceSettings settings) => Serve("manifest-functions.xml", settings);

    private static IResult Serve(string file, ServiceSettings settings)
    {
        var address = settings.PublicBaseUrl;
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return Refusal.WrongState("manifest.https-needed",
                $"Office 只加载 https 网址的加载项，本服务现在的网址是 {address}。请为服务配置 https，并把 PublicBaseUrl 设为 https 网址后重启。",
                $"Office loads add-ins from https only; this service's address is {address}. Set PublicBaseUrl to an https address and restart.").ToProblem();
        }
        if (address.AbsolutePath != "/")
        {
            return Refusal.WrongState("manifest.path-in-address",
                $"加载项须放在网址的根目录，现在的 PublicBaseUrl 是 {address}。请改为不带路径的网址后重启。",
                $"The add-in is served from the root of an origin; PublicBaseUrl is {address}. Use an address without a path.").ToProblem();
        }
        return TypedResults.Text(For(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)), address), "application/xml; charset=utf-8");
    }

    public static string For(string manifest, Uri address) =>
        manifest.Replace(RepositoryBase, new XText(address.GetLeftPart(UriPartial.Authority)).ToString(), StringComparison.Ordinal);

    /// <summary>One of the icons the manifest names.</summary>
    public static IResult Icon(string name) => name is "icon-16.png" or "icon-32.png" or "icon-64.png" or "icon-80.png"
        ? TypedResults.PhysicalFile(Path.Combine(AppContext.BaseDirectory, "icons", name), "image/png")
        : HttpRefusals.NotFound.ToProblem();
}
