using System.Text.RegularExpressions;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Forecast;
using SpotCheck.DocService.Plans.Headers;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>
/// The rules for whoever has not signed in yet. Nothing is stored and nothing of the database is read: what depends on a bureau's registers is unknown.
/// </summary>
internal static partial class TryPlanCheck
{
    /// <summary>A plan of 5,000 rows takes some 600 KB.</summary>
    private const int LargestBody = 1024 * 1024;

    // Typing asks about once a second; an office may sit behind one address.
    private const int PerAddressAndMinute = 120;

    public static void AddTryPlanCheck(this IServiceCollection services) => services.AddSingleton(new TryRate(PerAddressAndMinute));

    public static void MapTryPlanCheck(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/plan-check", Handle).WithTags("Plans").WithName("tryPlanCheck").WithSummary("Rules for a sheet without sign-in; nothing is stored or read")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody)).AllowPublic().AddEndpointFilter(GuardAsync);

    private static Results<Ok<CheckPlan.Response>, RefusalResult> Handle(CheckPlan.Request request)
    {
        var intake = PlanIntake.FromGrid(request.Pages, new Dictionary<string, PlanColumn>(StringComparer.Ordinal));
        if (intake.Table is not { } table)
            return intake.Refusal!.ToProblem();
        if (PlanIntake.JudgeYear(table, request.Year, out var year) is { } refusal)
            return refusal.ToProblem();
        var tasks = PlanTask.ReadAll(table, year);
        var context = PlanContext.Of(year, AgencyOf(table));
        return TypedResults.Ok(CheckPlan.Answer(intake, table, tasks, year, PlanLint.Check(table, tasks, context), PlanForecast.Of(tasks, context)));
    }

    /// <summary>The bureau a title names before its year, since nobody has said whose plan it is.</summary>
    private static string? AgencyOf(PlanTable table) =>
        table.Titles.Select(title => TitledAgency().Match(title.Text)).FirstOrDefault(match => match.Success)?.Groups["agency"].Value;

    [GeneratedRegex(@"^\s*(?<agency>\p{IsCJKUnifiedIdeographs}{3,30}?[局委厅])\s*\d{4}\s*年", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex TitledAgency();

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await http.RequestServices.GetRequiredService<TryRate>().MayPassAsync(http))
            return await next(context);
        http.Response.Headers.RetryAfter = "60";
        return new Refusal("plan.too-often", "检查太频繁。请等一分钟后再试，或登录后使用。", "Too many checks; wait a minute or sign in.", StatusCodes.Status429TooManyRequests).ToProblem();
    }
}

/// <summary>How often an address may have a sheet checked without signing in. Each copy of the service counts for itself.</summary>
internal sealed class TryRate(int perAddress) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
        http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = perAddress, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    public async ValueTask<bool> MayPassAsync(HttpContext http)
    {
        using var lease = await limiter.AcquireAsync(http);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
