using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Forecast;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>Two neighbouring versions of a plan and what differs between them.</summary>
internal sealed record PlanChange(LoadedVersion Before, LoadedVersion After, IReadOnlyList<(FieldChange Change, string Kind)> Changes)
{
    public const string Modified = "修改";
    public const string Postponed = "延期";
    public const string Cancelled = "取消";
    public const string Added = "新增";

    public static readonly string[] Kinds = [Modified, Postponed, Cancelled, Added];

    public IEnumerable<string> Tasks => Changes.Select(item => item.Change.Task).OfType<string>().Distinct(StringComparer.Ordinal);

    public string Reason => After.Version.Reason is { Length: > 0 } reason ? reason.TrimEnd('。', '；', '，') : "工作需要";

    /// <param name="adoptedOnly">Only what is in force is told to the public; a request may rest on a draft.</param>
    public static async Task<PlanChange?> FindAsync(DraftContext context, bool adoptedOnly, CancellationToken ct)
    {
        var (db, bureau) = (context.Db, context.Bureau.Id);
        if (context.Subject.Plan is not { } plan)
            return null;
        var number = context.Subject.Version ?? await db.Set<PlanVersion>().Where(version => version.PlanId == plan && (!adoptedOnly || version.Status == PlanVersionStatus.Adopted)).MaxAsync(version => (int?)version.Number, ct) ?? 0;
        if (number < 2 || await db.FindVersionAsync(bureau, plan, number, ct) is not { } after || await db.FindVersionAsync(bureau, plan, number - 1, ct) is not { } before
            || (adoptedOnly && after.Version.Status != PlanVersionStatus.Adopted))
            return null;
        var changes = PlanDifference.Between(before.Content, after.Content);
        return changes.Count == 0 ? null : new(before, after, [.. changes.Select(change => (change, KindOf(change, after.Content.Table)))]);
    }

    private static string KindOf(FieldChange change, PlanTable table) => change switch
    {
        { Task: not null, Field: "任务", Before: null } => Added,
        { Task: not null, Field: "任务", After: null } => Cancelled,
        { Task: not null } when change.Field == table.HeaderOf(PlanColumn.Window) => Postponed,
        _ => Modified,
    };

    public JsonObject Statistics() => new()
    {
        ["任务数"] = Tasks.Count(), ["处数"] = Changes.Count,
        ["说明"] = "其中" + string.Join("、", Kinds.Select(kind => (kind, Count: Changes.Count(item => item.Kind == kind))).Where(pair => pair.Count > 0).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.kind}{pair.Count}处"))),
    };

    public JsonArray Rows() => [.. Changes.Select(item => (JsonNode)new JsonObject
    {
        ["任务编号"] = item.Change.Task, ["任务名称"] = item.Change.TaskName, ["类型"] = item.Kind, ["字段"] = item.Change.Field,
        ["变更前"] = item.Change.Before, ["变更后"] = item.Change.After, ["原因"] = Reason,
    })];

    /// <summary>The number and day the plan was sent out under, null where it was not by this service.</summary>
    public static async Task<IssuedDocument?> NoticeAsync(DraftContext context, CancellationToken ct)
    {
        var notices = await (from issued in context.Db.Set<IssuedDocument>().AsNoTracking()
                             join document in context.Db.Set<OfficialDocument>() on issued.DocumentId equals document.Id
                             where document.BureauId == context.Bureau.Id && document.Kind == DocumentKind.PlanNotice.Id && document.State == DocumentState.Issued
                             orderby issued.IssuedAt descending
                             select new { issued, document.Subject }).ToListAsync(ct);
        var wanted = context.Subject.Plan!.Value.ToString();
        return notices.Find(notice => notice.Subject.Contains(wanted, StringComparison.OrdinalIgnoreCase))?.issued;
    }

    public static readonly Refusal None = new("documents.no-plan-change",
        "这份计划没有可以公布或者申请的变更：没有指定计划，或者没有第二版，或者新版与上一版没有不同。请先在计划中修改并保存新版本。", "The plan has no later version that differs from the one before.");
}

/// <summary>调整申请.</summary>
internal sealed class PlanAdjustmentRequestFields : IKindFields
{
    public async Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct) => await PlanChange.FindAsync(context, adoptedOnly: false, ct) is null ? PlanChange.None : null;

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        if (await PlanChange.FindAsync(context, adoptedOnly: false, ct) is not { } change)
            return [];
        var fields = context.File($"关于调整{change.After.Plan.Year}年度双随机抽查工作计划的请示");
        var notice = await PlanChange.NoticeAsync(context, ct);
        (fields["计划名称"], fields["原计划文号"], fields["调整缘由"], fields["统计"]) = (change.After.Plan.Title, notice?.Number?.ToString(), change.Reason, change.Statistics());
        fields["指标影响"] = await FiguresAsync(context, change, ct);
        (fields["申请股室"], fields["申请日期"]) = (context.Section, FieldCheck.WriteDay(context.Today));
        fields["涉及任务"] = new JsonArray([.. change.Changes.Where(item => item.Change.Task is not null).Select(item => $"{item.Change.Task} {item.Change.TaskName}").Distinct(StringComparer.Ordinal).Select(task => (JsonNode)task)]);
        fields["调整类型"] = new JsonArray([.. PlanChange.Kinds.Select(kind => (JsonNode)new JsonObject { ["名称"] = kind, ["选中"] = change.Changes.Any(item => item.Kind == kind) })]);
        fields["依据文件"] = new JsonArray();
        fields["附件"] = new JsonArray(new JsonObject { ["名称"] = "抽查计划调整对照表", ["变更"] = change.Rows() }, new JsonObject { ["名称"] = "抽查计划调整申请表" });
        return fields;
    }

    // The key figures that follow from a plan exactly; those that rest on a register are only estimates and left out.
    private static async Task<JsonArray> FiguresAsync(DraftContext context, PlanChange change, CancellationToken ct)
    {
        var before = PlanForecast.Of(change.Before.Tasks, await context.Db.PlanContextAsync(context.Bureau.Id, change.Before.Plan.Year, change.Before.Tasks, ct));
        var after = PlanForecast.Of(change.After.Tasks, await context.Db.PlanContextAsync(context.Bureau.Id, change.After.Plan.Year, change.After.Tasks, ct));
        var figures = new JsonArray(new JsonObject { ["指标"] = "任务总数", ["调整前"] = $"{change.Before.Tasks.Count}项", ["调整后"] = $"{change.After.Tasks.Count}项", ["要求"] = null });
        foreach (var (old, now) in before.Zip(after).Where(pair => Share(pair.First) is not null && Share(pair.Second) is not null))
            figures.Add(new JsonObject { ["指标"] = now.Definition.Name, ["调整前"] = Share(old), ["调整后"] = Share(now), ["要求"] = $"不低于{now.Definition.Threshold}" });
        return figures;
    }

    private static string? Share(KpiForecast figure) => figure is { NumeratorLow: { } part, Denominator: > 0 } && figure.NumeratorHigh == part
        ? Reports.MonthFigures.Share((int)part, (int)figure.Denominator.Value) : null;
}

/// <summary>变更公告.</summary>
internal sealed class PlanChangeAnnouncementFields : IKindFields
{
    public async Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct) => await PlanChange.FindAsync(context, adoptedOnly: true, ct) is null ? PlanChange.None : null;

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        if (await PlanChange.FindAsync(context, adoptedOnly: true, ct) is not { } change)
            return [];
        var fields = context.Notice(TitleArrangement.Arrange(context.Bureau.Name, $"关于调整{change.After.Plan.Year}年度双随机抽查工作计划的公告"));
        var notice = await PlanChange.NoticeAsync(context, ct);
        fields["原公告日期"] = notice is null ? null : FieldCheck.WriteDay(notice.IssueDate);
        (fields["计划名称"], fields["原计划文号"], fields["调整缘由"], fields["统计"]) = (change.After.Plan.Title, notice?.Number?.ToString(), change.Reason, change.Statistics());
        (fields["任务数"], fields["联系人"]) = (change.After.Tasks.Count, context.Section);
        var plan = PlanNoticeFields.Annex($"{change.After.Plan.Title}（调整后）", change.After.Content.Table);
        fields["附件"] = new JsonArray(new JsonObject { ["名称"] = "抽查计划变更对照表", ["变更"] = change.Rows() }, plan);
        return fields;
    }
}
