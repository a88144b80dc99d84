using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Plans.Overlap;
using SpotCheck.DocService.Registers;

namespace SpotCheck.DocService.Plans.Versions;

/// <summary>The objects of each task, as sets of the register's rows; a task whose scope the register does not know is left out.</summary>
internal static class TaskPopulations
{
    public static async Task<IReadOnlyDictionary<PlanTask, Population>> ReadAsync(RegisterReading registers, string bureau, int version, IReadOnlyList<PlanTask> tasks, CancellationToken ct)
    {
        var targets = registers.Targets(bureau, version);
        var types = await targets.Where(target => target.EntityType != null).Select(target => target.EntityType!).Distinct().ToListAsync(ct);
        var tags = await targets.Where(target => target.Tags != null).SelectMany(target => target.Tags!).Distinct().ToListAsync(ct);
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var id in targets.OrderBy(target => target.Id).Select(target => target.Id).AsAsyncEnumerable().WithCancellation(ct))
            positions.Add(id, positions.Count);

        var byScope = new Dictionary<string, Population>(StringComparer.Ordinal);
        var populations = new Dictionary<PlanTask, Population>(ReferenceEqualityComparer.Instance);
        foreach (var task in tasks)
        {
            if (ScopeOf(task, tags, types) is not { } scope)
                continue;
            var key = PlanContentJson.Write(scope);
            if (!byScope.TryGetValue(key, out var population))
            {
                byScope[key] = population = new(positions.Count);
                await foreach (var id in RegisterReading.Within(targets, scope).Select(target => target.Id).AsAsyncEnumerable().WithCancellation(ct))
                    population.Add(positions[id]);
            }
            populations.Add(task, population);
        }
        return populations;
    }

    /// <summary>What a task's words mean in a register; null where it knows no such objects.</summary>
    public static TargetScope? ScopeOf(PlanTask task, IReadOnlyCollection<string> tags, IReadOnlyCollection<string> types) =>
        task.Scope is { } planned && ScopeWords.Resolve(planned.Objects, planned.Exclusions, task.Name, tags, types) is { } words
            ? words with { RegisteredUpTo = planned.CutOff is { } day ? (planned.CutOffIncluded ? day : day.AddDays(-1)) : null }
            : null;
}
