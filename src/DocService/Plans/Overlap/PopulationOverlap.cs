using System.Numerics;

namespace SpotCheck.DocService.Plans.Overlap;

/// <summary>A set of a register's rows, by their position in the register's order.</summary>
/// <param name="size">Rows of the register.</param>
public sealed class Population(int size)
{
    private readonly ulong[] words = new ulong[(size + 63) / 64];

    /// <summary>How many rows are in the set.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not in the register.</exception>
    public void Add(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, size);
        var bit = 1UL << (position % 64);
        Count += (words[position / 64] & bit) == 0 ? 1 : 0;
        words[position / 64] |= bit;
    }

    /// <summary>How many rows are in both.</summary>
    public int Shared(Population other) => words.Zip(other.words, (mine, theirs) => BitOperations.PopCount(mine & theirs)).Sum();
}

/// <summary>A task as the overlap sees it.</summary>
/// <param name="Window">When it is checked; null where the plan's text cannot be read.</param>
/// <param name="DrawsAtOnce">Objects one draw takes; null where the plan's text gives none.</param>
/// <param name="TimesPerYear">Draws a year.</param>
public sealed record OverlapTask(string Label, string Name, Population Objects, Values.CheckWindow? Window, int? DrawsAtOnce, int TimesPerYear);

/// <summary>Two tasks that could be checked together.</summary>
/// <param name="First">Index of the task further up.</param>
/// <param name="Shared">Objects in the population of both, exactly.</param>
/// <param name="VisitsApart">Visits in a year when each task is checked alone.</param>
/// <param name="VisitsSaved">Visits that need not be made when the objects both tasks need are drawn once, from those they share.</param>
/// <param name="From">First day both windows have in common; null where they have none or one cannot be read.</param>
public sealed record JointSuggestion(int First, int Second, int Shared, int VisitsApart, int VisitsSaved, DateOnly? From, DateOnly? To);

/// <summary>Which tasks of a plan speak of the same objects, so that one visit could serve two (综合查一次, 国办发〔2024〕54号).</summary>
public static class PopulationOverlap
{
    /// <summary>
    /// Suggestions, the greatest saving first. A joint task draws m = min(a, b, shared) objects from those both tasks have in common; each is
    /// visited once instead of twice, and the remaining a − m and b − m are drawn as before. So m visits are saved at each joint draw.
    /// </summary>
    /// <param name="tasks">In the plan's order, populations of one register.</param>
    public static IReadOnlyList<JointSuggestion> Find(IReadOnlyList<OverlapTask> tasks)
    {
        var found = new List<JointSuggestion>();
        for (var first = 0; first < tasks.Count; first++)
        {
            for (var second = first + 1; second < tasks.Count; second++)
            {
                if (Suggest(tasks, first, second) is { } suggestion)
                    found.Add(suggestion);
            }
        }
        return [.. found.OrderByDescending(s => s.VisitsSaved).ThenBy(s => s.First).ThenBy(s => s.Second)];
    }

    private static JointSuggestion? Suggest(IReadOnlyList<OverlapTask> tasks, int first, int second)
    {
        var (a, b) = (tasks[first], tasks[second]);
        if (a.DrawsAtOnce is not { } mine || b.DrawsAtOnce is not { } theirs)
            return null;
        var shared = a.Objects.Shared(b.Objects);
        var together = Math.Min(shared, Math.Min(mine, theirs)) * Math.Min(a.TimesPerYear, b.TimesPerYear);
        if (together == 0)
            return null;
        var from = a.Window is { } x && b.Window is { } y && Later(x.From, y.From) <= Earlier(x.To, y.To) ? Later(x.From, y.From) : (DateOnly?)null;
        return new(first, second, shared, mine * a.TimesPerYear + theirs * b.TimesPerYear, together, from, from is null ? null : Earlier(a.Window!.To, b.Window!.To));
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
