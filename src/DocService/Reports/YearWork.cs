using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Reports;

/// <summary>A drawn object and what is recorded of it up to a day.</summary>
/// <param name="Versions">Results by number; a correction is the next one. Empty where it is not checked yet.</param>
internal sealed record YearObject(RunObject Drawn, IReadOnlyList<ObjectResult> Versions, DateOnly Until)
{
    /// <summary>The result that counts; null where there is none.</summary>
    public ObjectResult? Result => Versions.Count == 0 ? null : Versions[^1];

    public bool IsChecked => Versions.Count > 0;

    /// <summary>Day of the first publication; null where nothing is published.</summary>
    public DateOnly? PublishedOn => Versions.Where(result => result.PublishedOn <= Until).Min(result => result.PublishedOn);

    public bool HasProblem => Result is { } result && ResultCodes.Of(result.CodesVersion).Results.Any(code => code.Problem && result.Codes.Contains(code.Code));

    /// <summary>Nothing is left to follow up.</summary>
    public bool IsSettled => Result is { } result && (result.FollowUps.TrueForAll(code => code == "none") || result.FollowUpClosedOn <= Until);
}

/// <summary>A task of the year with the check run of its newest draw; a superseded one was followed by another.</summary>
/// <param name="Planned">Null for a run whose task stands in no plan in force.</param>
/// <param name="Plan">Title of the plan; empty without one.</param>
internal sealed record YearTask(string Number, PlanTask? Planned, string Plan, CheckRun? Run, IReadOnlyList<YearObject> Objects)
{
    /// <summary>Every drawn object has a published result.</summary>
    public bool IsDone => Objects.Count > 0 && Objects.All(found => found.PublishedOn is not null);

    /// <summary>Day the last object of a finished task was published.</summary>
    public DateOnly? DoneOn => IsDone ? Objects.Max(found => found.PublishedOn) : null;

    public int Count(Func<YearObject, bool> which) => Objects.Count(which);
}

/// <summary>What a bureau planned, drew and checked in a year, up to a day.</summary>
internal static class YearWork
{
    /// <param name="until">Last day that counts.</param>
    /// <returns>Planned tasks in the order of the plans, then runs of tasks that no plan in force knows.</returns>
    public static async Task<IReadOnlyList<YearTask>> ReadAsync(SpotCheckDb db, string bureau, int year, DateOnly until, CancellationToken ct)
    {
        var runs = await RunsAsync(db, bureau, year, until, ct);
        var tasks = new List<YearTask>();
        foreach (var plan in await db.Set<AnnualPlan>().AsNoTracking().Where(plan => plan.BureauId == bureau && plan.Year == year).OrderBy(plan => plan.Ordinal).ToListAsync(ct))
        {
            if (await db.FindAdoptedAsync(bureau, plan.Id, ct) is { } adopted)
                tasks.AddRange(adopted.Content.TaskNumbers.Zip(adopted.Tasks, (number, task) => Task(number, task, plan.Title, runs.GetValueOrDefault(number))));
        }
        var planned = tasks.Select(task => task.Number).ToHashSet(StringComparer.Ordinal);
        return [.. tasks, .. runs.Where(run => !planned.Contains(run.Key)).OrderBy(run => run.Key, StringComparer.Ordinal).Select(run => Task(run.Key, null, "", run.Value))];
    }

    private static YearTask Task(string number, PlanTask? planned, string plan, (CheckRun Run, IReadOnlyList<YearObject> Objects)? run) => new(number, planned, plan, run?.Run, run?.Objects ?? []);

    private static async Task<Dictionary<string, (CheckRun Run, IReadOnlyList<YearObject> Objects)?>> RunsAsync(SpotCheckDb db, string bureau, int year, DateOnly until, CancellationToken ct)
    {
        var runs = await db.Set<CheckRun>().AsNoTracking().Where(run => run.BureauId == bureau && run.DrawnOn.Year == year && run.DrawnOn <= until).OrderBy(run => run.BegunAt).ToListAsync(ct);
        var newest = runs.GroupBy(run => run.TaskNumber, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        var ids = newest.ConvertAll(run => run.Id);
        var drawn = (await db.Set<RunObject>().AsNoTracking().Where(found => ids.Contains(found.RunId)).OrderBy(found => found.ObjectId).ToListAsync(ct)).ToLookup(found => found.RunId);
        var results = (await db.Set<ObjectResult>().AsNoTracking().Where(result => ids.Contains(result.RunId) && result.CheckedOn <= until).OrderBy(result => result.Number).ToListAsync(ct))
            .ToLookup(result => (result.RunId, result.ObjectId));
        return newest.ToDictionary(run => run.TaskNumber,
            run => ((CheckRun, IReadOnlyList<YearObject>)?)(run, [.. drawn[run.Id].Select(found => new YearObject(found, [.. results[(found.RunId, found.ObjectId)]], until))]), StringComparer.Ordinal);
    }
}
