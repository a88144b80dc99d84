using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Consultations.Replies;

/// <summary>The page a link opens and what it asks for; open to everybody, slow for whoever tries, never kept by a cache.</summary>
internal static class ReplyRoutes
{
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // A person saves a few times a minute. An office may sit behind one address.
    private const int PerLinkAndMinute = 60;
    private const int PerAddressAndMinute = 240;

    public static void AddReplies(this IServiceCollection services)
    {
        services.AddScoped<ReplyDesk>();
        services.AddScoped<AnswerNotice>();
        services.AddSingleton(new ReplyRate(PerLinkAndMinute, PerAddressAndMinute));
    }

    public static void MapReplies(this IEndpointRouteBuilder routes)
    {
        var reply = routes.MapGroup("/reply").WithTags("Replies").AllowPublic().AddEndpointFilter(GuardAsync);
        reply.MapGet("", () => Pages.Read("SpotCheck.DocService.Consultations.Pages.reply.html")).ExcludeFromDescription();
        reply.MapGet("/reply.js", () => Pages.Read("SpotCheck.DocService.Consultations.Pages.reply.js")).ExcludeFromDescription();
        reply.MapGet("/reply.css", () => Pages.Read("SpotCheck.DocService.Consultations.Pages.reply.css")).ExcludeFromDescription();
        reply.MapGet("/letter", AnswerLetter.Read).WithName("readLetterToAnswer").WithSummary("The letter a link opens, with the draft of the answer");
        reply.MapGet("/document", AnswerLetter.Document).WithName("downloadLetterToAnswer").WithSummary("The letter as issued (.docx)");
        reply.MapPut("/draft", AnswerLetter.Save).WithName("saveReplyDraft").WithSummary("Save the draft of an answer; says what is still missing");
        reply.MapPost("/files", AnswerLetter.Attach).WithName("attachReplyFile").WithSummary("Attach a file, as the body: PDF, JPEG, PNG or DOCX")
            .WithMetadata(new RequestSizeLimitAttribute(AttachmentRules.LargestFile + 1024));
        reply.MapDelete("/files/{file:guid}", AnswerLetter.Detach).WithName("detachReplyFile").WithSummary("Take a file back before the answer is final");
        reply.MapPost("/confirmation", AnswerLetter.Confirm).WithName("confirmReply").WithSummary("Make the answer final; gives a receipt");
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = PagePolicy;
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var rate = http.RequestServices.GetRequiredService<ReplyRate>();
        if (await rate.MayPassAsync(http))
            return await next(context);
        http.Response.Headers.RetryAfter = "60";
        return ReplyRefusals.TooOften.ToProblem();
    }
}

/// <summary>How often a link and an address may ask. Each copy of the service counts for itself.</summary>
internal sealed class ReplyRate(int perLink, int perAddress) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => Window(perAddress))),
        PartitionedRateLimiter.Create<HttpContext, string>(http => http.Request.Headers[ReplyDesk.TokenHeader].ToString() is { Length: > 0 and <= 64 } token
            ? RateLimitPartition.GetFixedWindowLimiter(Convert.ToHexString(ReplyDesk.HashOf(token)), _ => Window(perLink))
            : RateLimitPartition.GetNoLimiter("")));

    public async ValueTask<bool> MayPassAsync(HttpContext http)
    {
        using var lease = await limiter.AcquireAsync(http);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    private static FixedWindowRateLimiterOptions Window(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 };
}
