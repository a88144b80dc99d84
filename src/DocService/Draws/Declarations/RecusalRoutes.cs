using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Draws.Declarations;

/// <summary>The page an inspector's link opens, and what the section does with declarations.</summary>
internal static class RecusalRoutes
{
    public static void AddDeclarations(this IServiceCollection services)
    {
        services.AddSingleton<RecusalLinks>();
        services.AddScoped<RecusalDesk>();
        services.AddSingleton<RecusalGuard>();
    }

    public static void MapDeclarations(this IEndpointRouteBuilder routes)
    {
        var draw = routes.MapGroup("/api/bureaus/{bureau}/draws/{id:guid}").WithTags("Draws");
        draw.MapGet("/recusal-links", IssueRecusalLinks.List).WithName("listRecusalLinks").WithSummary("A recusal notice per drawn inspector: link, QR code, how far he has answered").AllowRoles(Role.Clerk, Role.SectionHead);
        draw.MapPost("/recusal-links", IssueRecusalLinks.Issue).WithName("issueRecusalLinks").WithSummary("Make the links that are missing or expired").AllowRoles(Role.Clerk, Role.SectionHead);
        draw.MapPost("/recusal-links/{link:guid}/withdrawal", IssueRecusalLinks.Withdraw).WithName("withdrawRecusalLink").WithSummary("Take a link back, with the reason").AllowRoles(Role.Clerk, Role.SectionHead);
        draw.MapGet("/declarations", ListDeclarations.Handle).WithName("listRecusalDeclarations").WithSummary("What inspectors have declared, and what became of it").AllowRoles(Role.Clerk, Role.SectionHead);
        draw.MapPost("/declarations/acceptance", DecideDeclarations.TakeOver).WithName("takeOverDeclarations").WithSummary("Take declarations over, each as a RECUSE; all or none").AllowRoles(Role.SectionHead);
        draw.MapPost("/declarations/rejection", DecideDeclarations.Reject).WithName("rejectDeclarations").WithSummary("Reject declarations, with a reason the inspector reads").AllowRoles(Role.SectionHead);
        routes.MapGet("/recusal-notices", () => Pages.Read("SpotCheck.DocService.Draws.Pages.notices.html")).ExcludeFromDescription().AllowPublic();

        var inspector = routes.MapGroup("/recusal").WithTags("Recusals").AllowPublic()
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<RecusalGuard>().PassAsync(context, next));
        inspector.MapGet("", () => Pages.Read("SpotCheck.DocService.Draws.Pages.recusal.html")).ExcludeFromDescription();
        inspector.MapGet("/visits", DeclareRecusal.Read).WithName("readVisits").WithSummary("What the inspector of a link is to visit, and what he has declared");
        inspector.MapPost("/declaration", DeclareRecusal.Declare).WithName("declareOwnRecusal").WithSummary("Declare recusals; none applies to the rest");
        inspector.MapPost("/clearance", DeclareRecusal.Clear).WithName("declareNoRecusal").WithSummary("Declare that no ground for recusal applies");
    }
}

internal sealed class RecusalGuard() : LinkPageGuard(RecusalDesk.TokenHeader, DeclarationRefusals.TooOften);
