using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Forecast;

/// <summary>The key figures a plan leads to, before it is adopted.</summary>
public static class PlanForecast
{
    private static readonly KpiDefinition JointTasks = new(
        "joint-tasks", "部门联合抽查次数占比", 1, SamplingRatio.Percent(25), "部门联合抽查任务数", "全部抽查任务数", "曲阳县2023年实施方案");

    private static readonly KpiDefinition JointObjects = new(
        "joint-objects", "部门联合抽查户数占比", 1, SamplingRatio.Percent(15), "部门联合抽查户数", "随机抽查总户数", "曲阳县2023年实施方案");

    private static readonly KpiDefinition RiskTasks = new(
        "risk-tasks", "信用风险分类运用次数占比", 1, SamplingRatio.Percent(80), "运用企业信用风险分类的抽查企业任务数", "抽查企业任务数", "曲阳县2023年实施方案");

    private static readonly KpiDefinition JointInDepartment = new(
        "joint-in-department-plan", "联合抽查占部门计划", 1, SamplingRatio.Percent(10), "部门联合抽查任务数", "本部门计划任务数", "随州市2020年通知");

    /// <summary>All figures that follow from a plan alone; publication, disposal and punctuality follow from results.</summary>
    public static IReadOnlyList<KpiForecast> Of(IReadOnlyList<PlanTask> tasks, PlanContext context)
    {
        var joint = tasks.Where(task => task.IsJoint).ToList();
        var enterprise = tasks.Where(EnterpriseShare.CanHitEnterprises).ToList();
        return
        [
            Exact(JointTasks, joint.Sum(Draws), tasks.Sum(Draws), "按计划中写有联合部门的任务和每年抽查次数计算；内部股室之间的联合也写在联合部门栏时一并计入。"),
            Objects(joint, tasks, context),
            Exact(RiskTasks, enterprise.Where(task => task.UsesRiskClasses).Sum(Draws), enterprise.Sum(Draws), "面向个体工商户、农民专业合作社、器具和产品的任务不计入。"),
            Exact(JointInDepartment, joint.Count, tasks.Count, "按任务项数计算。"),
            EnterpriseShare.Of(tasks, context),
        ];
    }

    private static long Draws(PlanTask task) => task.Sample?.Default.TimesPerYear ?? 1;

    private static KpiForecast Exact(KpiDefinition definition, long numerator, long denominator, string note) =>
        KpiForecast.Of(definition, numerator, numerator, denominator, note);

    private static KpiForecast Objects(List<PlanTask> joint, IReadOnlyList<PlanTask> all, PlanContext context)
    {
        var unknown = all.Where(task => Count(task, context) is null).Select(task => task.Label).ToList();
        if (unknown.Count == 0)
            return Exact(JointObjects, joint.Sum(task => Count(task, context)!.Value), all.Sum(task => Count(task, context)!.Value), joint.Count == 0 ? NoJoint : "按基础比例计算，不含信用风险分类递加的部分。");
        // None of however many: the share is known though the whole is not.
        return joint.Count == 0 ? new(JointObjects, 0, 0, null, KpiVerdict.Missed, NoJoint)
            : KpiForecast.Of(JointObjects, null, null, null, $"第{string.Join("、", unknown)}项的名录库户数未知，无法计算。请先导入检查对象名录库。");
    }

    private const string NoJoint = "计划中没有部门联合抽查任务。";

    private static long? Count(PlanTask task, PlanContext context) =>
        context.PoolOf(task) is { } pool && task.Sample?.Default.CountOf(pool.Objects) is { } count ? count * Draws(task) : null;
}
