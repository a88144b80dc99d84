using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Runs;

/// <summary>A run with its objects and the latest result of each.</summary>
internal sealed record LoadedRun(CheckRun Run, IReadOnlyList<RunObject> Objects, IReadOnlyDictionary<string, ObjectResult> Latest)
{
    public ObjectResult? ResultOf(string objectId) => Latest.GetValueOrDefault(objectId);

    public RunObject? Object(string objectId) => Objects.FirstOrDefault(drawn => drawn.ObjectId == objectId);
}

internal static class RunStore
{
    /// <param name="toRead">Nothing of it will be changed.</param>
    public static async Task<LoadedRun?> FindRunAsync(this SpotCheckDb db, string bureau, Guid id, CancellationToken ct, bool toRead = false)
    {
        var tracking = toRead ? QueryTrackingBehavior.NoTracking : QueryTrackingBehavior.TrackAll;
        if (await db.Set<CheckRun>().AsTracking(tracking).SingleOrDefaultAsync(run => run.Id == id && run.BureauId == bureau, ct) is not { } run)
        {
            return null;
        }

        var objects = await db.Set<RunObject>().AsTracking(tracking).Where(drawn => drawn.RunId == id).OrderBy(drawn => drawn.ObjectId).ToListAsync(ct);
        var results = await db.Set<ObjectResult>().AsTracking(tracking).Where(result => result.RunId == id).OrderBy(result => result.Number).ToListAsync(ct);
        return new(run, objects, results.GroupBy(result => result.ObjectId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal));
    }
}

internal static class ResultRefusals
{
    public static Refusal NoSuchRun(Guid id) => Refusal.NotFound("result.no-such-run", $"没有找到这次检查（{id}）。请刷新检查任务列表。", $"There is no check run {id}.");

    public static Refusal NoSuchObject(string objectId) => Refusal.NotFound(
        "result.not-drawn", $"“{objectId}”不在这次抽取的名单里，不能录入结果。请核对统一社会信用代码。", $"'{objectId}' was not drawn in this run.");

    public static Refusal WrongState(ResultState state, string act) => Refusal.WrongState(
        "result.wrong-state", $"这户的结果现在是“{NameOf(state)}”，不能{act}。请刷新后查看。", $"The result is {state}; this act is not possible now.");

    public static Refusal Superseded(string task) => Refusal.WrongState(
        "result.superseded", $"任务“{task}”的这次抽取已被新的抽取替代，不再录入和公示结果。请打开新一次抽取的检查任务。", $"The draw of task '{task}' was superseded; use the run of its next draw.");

    public static Refusal Stale => Refusal.WrongState(
        "result.changed-meanwhile", "刚才有人改过这户的结果。请刷新后核对，再重新操作。", "Somebody changed this result meanwhile. Reload and repeat.");

    public static Refusal Of(IReadOnlyList<(string Code, string Sentence)> problems) => new(problems[0].Code, string.Concat(problems.Select(problem => problem.Sentence)), string.Join(", ", problems.Select(problem => problem.Code)))
    {
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["problems"] = problems.Select(problem => new { code = problem.Code, reason = problem.Sentence }).ToList() },
    };

    public static string NameOf(ResultState state) => state switch
    {
        ResultState.Missing => "未录入",
        ResultState.Entered => "待审核",
        ResultState.Returned => "审核退回",
        _ => "已公示",
    };
}
