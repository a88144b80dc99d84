using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Results.Runs;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>现场检查笔录: names, team and notice from the records; what was seen, asked, sampled and measured from the clerk or, by hand, at the site.</summary>
internal sealed class InspectionTranscriptFields : FirmFields
{
    protected override async Task AddAsync(JsonObject fields, DraftContext context, RunFacts facts, RunObject drawn, CancellationToken ct)
    {
        var (target, result) = (facts.Targets.GetValueOrDefault(drawn.ObjectId), facts.Loaded.ResultOf(drawn.ObjectId));
        var body = InspectingBody.Of(context.Bureau.Name);
        fields["标题"] = "现场检查笔录";
        var firm = fields["企业"]!.AsObject();
        (firm["法定代表人"], firm["联系电话"]) = (target?.Representative, target?.Phone);
        (fields["检查地点"], fields["通知书文号"]) = (target?.Address, await NoticeNumberAsync(context, ct));
        fields["告知事项"] = $"我们是{body ?? "（检查主体）"}的执法检查人员，这是我们的执法证件，请过目。现依法对你单位进行检查，请予配合。你单位有权陈述、申辩；认为检查人员与你单位有直接利害关系的，有权申请回避；检查人员少于两人或者不出示证件的，有权拒绝检查。";
        fields["现场情况"] = result?.Detail is { Length: > 0 } detail ? new JsonArray(detail.TrimEnd('。') + "。") : new JsonArray();
        (fields["询问"], fields["抽样"], fields["勘验"]) = (new JsonArray(), new JsonArray(), new JsonArray());
    }

    /// <summary>Number of the notice issued for this firm and check; null where there is none, or where it was voided.</summary>
    private static async Task<string?> NoticeNumberAsync(DraftContext context, CancellationToken ct)
    {
        var subject = JsonSerializer.Serialize(new DocumentSubject(Run: context.Subject.Run, Object: context.Subject.Object), JsonSerializerOptions.Web);
        var found = await (from issued in context.Db.Set<IssuedDocument>()
                           join document in context.Db.Set<OfficialDocument>() on issued.DocumentId equals document.Id
                           where document.BureauId == context.Bureau.Id && document.Kind == DocumentKind.InspectionNotice.Id && document.State == DocumentState.Issued && document.Subject == subject
                           orderby issued.IssuedAt descending
                           select new { issued.Prefix, issued.Year, issued.Sequence }).FirstOrDefaultAsync(ct);
        return found?.Prefix is { } prefix ? new DocumentNumber(prefix, found.Year!.Value, found.Sequence!.Value).ToString() : null;
    }
}
