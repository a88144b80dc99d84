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

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(string bureau, Guid id, SpotCheckDb db, FairnessRuns runs, Reader reader, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is null)
            return DrawRefusals.NoSuchDraw.ToProblem();
        var stored = await CeremonyAccess.TasksAsync(db, id, ct);
        var tables = await CeremonyAccess.TablesAsync(db, id, ct);
        var drafts = stored.ConvertAll(t => new TaskDraft(t.TaskId, t.PlanText, t.Terms, tables[t.TaskId]));
        var progress = runs.Of(id, () => drafts, drafts.Count);
        var reports = progress.Reports ?? [];
        var names = await DrawNames.FindAsync(db, bureau, [.. reports.SelectMany(r => r.Pairs).Select(p => p.Object).Distinct()], [.. reports.SelectMany(r => r.Loads).Select(l => l.Inspector).Distinct()], ct);
        return TypedResults.Ok(new Response(
            drafts.ConvertAll(d => Preview(d, reader)), progress.Done, progress.Of, progress.Reports is null ? null : [.. reports.Select(r => InWords(r, reader))], progress.Failed, names.Objects, names.Inspectors));
    }

    private static SteeringReport InWords(SteeringReport report, Reader reader) => report with { Pairs = [.. report.Pairs.Select(p => p with { Why = p.Cause.Sentence(reader) })] };

    private static TaskPreview Preview(TaskDraft draft, Reader reader)
    {
        var quota = draft.ToTask().Quota;
        var strata = draft.Conditions.Strata;
        var warnings = new List<string>();
        for (var h = 0; h < strata.Count; h++)
        {
            var (s, k) = (strata[h], quota[h]);
            if (s.Count > 0 && s.Numerator > 0 && draft.Conditions.Total is null && s.Count * (decimal)s.Numerator < s.Denominator)
            {
                var share = Math.Round(100m * k / s.Count, 1);
                warnings.Add(reader.Choose(
                    $"“{s.Id}”只有 {s.Count} 家，按 {s.Numerator}/{s.Denominator} 不足 1 家，向上取整抽 {k} 家，实际比例 {share}%。",
                    $"“{s.Id}” has {s.Count} only: {s.Numerator}/{s.Denominator} of them is less than 1, rounded up to {k}, a ratio of {share} %."));
            }
            else if (k == s.Count && s.Count > 0 && s.Numerator < s.Denominator)
            {
                warnings.Add(reader.Choose($"“{s.Id}”的 {s.Count} 家会全部抽中，这一层没有随机性。", $"All {s.Count} of “{s.Id}” will be drawn; nothing is random in this stratum."));
            }
            else if (s.Count > 0 && k == 0)
            {
                warnings.Add(reader.Choose($"“{s.Id}”有 {s.Count} 家，比例为 0 或名额已分完，一家也不抽。", $"“{s.Id}” has {s.Count}; its ratio is 0 or no seat is left, so none is drawn."));
            }
        }

        return new TaskPreview(draft.Id, [.. strata.Select((s, h) => new StratumPreview(s.Id, s.Count, s.Numerator, s.Denominator, quota[h]))], quota.Sum(), warnings);
    }
}
