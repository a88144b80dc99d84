using System.Threading.RateLimiting;

namespace SpotCheck.DocService.Http;

/// <summary>Stands before pages that a link opens: open to everybody, slow for whoever tries, never kept by a cache. Each copy of the service counts for itself.</summary>
/// <param name="tokenHeader">The header the token travels in.</param>
internal abstract class LinkPageGuard(string tokenHeader, Refusal tooOften) : IDisposable
{
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // A person saves a few times a minute. An office may sit behind one address.
    private const int PerLinkAndMinute = 60;
    private const int PerAddressAndMinute = 240;

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => Window(PerAddressAndMinute))),
        PartitionedRateLimiter.Create<HttpContext, string>(http => http.Request.Headers[tokenHeader].ToString() is { Length: > 0 and <= 64 } token
            ? RateLimitPartition.GetFixedWindowLimiter(Convert.ToHexString(LinkTokens.HashOf(token)), _ => Window(PerLinkAndMinute))
            : RateLimitPartition.GetNoLimiter("")));

    public async ValueTask<object?> PassAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = PagePolicy;
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        using var lease = await limiter.AcquireAsync(http);
        if (lease.IsAcquired)
            return await next(context);
        http.Response.Headers.RetryAfter = "60";
        return tooOften.ToProblem();
    }

    public void Dispose()
    {
        limiter.Dispose();
        GC.SuppressFinalize(this);
    }

    private static FixedWindowRateLimiterOptions Window(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 };
}
