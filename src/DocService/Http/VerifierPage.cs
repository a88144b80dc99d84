using System.Security.Cryptography;

namespace SpotCheck.DocService.Http;

/// <summary>The offline verifier as this service hands it out: one self-contained file, and the hash that slips, records and public pages print.</summary>
internal static class VerifierPage
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "verify.html");

    private static readonly Lazy<(string Sha256, long Bytes)> Facts = new(() =>
    {
        using var file = File.OpenRead(Path);
        return (Convert.ToHexStringLower(SHA256.HashData(file)), file.Length);
    });

    public static string Sha256 => Facts.Value.Sha256;

    public static long Size => Facts.Value.Bytes;

    public static IResult Serve(HttpResponse response)
    {
        LeavePolicyToPage(response);
        return TypedResults.PhysicalFile(Path, "text/html; charset=utf-8");
    }

    /// <summary>A verifier carries a policy of its own, stricter than the service's: no connection at all.</summary>
    public static void LeavePolicyToPage(HttpResponse response) => response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
}
