using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Forecast;

/// <summary>年度抽查企业占比: distinct enterprises drawn in the year over the enterprises in the area.</summary>
internal static class EnterpriseShare
{
    private static readonly string[] NoEnterprise = ["个体工商户", "农民专业合作社", "器具", "产品", "商品", "批次"];

    public static KpiForecast Of(IReadOnlyList<PlanTask> tasks, PlanContext context)
    {
        var definition = new KpiDefinition(
            "enterprise-share", "年度抽查企业占比", 1, context.EnterpriseShareGoal,
            "全年被抽中的不同企业户数", "辖区企业总户数", "泽州县2023年计划；企业公示信息抽查暂行办法");
        if (context.Enterprises is not { } area)
        {
            return KpiForecast.Of(definition, null, null, null, "辖区企业总户数未知，无法计算。请先导入检查对象名录库。");
        }

        long least = 0;
        long most = 0;
        var unknown = new List<string>();
        foreach (var task in tasks.Where(CanHitEnterprises))
        {
            if (context.PoolOf(task) is not { } pool || task.Sample?.Default.CountOf(pool.Enterprises) is not { } count)
            {
                unknown.Add(task.Label);
                continue;
            }

            // Only enterprises in the pool are sure to be drawn when nothing else is in it.
            least = Math.Max(least, Math.Max(0, (task.Sample.Default.CountOf(pool.Objects) ?? 0) - (pool.Objects - pool.Enterprises)));
            most += Math.Min(pool.Enterprises, (long)(task.Sample.Default.CountOf(pool.Objects) ?? count) * task.Sample.Default.TimesPerYear);
        }

        most = Math.Min(most, area);
        var note = "下限按各任务抽中同一批企业计算，上限按互不重复计算。"
            + (unknown.Count > 0 ? $"第{string.Join("、", unknown)}项的名录库户数未知，没有计入。" : "");
        return KpiForecast.Of(definition, least, unknown.Count > 0 ? area : most, area, note);
    }

    public static bool CanHitEnterprises(PlanTask task) =>
        task.Scope is not { } scope || !NoEnterprise.Any(word => scope.Objects.Contains(word, StringComparison.Ordinal));
}
