using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Forecast;
using SpotCheck.DocService.Plans.Headers;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>What the rules say about a plan: a sheet just being typed, nothing stored, or a stored version.</summary>
internal static class CheckPlan
{
    /// <param name="Notice">The notice's text, one paragraph each, to be checked along; null if there is none yet.</param>
    public sealed record Request(IReadOnlyList<GridPage> Pages, int? Year = null, IReadOnlyList<string>? Notice = null);

    /// <param name="Columns">What each header was recognised as.</param>
    /// <param name="Tasks">How many tasks the table holds.</param>
    public sealed record Response(CheckView Check, IReadOnlyList<CellProblem> Problems, IReadOnlyList<ColumnView> Columns, int Tasks, int Year);

    /// <summary>Nothing is stored: for a clerk who is still typing.</summary>
    public static async Task<Results<Ok<Response>, RefusalResult>> Typed(string bureau, Request request, SpotCheckDb db, CancellationToken ct)
    {
        var intake = PlanIntake.FromGrid(request.Pages, await db.RememberedHeadersAsync(bureau, ct));
        if (intake.Table is not { } table)
        {
            return intake.Refusal!.ToProblem();
        }

        if (PlanIntake.JudgeYear(table, request.Year, out var year) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (request.Notice is { } text && (text.Count > 2000 || text.Any(paragraph => paragraph is null) || text.Sum(paragraph => (long)paragraph.Length) > 200_000))
        {
            return new Refusal("plan.notice-too-long", "通知正文最多2000段、20万字。请只提交通知的正文。", "A notice has at most 2,000 paragraphs and 200,000 characters.").ToProblem();
        }

        var tasks = PlanTask.ReadAll(table, year);
        var context = await db.PlanContextAsync(bureau, year, tasks, ct);
        context = request.Notice is { } notice && NoticeLint.EnterpriseShareGoal(notice) is { } goal ? context with { EnterpriseShareGoal = goal } : context;
        IReadOnlyList<PlanFinding> findings =
        [
            .. PlanLint.Check(table, tasks, context),
            .. request.Notice is { } paragraphs ? NoticeLint.Check(paragraphs, context.Agency!, year) : [],
        ];
        return TypedResults.Ok(Answer(intake, table, tasks, year, findings, PlanForecast.Of(tasks, context)));
    }

    public static Response Answer(
        PlanIntake.Result intake, PlanTable table, IReadOnlyList<PlanTask> tasks, int year, IReadOnlyList<PlanFinding> findings, IReadOnlyList<KpiForecast> forecast) => new(
        CheckView.Of(findings, forecast), intake.Problems,
        [.. table.Blocks.SelectMany(block => block.Headers).Select(header => new ColumnView(header.Place.ToString(), header.Text, header.Column))], tasks.Count, year);

    public static async Task<Results<Ok<CheckView>, RefusalResult>> Stored(string bureau, Guid plan, int number, SpotCheckDb db, CancellationToken ct) =>
        await db.FindVersionAsync(bureau, plan, number, ct) is { } loaded
            ? TypedResults.Ok(await OfAsync(db, bureau, loaded, ct))
            : PlanRefusals.NoSuchVersion(plan, number).ToProblem();

    public static async Task<CheckView> OfAsync(SpotCheckDb db, string bureau, LoadedVersion loaded, CancellationToken ct)
    {
        var context = await db.PlanContextAsync(bureau, loaded.Plan.Year, loaded.Tasks, ct);
        return CheckView.Of(PlanLint.Check(loaded.Content.Table, loaded.Tasks, context), PlanForecast.Of(loaded.Tasks, context));
    }
}
