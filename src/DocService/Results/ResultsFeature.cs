using Microsoft.AspNetCore.Mvc;
using SpotCheck.DocService.Draws.Declarations;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Results.Acts;
using SpotCheck.DocService.Results.Runs;

namespace SpotCheck.DocService.Results;

internal static class ResultsFeature
{
    /// <summary>Draws ask whether an object was visited; only results know.</summary>
    public static void AddResults(this WebApplicationBuilder builder) => builder.Services.AddSingleton<VisitedObjects>(VisitedByResults.AskAsync);

    public static void MapResults(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bureaus/{bureau}/result-codes", ReadRuns.Table).WithTags("Results").WithName("readResultCodes").WithSummary("Categories of result and follow-ups, with their version").AllowEveryOfficial();
        var runs = routes.MapGroup("/api/bureaus/{bureau}/check-runs").WithTags("Results");
        runs.MapGet("", ReadRuns.List).WithName("listCheckRuns").WithSummary("Checks of drawn tasks, newest draw first").AllowEveryOfficial();
        runs.MapPost("", BeginRun.Handle).WithName("beginCheckRun").WithSummary("Take over the drawn objects of a task").AllowRoles(Role.Clerk);
        runs.MapGet("/{id:guid}", ReadRuns.One).WithName("readCheckRun").WithSummary("Objects with results, states and last days").AllowEveryOfficial();
        runs.MapGet("/{id:guid}/publication", ReadRuns.Published).WithName("readPublication").WithSummary("Published results with the national display's fields").AllowEveryOfficial();
        runs.MapGet("/{id:guid}/workbook", ImportResults.Sheet).WithName("downloadResultSheet").WithSummary("A sheet with every drawn object, to be filled in").AllowEveryOfficial();
        runs.MapPost("/{id:guid}/workbook", ImportResults.Handle).WithName("importResults").WithSummary("Results from a filled-in sheet, all or none")
            .WithMetadata(new RequestSizeLimitAttribute(ImportResults.LargestUpload)).AllowRoles(Role.Clerk);
        runs.MapPut("/{id:guid}/objects/{objectId}/result", EnterResult.Handle).WithName("enterResult").WithSummary("Enter, mend or correct one result").AllowRoles(Role.Clerk);
        runs.MapPost("/{id:guid}/publication", DecideOnResults.Publish).WithName("publishResults").WithSummary("Publish results that wait").AllowRoles(Role.SectionHead);
        runs.MapPost("/{id:guid}/objects/{objectId}/return", DecideOnResults.Return).WithName("returnResult").WithSummary("Back to the clerk, with the reason").AllowRoles(Role.SectionHead);
        runs.MapPost("/{id:guid}/objects/{objectId}/follow-up", DecideOnResults.CloseFollowUp).WithName("closeFollowUp").WithSummary("Close the follow-up of a result").AllowRoles(Role.Clerk);
    }
}
