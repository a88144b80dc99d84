using System.Net;

namespace SpotCheck.DocService.Http;

/// <summary>The settings of the service itself, read and judged once before anything starts.</summary>
internal sealed record ServiceSettings
{
    /// <summary>Where enterprises and partner departments reach the service; printed in letters, slips and QR codes.</summary>
    public required Uri PublicBaseUrl { get; init; }

    /// <summary>Where Office.js is loaded from; the add-in's pages allow scripts from here and from themselves only.</summary>
    public required Uri OfficeJsOrigin { get; init; }

    /// <summary>Cluster of the embedded database, secrets, outbox. Everything the service writes outside the database.</summary>
    public required string DataFolder { get; init; }

    public static ServiceSettings Read(IConfiguration configuration)
    {
        RefuseUnknown(configuration, "Auth", "Authority", "Audience", "FirstAdministrator", "ClientId", "Scopes", "Nested");
        RefuseUnknown(configuration, "Data", "Folder", "PostgresUser", "Durable");
        RefuseUnknown(configuration, "Office", "JsOrigin");
        return new()
        {
            PublicBaseUrl = HttpUrl(configuration, "PublicBaseUrl", "http://localhost:5080"),
            OfficeJsOrigin = HttpUrl(configuration, "Office:JsOrigin", "https://appsforoffice.microsoft.com"),
            DataFolder = Folder(configuration["Data:Folder"]),
        };
    }

    /// <summary>True for this machine's own names and addresses.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    public static Uri HttpUrl(IConfiguration configuration, string setting, string? fallback)
    {
        var text = configuration[setting];
        if (string.IsNullOrWhiteSpace(text))
            text = fallback;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0)
            return url;
        throw new WrongSettingException(Name(setting), text,
            "请写完整网址，例如 https://spotcheck.example.gov.cn，不带查询参数。",
            "write a whole address such as https://spotcheck.example.gov.cn, without a query.");
    }

    private static string Name(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);

    private static string Folder(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
                ? "/var/lib/spotcheck"
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "SpotCheckOffice");
        if (Path.IsPathFullyQualified(setting) && !File.Exists(setting))
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(setting));
        throw new WrongSettingException("Data__Folder", setting,
            "请写一个文件夹的完整路径，例如 /var/lib/spotcheck；它不能是一个文件。",
            "write the full path of a folder, such as /var/lib/spotcheck; it must not be a file.");
    }

    // A misspelt name would otherwise be silently without effect, and Auth__Authorty would leave the local sign-in open.
    private static void RefuseUnknown(IConfiguration configuration, string section, params string[] known)
    {
        foreach (var child in configuration.GetSection(section).GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new WrongSettingException($"{section}__{child.Key}", child.Value,
                    $"没有这个设置。{section} 下只有 {string.Join("、", known.Select(k => $"{section}__{k}"))}。",
                    $"there is no such setting; {section} has {string.Join(", ", known.Select(k => $"{section}__{k}"))}.");
        }
    }
}
