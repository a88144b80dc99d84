using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Registers;

namespace SpotCheck.DocService.Plans.Versions;

/// <summary>How many objects the bureau's register holds for each task of a plan.</summary>
/// <param name="ByRow">By the task's row; a task whose scope the register does not know is not in it.</param>
/// <param name="Enterprises">Enterprises in the area; null where the bureau has no register.</param>
internal sealed record RegisterPools(IReadOnlyDictionary<CellPlace, PoolSize> ByRow, int? Enterprises)
{
    private static readonly RegisterPools Unknown = new(new Dictionary<CellPlace, PoolSize>(), null);

    public PoolSize? Of(PlanTask task) => ByRow.TryGetValue(task.Row.Place, out var pool) ? pool : null;

    /// <summary>Every type is counted once and every scope once, however many tasks share it.</summary>
    public static async Task<RegisterPools> CountAsync(RegisterReading registers, string bureau, IReadOnlyList<PlanTask> tasks, CancellationToken ct)
    {
        if (await registers.LatestAsync(bureau, RegisterKind.Targets, ct) is not { Number: var version })
        {
            return Unknown;
        }

        var targets = registers.Targets(bureau, version);
        var types = await targets.GroupBy(target => target.EntityType).Select(type => new { type.Key, Count = type.Count() }).ToListAsync(ct);
        var tags = await targets.Where(target => target.Tags != null).SelectMany(target => target.Tags!).Distinct().ToListAsync(ct);
        var enterpriseTypes = types.Select(type => type.Key).OfType<string>().Where(type => type.Contains("企业", StringComparison.Ordinal)).ToList();
        var counted = new Dictionary<string, PoolSize>(StringComparer.Ordinal);
        var pools = new Dictionary<CellPlace, PoolSize>();
        var known = types.Select(type => type.Key).OfType<string>().ToList();
        foreach (var task in tasks)
        {
            if (TaskPopulations.ScopeOf(task, tags, known) is not { } scope)
            {
                continue;
            }

            var key = PlanContentJson.Write(scope);
            if (!counted.TryGetValue(key, out var pool))
            {
                var all = (await registers.CountAsync(bureau, version, scope, ct)).Values.Sum();
                var ofEnterprises = scope.EntityTypes.Count == 0
                    ? enterpriseTypes.Count == 0 ? 0 : (await registers.CountAsync(bureau, version, scope with { EntityTypes = enterpriseTypes }, ct)).Values.Sum()
                    : scope.EntityTypes.All(enterpriseTypes.Contains) ? all : 0;
                counted[key] = pool = new(all, ofEnterprises);
            }

            pools.TryAdd(task.Row.Place, pool);
        }

        return new(pools, types.Where(type => type.Key is not null && enterpriseTypes.Contains(type.Key)).Sum(type => type.Count));
    }
}
