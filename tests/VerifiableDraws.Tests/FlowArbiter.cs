namespace SpotCheck.VerifiableDraws.Tests;

/// <summary>The acceptance rule of §6 with nothing remembered: for every candidate a maximum flow from nothing, the accepted pairs taken out of the capacities.</summary>
internal static class FlowArbiter
{
    public static int SmallestLoad(AssignmentProblem problem) => Enumerable.Range(0, problem.Objects + 1)
        .First(load => CanComplete(problem, TeamAssignment.Uniform(problem, load), []));

    public static List<Pair> LexicographicallyFirst(AssignmentProblem problem, int[] capacity, IEnumerable<Pair> pairs)
    {
        var accepted = new List<Pair>();
        foreach (var pair in pairs)
        {
            if (CanComplete(problem, capacity, [.. accepted, pair]))
                accepted.Add(pair);
        }

        return accepted;
    }

    public static bool CanComplete(AssignmentProblem problem, int[] capacity, IReadOnlyList<Pair> accepted)
    {
        // source, slots, units within slots, (object, inspector), inspectors, sink: every node is there, used or not.
        var (slots, units, inspectors) = (problem.Slots.Count, problem.UnitCount, problem.Inspectors);
        int Unit(int s, int i) => 1 + slots + s * units + problem.UnitOf[i];
        int Both(int s, int i) => 1 + slots + slots * units + problem.Slots[s].Object * inspectors + i;
        int Inspector(int i) => 1 + slots + slots * units + problem.Objects * inspectors + i;
        var sink = Inspector(inspectors);
        var room = new Dictionary<(int, int), int>();
        for (var i = 0; i < inspectors; i++)
        {
            room[(Inspector(i), sink)] = capacity[i];
            for (var s = 0; s < slots; s++)
            {
                room[(0, 1 + s)] = problem.Slots[s].Need;
                room[(1 + s, Unit(s, i))] = problem.Slots[s].DistinctUnits ? 1 : inspectors;
                if (AssignmentProblem.Has(problem.Slots[s].Eligible, i))
                    room[(Unit(s, i), Both(s, i))] = 1;
                room[(Both(s, i), Inspector(i))] = 1;
            }
        }

        foreach (var (s, i) in accepted)
        {
            int[] way = [0, 1 + s, Unit(s, i), Both(s, i), Inspector(i), sink];
            foreach (var edge in way.Zip(way.Skip(1)))
            {
                if (--room[edge] < 0)
                    return false;
            }
        }

        return LargestFlow(room, sink) == problem.Places - accepted.Count;
    }

    private static int LargestFlow(Dictionary<(int From, int To), int> edges, int sink)
    {
        var room = new Dictionary<int, int>[sink + 1];
        for (var node = 0; node <= sink; node++)
            room[node] = [];
        foreach (var ((from, to), capacity) in edges)
        {
            room[from][to] = capacity;
            room[to].TryAdd(from, 0);
        }

        var flow = 0;
        while (Push(room, 0, sink, new bool[sink + 1]))
            flow++;
        return flow;
    }

    private static bool Push(Dictionary<int, int>[] room, int node, int sink, bool[] seen)
    {
        if (node == sink)
            return true;
        seen[node] = true;
        foreach (var (next, left) in room[node])
        {
            if (left == 0 || seen[next] || !Push(room, next, sink, seen))
                continue;
            room[node][next]--;
            room[next][node]++;
            return true;
        }

        return false;
    }
}
