using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>Fairness preview: what each stratum will give, where a stratum is so small that rounding decides, each inspector's load, and the steering index under 1,000 simulated seeds.</summary>
internal static class ShowFairness
{
    /// <param name="Done">Simulations so far; ask again until <paramref name="Steering"/> is there.</param>
    /// <param name="ObjectNames">By id, for those the reports name.</param>
    public sealed record Response(
        IReadOnlyList<TaskPreview> Tasks, int Done, int Of, IReadOnlyList<SteeringReport>? Steering, bool Failed, IReadOnlyDictionary<string, string> ObjectNames, IReadOnlyDictionary<string, string> InspectorNames);

    public sealed record TaskPreview(string Task, IReadOnlyList<StratumPreview> Strata, long Objects, IReadOnlyList<string> Warnings);

    public sealed record StratumPreview(string Id, long Count, long Numerator, long Denominator, long Quota);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(string bureau, Guid id, SpotCheckDb db, FairnessRuns runs, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is null)
            return DrawRefusals.NoSuchDraw.ToProblem();
        var stored = await CeremonyAccess.TasksAsync(db, id, ct);
        var tables = await CeremonyAccess.TablesAsync(db, id, ct);
        var drafts = stored.ConvertAll(t => new TaskDraft(t.TaskId, t.PlanText, t.Terms, tables[t.TaskId]));
        var progress = runs.Of(id, () => drafts, drafts.Count);
        var reports = progress.Reports ?? [];
        var names = await DrawNames.FindAsync(db, bureau, [.. reports.SelectMany(r => r.Pairs).Select(p => p.Object).Distinct()], [.. reports.SelectMany(r => r.Loads).Select(l => l.Inspector).Distinct()], ct);
        return TypedResults.Ok(new Response(drafts.ConvertAll(Preview), progress.Done, progress.Of, progress.Reports, progress.Failed, names.Objects, names.Inspectors));
    }

    private static TaskPreview Preview(TaskDraft draft)
    {
        var quota = draft.ToTask().Quota;
        var strata = draft.Conditions.Strata;
        var warnings = new List<string>();
        for (var h = 0; h < strata.Count; h++)
        {
            var (s, k) = (strata[h], quota[h]);
            if (s.Count > 0 && s.Numerator > 0 && draft.Conditions.Total is null && s.Count * (decimal)s.Numerator < s.Denominator)
                warnings.Add($"“{s.Id}”只有 {s.Count} 家，按 {s.Numerator}/{s.Denominator} 不足 1 家，向上取整抽 {k} 家，实际比例 {Math.Round(100m * k / s.Count, 1)}%。");
            else if (k == s.Count && s.Count > 0 && s.Numerator < s.Denominator)
                warnings.Add($"“{s.Id}”的 {s.Count} 家会全部抽中，这一层没有随机性。");
            else if (s.Count > 0 && k == 0)
                warnings.Add($"“{s.Id}”有 {s.Count} 家，比例为 0 或名额已分完，一家也不抽。");
        }

        return new TaskPreview(draft.Id, [.. strata.Select((s, h) => new StratumPreview(s.Id, s.Count, s.Numerator, s.Denominator, quota[h]))], quota.Sum(), warnings);
    }
}
