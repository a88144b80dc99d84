using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>A clerk puts tasks of adopted plans together for one ceremony. The registers' newest versions are closed and the rows in scope frozen; nothing is in the log yet.</summary>
internal static class PrepareDraw
{
    /// <param name="Deadline">By when there must be a result or a VOID; every verifier reports a draw past it.</param>
    /// <param name="Witness">Person who throws the dice; null for the log's only witness.</param>
    /// <param name="Sources">What is thrown, in order; null for 25 six-sided dice.</param>
    /// <param name="Salted">Hides the risk class of firms that are not drawn from whoever sees the tickets.</param>
    public sealed record Request(string Title, DateTimeOffset Deadline, IReadOnlyList<TaskChoice> Tasks, string? Witness, IReadOnlyList<SourceChoice>? Sources, bool? Salted);

    /// <param name="Round">Which draw of the year, for tasks drawn more than once; null for 1.</param>
    /// <param name="Scope">Which targets; null for what the plan's words mean in the register.</param>
    /// <param name="Slack">Objects an inspector may have beyond the smallest feasible load; null for 1.</param>
    /// <param name="VisitGroup">Tasks of one group draw overlapping samples (进一次门).</param>
    public sealed record TaskChoice(Guid Plan, string Task, int? Round, TargetScope? Scope, int? Slack, string? VisitGroup);

    /// <param name="Source"><c>dice6</c>, <c>d10</c>, <c>kl8</c> or <c>phrase</c>.</param>
    /// <param name="Person">Who enters it; null for the witness.</param>
    public sealed record SourceChoice(string Source, int? Count, string? Issue, string? Commit, string? Person);

    public sealed record Response(Guid Id, IReadOnlyList<PreparedTask> Tasks);

    public sealed record PreparedTask(string Task, int Targets, int Inspectors, int Recusals, long Objects);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, TaskMaterials materials, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await ShowLog.CurrentAsync(db, bureau, ct) is not { } log)
            return DrawRefusals.NoLog.ToProblem();
        var desk = await db.Set<StoredDesk>().AsNoTracking().Where(d => d.LogId == log.Id && d.DepartmentId == official.DepartmentId).Select(d => d.Name).SingleOrDefaultAsync(ct);
        if (desk is null)
            return DrawRefusals.NoDesk.ToProblem();
        if (request.Tasks.Count is 0 or > 100)
            return new Refusal("draw.no-task", "一次抽取可包含 1 到 100 项任务。请重新选择。", "One ceremony takes 1 to 100 tasks.").ToProblem();
        var contributors = await Contributors.ResolveAsync(db, log, bureau, request.Witness, request.Sources, ct);
        if (contributors.Refusal is { } unknown)
            return unknown.ToProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var drafts = new List<TaskDraft>();
        foreach (var choice in request.Tasks)
        {
            var draft = await materials.GatherAsync(bureau, choice, request.Salted ?? false, official, ct);
            if (draft.Refusal is { } refusal)
                return refusal.ToProblem();
            drafts.Add(draft.Task!);
        }

        if (drafts.Select(d => d.Id).Distinct(StringComparer.Ordinal).Count() != drafts.Count)
            return new Refusal("draw.task-twice", "同一项任务选了两次。请去掉重复的任务。", "One task is chosen twice.").ToProblem();
        var ceremony = new CeremonyDraft(request.Title, request.Deadline, contributors.Expects!, drafts);
        if (ceremony.Judge(desk, clock.GetUtcNow()) is { } wrong)
            return wrong.ToProblem();
        var stored = await ceremony.StoreAsync(db, log, desk, official, audit, clock, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(new Response(stored.Id, drafts.ConvertAll(d => new PreparedTask(
            d.Id, d.Tables.Register.Size, d.Tables.Roster.Inspectors.Count, d.Tables.Conflicts.Size, d.ToTask().Quota.Sum()))));
    }
}
