using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>名单公告.</summary>
internal sealed class DrawnListAnnouncementFields : IKindFields
{
    public Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct) => RunFacts.JudgeAsync(context, ofOneFirm: false, ct);

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        var facts = await RunFacts.ReadAsync(context, ct);
        var fields = context.Notice($"{context.Bureau.Name}\n{facts.Run.DrawnOn.Year}年度第{await AnnouncementNumber.NextAsync(context, DocumentKind.DrawnListAnnouncement, facts.Run.DrawnOn.Year, ct)}号抽查任务公告");
        fields["计划名称"] = await facts.PlanTitleAsync(context, ct);
        (fields["任务"], fields["抽取"]) = (facts.Task(), facts.Draw());
        (fields["检查主体"], fields["检查时间"], fields["公布名单"]) = (InspectingBody.Of(context.Bureau.Name), facts.Text(PlanColumn.Window) is { Length: > 0 } window ? window : null, true);
        fields["附件"] = new JsonArray(new JsonObject
        {
            ["名称"] = "抽取的检查对象名单",
            ["名单"] = new JsonArray([.. facts.Loaded.Objects.Select(drawn => (JsonNode)new JsonObject { ["代码"] = drawn.ObjectId, ["名称"] = drawn.Name, ["管辖单位"] = drawn.Unit.Length > 0 ? drawn.Unit : null })]),
        });
        return fields;
    }
}

/// <summary>结果公示: the results that are published, each as its latest published version.</summary>
internal sealed class ResultAnnouncementFields : IKindFields
{
    private const int DaysToObject = 10;

    public async Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct)
    {
        if (await RunFacts.JudgeAsync(context, ofOneFirm: false, ct) is { } refusal)
            return refusal;
        return await context.Db.Set<ObjectResult>().AnyAsync(result => result.RunId == context.Subject.Run && result.State == ResultState.Published, ct) ? null
            : new("documents.nothing-published", "这次检查还没有审核公示的结果，不能起草结果公告。请先由股室负责人审核公示结果。", "The run has no published result yet.");
    }

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        var facts = await RunFacts.ReadAsync(context, ct);
        var published = (await context.Db.Set<ObjectResult>().AsNoTracking().Where(result => result.RunId == facts.Run.Id && result.State == ResultState.Published).OrderBy(result => result.Number).ToListAsync(ct))
            .GroupBy(result => result.ObjectId, StringComparer.Ordinal).Select(versions => versions.Last()).OrderBy(result => result.ObjectId, StringComparer.Ordinal).ToList();
        var fields = context.Notice($"{context.Bureau.Name}\n{facts.Run.DrawnOn.Year}年度第{await AnnouncementNumber.NextAsync(context, DocumentKind.ResultAnnouncement, facts.Run.DrawnOn.Year, ct)}号抽查任务检查结果公告");
        fields["计划名称"] = await facts.PlanTitleAsync(context, ct);
        var task = facts.Task();
        task.Remove("对象范围");
        task["计划编号"] = facts.Text(PlanColumn.PlanNumber) is { Length: > 0 } number ? number : null;
        (fields["任务"], fields["检查主体"], fields["异议工作日"]) = (task, InspectingBody.Of(context.Bureau.Name), DaysToObject);
        fields["统计"] = Statistics(published, facts.Loaded.Objects.Count);
        fields["附件"] = new JsonArray(new JsonObject { ["名称"] = "抽查检查结果", ["结果"] = new JsonArray([.. published.Select(result => Row(facts, context, result))]) });
        return fields;
    }

    private static JsonObject Statistics(List<ObjectResult> published, int drawn)
    {
        var found = published.Where(result => CodesOf(result).Any(code => code.Problem)).ToList();
        return new JsonObject
        {
            ["户数"] = published.Count, ["未发现问题"] = published.Count - found.Count, ["发现问题"] = found.Count, ["未公示"] = drawn - published.Count,
            ["分类"] = new JsonArray([.. found.SelectMany(result => CodesOf(result).Where(code => code.Problem)).GroupBy(code => code.Text, StringComparer.Ordinal)
                .Select(same => (JsonNode)new JsonObject { ["结果"] = same.Key, ["户数"] = same.Count() })]),
        };
    }

    private static JsonNode Row(RunFacts facts, DraftContext context, ObjectResult result) => new JsonObject
    {
        ["名称"] = facts.Loaded.Object(result.ObjectId)!.Name, ["代码"] = result.ObjectId, ["检查机关"] = InspectingBody.Of(context.Bureau.Name),
        ["检查日期"] = FieldCheck.WriteDay(result.CheckedOn), ["方式"] = result.Method, ["结果"] = string.Join("；", CodesOf(result).Select(code => code.Text)),
        ["查处"] = string.Join("；", ResultCodes.Of(result.CodesVersion).FollowUps.Where(code => code.Code != "none" && result.FollowUps.Contains(code.Code)).Select(code => code.Text)) is { Length: > 0 } measures
            ? measures + (result.Document is null ? "" : $"（{result.Document}）") : null,
    };

    private static IEnumerable<ResultCode> CodesOf(ObjectResult result) => ResultCodes.Of(result.CodesVersion).Results.Where(code => result.Codes.Contains(code.Code));
}

/// <summary>第n号: announcements of a kind are counted through the year; drafts take the next number until one is issued.</summary>
internal static class AnnouncementNumber
{
    public static async Task<int> NextAsync(DraftContext context, DocumentKind kind, int year, CancellationToken ct) => 1 + await (
        from issued in context.Db.Set<IssuedDocument>()
        join document in context.Db.Set<OfficialDocument>() on issued.DocumentId equals document.Id
        where document.BureauId == context.Bureau.Id && document.Kind == kind.Id && issued.IssueDate.Year == year
        select issued.DocumentId).CountAsync(ct);
}
