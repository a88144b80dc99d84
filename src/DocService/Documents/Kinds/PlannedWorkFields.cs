using System.Text.Json.Nodes;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Reports;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>实施方案通知: the programme is the bureau's own text; the year and the names come from the records.</summary>
internal sealed class ImplementationPlanNoticeFields : IKindFields
{
    public Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct) => Task.FromResult(
        context.Subject.Year is >= 2015 and var year && year <= context.Today.Year + 1 ? null
            : new Refusal("documents.no-such-year", $"年度“{context.Subject.Year}”不对。请填 2015 年至明年的一个年度。", "Give a year from 2015 to next year."));

    public Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        var year = context.Subject.Year!.Value;
        var fields = context.File($"关于印发{year}年度“双随机、一公开”监管工作实施方案的通知");
        (fields["执行要求"], fields["依据文件"], fields["区域"]) = (new JsonArray(), new JsonArray(), MonthFigures.LevelOf(context.Bureau.Name));
        fields["附件"] = new JsonArray(new JsonObject { ["名称"] = $"{context.Bureau.Name}{year}年度\n“双随机、一公开”监管工作实施方案" }, new JsonObject { ["名称"] = $"{year}年度“双随机、一公开”\n监管工作任务分工表" });
        return Task.FromResult(fields);
    }
}

/// <summary>专项抽查计划通知: one task of the plan in force.</summary>
internal sealed class SpecialCheckNoticeFields : IKindFields
{
    public async Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct)
    {
        if (context.Subject.Plan is not { } planId || await context.Db.FindAdoptedAsync(context.Bureau.Id, planId, ct) is not { } plan)
            return DocumentRefusals.NoAdoptedPlan;
        return context.Subject.Task is { } number && plan.Task(number) is not null ? null : DocumentRefusals.NoSuchTask(context.Subject.Task, plan.Content.TaskNumbers);
    }

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        // A task that a later version of the plan dropped has nothing to say; its fields are then reported missing.
        if (await context.Db.FindAdoptedAsync(context.Bureau.Id, context.Subject.Plan!.Value, ct) is not { } plan || plan.Task(context.Subject.Task!) is not { } task)
            return [];
        var fields = context.File($"关于组织实施{task.Name}的通知");
        fields["任务"] = new JsonObject
        {
            ["编号"] = context.Subject.Task, ["名称"] = task.Name, ["类型"] = task.Type switch { SelectionType.Directed => "定向", SelectionType.Undirected => "不定向", _ => null },
            ["事项"] = new JsonArray([.. task.Items.Select(item => (JsonNode)item)]), ["对象范围"] = Text(task, PlanColumn.Scope), ["计划编号"] = Text(task, PlanColumn.PlanNumber),
            ["抽查比例"] = Text(task, PlanColumn.SampleSize), ["抽查时间"] = Text(task, PlanColumn.Window), ["风险分类"] = Text(task, PlanColumn.RiskPolicy) is { } policy ? policy.TrimEnd('。') + "。" : null,
        };
        fields["牵头部门"] = task.Lead?.Section ?? context.Section;
        fields["配合部门"] = new JsonArray([.. task.Partners.Select(partner => (JsonNode)partner)]);
        (fields["检查主体"], fields["检查方式"], fields["公示工作日"]) = (InspectingBody.Of(context.Bureau.Name), "现场检查", DaysToPublish);
        fields["检查分工"] = new JsonArray([.. task.Partners.Prepend(task.Lead?.Section ?? context.Section).Select(unit => (JsonNode)new JsonObject { ["单位"] = unit, ["事项"] = string.Join("；", task.Items) })]);
        fields["附件"] = new JsonArray(new JsonObject { ["名称"] = "专项抽查检查分工表" });
        return fields;
    }

    private const int DaysToPublish = 20;

    private static string? Text(PlanTask task, PlanColumn column) => task.Row[column].Trim() is { Length: > 0 } text ? text : null;
}
