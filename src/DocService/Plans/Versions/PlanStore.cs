using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Versions;

/// <summary>A version with its plan and its content read.</summary>
internal sealed record LoadedVersion(AnnualPlan Plan, PlanVersion Version, PlanContent Content)
{
    public IReadOnlyList<PlanTask> Tasks { get; } = PlanTask.ReadAll(Content.Table, Plan.Year);

    public PlanTask? Task(string number) => Content.IndexOf(number) is >= 0 and var index ? Tasks[index] : null;
}

/// <summary>The queries several acts on plans share. Always within one bureau.</summary>
internal static class PlanStore
{
    public static async Task<LoadedVersion?> FindVersionAsync(this SpotCheckDb db, string bureau, Guid plan, int number, CancellationToken ct)
    {
        var found = await (
            from version in db.Set<PlanVersion>()
            join annual in db.Set<AnnualPlan>() on version.PlanId equals annual.Id
            where annual.BureauId == bureau && annual.Id == plan && version.Number == number
            select new { annual, version }).SingleOrDefaultAsync(ct);
        return found is null ? null : new(found.annual, found.version, PlanContentJson.Read<PlanContent>(found.version.Content));
    }

    /// <summary>The version in force: the latest adopted one; null if none is adopted.</summary>
    public static async Task<LoadedVersion?> FindAdoptedAsync(this SpotCheckDb db, string bureau, Guid plan, CancellationToken ct)
    {
        var number = await db.Set<PlanVersion>()
            .Where(version => version.PlanId == plan && version.Status == PlanVersionStatus.Adopted)
            .MaxAsync(version => (int?)version.Number, ct);
        return number is null ? null : await db.FindVersionAsync(bureau, plan, number.Value, ct);
    }

    /// <summary>The task of the version in force, ready to be drawn; null if there is none of this number.</summary>
    public static async Task<DrawableTask?> FindDrawableTaskAsync(this SpotCheckDb db, string bureau, Guid plan, string taskNumber, CancellationToken ct)
    {
        if (await db.FindAdoptedAsync(bureau, plan, ct) is not { } adopted || adopted.Task(taskNumber) is not { } task)
        {
            return null;
        }

        var departments = await db.Set<Department>().AsNoTracking().Where(department => department.BureauId == bureau).ToListAsync(ct);
        return DrawableTask.Of(
            taskNumber,
            task,
            adopted.Content.TermsOf(taskNumber),
            await db.DrawDefaultsAsync(bureau, ct),
            [.. departments.Where(department => department.Kind == DepartmentKind.Section).Select(department => department.Name)],
            [.. departments.Where(department => department.Kind == DepartmentKind.Unit).Select(department => department.Name)]);
    }

    public static async Task<DrawDefaults> DrawDefaultsAsync(this SpotCheckDb db, string bureau, CancellationToken ct) =>
        await db.Set<PlanDefaults>().AsNoTracking().SingleOrDefaultAsync(defaults => defaults.BureauId == bureau, ct) is { } stored
            ? PlanContentJson.Read<DrawDefaults>(stored.Terms)
            : DrawDefaults.Standard;

    public static async Task<PlanContext> PlanContextAsync(this SpotCheckDb db, string bureau, int year, IReadOnlyList<PlanTask> tasks, CancellationToken ct)
    {
        var agency = await db.Set<Bureau>().Where(candidate => candidate.Id == bureau).Select(candidate => candidate.Name).SingleAsync(ct);
        var units = await db.Set<Department>().Where(department => department.BureauId == bureau).Select(department => department.Name).ToListAsync(ct);
        // Counting takes no instant; the clock is for closing versions.
        var pools = await RegisterPools.CountAsync(new RegisterReading(db, TimeProvider.System), bureau, tasks, ct);
        return PlanContext.Of(year, agency) with { Units = units, PoolOf = pools.Of, Enterprises = pools.Enterprises };
    }
}

/// <summary>Who changed a version last, by name, and when.</summary>
internal sealed record LastChange(string By, DateTimeOffset At);

/// <summary>Refusals several acts on plans share.</summary>
internal static class PlanRefusals
{
    public static Refusal NoSuchVersion(Guid plan, int number) => Refusal.NotFound(
        "plan.no-such-version", $"没有找到这份计划的第{number}版（{plan}）。请刷新计划列表后重试。", $"There is no version {number} of plan {plan}.");

    public static Refusal WrongState(PlanVersion version, string wanted) => Refusal.WrongState(
        "plan.wrong-state", $"第{version.Number}版现在是“{NameOf(version.Status)}”，不能{wanted}。请刷新后查看当前状态。", $"Version {version.Number} is {version.Status}; this act is not possible now.");

    /// <summary>Somebody else saved in between.</summary>
    public static Refusal Stale(int seen, int current, IReadOnlyList<FieldChange> differences, LastChange? last = null) => Refusal.WrongState(
        "plan.changed-meanwhile",
        $"您打开的是第{seen}次修改后的内容，现在已是第{current}次，期间有人保存过，与您的内容有{differences.Count}处不同。请核对不同之处后，在最新内容上重新修改。",
        $"You saw revision {seen}; it is {current} now, with {differences.Count} differences from yours. Compare and edit the latest.")
        with { Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["currentRevision"] = current, ["differences"] = differences, ["changedBy"] = last?.By, ["changedAt"] = last?.At } };

    public static Refusal Of(CellProblem problem, IEnumerable<CellProblem>? more = null) => new(
        problem.Code, problem.Reason, $"{problem.Code}: {problem.Found}")
    {
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["found"] = problem.Found, ["problems"] = (more ?? [problem]).ToList() },
    };

    public static string NameOf(PlanVersionStatus status) => status switch
    {
        PlanVersionStatus.Draft => "草稿",
        PlanVersionStatus.Submitted => "已提交",
        _ => "已通过",
    };
}
