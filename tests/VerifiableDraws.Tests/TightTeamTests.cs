using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.VerifiableDraws.Tests;

/// <summary>Teams where inspectors are short: what is accepted early forces long rearrangements, and many candidates are refused.</summary>
public sealed class TightTeamTests
{
    [Fact]
    public void A_unit_that_was_empty_when_a_candidate_was_refused_can_still_change_hands_later()
    {
        // Pair 1:0 is refused: 0, 1 and 2 are all needed by the other two roles. 2:1 still can be had, 0 then changes from the third role to the first.
        Slot[] slots = [new(0, 0, 2, [0b0111], false), new(0, 1, 1, [0b1001], false), new(0, 2, 1, [0b0111], true)];
        var problem = new AssignmentProblem(1, slots, [0, 1, 2, 3]);
        Pair[] order = [new(1, 0), new(1, 3), new(0, 2), new(2, 2), new(2, 1), new(0, 0), new(0, 1), new(2, 0)];

        Assert.Equal([new Pair(1, 3), new(0, 2), new(2, 1), new(0, 0)], TeamAssignment.LexicographicallyFirst(problem, [1, 1, 1, 1], order)!);
    }

    [Fact]
    public void Tight_teams_equal_those_of_a_fresh_flow_for_every_candidate()
    {
        var numbers = new Numbers("tight teams");
        var (compared, distinct) = (0, 0);
        while (compared < 2500)
        {
            var problem = Random(numbers);
            if (TeamAssignment.Unstaffable(problem).Count > 0)
                continue;
            compared++;
            distinct += problem.Slots.Any(static s => s.DistinctUnits) ? 1 : 0;
            var smallest = FlowArbiter.SmallestLoad(problem);
            Assert.Equal(smallest, TeamAssignment.SmallestLoad(problem));
            // Alike in a draw, different in a replacement, where loads are already there.
            var (slack, uneven) = (numbers.OneIn(4) ? 1 : 0, numbers.OneIn(4));
            var capacity = TeamAssignment.Uniform(problem, smallest).Select(load => load + slack + (uneven ? numbers.Below(2) : 0)).ToArray();
            var pairs = numbers.Shuffled(BruteForce.Pairs(problem));
            var expected = FlowArbiter.LexicographicallyFirst(problem, capacity, pairs);

            Assert.True(
                expected.SequenceEqual(TeamAssignment.LexicographicallyFirst(problem, capacity, pairs)!),
                $"{compared}: {Describe(problem, capacity, pairs)}");
        }

        Assert.True(distinct > 500, $"{distinct} with distinct units");
    }

    /// <summary>Roles with a match mode, areas, conflicts: what a task can ask for.</summary>
    private static AssignmentProblem Random(Numbers numbers)
    {
        var (objects, inspectors, units) = (2 + numbers.Below(5), 3 + numbers.Below(6), 2 + numbers.Below(4));
        var unitOf = Enumerable.Range(0, inspectors).Select(i => i < units ? i : numbers.Below(units)).ToArray();
        var roles = Enumerable.Range(0, 1 + numbers.Below(3))
            .Select(_ => (Need: 1 + numbers.Below(2), Distinct: !numbers.OneIn(3), Match: numbers.Below(6), Qualified: Bits(numbers, inspectors, 4))).ToArray();
        var slots = new List<Slot>();
        for (var o = 0; o < objects; o++)
        {
            var area = numbers.Below(units);
            var unrelated = Bits(numbers, inspectors, 5);
            for (var r = 0; r < roles.Length; r++)
            {
                var eligible = 0UL;
                for (var i = 0; i < inspectors; i++)
                {
                    var home = unitOf[i] == area;
                    if (roles[r].Match == 0 && !home || roles[r].Match == 1 && home)
                        continue;
                    eligible |= 1UL << i;
                }

                slots.Add(new Slot(o, r, roles[r].Need, [eligible & roles[r].Qualified & unrelated], roles[r].Distinct));
            }
        }

        return new AssignmentProblem(objects, slots, unitOf);
    }

    /// <summary>Each inspector with a chance of one in so many to be left out.</summary>
    private static ulong Bits(Numbers numbers, int inspectors, int leftOut) =>
        Enumerable.Range(0, inspectors).Where(_ => !numbers.OneIn(leftOut)).Aggregate(0UL, static (bits, i) => bits | 1UL << i);

    private static string Describe(AssignmentProblem problem, int[] capacity, IEnumerable<Pair> pairs) =>
        $"units {string.Join(' ', problem.UnitOf)}; loads {string.Join(' ', capacity)}; "
        + string.Join(' ', problem.Slots.Select(static s => $"({s.Object},{s.Role},{s.Need},0b{s.Eligible[0]:b},{(s.DistinctUnits ? "distinct" : "any")})"))
        + $"; order {string.Join(' ', pairs.Select(static p => $"{p.Slot}:{p.Inspector}"))}";
}
