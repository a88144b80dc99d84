using Microsoft.AspNetCore.Mvc;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Acts;
using SpotCheck.DocService.Plans.Headers;
using SpotCheck.DocService.Plans.ItemList;

namespace SpotCheck.DocService.Plans;

internal static class PlansFeature
{
    private static readonly RequestSizeLimitAttribute Upload = new(PlanIntake.LargestUpload);

    public static void AddPlans(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue("DescribeOnly", false))
            builder.Services.AddHostedService<SampleItems>();
        builder.Services.AddTryPlanCheck();
    }

    public static void MapPlans(this IEndpointRouteBuilder routes)
    {
        routes.MapTryPlanCheck();
        var plans = routes.MapGroup("/api/bureaus/{bureau}/plans").WithTags("Plans");
        plans.MapGet("", ReadPlans.List).WithName("listPlans").WithSummary("Plans of the bureau, newest year first").AllowEveryOfficial();
        plans.MapPost("", ImportPlan.FromGrid).WithName("importPlan").WithSummary("A plan from the cells of a grid; becomes a draft").AllowRoles(Role.Clerk);
        plans.MapPost("/workbook", ImportPlan.FromWorkbook).WithName("importPlanWorkbook").WithSummary("A plan from an .xlsx as the body; becomes a draft")
            .WithMetadata(Upload).AllowRoles(Role.Clerk);
        plans.MapPost("/check", CheckPlan.Typed).WithName("checkPlan").WithSummary("Rules and forecast for a sheet being typed; nothing is stored").AllowRoles(Role.Clerk, Role.SectionHead);
        plans.MapPost("/{plan:guid}/versions", DecideOnPlan.BeginChange).WithName("beginPlanChange").WithSummary("A new draft of an adopted plan, with the reason").AllowRoles(Role.Clerk);

        plans.MapPost("/overlap", FindOverlap.Typed).WithName("findOverlap").WithSummary("Tasks of a sheet being typed that concern the same objects").AllowRoles(Role.Clerk, Role.SectionHead);

        var version = plans.MapGroup("/{plan:guid}/versions/{number:int}");
        version.MapGet("", ReadPlans.Version).WithName("readPlanVersion").WithSummary("What a version says, cell by cell").AllowEveryOfficial();
        version.MapGet("/check", CheckPlan.Stored).WithName("readPlanCheck").WithSummary("Findings and forecast of a version").AllowEveryOfficial();
        version.MapGet("/overlap", FindOverlap.Stored).WithName("readPlanOverlap").WithSummary("Tasks of a version that concern the same objects").AllowEveryOfficial();
        version.MapGet("/changes", ReadPlans.ChangesOf).WithName("readPlanChanges").WithSummary("Field by field against the version before, with the reason").AllowEveryOfficial();
        version.MapGet("/workbook", ReadPlans.Workbook).WithName("downloadPlanWorkbook").WithSummary("The version as a workbook to print").AllowEveryOfficial();
        version.MapGet("/draw-terms", ReadPlans.DrawTermsOf).WithName("readPlanDrawTerms").WithSummary("How each task will be drawn").AllowEveryOfficial();
        version.MapPut("", EditPlan.Sheet).WithName("replacePlanSheet").WithSummary("The whole sheet anew, from a grid").AllowRoles(Role.Clerk);
        version.MapPut("/workbook", EditPlan.Workbook).WithName("replacePlanWorkbook").WithSummary("The whole sheet anew, from an .xlsx as the body")
            .WithMetadata(Upload).AllowRoles(Role.Clerk);
        version.MapPatch("/cells", EditPlan.Cells).WithName("editPlanCells").WithSummary("New texts for single cells").AllowRoles(Role.Clerk);
        version.MapPost("/fixes", EditPlan.Fixes).WithName("applyPlanFixes").WithSummary("Apply proposed fixes").AllowRoles(Role.Clerk);
        version.MapPut("/tasks/{task}/terms", EditPlan.Terms).WithName("setTaskTerms").WithSummary("How one task is drawn: ratios per risk class, matching mode, inspectors").AllowRoles(Role.Clerk);
        version.MapPost("/submit", DecideOnPlan.Submit).WithName("submitPlan").WithSummary("Hand the draft to the section head").AllowRoles(Role.Clerk);
        version.MapPost("/return", DecideOnPlan.Return).WithName("returnPlan").WithSummary("Back to the clerk, with the reason").AllowRoles(Role.SectionHead);
        version.MapPost("/adopt", DecideOnPlan.Adopt).WithName("adoptPlan").WithSummary("Adopt the submitted version; it never changes again").AllowRoles(Role.SectionHead);

        var items = routes.MapGroup("/api/bureaus/{bureau}/items").WithTags("ItemList");
        items.MapGet("", EditItems.List).WithName("listItems").WithSummary("The bureau's item list").AllowEveryOfficial();
        items.MapPut("/{number}", EditItems.Put).WithName("putItem").WithSummary("A new or changed row of the item list").AllowRoles(Role.Clerk);
        items.MapDelete("/{number}", EditItems.Remove).WithName("removeItem").WithSummary("Take a row out of the item list").AllowRoles(Role.Clerk);
        items.MapPost("/import", ImportItems.Handle).WithName("importItems").WithSummary("A whole list from an .xlsx or .csv as the body: previewed, then written with the preview's hash").WithMetadata(Upload).AllowRoles(Role.Clerk);
        items.MapPost("/proposals", ProposeRows.Handle).WithName("proposeRows").WithSummary("Rows for a plan sheet out of chosen items").AllowRoles(Role.Clerk, Role.SectionHead);

        var headers = routes.MapGroup("/api/bureaus/{bureau}/plan-headers").WithTags("Plans");
        headers.MapGet("", RememberHeader.Read).WithName("readPlanHeaders").WithSummary("Headers of the bureau's own and what they mean").AllowEveryOfficial();
        headers.MapPut("", RememberHeader.Set).WithName("rememberPlanHeader").WithSummary("Say what a header means, or forget it").AllowRoles(Role.Clerk);

        var defaults = routes.MapGroup("/api/bureaus/{bureau}/draw-defaults").WithTags("Plans");
        defaults.MapGet("", SetDrawDefaults.Read).WithName("readDrawDefaults").WithSummary("How the bureau draws by default").AllowEveryOfficial();
        defaults.MapPut("", SetDrawDefaults.Set).WithName("setDrawDefaults").WithSummary("Change how the bureau draws by default").AllowRoles(Role.SectionHead);
    }
}
