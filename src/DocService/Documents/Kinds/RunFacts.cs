using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;
using Inspector = SpotCheck.DocService.Registers.Inspector;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>A check run with everything documents say about it.</summary>
/// <param name="DrawNumber">Where the draw stands in the published log: <c>origin#seq</c>.</param>
/// <param name="Quota">应抽户数.</param>
internal sealed record RunFacts(
    LoadedRun Loaded, string Desk, string PlanText, string DrawNumber, long Quota, IReadOnlyDictionary<string, Target> Targets, IReadOnlyDictionary<string, Inspector> Inspectors)
{
    public CheckRun Run => Loaded.Run;

    public string Text(PlanColumn column) => DrawableTask.FieldOf(PlanText, column);

    /// <summary>Why there is no such run, or no such firm in it.</summary>
    public static async Task<Refusal?> JudgeAsync(DraftContext context, bool ofOneFirm, CancellationToken ct)
    {
        if (context.Subject.Run is not { } run || await context.Memory.RunAsync(context.Db, context.Bureau.Id, run, ct) is not { } facts)
            return new("documents.no-such-run", "请指明检查任务：没有指定，或者本单位没有这次检查。请先在检查任务中接收抽取名单，再起草文件。", "Name a check run of the bureau.");
        if (!ofOneFirm)
            return null;
        return context.Subject.Object is { } firm && facts.Loaded.Object(firm) is not null ? null
            : new("documents.not-drawn", $"“{context.Subject.Object}”不在这次检查的抽取名单里。请从名单中选择企业。", "The firm was not drawn in this run.");
    }

    public static async Task<RunFacts> ReadAsync(DraftContext context, CancellationToken ct) =>
        await context.Memory.RunAsync(context.Db, context.Bureau.Id, context.Subject.Run!.Value, ct) ?? throw new InvalidOperationException($"Check run {context.Subject.Run} is gone.");

    /// <summary>Null where the bureau has no such run.</summary>
    public static async Task<RunFacts?> FindAsync(SpotCheckDb db, string bureau, Guid run, CancellationToken ct)
    {
        if (await db.FindRunAsync(bureau, run, ct, toRead: true) is not { } loaded)
            return null;
        var ceremony = await db.Set<Ceremony>().AsNoTracking().SingleAsync(found => found.Id == loaded.Run.CeremonyId, ct);
        var task = await db.Set<CeremonyTask>().AsNoTracking().SingleAsync(found => found.CeremonyId == ceremony.Id && found.TaskId == loaded.Run.TaskNumber, ct);
        var origin = await db.Set<StoredLog>().Where(log => log.Id == ceremony.LogId).Select(log => log.Origin).SingleAsync(ct);
        var firms = loaded.Objects.Select(drawn => drawn.ObjectId).ToList();
        var people = loaded.Objects.SelectMany(drawn => drawn.Inspectors).Distinct(StringComparer.Ordinal).ToList();
        var targets = await db.Set<Target>().AsNoTracking().Where(target => target.BureauId == bureau && firms.Contains(target.Id)).OrderBy(target => target.FromVersion).ToListAsync(ct);
        var inspectors = await db.Set<Inspector>().AsNoTracking().Where(inspector => inspector.BureauId == bureau && people.Contains(inspector.Id)).OrderBy(inspector => inspector.FromVersion).ToListAsync(ct);
        return new(loaded, ceremony.Desk, task.PlanText, $"{origin}#{ceremony.OpenSeq}", Quotas.Of(task.Terms.Strata, task.Terms.Total).Sum(),
            targets.GroupBy(target => target.Id, StringComparer.Ordinal).ToDictionary(versions => versions.Key, versions => versions.Last(), StringComparer.Ordinal),
            inspectors.GroupBy(inspector => inspector.Id, StringComparer.Ordinal).ToDictionary(versions => versions.Key, versions => versions.Last(), StringComparer.Ordinal));
    }

    /// <summary>任务: number, name, type, items, scope.</summary>
    public JsonObject Task() => new()
    {
        ["编号"] = Run.TaskNumber, ["名称"] = Run.TaskName, ["类型"] = Text(PlanColumn.SelectionType) is { Length: > 0 } type ? type : null,
        ["事项"] = new JsonArray([.. Run.Items.Select(item => (JsonNode)item)]), ["对象范围"] = Run.Scope,
    };

    /// <summary>任务 of documents that speak of the task in passing.</summary>
    public JsonObject TaskName() => new() { ["编号"] = Run.TaskNumber, ["名称"] = Run.TaskName };

    /// <summary>抽取.</summary>
    public JsonObject Draw() => new()
    {
        ["时间"] = FieldCheck.WriteDay(Run.DrawnOn), ["库内户数"] = Run.Pool, ["实抽户数"] = Loaded.Objects.Count, ["记录编号"] = DrawNumber,
    };

    /// <summary>检查人员 of a firm by name and certificate; an id the roster no longer knows stands for itself.</summary>
    public JsonArray Team(RunObject drawn) => [.. drawn.Inspectors.Select(id => (JsonNode)new JsonObject
    {
        ["姓名"] = NameOf(id), ["执法证号"] = Inspectors.GetValueOrDefault(id)?.CertificateNumber,
    })];

    public string NameOf(string inspector) => Inspectors.GetValueOrDefault(inspector)?.Name ?? inspector;

    /// <summary>Those of the team whom the roster has as experts; null where there are none.</summary>
    public string? ExpertsOf(RunObject drawn) =>
        string.Join('、', drawn.Inspectors.Where(id => Inspectors.GetValueOrDefault(id)?.Qualifications?.Any(name => name.Contains("专家", StringComparison.Ordinal)) == true).Select(NameOf)) is { Length: > 0 } names ? names : null;

    /// <summary>检查事项, the ground of each left to the clerk.</summary>
    public JsonArray Items() => [.. Run.Items.Select(item => (JsonNode)new JsonObject { ["事项"] = item, ["依据"] = null })];

    /// <summary>Title of the plan the task belongs to, by the series its number begins with.</summary>
    public async Task<string> PlanTitleAsync(DraftContext context, CancellationToken ct)
    {
        var series = Run.TaskNumber[..Math.Max(0, Run.TaskNumber.LastIndexOf('-'))];
        var plans = await context.Db.Set<AnnualPlan>().AsNoTracking().Where(plan => plan.BureauId == context.Bureau.Id).ToListAsync(ct);
        return plans.Find(plan => plan.Series == series)?.Title ?? $"{context.Bureau.Name}{Run.DrawnOn.Year}年度双随机抽查工作计划";
    }
}
