using System.Text.Json.Nodes;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Results.Runs;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>移送函: what a check found at a firm and another body has to deal with.</summary>
internal sealed class ReferralLetterFields : IKindFields
{
    public async Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct)
    {
        if (await RunFacts.JudgeAsync(context, ofOneFirm: true, ct) is { } refusal)
            return refusal;
        var facts = await RunFacts.ReadAsync(context, ct);
        return facts.Loaded.ResultOf(context.Subject.Object!) is null
            ? new("documents.no-result", $"“{context.Subject.Object}”还没有录入检查结果，没有可以移送的线索。请先录入结果。", "No result has been entered for this firm.") : null;
    }

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        var facts = await RunFacts.ReadAsync(context, ct);
        var drawn = facts.Loaded.Object(context.Subject.Object!)!;
        var (result, target) = (facts.Loaded.ResultOf(drawn.ObjectId)!, facts.Targets.GetValueOrDefault(drawn.ObjectId));
        var title = TitleArrangement.Arrange(context.Bureau.Name, $"关于移送{drawn.Name}有关线索的函");
        return new JsonObject
        {
            ["发文机关标志"] = context.Bureau.Name, ["发文机关"] = context.Bureau.Name, ["标题"] = title, ["检查主体"] = InspectingBody.Of(context.Bureau.Name), ["任务"] = facts.TaskName(),
            ["企业"] = new JsonObject { ["名称"] = drawn.Name, ["代码"] = drawn.ObjectId, ["住所"] = target?.Address, ["法定代表人"] = target?.Representative },
            ["检查日期"] = FieldCheck.WriteDay(result.CheckedOn), ["检查方式"] = result.Method, ["查明事实"] = result.Detail is { Length: > 0 } detail ? detail.TrimEnd('。') + "。" : null,
            ["联系人"] = context.Section, ["附件"] = new JsonArray(new JsonObject { ["名称"] = "移送材料清单" }, new JsonObject { ["名称"] = "移送回执" }), ["署名"] = context.Bureau.Name, ["代章"] = false,
        };
    }
}
