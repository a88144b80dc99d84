using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Overview;

/// <summary>What a person should know when he comes back: what others did, and what falls due.</summary>
internal static class OverviewFeature
{
    public static void MapOverview(this IEndpointRouteBuilder routes)
    {
        var bureau = routes.MapGroup("/api/bureaus/{bureau}").WithTags("Overview");
        bureau.MapGet("/news", ReadNews.Handle).WithName("readNews").WithSummary("What others did since the caller last said he had seen it").AllowEveryOfficial();
        bureau.MapPost("/news/seen", ReadNews.Seen).WithName("markNewsSeen").WithSummary("Everything up to an entry has been seen").AllowEveryOfficial();
        bureau.MapGet("/deadlines", ListDeadlines.Handle).WithName("listDeadlines").WithSummary("Results to publish and checks to finish, the most urgent first").AllowEveryOfficial();
    }
}
