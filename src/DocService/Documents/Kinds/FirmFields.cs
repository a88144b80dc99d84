using System.Text.Json.Nodes;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>What approval, notice and record of one firm's check share.</summary>
internal abstract class FirmFields : IKindFields
{
    public Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct) => RunFacts.JudgeAsync(context, ofOneFirm: true, ct);

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        var facts = await RunFacts.ReadAsync(context, ct);
        var drawn = facts.Loaded.Object(context.Subject.Object!)!;
        var target = facts.Targets.GetValueOrDefault(drawn.ObjectId);
        var fields = new JsonObject
        {
            ["检查主体"] = InspectingBody.Of(context.Bureau.Name), ["任务"] = facts.TaskName(),
            ["企业"] = new JsonObject { ["名称"] = drawn.Name, ["代码"] = drawn.ObjectId, ["住所"] = target?.Address },
            ["检查人员"] = facts.Team(drawn),
        };
        await AddAsync(fields, context, facts, drawn, ct);
        return fields;
    }

    protected abstract Task AddAsync(JsonObject fields, DraftContext context, RunFacts facts, RunObject drawn, CancellationToken ct);

    /// <summary>年度 and 本年检查次数, this check counted in.</summary>
    protected static async Task AddCountAsync(JsonObject fields, DraftContext context, RunFacts facts, RunObject drawn, CancellationToken ct)
    {
        fields["年度"] = context.Today.Year;
        fields["本年检查次数"] = await YearlyChecks.DoneAsync(context.Db, context.Bureau.Id, drawn.ObjectId, context.Today.Year, facts.Run.Id, ct) + 1;
    }
}

/// <summary>审批表.</summary>
internal sealed class InspectionApprovalFields : FirmFields
{
    protected override async Task AddAsync(JsonObject fields, DraftContext context, RunFacts facts, RunObject drawn, CancellationToken ct)
    {
        fields["标题"] = $"{InspectingBody.Of(context.Bureau.Name) ?? context.Bureau.Name}\n行政检查审批表";
        (fields["承办机构"], fields["任务来源"], fields["检查方式"], fields["补办"]) = (context.Section, "年度抽查计划", "现场检查", false);
        fields["检查事项"] = facts.Items();
        await AddCountAsync(fields, context, facts, drawn, ct);
    }
}

/// <summary>检查通知书.</summary>
internal sealed class InspectionNoticeFields : FirmFields
{
    private const string Consequence = "拒绝、阻碍检查的，依法承担相应的法律责任。";
    private const string Discipline = "检查人员应当遵守涉企行政检查“五个严禁”“八个不得”的要求，不收取费用，不接受宴请和财物，不泄露商业秘密，不妨碍正常的生产经营。";

    protected override async Task AddAsync(JsonObject fields, DraftContext context, RunFacts facts, RunObject drawn, CancellationToken ct)
    {
        var body = InspectingBody.Of(context.Bureau.Name);
        (fields["标题"], fields["文书名称"], fields["署名"]) = ($"{body ?? context.Bureau.Name}\n行政检查通知书", "行政检查通知书", body);
        (fields["任务来源"], fields["检查方式"], fields["联系人"], fields["代章"]) = ("年度抽查计划", "现场检查", context.Section, false);
        (fields["不配合后果"], fields["检查纪律"], fields["抽取记录编号"]) = (Consequence, Discipline, facts.DrawNumber);
        fields["检查事项"] = facts.Items();
        fields["准备材料"] = new JsonArray();
        fields["附件"] = new JsonArray(new JsonObject { ["名称"] = "送达回证" });
        await AddCountAsync(fields, context, facts, drawn, ct);
    }
}

/// <summary>记录表: blank to be written on at the site, or ticked where the result has been entered.</summary>
internal sealed class InspectionRecordFields : FirmFields
{
    protected override Task AddAsync(JsonObject fields, DraftContext context, RunFacts facts, RunObject drawn, CancellationToken ct)
    {
        var target = facts.Targets.GetValueOrDefault(drawn.ObjectId);
        var result = facts.Loaded.ResultOf(drawn.ObjectId);
        var codes = result is null ? ResultCodes.Current : ResultCodes.Of(result.CodesVersion);
        fields["标题"] = "随机抽查现场检查记录表";
        var firm = fields["企业"]!.AsObject();
        (firm["法定代表人"], firm["联系电话"]) = (target?.Representative, target?.Phone);
        fields["检查事项"] = new JsonArray([.. facts.Run.Items.Select(item => (JsonNode)new JsonObject { ["事项"] = item, ["已查"] = result is null ? null : true, ["问题"] = null, ["处置"] = null })]);
        fields["核查方式"] = Options(CheckFindings.Methods.Select(method => (method, result?.Method == method)));
        fields["检查结果"] = Options(codes.Results.Select(code => (code.Text, result?.Codes.Contains(code.Code) == true)));
        fields["后续处置"] = Options(codes.FollowUps.Select(code => (code.Text, result?.FollowUps.Contains(code.Code) == true)));
        fields["检查情况"] = result?.Detail is { Length: > 0 } detail ? detail : null;
        return Task.CompletedTask;
    }

    private static JsonArray Options(IEnumerable<(string Name, bool IsChosen)> options) =>
        [.. options.Select(option => (JsonNode)new JsonObject { ["名称"] = option.Name, ["选中"] = option.IsChosen })];
}
