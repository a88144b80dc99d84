using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>The plans of a bureau and what their versions say.</summary>
internal static class ReadPlans
{
    public sealed record Summary(Guid Plan, int Year, string Title, int LatestVersion, PlanVersionStatus LatestStatus, int? AdoptedVersion);

    public sealed record Changes(int From, int To, string? Reason, IReadOnlyList<FieldChange> Fields);

    public static async Task<Ok<List<Summary>>> List(string bureau, int? year, SpotCheckDb db, CancellationToken ct)
    {
        var rows = await (
            from plan in db.Set<AnnualPlan>().AsNoTracking()
            where plan.BureauId == bureau && (year == null || plan.Year == year)
            join version in db.Set<PlanVersion>() on plan.Id equals version.PlanId
            orderby plan.Year descending, plan.Ordinal, version.Number
            select new { plan.Id, plan.Year, plan.Title, version.Number, version.Status }).ToListAsync(ct);
        return TypedResults.Ok(rows.GroupBy(row => row.Id).Select(versions => new Summary(
            versions.Key, versions.First().Year, versions.First().Title, versions.Last().Number, versions.Last().Status,
            versions.LastOrDefault(version => version.Status == PlanVersionStatus.Adopted)?.Number)).ToList());
    }

    public static async Task<Results<Ok<VersionView>, RefusalResult>> Version(string bureau, Guid plan, int number, SpotCheckDb db, CancellationToken ct) =>
        await db.FindVersionAsync(bureau, plan, number, ct) is { } loaded ? TypedResults.Ok(VersionView.Of(loaded)) : PlanRefusals.NoSuchVersion(plan, number).ToProblem();

    /// <summary>Against the version before: for the application, the filing and the notice of a change.</summary>
    public static async Task<Results<Ok<Changes>, RefusalResult>> ChangesOf(string bureau, Guid plan, int number, SpotCheckDb db, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } after)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        var before = await db.FindVersionAsync(bureau, plan, number - 1, ct);
        return TypedResults.Ok(new Changes(number - 1, number, after.Version.Reason, before is null ? [] : PlanDifference.Between(before.Content, after.Content)));
    }

    /// <summary>The plan as a workbook to print and to go on with in Excel.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Workbook(string bureau, Guid plan, int number, SpotCheckDb db, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } loaded)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        var departments = await db.Set<Department>().AsNoTracking().Where(department => department.BureauId == bureau).OrderBy(department => department.Name).Select(department => department.Name).ToListAsync(ct);
        return TypedResults.File(
            PlanWorkbookWriter.Write(loaded.Content.Table, departments),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            $"{loaded.Plan.Title}（第{number}版）.xlsx");
    }

    /// <summary>How each task of a version will be drawn: ratio per risk class, team, partners.</summary>
    public static async Task<Results<Ok<List<DrawView>>, RefusalResult>> DrawTermsOf(string bureau, Guid plan, int number, SpotCheckDb db, CancellationToken ct)
    {
        if (await db.FindVersionAsync(bureau, plan, number, ct) is not { } loaded)
        {
            return PlanRefusals.NoSuchVersion(plan, number).ToProblem();
        }

        var departments = await db.Set<Department>().AsNoTracking().Where(department => department.BureauId == bureau).ToListAsync(ct);
        var defaults = await db.DrawDefaultsAsync(bureau, ct);
        return TypedResults.Ok(loaded.Content.TaskNumbers.Select((taskNumber, index) => DrawView.Of(DrawableTask.Of(
            taskNumber, loaded.Tasks[index], loaded.Content.TermsOf(taskNumber), defaults,
            [.. departments.Where(department => department.Kind == DepartmentKind.Section).Select(department => department.Name)],
            [.. departments.Where(department => department.Kind == DepartmentKind.Unit).Select(department => department.Name)]))).ToList());
    }

    /// <param name="Unclassified">For targets without a risk class.</param>
    public sealed record RatiosView(string A, string B, string C, string D, string Unclassified);

    /// <param name="Ratios">Per risk class as text; null where the plan gives a number of objects.</param>
    public sealed record DrawView(
        string Number, string Name, RatiosView? Ratios, int? Count, int? LeastCount, int TimesPerYear,
        MatchingMode Mode, string ModeName, IReadOnlyList<TeamRole> Roles, IReadOnlyList<string> Partners)
    {
        public static DrawView Of(DrawableTask task) => new(
            task.Number, task.Task.Name,
            task.Ratios is { } ratios ? new(ratios.A.ToString(), ratios.B.ToString(), ratios.C.ToString(), ratios.D.ToString(), ratios.Unclassified.ToString()) : null,
            task.Count, task.LeastCount, task.TimesPerYear, task.Mode, MatchingModes.NameOf(task.Mode), task.Roles, task.Partners);
    }
}
