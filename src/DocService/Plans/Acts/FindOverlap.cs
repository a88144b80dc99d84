using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Headers;
using SpotCheck.DocService.Plans.Overlap;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>Which tasks of a plan concern the same objects of the register, and what checking them together would save.</summary>
internal static class FindOverlap
{
    private const int MostSuggestions = 50;

    /// <param name="Place">The task's row, such as <c>计划!A6</c>.</param>
    public sealed record TaskRef(string Label, string Name, string Place);

    /// <param name="Sentence">The whole suggestion in Chinese.</param>
    public sealed record Suggestion(
        TaskRef First, TaskRef Second, int FirstObjects, int SecondObjects, int Shared, int VisitsApart, int VisitsSaved, DateOnly? CommonFrom, DateOnly? CommonTo, string Sentence);

    /// <param name="RegisterVersion">The register counted; null where the bureau has none.</param>
    /// <param name="Unknown">Tasks whose objects the register does not know or whose number cannot be read; they are not compared.</param>
    public sealed record Response(int? RegisterVersion, IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<TaskRef> Unknown);

    public static async Task<Results<Ok<Response>, RefusalResult>> Typed(string bureau, CheckPlan.Request request, SpotCheckDb db, RegisterReading registers, CancellationToken ct)
    {
        var intake = PlanIntake.FromGrid(request.Pages, await db.RememberedHeadersAsync(bureau, ct));
        if (intake.Table is not { } table)
            return intake.Refusal!.ToProblem();
        return PlanIntake.JudgeYear(table, request.Year, out var year) is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Ok(await OfAsync(bureau, PlanTask.ReadAll(table, year), registers, ct));
    }

    public static async Task<Results<Ok<Response>, RefusalResult>> Stored(string bureau, Guid plan, int number, SpotCheckDb db, RegisterReading registers, CancellationToken ct) =>
        await db.FindVersionAsync(bureau, plan, number, ct) is { } loaded
            ? TypedResults.Ok(await OfAsync(bureau, loaded.Tasks, registers, ct))
            : PlanRefusals.NoSuchVersion(plan, number).ToProblem();

    private static async Task<Response> OfAsync(string bureau, IReadOnlyList<PlanTask> tasks, RegisterReading registers, CancellationToken ct)
    {
        if (await registers.LatestAsync(bureau, RegisterKind.Targets, ct) is not { Number: var version })
            return new(null, [], [.. tasks.Select(Ref)]);
        var populations = await TaskPopulations.ReadAsync(registers, bureau, version, tasks, ct);
        var known = tasks.Where(task => populations.ContainsKey(task) && task.Sample?.Default.CountOf(populations[task].Count) is not null).ToList();
        var compared = known.Select(task => new OverlapTask(
            task.Label, task.Name, populations[task], task.Window, task.Sample!.Default.CountOf(populations[task].Count), task.Sample.Default.TimesPerYear)).ToList();
        return new(
            version,
            [.. PopulationOverlap.Find(compared).Take(MostSuggestions).Select(s => Shown(s, known, compared))],
            [.. tasks.Except(known).Select(Ref)]);
    }

    private static Suggestion Shown(JointSuggestion found, List<PlanTask> tasks, List<OverlapTask> compared)
    {
        var (a, b) = (compared[found.First], compared[found.Second]);
        var when = found.From is { } from && found.To is { } to
            ? $"检查时间在{from:yyyy年M月d日}至{to:yyyy年M月d日}重合。"
            : "两项的检查时间没有重合，合并前请先调整时间。";
        return new(
            Ref(tasks[found.First]), Ref(tasks[found.Second]), a.Objects.Count, b.Objects.Count, found.Shared, found.VisitsApart, found.VisitsSaved, found.From, found.To,
            $"“{a.Name}”和“{b.Name}”有 {found.Shared} 个相同的检查对象。合并为联合任务、共同的对象只上门一次，全年可少上门 {found.VisitsSaved} 次（{found.VisitsApart} 次减为 {found.VisitsApart - found.VisitsSaved} 次）。{when}");
    }

    private static TaskRef Ref(PlanTask task) => new(task.Label, task.Name, task.Row.Place.ToString());
}
