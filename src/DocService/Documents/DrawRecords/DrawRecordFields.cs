using System.Globalization;
using System.Text.Json.Nodes;
using QRCoder;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Documents.DrawRecords;

/// <summary>The fields of the draw record (templates/draw-record/fields.md), from the draw and its records in the log alone: the same draw gives the same document.</summary>
internal static class DrawRecordFields
{
    public static JsonObject Of(DrawFacts facts)
    {
        var (draw, history) = (facts.Draw, facts.History);
        var open = history.Open;
        return new JsonObject
        {
            ["名称"] = draw.Title, ["单位"] = facts.Bureau, ["股室"] = draw.Desk,
            ["准备人"] = draw.PreparedByName, ["准备时间"] = Moment(draw.PreparedAt), ["批准人"] = draw.ApprovedByName, ["批准时间"] = Moment(draw.ApprovedAt!.Value),
            ["开抽时间"] = Moment(open.OpenedAt), ["截止时间"] = Moment(open.Deadline), ["完成时间"] = Moment(facts.At[history.Result!.Seq]),
            ["日志"] = draw.Origin, ["创世哈希"] = draw.Genesis, ["开抽序号"] = open.Seq, ["开抽哈希"] = draw.OpenHash,
            ["检查点条数"] = facts.OpenCheckpoint.Size, ["检查点根"] = facts.OpenCheckpoint.Root.ToString(),
            ["承诺值"] = open.Server.Commit.ToString(), ["密值"] = history.Openings[0].Reveal!.Secret.ToString(),
            ["见证说明"] = facts.Policy, ["联署"] = List(facts.OpenCheckpoint.Signatures.Skip(1).Select(s => (JsonNode)s.Name)),
            ["来源"] = List(history.Openings[0].Contributions.Select(c => Contribution(c, facts))), ["种子"] = draw.Seed,
            ["任务"] = List(draw.Tasks.Select(t => Task(t, history))), ["此前"] = List(facts.Earlier.Select(Attempt)),
            ["回避"] = List(draw.Recusals.Select(r => Recusal(r, draw))), ["重抽"] = List(history.Openings.Skip(1).Select(o => Redraw(o, facts))),
            ["公开地址"] = draw.PublicPage, ["核验页哈希"] = draw.VerifierSha256, ["核验页地址"] = draw.VerifierAddress, ["二维码"] = QrCode(draw.PublicPage!),
        };
    }

    private static JsonObject Contribution(ContribRecord record, DrawFacts facts) => new()
    {
        ["录入人"] = record.By, ["来源"] = DrawEvents.NameOf(record.Source, Reader.OfPapers), ["内容"] = record.Value.Text, ["时间"] = Moment(facts.At[record.Seq]),
    };

    private static JsonObject Task(ShowDraw.TaskEntry task, DrawHistory history)
    {
        var result = history.Result!.Tasks.Single(t => t.Id == task.Id);
        var outcome = task.Outcome!;
        return new JsonObject
        {
            ["编号"] = task.Id, ["名称"] = DrawableTask.FieldOf(task.PlanText, PlanColumn.TaskName), ["次数"] = task.Attempt,
            ["状态"] = history.Superseded.TryGetValue(task.Id, out var by) ? $"已被日志第 {by.Seq} 条替代" : outcome.Infeasible.Count > 0 ? "没有派出小组" : "有效",
            ["规则"] = task.Total is { } total ? $"共抽 {total} 家，按各层家数和比例分配" : "各层按比例向上取整", ["名录家数"] = task.Register.Size, ["抽中家数"] = outcome.Drawn.Count, ["每人上限"] = outcome.Cap,
            ["计划哈希"] = task.PlanHash, ["名录根"] = task.Register.Root, ["人员数"] = task.Roster.Size, ["人员根"] = task.Roster.Root, ["回避对数"] = task.Conflicts.Size, ["回避根"] = task.Conflicts.Root,
            ["密钥"] = outcome.Key, ["名单根"] = result.DrawnRoot.ToString(), ["小组根"] = result.TeamsRoot.ToString(), ["无人可查"] = List(outcome.Infeasible.Select(id => (JsonNode)id)),
            ["各层"] = List(task.Strata.Select(s => new JsonObject
            {
                ["名称"] = s.Id, ["家数"] = s.Count, ["比例"] = Ratio(s.Numerator, s.Denominator), ["抽中"] = s.Quota, ["抽中线"] = s.Cutoff.Length == 0 ? "—" : s.Cutoff,
            })),
        };
    }

    private static JsonObject Attempt(EarlierAttempt attempt) => new()
    {
        ["任务"] = attempt.Task, ["次数"] = attempt.Number, ["结局"] = attempt.End is VoidRecord ? "宣告无效" : "替代", ["序号"] = attempt.End.Seq,
        ["理由"] = attempt.End switch { VoidRecord v => v.Reason, SupersedeRecord s => $"{s.Reason}；依据：{s.LegalBasis}", _ => "" },
    };

    private static JsonObject Recusal(ShowDraw.RecusalEntry recusal, ShowDraw.Response draw) => new()
    {
        ["任务"] = recusal.Task, ["企业"] = recusal.Object, ["人员"] = recusal.Inspector, ["事由"] = recusal.Ground,
        ["换上"] = recusal.Pending ? "待重新抽取" : draw.Replacements.FirstOrDefault(r => r.Task == recusal.Task && r.Object == recusal.Object && r.Out == recusal.Inspector) is { In.Length: > 0 } found ? found.In : "无人可换",
    };

    private static JsonObject Redraw(OpeningProgress opening, DrawFacts facts) => new()
    {
        ["序号"] = opening.Opening.Seq, ["时间"] = Moment(facts.At[opening.Opening.Seq]),
        ["结局"] = opening.Void is { } ended ? $"宣告无效：{ended.Reason}" : opening.Outcome is null ? "进行中" : "已完成",
        ["录入"] = string.Join("；", opening.Contributions.Select(c => $"{c.By} {DrawEvents.NameOf(c.Source, Reader.OfPapers)} {c.Value.Text}")),
        ["密值"] = (opening.Reveal?.Secret ?? opening.Void?.Secret)?.ToString() ?? "尚未公开", ["种子"] = (opening.Outcome as ReresultRecord)?.Seed.ToString() ?? "—",
    };

    private static string Ratio(long numerator, long denominator) => string.Create(CultureInfo.InvariantCulture, $"{100m * numerator / denominator:0.####}%");

    private static string Moment(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    private static string Moment(string instant) => Moment(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    private static JsonArray List(IEnumerable<JsonNode> items) => [.. items];

    // Three pixels a module print at about 0.8 mm: a telephone reads it from the paper.
    private static string QrCode(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return Convert.ToBase64String(code.GetGraphic(3));
    }
}
