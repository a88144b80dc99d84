using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Headers;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>A clerk changes a draft: the whole sheet anew, single cells, proposed fixes, or how a task is drawn.</summary>
internal static class EditPlan
{
    /// <param name="Revision">The revision the clerk saw.</param>
    public sealed record SheetRequest(int Revision, IReadOnlyList<GridPage> Pages);

    public sealed record CellsRequest(int Revision, IReadOnlyList<CellEdit> Edits);

    /// <param name="Place">附件1!F12; a header or a task's cell.</param>
    public sealed record CellEdit(string Place, string Text);

    /// <param name="Places">The cells whose proposed fix is accepted; null accepts all there are.</param>
    public sealed record FixesRequest(int Revision, IReadOnlyList<string>? Places = null);

    public sealed record TermsRequest(int Revision, TaskTerms Terms);

    public static async Task<Results<Ok<ImportPlan.Response>, RefusalResult>> Sheet(
        string bureau, Guid plan, int number, SheetRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct) =>
        await ReplaceAsync(bureau, plan, number, request.Revision, PlanIntake.FromGrid(request.Pages, await db.RememberedHeadersAsync(bureau, ct)), official, db, audit, ct);

    public static async Task<Results<Ok<ImportPlan.Response>, RefusalResult>> Workbook(
        string bureau, Guid plan, int number, int revision, string? fileName, HttpRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct) =>
        await ReplaceAsync(bureau, plan, number, revision, await PlanIntake.ReadUploadAsync(request, fileName, await db.RememberedHeadersAsync(bureau, ct), ct), official, db, audit, ct);

    public static async Task<Results<Ok<ImportPlan.Response>, RefusalResult>> Cells(
        string bureau, Guid plan, int number, CellsRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } loaded)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        var (edited, refusal) = TableEditing.Apply(loaded.Content, request.Edits);
        return refusal is not null ? refusal.ToProblem() : await SaveAsync(loaded, request.Revision, edited!, null, [], official, db, audit, ct);
    }

    public static async Task<Results<Ok<ImportPlan.Response>, RefusalResult>> Fixes(
        string bureau, Guid plan, int number, FixesRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } loaded)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        var context = await db.PlanContextAsync(bureau, loaded.Plan.Year, loaded.Tasks, ct);
        var content = loaded.Content;
        // One cell may have several mistakes; each round mends one of each cell.
        for (var round = 0; round < 5; round++)
        {
            var fixes = PlanLint.Check(content.Table, PlanTask.ReadAll(content.Table, loaded.Plan.Year), context)
                .Where(finding => finding.Fix is not null && (request.Places is null || request.Places.Contains(finding.Place, StringComparer.Ordinal)))
                .DistinctBy(finding => finding.Place)
                .Select(finding => new CellEdit(finding.Place, finding.Fix!))
                .ToList();
            if (fixes.Count == 0)
            {
                break;
            }

            var (edited, refusal) = TableEditing.Apply(content, fixes);
            if (refusal is not null)
            {
                return refusal.ToProblem();
            }

            content = edited!;
        }

        return ReferenceEquals(content, loaded.Content)
            ? new Refusal("plan.nothing-to-fix", "这些位置没有可以自动改正的问题。请刷新检查结果后再选。", "There is no machine-applicable fix at these places.").ToProblem()
            : await SaveAsync(loaded, request.Revision, content, null, [], official, db, audit, ct);
    }

    public static async Task<Results<Ok<ImportPlan.Response>, RefusalResult>> Terms(
        string bureau, Guid plan, int number, string task, TermsRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } loaded)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        if (loaded.Task(task) is not { } found)
        {
            return Refusal.NotFound("plan.no-such-task", $"第{number}版里没有编号为“{task}”的任务。请从任务列表中选择。", $"Version {number} has no task '{task}'.").ToProblem();
        }

        if (request.Terms.Mode is { } mode && !Enum.IsDefined(mode))
        {
            return new Refusal("terms.mode", "匹配方式应是股所随机、所所随机、股内随机或所内随机。", "Unknown matching mode.").ToProblem();
        }

        if (request.Terms.Check(found) is { } problem)
        {
            return PlanRefusals.Of(problem).ToProblem();
        }

        var terms = loaded.Content.Terms.Where(pair => pair.Key != task).Append(new(task, request.Terms)).Where(pair => pair.Value != TaskTerms.None);
        return await SaveAsync(loaded, request.Revision, loaded.Content with { Terms = terms.ToDictionary(StringComparer.Ordinal) }, null, [], official, db, audit, ct);
    }

    private static async Task<Results<Ok<ImportPlan.Response>, RefusalResult>> ReplaceAsync(
        string bureau, Guid plan, int number, int revision, PlanIntake.Result intake, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } loaded)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        return intake.Table is { } table
            ? await SaveAsync(loaded, revision, TaskNumbering.Next(loaded.Content, table, loaded.Plan.Series), intake.FileName, intake.Problems, official, db, audit, ct)
            : intake.Refusal!.ToProblem();
    }

    private static async Task<Results<Ok<ImportPlan.Response>, RefusalResult>> SaveAsync(
        LoadedVersion loaded, int revision, PlanContent content, string? fileName, IReadOnlyList<Values.CellProblem> problems, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (await DraftSaving.JudgeAsync(db, loaded, revision, content, ct) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var before = loaded.Version.Content;
        loaded.Version.Replace(PlanContentJson.Write(content), fileName);
        audit.Record(official, "plan.edited", "plan-version", $"{loaded.Plan.Id}/{loaded.Version.Number}", before, loaded.Version.Content);
        if (await DraftSaving.SaveAsync(db, loaded, content, ct) is { } stale)
        {
            return stale.ToProblem();
        }

        var saved = new LoadedVersion(loaded.Plan, loaded.Version, content);
        return TypedResults.Ok(new ImportPlan.Response(VersionView.Of(saved), await CheckPlan.OfAsync(db, loaded.Plan.BureauId, saved, ct), problems));
    }
}
