using System.Text.Json.Nodes;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Results.Runs;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>派发单 with 抽查名单: everything but the term comes from the draw.</summary>
internal sealed class TaskAssignmentFields : IKindFields
{
    private static readonly string[] Duties =
    [
        "检查前办理审批并书面通知企业，写明本年度检查次数和频次上限。", "检查结果自检查完成之日起20个工作日内录入并公示。", "与检查对象有利害关系的检查人员应当主动申请回避。",
    ];

    public Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct) => RunFacts.JudgeAsync(context, ofOneFirm: false, ct);

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        var facts = await RunFacts.ReadAsync(context, ct);
        var objects = facts.Loaded.Objects;
        var last = await YearlyChecks.LastDaysAsync(context.Db, context.Bureau.Id, [.. objects.Select(drawn => drawn.ObjectId)], facts.Run.Id, ct);
        var draw = facts.Draw();
        draw["应抽户数"] = facts.Quota;
        var liaisons = Liaisons(context.Given);
        var units = objects.Select(drawn => drawn.Unit).Where(unit => unit.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["标题"] = "抽查任务派发单", ["组织部门"] = facts.Desk, ["派发日期"] = FieldCheck.WriteDay(context.Today), ["任务"] = facts.Task(), ["任务来源"] = "年度抽查计划",
            ["检查主体"] = InspectingBody.Of(context.Bureau.Name), ["实施部门"] = new JsonArray([.. (units.Count > 0 ? units : [context.Section]).Select(unit => (JsonNode)unit)]),
            ["每户人数"] = objects.Max(drawn => drawn.Inspectors.Count), ["抽取"] = draw, ["联络员"] = new JsonArray(), ["工作要求"] = new JsonArray([.. Duties.Select(duty => (JsonNode)duty)]),
            ["附件"] = new JsonArray(new JsonObject { ["名称"] = "抽查名单", ["名单"] = new JsonArray([.. objects.Select(drawn => Row(facts, drawn, last, liaisons.GetValueOrDefault(drawn.ObjectId)))]) }),
        };
    }

    /// <summary>Liaisons given for firms that were not drawn: nobody would ever see them.</summary>
    public static IEnumerable<FieldFinding> Check(JsonObject data)
    {
        if (data["联络员"] is not JsonArray liaisons || data["附件"]?[0]?["名单"] is not JsonArray list)
            yield break;
        var drawn = list.Select(row => (row as JsonObject)?.TextOf("代码")).ToHashSet(StringComparer.Ordinal);
        foreach (var (liaison, i) in liaisons.Select((liaison, i) => (liaison as JsonObject, i)))
        {
            if (liaison?.TextOf("代码") is { } code && !drawn.Contains(code))
                yield return new("documents.not-drawn", $"联络员[{i + 1}].代码", $"“{code}”不在抽查名单里，这位联络员不会印出来。请核对统一社会信用代码，或者去掉这一行。");
        }
    }

    private static Dictionary<string, JsonObject> Liaisons(JsonObject? given) =>
        (given?["联络员"] as JsonArray ?? []).OfType<JsonObject>().Where(liaison => liaison.TextOf("代码") is not null)
            .GroupBy(liaison => liaison.TextOf("代码")!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);

    private static JsonNode Row(RunFacts facts, RunObject drawn, Dictionary<string, DateOnly> last, JsonObject? liaison)
    {
        var target = facts.Targets.GetValueOrDefault(drawn.ObjectId);
        return new JsonObject
        {
            ["代码"] = drawn.ObjectId, ["名称"] = drawn.Name, ["主体类别"] = target?.EntityType, ["登记机关"] = target?.Authority, ["管辖单位"] = drawn.Unit.Length > 0 ? drawn.Unit : null,
            ["法定代表人"] = target?.Representative, ["电话"] = target?.Phone, ["联络员"] = liaison?.TextOf("姓名"), ["联络员电话"] = liaison?.TextOf("电话"), ["住所"] = target?.Address,
            ["上次抽查"] = last.TryGetValue(drawn.ObjectId, out var day) ? FieldCheck.WriteDay(day) : null, ["检查人员"] = facts.Team(drawn), ["组长"] = drawn.Inspectors.Count > 0 ? facts.NameOf(drawn.Inspectors[0]) : null, ["专家"] = facts.ExpertsOf(drawn),
        };
    }
}
