using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Headers;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>A clerk brings in a plan: a workbook as the request's body, or the cells of a grid. It becomes version 1, a draft.</summary>
internal static class ImportPlan
{
    /// <param name="Year">The plan's year; null takes it from the titles.</param>
    public sealed record Request(IReadOnlyList<GridPage> Pages, int? Year = null);

    /// <param name="Problems">What was noticed while reading the file: formulas, hidden rows, links to other files.</param>
    public sealed record Response(VersionView Version, CheckView Check, IReadOnlyList<CellProblem> Problems);

    public static async Task<Results<Created<Response>, RefusalResult>> FromWorkbook(
        string bureau, string? fileName, int? year, HttpRequest request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct) =>
        await CreateAsync(bureau, await PlanIntake.ReadUploadAsync(request, fileName, await db.RememberedHeadersAsync(bureau, ct), ct), year, official, db, audit, clock, ct);

    public static async Task<Results<Created<Response>, RefusalResult>> FromGrid(
        string bureau, Request request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct) =>
        await CreateAsync(bureau, PlanIntake.FromGrid(request.Pages, await db.RememberedHeadersAsync(bureau, ct)), request.Year, official, db, audit, clock, ct);

    private static async Task<Results<Created<Response>, RefusalResult>> CreateAsync(
        string bureau, PlanIntake.Result intake, int? askedYear, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (intake.Table is not { } table)
        {
            return intake.Refusal!.ToProblem();
        }

        if (PlanIntake.JudgeYear(table, askedYear, out var year) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var ordinal = 1 + await db.Set<AnnualPlan>().CountAsync(plan => plan.BureauId == bureau && plan.Year == year, ct);
        var title = table.Titles.Count > 0 ? PlanText.Compact(table.Titles[0].Text) : $"{official.BureauName}{year}年度抽查工作计划";
        var annual = new AnnualPlan { Id = Guid.CreateVersion7(clock.GetUtcNow()), BureauId = bureau, Year = year, Ordinal = ordinal, Title = title[..Math.Min(title.Length, 200)] };
        var content = TaskNumbering.First(table, annual.Series);
        var version = new PlanVersion
        {
            PlanId = annual.Id, Number = 1, Content = PlanContentJson.Write(content), Reason = null, SourceFile = intake.FileName,
            CreatedBy = official.Id, CreatedAt = clock.GetUtcNow(),
        };
        db.Add(annual);
        db.Add(version);
        audit.Record(official, "plan.imported", "plan-version", $"{annual.Id}/1", after: version.Content);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException fault) when (fault.InnerException is System.Data.Common.DbException { SqlState: "23505" })
        {
            return Refusal.WrongState("plan.imported-meanwhile", $"刚才有人也导入了{year}年度的计划。请刷新计划列表，确认没有重复后再导入。", "Somebody imported a plan of this year at the same moment. Look at the list, then import again.").ToProblem();
        }

        var loaded = new LoadedVersion(annual, version, content);
        return TypedResults.Created(
            $"/api/bureaus/{bureau}/plans/{annual.Id}/versions/1",
            new Response(VersionView.Of(loaded), await CheckPlan.OfAsync(db, bureau, loaded, ct), intake.Problems));
    }
}
