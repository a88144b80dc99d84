using System.Text.Json.Nodes;
using SpotCheck.DocService.Plans.Forecast;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Reports;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>Key figures of the year, each with its formula in words, so that nobody compares two figures of one name that are counted differently.</summary>
internal static class LedgerFigures
{
    /// <summary>Enterprises in the bureau's register; null where it has none.</summary>
    public static async Task<long?> EnterprisesAsync(this SpotCheckDb db, string bureau, int year, CancellationToken ct) => (await db.PlanContextAsync(bureau, year, [], ct)).Enterprises;

    /// <param name="enterprises">In the register; null where there is none.</param>
    public static JsonArray Of(IReadOnlyList<YearTask> tasks, LedgerRegister register, long? enterprises, DateOnly until)
    {
        var objects = tasks.SelectMany(task => task.Objects).ToList();
        var planned = tasks.Where(task => task.Planned is not null).ToList();
        var due = planned.Where(task => task.Planned!.Window?.To <= until).ToList();
        var expired = objects.Where(found => found.IsChecked && found.Versions[0].Due.Date <= until).ToList();
        var aimed = planned.Where(task => EnterpriseShare.CanHitEnterprises(task.Planned!)).ToList();
        bool IsEnterprise(string id) => register.Targets.GetValueOrDefault(id)?.EntityType?.Contains("企业", StringComparison.Ordinal) == true;
        var (drawn, seen, shown) = (objects.Count, objects.Count(found => found.IsChecked), objects.Count(found => found.PublishedOn is not null));
        var joint = planned.Where(task => task.Planned!.IsJoint).ToList();
        return
        [
            Figure("任务完成率", "已完成任务÷计划任务", planned.Count(task => task.IsDone), planned.Count, "100%，11月30日前"),
            Figure("到期任务按时完成率", "期限内完成的任务÷期限已到的任务", due.Count(task => task.DoneOn <= task.Planned!.Window!.To), due.Count, "100%"),
            Figure("检查完成率", "已检查户数÷应检查户数", seen, drawn, "100%"),
            Figure("抽查完成率", "已公示户数÷应检查户数", shown, drawn, "100%"),
            Figure("抽查结果公示率", "已公示户数÷已检查户数", shown, seen, "100%"),
            Figure("按期公示率", "20个工作日内公示的户数÷公示期限已到的户数", expired.Count(found => found.PublishedOn <= found.Versions[0].Due.Date), expired.Count, "100%"),
            Figure("后续处置率", "已处置户数÷发现问题户数", objects.Count(found => found.HasProblem && found.IsSettled), objects.Count(found => found.HasProblem), "100%"),
            Figure("完结率", "已公示且无待办处置的户数÷已公示户数", objects.Count(found => found.PublishedOn is not null && found.IsSettled), shown, null),
            Figure("部门联合抽查次数占比", "有联合部门的任务÷计划任务", joint.Count, planned.Count, "不低于25%"),
            Figure("部门联合抽查户数占比", "联合任务抽取户数÷全部抽取户数", joint.Sum(task => task.Objects.Count), drawn, "不低于15%"),
            Figure("信用风险分类运用占比", "运用信用风险分类的任务÷抽查企业的任务", aimed.Count(task => task.Planned!.UsesRiskClasses), aimed.Count, "不低于80%"),
            Figure("年度抽查企业占比", "抽中的不同企业户数÷名录库企业总户数", objects.Select(found => found.Drawn.ObjectId).Distinct(StringComparer.Ordinal).Count(IsEnterprise), enterprises ?? 0, "不低于3%"),
        ];
    }

    private static JsonNode Figure(string name, string formula, long part, long of, string? wanted) => new JsonObject { ["名称"] = name, ["算法"] = formula, ["分子"] = part, ["分母"] = of, ["要求"] = wanted };
}
