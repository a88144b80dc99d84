using System.Net;
using Microsoft.Net.Http.Headers;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Identity;

/// <summary>Why a token was not accepted, for the WWW-Authenticate header; never the token.</summary>
internal sealed record TokenFault(string Kind);

/// <summary>What is refused before any handler looks at the request.</summary>
internal static class RequestGuards
{
    private const int LargestToken = 8 * 1024;

    // CVE-2024-21319: this IdentityModel inflates a compressed JWE without limit, so no five-part token reaches it.
    public static Refusal? JudgeToken(HttpRequest request)
    {
        foreach (var header in request.Headers.Authorization)
        {
            if (header is null)
                continue;
            if (header.Length > LargestToken)
                return IdentityRefusals.OversizedToken;
            if (header.AsSpan().Count('.') > 2)
                return IdentityRefusals.EncryptedToken;
        }

        return null;
    }

    /// <summary>
    /// Local sign-in trusts whoever sits at this machine, so the peer must be this machine, addressed by its own name (a rebound DNS name is not),
    /// and not a proxy that speaks for somebody else.
    /// </summary>
    public static bool ComesFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } peer
        && IPAddress.IsLoopback(peer)
        && ServiceSettings.IsLoopback(context.Request.Host.Host)
        && !context.Request.Headers.Keys.Any(name =>
            name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
            || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Via", StringComparison.OrdinalIgnoreCase));

    /// <summary>A browser says where a changing request comes from (Origin, or Sec-Fetch-Site); a program that says neither carries no one's cookie by accident.</summary>
    public static bool IsCrossSite(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return false;
        if (request.Headers.TryGetValue(HeaderNames.Origin, out var origin))
            return !string.Equals(origin.ToString(), $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
        return request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.ToString() is not ("same-origin" or "none");
    }
}
