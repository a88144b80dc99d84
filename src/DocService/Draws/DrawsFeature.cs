using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Declarations;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Draws.Preparation;
using SpotCheck.DocService.Draws.Publication;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Draws;

internal static class DrawsFeature
{
    public static void AddDraws(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        if (!builder.Configuration.GetValue("DescribeOnly", false))
        {
            services.AddHostedService<LogAgreement>();
            services.AddHostedService<KeepVerifier>();
        }

        services.AddSingleton<SecretVault>();
        services.AddSingleton<DrawLogs>();
        services.AddSingleton<FairnessRuns>();
        services.AddSingleton<PublishedDraws>();
        services.AddScoped<TaskMaterials>();
        services.AddDeclarations();
    }

    public static void MapDraws(this IEndpointRouteBuilder routes)
    {
        var log = routes.MapGroup("/api/bureaus/{bureau}/draw-log").WithTags("Draws");
        log.MapGet("", ShowLog.Handle).WithName("showDrawLog").WithSummary("The bureau's open log: root of trust, policy, newest checkpoint").AllowEveryOfficial();
        log.MapPost("", OpenLog.Handle).WithName("openDrawLog").WithSummary("Open the bureau's log of a year").AllowRoles(Role.SectionHead);
        log.MapPost("/closing", CloseLog.Handle).WithName("closeDrawLog").WithSummary("Publish every desk's master secret and end the log").AllowRoles(Role.SectionHead);
        log.MapGet("/witnesses", EnrolWitness.List).WithName("listEnrolledWitnesses").WithSummary("Witnesses whose devices have a key").AllowRoles(Role.SectionHead);
        log.MapPut("/witness-key", EnrolWitness.Handle).WithName("enrolWitness").WithSummary("Enrol the public key of a witness's device").AllowRoles(Role.Witness);
        log.MapPost("/cosignatures", CosignCheckpoint.Handle).WithName("cosignCheckpoint").WithSummary("Cosign a checkpoint").AllowRoles(Role.Witness);

        var draws = routes.MapGroup("/api/bureaus/{bureau}/draws").WithTags("Draws");
        draws.MapPost("", PrepareDraw.Handle).WithName("prepareDraw").WithSummary("Freeze the registers for tasks of adopted plans").AllowRoles(Role.Clerk);
        draws.MapDelete("/{id:guid}", DiscardDraw.Handle).WithName("discardDraw").WithSummary("Take back a draw before its approval").AllowRoles(Role.Clerk, Role.SectionHead);
        draws.MapPost("/{id:guid}/approval", ApproveDraw.Handle).WithName("approveDraw").WithSummary("Approve a prepared draw").AllowRoles(Role.SectionHead);
        draws.MapPost("/{id:guid}/opening", OpenDraw.Handle).WithName("openDraw").WithSummary("OPEN: commit everything before the dice").AllowRoles(Role.Clerk, Role.SectionHead);
        draws.MapPost("/{id:guid}/contributions", EnterContribution.Handle).WithName("enterContribution").WithSummary("Enter dice, lottery numbers or a phrase, typed twice").AllowRoles(Role.Witness, Role.SectionHead, Role.Clerk);
        draws.MapPost("/{id:guid}/reveal", RevealDraw.Handle).WithName("revealDraw").WithSummary("Open the secret and compute the result").AllowRoles(Role.Clerk, Role.SectionHead, Role.Witness);
        draws.MapPost("/{id:guid}/void", VoidDraw.Handle).WithName("voidDraw").WithSummary("End an opened draw before its last contribution, with the reason").AllowRoles(Role.SectionHead);
        draws.MapPost("/{id:guid}/supersede", SupersedeTasks.Handle).WithName("supersedeTasks").WithSummary("Set results aside, with reason and legal basis").AllowRoles(Role.SectionHead);
        draws.MapPost("/{id:guid}/recusals", RecuseInspector.Handle).WithName("recuseInspector").WithSummary("Recuse a drawn inspector").AllowRoles(Role.SectionHead);
        draws.MapPost("/{id:guid}/reopening", ReopenDraw.Handle).WithName("reopenDraw").WithSummary("REOPEN: re-draw the recused inspectors").AllowRoles(Role.Clerk, Role.SectionHead);
        draws.MapGet("", ListDraws.Handle).WithName("listDraws").WithSummary("Draws of the bureau, newest first").AllowEveryOfficial();
        draws.MapGet("/contributors", Contributors.List).WithName("listContributors").WithSummary("Who may throw dice or give a phrase").AllowRoles(Role.Clerk, Role.SectionHead);
        draws.MapGet("/{id:guid}/progress", ShowProgress.Handle).WithName("showDrawProgress").WithSummary("How far a draw is; small, for pages that keep in step").AllowEveryOfficial();
        draws.MapGet("/{id:guid}", ShowDraw.Handle).WithName("showDraw").WithSummary("A draw with its tasks, progress and results").AllowEveryOfficial();
        draws.MapGet("/{id:guid}/fairness", ShowFairness.Handle).WithName("showFairness").WithSummary("Fairness preview with steering index; ask again while it runs").AllowEveryOfficial();
        draws.MapGet("/{id:guid}/slip", ShowSlip.Handle).WithName("showOpenSlip").WithSummary("The open slip to print: record, root, size, QR code").AllowEveryOfficial();
        draws.MapGet("/{id:guid}/evidence", DownloadEvidence.Handle).WithName("downloadEvidence").WithSummary("Evidence package (.zip)").AllowEveryOfficial();
        routes.MapDeclarations();
        MapPublication(routes);
    }

    // Open to everybody and cacheable; addressed by the hash of GENESIS, the log's root of trust.
    private static void MapPublication(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/public").WithTags("Public").AllowPublic();
        open.MapGet("/logs", ListPublishedLogs.Handle).WithName("listPublishedLogs").WithSummary("Every draw log of this installation");
        open.MapGet("/{genesis:length(64)}/draws", ListPublishedLogs.Draws).WithName("listPublishedDraws").WithSummary("Draws of a log, newest first; overdue ones marked");
        open.MapGet("/{genesis:length(64)}/checkpoints/{size}", ReadPublishedLog.Checkpoint).WithName("readCheckpoint").WithSummary("Signed note by size, or latest");
        open.MapGet("/{genesis:length(64)}/records", ReadPublishedLog.Records).WithName("readRecords").WithSummary("Records from a seq on, one per line, at most 1,000");
        open.MapGet("/{genesis:length(64)}/records/{seq:long}", ReadPublishedLog.Record).WithName("readRecord").WithSummary("A record as its canonical bytes");
        open.MapGet("/{genesis:length(64)}/consistency", ReadPublishedLog.Consistency).WithName("readConsistency").WithSummary("Proof that one size is a beginning of another");
        open.MapGet("/{genesis:length(64)}/files", ExportLog.Handle).WithName("exportLog").WithSummary("The whole log as static files (.zip)");
        open.MapGet("/{genesis:length(64)}/draws/{seq:long}/evidence", PublishEvidence.Handle).WithName("readEvidence").WithSummary("Evidence package (.zip)");
        open.MapGet("/{genesis:length(64)}/draws/{seq:long}/enterprises/{id}", AnswerEnterprise.Handle).WithName("answerEnterprise").WithSummary("Was this enterprise drawn? With proof");
        open.MapGet("/verifier", ServedVerifiers.Describe).WithName("describeVerifier").WithSummary("Hash of the offline verifier, and of every earlier one");
        open.MapGet("/log", () => Pages.Read("SpotCheck.DocService.Draws.Pages.log.html")).ExcludeFromDescription();
        routes.MapGet("/verify/{sha256:length(64)}.html", ServedVerifiers.Read).ExcludeFromDescription().AllowPublic();
        routes.MapGet("/witness", () => Pages.Read("SpotCheck.DocService.Draws.Pages.witness.html")).ExcludeFromDescription().AllowPublic();
        routes.MapGet("/ceremony", () => Pages.Read("SpotCheck.DocService.Draws.Pages.ceremony.html")).ExcludeFromDescription().AllowPublic();
        routes.MapGet("/slip", () => Pages.Read("SpotCheck.DocService.Draws.Pages.slip.html")).ExcludeFromDescription().AllowPublic();
    }
}
