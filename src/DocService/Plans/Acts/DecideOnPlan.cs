using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>From draft to adopted, and on to the next version: the clerk submits, the section head returns or adopts.</summary>
internal static class DecideOnPlan
{
    /// <param name="Revision">The revision the person saw.</param>
    public sealed record SeenRequest(int Revision);

    public sealed record ReturnRequest(int Revision, string Reason);

    public sealed record ChangeRequest(string Reason);

    public static async Task<Results<Ok<VersionView>, RefusalResult>> Submit(
        string bureau, Guid plan, int number, SeenRequest request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } loaded)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        return await JudgeAsync(db, loaded, PlanVersionStatus.Draft, "提交", request.Revision, withoutErrors: true, ct)
            ?? await DoAsync(loaded, "plan.submitted", version => version.Submit(official.Id, clock.GetUtcNow()), official, db, audit, ct);
    }

    public static async Task<Results<Ok<VersionView>, RefusalResult>> Return(
        string bureau, Guid plan, int number, ReturnRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } loaded)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        return JudgeReason(request.Reason, "退回")
            ?? await JudgeAsync(db, loaded, PlanVersionStatus.Submitted, "退回", request.Revision, withoutErrors: false, ct)
            ?? await DoAsync(loaded, "plan.returned", version => version.Return(request.Reason.Trim()), official, db, audit, ct);
    }

    public static async Task<Results<Ok<VersionView>, RefusalResult>> Adopt(
        string bureau, Guid plan, int number, SeenRequest request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } loaded)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        if (loaded.Version.SubmittedBy == official.Id)
        {
            return Refusal.WrongPerson("plan.own-submission", "提交计划的人不能自己审核通过。请由另一位股室负责人审核。", "Whoever submitted the plan cannot adopt it.").ToProblem();
        }

        return await JudgeAsync(db, loaded, PlanVersionStatus.Submitted, "审核通过", request.Revision, withoutErrors: true, ct)
            ?? await DoAsync(loaded, "plan.adopted", version => version.Adopt(official.Id, clock.GetUtcNow()), official, db, audit, ct);
    }

    /// <summary>A new draft with the content in force, to be changed.</summary>
    public static async Task<Results<Created<VersionView>, RefusalResult>> BeginChange(
        string bureau, Guid plan, ChangeRequest request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (JudgeReason(request.Reason, "变更计划") is { } refusal)
        {
            return refusal;
        }

        if (await db.FindAdoptedAsync(bureau, plan, ct) is not { } adopted)
        {
            return Refusal.WrongState("plan.not-adopted", "这份计划还没有审核通过的版本，请直接修改草稿。", "Nothing is adopted yet; edit the draft.").ToProblem();
        }

        if (await db.Set<PlanVersion>().AnyAsync(version => version.PlanId == plan && version.Status != PlanVersionStatus.Adopted, ct))
        {
            return ChangeOpen(adopted.Version.Number + 1).ToProblem();
        }

        var next = PlanVersion.After(adopted.Version, request.Reason.Trim(), official.Id, clock.GetUtcNow());
        db.Add(next);
        audit.Record(official, "plan.change-begun", "plan-version", $"{plan}/{next.Number}", after: next.Content);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException fault) when (fault.InnerException is System.Data.Common.DbException { SqlState: "23505" or "P0001" })
        {
            return ChangeOpen(next.Number).ToProblem();
        }

        return TypedResults.Created($"/api/bureaus/{bureau}/plans/{plan}/versions/{next.Number}", VersionView.Of(new(adopted.Plan, next, adopted.Content)));
    }

    private static Refusal ChangeOpen(int number) => Refusal.WrongState(
        "plan.change-open", $"这份计划已有正在办理的第{number}版。请在那一版上修改。", $"Version {number} is already open; work on it.");

    private static RefusalResult? JudgeReason(string reason, string act) => reason.Trim().Length is 0 or > 1000
        ? new Refusal("plan.reason-missing", $"{act}需要写明理由，1至1000个字。", "A reason of 1 to 1,000 characters is needed.").ToProblem()
        : null;

    private static async Task<RefusalResult?> JudgeAsync(SpotCheckDb db, LoadedVersion loaded, PlanVersionStatus needed, string act, int revision, bool withoutErrors, CancellationToken ct)
    {
        if (loaded.Version.Status != needed)
        {
            return PlanRefusals.WrongState(loaded.Version, act).ToProblem();
        }

        if (loaded.Version.Revision != revision)
        {
            return (await DraftSaving.StaleAsync(db, loaded, revision, loaded.Content, ct)).ToProblem();
        }

        var errors = withoutErrors
            ? (await CheckPlan.OfAsync(db, loaded.Plan.BureauId, loaded, ct)).Findings.Where(finding => finding.Weight == FindingWeight.Error).ToList()
            : [];
        return errors.Count == 0
            ? null
            : new Refusal("plan.has-errors", $"计划还有{errors.Count}处错误，第一处在{errors[0].Place}：{errors[0].Reason}请改正后再{act}。", $"The plan has {errors.Count} errors, the first at {errors[0].Place}: {errors[0].Code}.")
            {
                Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["findings"] = errors },
            }.ToProblem();
    }

    private static async Task<Results<Ok<VersionView>, RefusalResult>> DoAsync(
        LoadedVersion loaded, string act, Action<PlanVersion> verb, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        var before = loaded.Version.Status;
        verb(loaded.Version);
        audit.Record(official, act, "plan-version", $"{loaded.Plan.Id}/{loaded.Version.Number}", new { Status = before, loaded.Version.Content }, new { loaded.Version.Status, loaded.Version.Content });
        return await DraftSaving.SaveAsync(db, loaded, loaded.Content, ct) is { } stale ? stale.ToProblem() : TypedResults.Ok(VersionView.Of(loaded));
    }
}
