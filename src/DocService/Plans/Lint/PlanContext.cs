using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>What the rules need to know besides the table itself.</summary>
/// <param name="Agency">Full name of the bureau that issues the plan.</param>
/// <param name="Units">Its sections and stations, to find misspelt ones; empty if unknown.</param>
/// <param name="EnterpriseShareGoal">年度抽查企业占比 the bureau sets itself (default 3 %, 企业公示信息抽查暂行办法).</param>
/// <param name="PoolOf">How many objects the register holds for a task; null = unknown.</param>
/// <param name="Enterprises">Enterprises in the area by the register; null = unknown.</param>
/// <param name="LatestEnd">Day by which all tasks must be done (month, day), where the bureau has such a rule (30 November in some).</param>
public sealed record PlanContext(
    int Year,
    string? Agency,
    IReadOnlyList<string> Units,
    SamplingRatio EnterpriseShareGoal,
    Func<PlanTask, PoolSize?> PoolOf,
    int? Enterprises,
    (int Month, int Day)? LatestEnd = null)
{
    public static PlanContext Of(int year, string? agency) => new(year, agency, [], SamplingRatio.Percent(3), _ => null, null);
}

/// <param name="Objects">All objects in the pool of a task.</param>
/// <param name="Enterprises">Those of them that are enterprises.</param>
public sealed record PoolSize(int Objects, int Enterprises);
