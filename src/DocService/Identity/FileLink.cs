using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Identity;

/// <summary>
/// An address that opens one file for two minutes without a sign-in: the pane inside Excel cannot save a file itself, and the browser it opens
/// has neither its cookie nor its token. The address is sealed by the service; opened, it is the request its maker would send, judged by his rights at that moment.
/// </summary>
internal static class FileLink
{
    public const string Prefix = "/download/";

    private const string Purpose = "SpotCheck.Identity.FileLink.v1";
    private const int LongestPath = 500;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    /// <param name="Path">A file of the caller's bureau: the path and query of its GET route.</param>
    public sealed record Request(string Path);

    /// <param name="Path">From the service's root.</param>
    public sealed record Response(string Path, DateTimeOffset ValidUntil);

    /// <summary>Who made the address that this request opens.</summary>
    public sealed record Maker(string Person);

    public static Results<Ok<Response>, RefusalResult> Make(Request request, Official official, IDataProtectionProvider protection, TimeProvider clock)
    {
        if (!IsOf(official.BureauId, request.Path))
            return new Refusal("files.not-of-bureau", $"只能打开本单位的文件，地址以 /api/bureaus/{official.BureauId}/ 开头，最多 {LongestPath} 字。", $"Only a file of your own bureau can be opened: a path below /api/bureaus/{official.BureauId}/ of at most {LongestPath} characters.").ToProblem();
        var until = clock.GetUtcNow() + Life;
        var token = protection.CreateProtector(Purpose).Protect(string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeSeconds()}|{official.Id}|{request.Path}"));
        return TypedResults.Ok(new Response(Prefix + token, until));
    }

    /// <summary>What such an address that is no longer good answers.</summary>
    public static RefusalResult Expired(string token) =>
        Refusal.NotFound("files.link-expired", "这个下载地址无效或已过期（有效期两分钟）。请回到窗格重新点击下载。", "This address is not valid or older than two minutes. Ask for it again in the pane.").ToProblem();

    /// <summary>Turns a good address into the request for its file, before a route is chosen.</summary>
    public static void Follow(HttpContext context, IDataProtectionProvider protection, TimeProvider clock)
    {
        var request = context.Request;
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || request.Path.Value?.StartsWith(Prefix, StringComparison.Ordinal) is not true)
            return;
        if (Read(request.Path.Value[Prefix.Length..], protection) is not { } link || clock.GetUtcNow() > link.Until)
            return;
        var mark = link.Path.IndexOf('?', StringComparison.Ordinal);
        request.Path = PathString.FromUriComponent(mark < 0 ? link.Path : link.Path[..mark]);
        request.QueryString = mark < 0 ? QueryString.Empty : new QueryString(link.Path[mark..]);
        context.Features.Set(new Maker(link.Person));
    }

    // Written as it will be asked for: nothing in it may lead elsewhere once it is resolved.
    private static bool IsOf(string bureau, string path) =>
        path.Length <= LongestPath
        && path.StartsWith($"/api/bureaus/{Uri.EscapeDataString(bureau)}/", StringComparison.Ordinal)
        && Uri.TryCreate($"http://here{path}", UriKind.Absolute, out var whole)
        && whole.PathAndQuery == path;

    private sealed record Link(DateTimeOffset Until, string Person, string Path);

    private static Link? Read(string token, IDataProtectionProvider protection)
    {
        try
        {
            var parts = protection.CreateProtector(Purpose).Unprotect(token).Split('|', 3);
            return new(DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture)), parts[1], parts[2]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
