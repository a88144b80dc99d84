using System.Text.Json.Nodes;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Reports;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>季度通报 from the figures of the quarter.</summary>
internal sealed class QuarterlyBulletinFields : IKindFields
{
    private static readonly string[] Names = ["第一季度", "第二季度", "第三季度", "第四季度"];

    public Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct)
    {
        var (year, quarter) = (context.Subject.Year, context.Subject.Quarter);
        return Task.FromResult(year is >= 2015 and <= 2200 && quarter is >= 1 and <= 4 && new DateOnly(year.Value, quarter.Value * 3 - 2, 1) <= context.Today ? null
            : new Refusal("documents.no-such-quarter", $"季度“{year}年第{quarter}季度”不对。请填 2015 年以后、已经开始的季度（1 至 4）。", $"'{year} Q{quarter}' is not a quarter that has begun."));
    }

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        var (year, quarter) = (context.Subject.Year!.Value, context.Subject.Quarter!.Value);
        var end = new DateOnly(year, quarter * 3, 1).AddMonths(1).AddDays(-1);
        var until = end < context.Today ? end : context.Today;
        var figures = await QuarterFigures.OfAsync(context.Db, context.Bureau.Id, year, until, ct);
        var fields = context.File($"关于{year}年{Names[quarter - 1]}“双随机、一公开”监管工作情况的通报");
        (fields["年度"], fields["期间"], fields["截止日期"]) = (year, Names[quarter - 1], FieldCheck.WriteDay(until));
        fields["总体"] = Overall(figures.All);
        (fields["表扬"], fields["掌上执法率"]) = (new JsonArray(), new JsonArray());
        fields["附件"] = new JsonArray(new JsonObject { ["名称"] = $"{year}年{Names[quarter - 1]}各单位抽查工作情况表", ["单位"] = new JsonArray([.. figures.ByLead.Select(Row)]) });
        return fields;
    }

    private static JsonObject Overall(LeadFigures all) => new()
    {
        ["计划任务"] = all.Planned, ["已完成"] = all.Done, ["到期未完成"] = all.Overdue, ["应检查"] = all.Drawn, ["已检查"] = all.Checked, ["已公示"] = all.Published, ["公示率"] = MonthFigures.Share(all.Published, all.Checked),
        ["问题户数"] = all.WithProblem, ["已处置"] = all.Settled, ["处置率"] = MonthFigures.Share(all.Settled, all.WithProblem), ["联合占比"] = MonthFigures.Share(all.Joint, all.Planned), ["风险应用率"] = MonthFigures.Share(all.UsingRisk, all.Planned),
    };

    private static JsonNode Row(LeadFigures lead) => new JsonObject
    {
        ["排名"] = lead.Rank, ["单位"] = lead.Lead, ["计划任务"] = lead.Planned, ["已完成"] = lead.Done, ["到期未完成"] = lead.Overdue, ["应检查"] = lead.Drawn, ["已公示"] = lead.Published, ["公示率"] = MonthFigures.Share(lead.Published, lead.Checked),
        ["联合占比"] = MonthFigures.Share(lead.Joint, lead.Planned), ["问题户数"] = lead.WithProblem, ["处置率"] = MonthFigures.Share(lead.Settled, lead.WithProblem), ["风险应用率"] = MonthFigures.Share(lead.UsingRisk, lead.Planned),
    };
}
