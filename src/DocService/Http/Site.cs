using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace SpotCheck.DocService.Http;

/// <summary>The pane and the workbench as the add-in's build made them. They travel as one file beside the program and are served from memory.</summary>
internal sealed class Site
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".json"] = "application/json",
        [".svg"] = "image/svg+xml", [".png"] = "image/png", [".woff2"] = "font/woff2", [".wasm"] = "application/wasm",
    };

    private readonly FrozenDictionary<string, SiteFile> files;

    private Site(IEnumerable<KeyValuePair<string, SiteFile>> files) => this.files = files.ToFrozenDictionary(StringComparer.Ordinal);

    public static Site Load(ServiceSettings settings)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, "site.zip"));
        return new(archive.Entries
            .Where(entry => entry.Name.Length > 0 && Types.ContainsKey(Path.GetExtension(entry.Name)) && !entry.FullName.StartsWith('.'))
            .Select(entry => KeyValuePair.Create(entry.FullName.Replace('\\', '/'), SiteFile.Read(entry, Types[Path.GetExtension(entry.Name)], settings))));
    }

    /// <summary>A page: asked for anew each time, so that a new version is seen at once.</summary>
    public IResult Page(HttpContext context, string name) => Send(context, name, "no-cache");

    /// <summary>A file with its hash in its name: never changes.</summary>
    public IResult Asset(HttpContext context, string name) => Send(context, "assets/" + name, "public, max-age=31536000, immutable");

    private IResult Send(HttpContext context, string name, string caching)
    {
        if (!files.TryGetValue(name, out var file))
            return HttpRefusals.NotFound.ToProblem();
        var headers = context.Response.Headers;
        headers.CacheControl = caching;
        headers.Vary = HeaderNames.AcceptEncoding;
        var packed = file.Packed is not null && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (packed)
            headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(packed ? file.Packed! : file.Content, file.Type, entityTag: new($"\"{file.Hash}{(packed ? "-gz" : "")}\""));
    }

    /// <param name="Packed">gzip, where that is smaller by a tenth at least.</param>
    private sealed record SiteFile(byte[] Content, byte[]? Packed, string Hash, string Type)
    {
        public static SiteFile Read(ZipArchiveEntry entry, string type, ServiceSettings settings)
        {
            using var stream = entry.Open();
            using var buffer = new MemoryStream();
            stream.CopyTo(buffer);
            var content = entry.Name.EndsWith(".html", StringComparison.Ordinal)
                ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(buffer.ToArray()).Replace("%OFFICE_JS%", OfficeScript(settings, "office.js"), StringComparison.Ordinal)
                    .Replace("%CUSTOM_FUNCTIONS_JS%", OfficeScript(settings, "custom-functions-runtime.js"), StringComparison.Ordinal))
                : buffer.ToArray();
            var packed = Pack(content);
            return new(content, packed.Length < content.Length * 0.9 ? packed : null, Convert.ToHexStringLower(SHA256.HashData(content))[..16], type);
        }

        // The CDNs and a mirror made from them keep Office.js at this path below their origin.
        private static string OfficeScript(ServiceSettings settings, string name) =>
            System.Net.WebUtility.HtmlEncode(settings.OfficeJsOrigin.AbsoluteUri.TrimEnd('/') + "/lib/1/hosted/" + name);

        private static byte[] Pack(byte[] content)
        {
            using var buffer = new MemoryStream();
            using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
                gzip.Write(content);
            return buffer.ToArray();
        }
    }
}
