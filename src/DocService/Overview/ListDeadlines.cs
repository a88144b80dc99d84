using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Overview;

/// <summary>The bureau's last days: results to publish (20 working days after the check) and checks to finish (the plan's window).</summary>
internal static class ListDeadlines
{
    private const int MostDays = 250;
    private const int MostEntries = 500;

    internal enum Kind
    {
        /// <summary>结果公示</summary>
        Publication,

        /// <summary>完成检查</summary>
        Check,
    }

    /// <param name="Name">The object whose result is to be published, or how many objects still have to be checked.</param>
    /// <param name="State">Where the work stands, in Chinese.</param>
    public sealed record Entry(Kind Kind, Guid Run, string TaskNumber, string TaskName, string? ObjectId, string Name, string State, DateOnly DueOn, bool Provisional, DeadlineWords Words);

    /// <param name="More">Entries beyond those listed.</param>
    public sealed record Response(DateOnly Today, IReadOnlyList<Entry> Entries, int More);

    /// <param name="days">Only what falls due within so many working days, 0 to 250, and all that is overdue; none lists everything.</param>
    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(string bureau, int? days, SpotCheckDb db, DrawLogs logs, TimeProvider clock, CancellationToken ct)
    {
        if (days is < 0 or > MostDays)
            return new Refusal("deadlines.days", $"工作日数应在 0 至 {MostDays} 之间。", $"Between 0 and {MostDays} working days.").ToProblem();
        var today = clock.Today();
        var entries = new List<Entry>();
        var plans = await AdoptedAsync(db, bureau, ct);
        foreach (var run in await db.Set<CheckRun>().AsNoTracking().Where(run => run.BureauId == bureau).Select(run => run.Id).ToListAsync(ct))
        {
            var loaded = (await db.FindRunAsync(bureau, run, ct))!;
            if (await DrawnTasks.IsLiveAsync(db, logs, loaded.Run, ct))
                entries.AddRange([.. Publications(loaded, today), .. Checks(plans, loaded, today)]);
        }
        var listed = entries.Where(entry => days is null || entry.Words.WorkingDaysLeft <= days).OrderBy(entry => entry.DueOn).ThenBy(entry => entry.TaskNumber, StringComparer.Ordinal).ThenBy(entry => entry.ObjectId, StringComparer.Ordinal).ToList();
        return TypedResults.Ok(new Response(today, [.. listed.Take(MostEntries)], Math.Max(0, listed.Count - MostEntries)));
    }

    private static IEnumerable<Entry> Publications(LoadedRun loaded, DateOnly today) =>
        from result in loaded.Latest.Values
        where result.State != ResultState.Published
        let due = result.Due
        select new Entry(
            Kind.Publication, loaded.Run.Id, loaded.Run.TaskNumber, loaded.Run.TaskName, result.ObjectId, loaded.Object(result.ObjectId)?.Name ?? result.ObjectId,
            result.State == ResultState.Returned ? "审核退回，待改正" : "待审核公示", due.Date, due.Provisional, DeadlineWords.Of(WorkingDays.Loaded, today, due.Date, due.Provisional));

    private static IEnumerable<Entry> Checks(List<LoadedVersion> plans, LoadedRun loaded, DateOnly today)
    {
        var open = loaded.Objects.Count - loaded.Latest.Count;
        // A task's number is its own for good, so one plan at most knows it.
        if (open > 0 && plans.Select(plan => plan.Task(loaded.Run.TaskNumber)).FirstOrDefault(task => task is not null)?.Window?.To is { } end)
            yield return new(Kind.Check, loaded.Run.Id, loaded.Run.TaskNumber, loaded.Run.TaskName, null, $"{open} 户未检查", "待检查", end, false, DeadlineWords.Of(WorkingDays.Loaded, today, end, false));
    }

    private static async Task<List<LoadedVersion>> AdoptedAsync(SpotCheckDb db, string bureau, CancellationToken ct)
    {
        var adopted = new List<LoadedVersion>();
        foreach (var plan in await db.Set<AnnualPlan>().AsNoTracking().Where(plan => plan.BureauId == bureau).Select(plan => plan.Id).ToListAsync(ct))
        {
            if (await db.FindAdoptedAsync(bureau, plan, ct) is { } version)
                adopted.Add(version);
        }
        return adopted;
    }
}
