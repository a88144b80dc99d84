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
        var entries = archive.Entries.Where(entry => entry.Name.Length > 0 && !entry.FullName.StartsWith('.'))
            .ToDictionary(entry => entry.FullName.Replace('\\', '/'), StringComparer.Ordinal);
        return new(entries.Where(entry => Types.ContainsKey(Path.GetExtension(entry.Key)))
            .Select(entry => KeyValuePair.Create(entry.Key, SiteFile.Read(entry.Value, Types[Path.GetExtension(entry.Key)], settings,
                entries.GetValueOrDefault(entry.Key + ".br"), entries.GetValueOrDefault(entry.Key + ".gz")))));
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
        var (content, packing) = file.For(context.Request.Headers.AcceptEncoding.ToString());
        if (packing is not null)
            headers.ContentEncoding = packing;
        return TypedResults.Bytes(content, file.Type, entityTag: new($"\"{file.Hash}{(packing is null ? "" : "-" + packing)}\""));
    }

    /// <param name="Brotli">As the add-in's build packed it; browsers take it over https and from this machine.</param>
    /// <param name="Gzip">As the build packed it, or packed here where that saves a tenth at least.</param>
    private sealed record SiteFile(byte[] Content, byte[]? Brotli, byte[]? Gzip, string Hash, string Type)
    {
        public static SiteFile Read(ZipArchiveEntry entry, string type, ServiceSettings settings, ZipArchiveEntry? brotli, ZipArchiveEntry? gzip)
        {
            var content = entry.Name.EndsWith(".html", StringComparison.Ordinal)
                ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(BytesOf(entry)).Replace("%OFFICE_JS%", OfficeScript(settings, "office.js"), StringComparison.Ordinal)
                    .Replace("%CUSTOM_FUNCTIONS_JS%", OfficeScript(settings, "custom-functions-runtime.js"), StringComparison.Ordinal))
                : BytesOf(entry);
            return new(content, brotli is null ? null : BytesOf(brotli), gzip is null ? Pack(content) : BytesOf(gzip), Convert.ToHexStringLower(SHA256.HashData(content))[..16], type);
        }

        public (byte[] Content, string? Packing) For(string accepted) =>
            Brotli is not null && accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? (Brotli, "br")
            : Gzip is not null && accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? (Gzip, "gzip")
            : (Content, null);

        private static byte[] BytesOf(ZipArchiveEntry entry)
        {
            using var stream = entry.Open();
            using var buffer = new MemoryStream();
            stream.CopyTo(buffer);
            return buffer.ToArray();
        }

        // The CDNs and a mirror made from them keep Office.js at this path below their origin.
        private static string OfficeScript(ServiceSettings settings, string name) =>
            System.Net.WebUtility.HtmlEncode(settings.OfficeJsOrigin.AbsoluteUri.TrimEnd('/') + "/lib/1/hosted/" + name);

        private static byte[]? Pack(byte[] content)
        {
            using var buffer = new MemoryStream();
            using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
                gzip.Write(content);
            var packed = buffer.ToArray();
            return packed.Length < content.Length * 0.9 ? packed : null;
        }
    }
}
