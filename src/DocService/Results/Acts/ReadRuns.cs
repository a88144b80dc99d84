using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Acts;

/// <summary>Runs of a bureau, one run, the code table, and what a run publishes.</summary>
internal static class ReadRuns
{
    public static async Task<Ok<List<RunSummary>>> List(string bureau, SpotCheckDb db, DrawLogs logs, TimeProvider clock, CancellationToken ct)
    {
        var ids = await db.Set<CheckRun>().AsNoTracking().Where(run => run.BureauId == bureau).OrderByDescending(run => run.DrawnOn).ThenBy(run => run.TaskNumber).Take(500).Select(run => run.Id).ToListAsync(ct);
        var summaries = new List<RunSummary>();
        foreach (var id in ids)
        {
            var loaded = (await db.FindRunAsync(bureau, id, ct))!;
            summaries.Add(RunSummary.Of(loaded, clock.Today(), await DrawnTasks.IsLiveAsync(db, logs, loaded.Run, ct)));
        }

        return TypedResults.Ok(summaries);
    }

    public static async Task<Results<Ok<RunView>, RefusalResult>> One(string bureau, Guid id, SpotCheckDb db, DrawLogs logs, TimeProvider clock, CancellationToken ct) =>
        await db.FindRunAsync(bureau, id, ct) is { } loaded ? TypedResults.Ok(RunView.Of(loaded, clock.Today(), await DrawnTasks.IsLiveAsync(db, logs, loaded.Run, ct))) : ResultRefusals.NoSuchRun(id).ToProblem();

    public static Ok<CodeTable> Table(string bureau) => TypedResults.Ok(new CodeTable(ResultCodes.Current.Version, ResultCodes.Current.Source, ResultCodes.Current.Results, ResultCodes.Current.FollowUps, CheckFindings.Methods));

    public sealed record CodeTable(string Version, string Source, IReadOnlyList<ResultCode> Results, IReadOnlyList<FollowUpCode> FollowUps, IReadOnlyList<string> Methods);

    /// <summary>The published results with the fields of the national display (GSXT): plan and task, agency, day, per object the item and its result.</summary>
    public static async Task<Results<Ok<Publication>, RefusalResult>> Published(string bureau, Guid id, SpotCheckDb db, CancellationToken ct)
    {
        if (await db.FindRunAsync(bureau, id, ct) is not { } loaded)
        {
            return ResultRefusals.NoSuchRun(id).ToProblem();
        }

        var agency = await db.Set<Identity.Bureau>().Where(candidate => candidate.Id == bureau).Select(candidate => candidate.Name).SingleAsync(ct);
        var rows = await db.Set<ObjectResult>().AsNoTracking().Where(result => result.RunId == id && result.State == ResultState.Published).OrderBy(result => result.ObjectId).ThenBy(result => result.Number).ToListAsync(ct);
        return TypedResults.Ok(new Publication(
            loaded.Run.TaskNumber, loaded.Run.TaskName, agency, loaded.Run.Items,
            [.. rows.GroupBy(row => row.ObjectId, StringComparer.Ordinal).Select((versions, index) => Row(loaded, versions.Last(), index + 1))]));
    }

    private static PublishedRow Row(LoadedRun loaded, ObjectResult result, int number) => new(
        number, result.ObjectId, loaded.Object(result.ObjectId)!.Name, result.CheckedOn, result.Method, ResultView.Of(result).Shown,
        ResultView.Of(result).FollowUpsShown, result.FollowUpClosedOn is not null, result.PublishedOn!.Value, result.PublishedWhere!, result.CorrectedBecause);

    public sealed record Publication(string TaskNumber, string TaskName, string Agency, IReadOnlyList<string> Items, IReadOnlyList<PublishedRow> Rows);

    /// <param name="Correction">Why it replaces an earlier published result; null for the first.</param>
    public sealed record PublishedRow(
        int Number, string ObjectId, string Name, DateOnly CheckedOn, string Method, string Result, string FollowUp, bool FollowUpClosed, DateOnly PublishedOn, string PublishedWhere, string? Correction);
}
