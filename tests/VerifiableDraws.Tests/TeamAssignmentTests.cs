using System.Numerics;
using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.VerifiableDraws.Tests;

public sealed class TeamAssignmentTests
{
    [Fact]
    public void Teams_of_small_instances_equal_those_found_by_trying_everything()
    {
        var numbers = new Numbers("brute force");
        var (feasible, infeasible) = (0, 0);
        for (var instance = 0; instance < 1500; instance++)
        {
            var problem = Random(numbers);
            var unstaffable = TeamAssignment.Unstaffable(problem);

            Assert.Equal(Enumerable.Range(0, problem.Objects).Where(o => !BruteForce.CanComplete(Alone(problem, o), problem.Objects, [])), unstaffable);
            if (unstaffable.Count > 0)
            {
                infeasible++;
                continue;
            }

            feasible++;
            var smallest = Enumerable.Range(0, problem.Objects + 1).First(load => BruteForce.CanComplete(problem, load, []));
            Assert.Equal(smallest, TeamAssignment.SmallestLoad(problem));
            var load = smallest + numbers.Below(2);
            var pairs = numbers.Shuffled(BruteForce.Pairs(problem));
            Assert.Equal(
                BruteForce.LexicographicallyFirst(problem, load, pairs),
                TeamAssignment.LexicographicallyFirst(problem, TeamAssignment.Uniform(problem, load), pairs)!);
        }

        Assert.True(feasible > 500 && infeasible > 100, $"{feasible} feasible, {infeasible} infeasible");
    }

    [Fact]
    public void Tight_instances_with_a_hidden_solution_are_always_staffed()
    {
        var numbers = new Numbers("tight");
        for (var instance = 0; instance < 150; instance++)
        {
            var (problem, load) = Tight(numbers, objects: 3 + numbers.Below(25), inspectors: 4 + numbers.Below(20));

            Assert.True(TeamAssignment.SmallestLoad(problem) <= load);
            var accepted = TeamAssignment.LexicographicallyFirst(problem, TeamAssignment.Uniform(problem, load), numbers.Shuffled(BruteForce.Pairs(problem)));

            Assert.Equal(problem.Places, accepted!.Count);
            AssertComplete(problem, load, accepted);
        }
    }

    [Fact]
    public void Different_capacities_are_kept_and_an_impossible_choice_is_no_choice()
    {
        var slot = new Slot(0, 0, 2, [0b111], false);
        var problem = new AssignmentProblem(1, [slot], [0, 0, 0]);
        Pair[] order = [new(0, 2), new(0, 1), new(0, 0)];

        Assert.Equal([new Pair(0, 1), new Pair(0, 0)], TeamAssignment.LexicographicallyFirst(problem, [1, 1, 0], order)!);
        Assert.Null(TeamAssignment.LexicographicallyFirst(problem, [1, 0, 0], order));
    }

    private static void AssertComplete(AssignmentProblem problem, int load, IReadOnlyList<Pair> accepted)
    {
        Assert.All(accepted, p => Assert.True(AssignmentProblem.Has(problem.Slots[p.Slot].Eligible, p.Inspector)));
        Assert.All(accepted.GroupBy(static p => p.Slot), g => Assert.Equal(problem.Slots[g.Key].Need, g.Count()));
        Assert.All(accepted.GroupBy(static p => p.Inspector), g => Assert.True(g.Count() <= load));
        Assert.Equal(accepted.Count, accepted.Select(p => (problem.Slots[p.Slot].Object, p.Inspector)).Distinct().Count());
        Assert.All(accepted.Where(p => problem.Slots[p.Slot].DistinctUnits).GroupBy(static p => p.Slot), g =>
            Assert.Equal(g.Count(), g.Select(p => problem.UnitOf[p.Inspector]).Distinct().Count()));
    }

    private static AssignmentProblem Alone(AssignmentProblem problem, int o) =>
        new(problem.Objects, problem.Slots.Where(s => s.Object == o).ToArray(), problem.UnitOf);

    private static AssignmentProblem Random(Numbers numbers)
    {
        var inspectors = 2 + numbers.Below(4);
        var units = Enumerable.Range(0, inspectors).Select(_ => numbers.Below(3)).ToArray();
        var objects = 1 + numbers.Below(3);
        var slots = new List<Slot>();
        for (var o = 0; o < objects; o++)
        {
            for (var r = 0; r <= numbers.Below(2); r++)
            {
                var eligible = (1UL << inspectors) - 1;
                for (var drop = numbers.Below(3); drop > 0; drop--)
                    eligible &= ~(1UL << numbers.Below(inspectors));
                slots.Add(new Slot(o, r, 1 + numbers.Below(2), [eligible], numbers.OneIn(2)));
            }
        }

        return new AssignmentProblem(objects, slots, units);
    }

    /// <summary>Everybody works exactly as often as he may, and hardly anybody else is eligible.</summary>
    private static (AssignmentProblem Problem, int Load) Tight(Numbers numbers, int objects, int inspectors)
    {
        var units = Enumerable.Range(0, inspectors).Select(i => i % (2 + numbers.Below(4))).ToArray();
        var words = (inspectors + 63) / 64;
        var slots = new List<Slot>();
        var load = new int[inspectors];
        for (var o = 0; o < objects; o++)
        {
            var free = numbers.Shuffled(Enumerable.Range(0, inspectors)).OrderBy(i => load[i]).ToList();
            for (var r = 0; r < 2; r++)
            {
                var distinct = numbers.OneIn(2);
                var team = distinct ? free.DistinctBy(i => units[i]).Take(2).ToArray() : free.Take(2).ToArray();
                free.RemoveAll(team.Contains);
                var eligible = new ulong[words];
                foreach (var i in team.Concat(Enumerable.Range(0, numbers.Below(4)).Select(_ => numbers.Below(inspectors))))
                    eligible[i >> 6] |= 1UL << i;
                foreach (var i in team)
                    load[i]++;
                slots.Add(new Slot(o, r, team.Length, eligible, distinct));
            }
        }

        return (new AssignmentProblem(objects, slots, units), load.Max());
    }
}

/// <summary>The definition of §6 taken literally: every completion is tried.</summary>
internal static class BruteForce
{
    public static Pair[] Pairs(AssignmentProblem problem) =>
        [.. problem.Slots.SelectMany((s, at) => Enumerable.Range(0, problem.Inspectors).Where(i => AssignmentProblem.Has(s.Eligible, i)).Select(i => new Pair(at, i)))];

    public static List<Pair> LexicographicallyFirst(AssignmentProblem problem, int load, IEnumerable<Pair> pairs)
    {
        var accepted = new List<Pair>();
        foreach (var pair in pairs)
        {
            if (CanComplete(problem, load, [.. accepted, pair]))
                accepted.Add(pair);
        }

        return accepted;
    }

    public static bool CanComplete(AssignmentProblem problem, int load, IReadOnlyList<Pair> fixedPairs)
    {
        var chosen = new List<Pair>();
        foreach (var pair in fixedPairs)
        {
            if (!Fits(problem, load, chosen, pair))
                return false;
            chosen.Add(pair);
        }

        return Complete(problem, load, chosen);
    }

    private static bool Complete(AssignmentProblem problem, int load, List<Pair> chosen)
    {
        for (var s = 0; s < problem.Slots.Count; s++)
        {
            if (chosen.Count(p => p.Slot == s) == problem.Slots[s].Need)
                continue;
            for (var bits = problem.Slots[s].Eligible[0]; bits != 0; bits &= bits - 1)
            {
                var pair = new Pair(s, BitOperations.TrailingZeroCount(bits));
                if (!Fits(problem, load, chosen, pair))
                    continue;
                chosen.Add(pair);
                if (Complete(problem, load, chosen))
                    return true;
                chosen.RemoveAt(chosen.Count - 1);
            }

            return false;
        }

        return true;
    }

    private static bool Fits(AssignmentProblem problem, int load, List<Pair> chosen, Pair pair)
    {
        var slot = problem.Slots[pair.Slot];
        return chosen.Count(p => p.Slot == pair.Slot) < slot.Need
            && chosen.Count(p => p.Inspector == pair.Inspector) < load
            && !chosen.Exists(p => p.Inspector == pair.Inspector && problem.Slots[p.Slot].Object == slot.Object)
            && !(slot.DistinctUnits && chosen.Exists(p => p.Slot == pair.Slot && problem.UnitOf[p.Inspector] == problem.UnitOf[pair.Inspector]));
    }
}
