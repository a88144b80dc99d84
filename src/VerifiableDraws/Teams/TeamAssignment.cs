namespace SpotCheck.VerifiableDraws;

/// <summary>Finds the smallest feasible load and the lexicographically first complete assignment (docs/draw-protocol.md §6).</summary>
internal static class TeamAssignment
{
    /// <summary>Objects that cannot be staffed even alone, ascending by number. Without a bound on loads objects do not compete.</summary>
    public static IReadOnlyList<int> Unstaffable(AssignmentProblem problem)
    {
        var objects = new SortedSet<int>();
        new ResidualNetwork(problem, Uniform(problem, problem.Objects)).Fill(stopAtFirst: false, s => objects.Add(problem.Slots[s].Object));
        return [.. objects];
    }

    /// <summary>The smallest L for which a complete assignment exists; every object can be staffed alone.</summary>
    public static int SmallestLoad(AssignmentProblem problem)
    {
        if (problem.Places == 0)
            return 0;
        var low = (int)((problem.Places + problem.Inspectors - 1) / problem.Inspectors);
        if (IsFeasible(problem, low, out var high))
            return low;
        // Feasible loads are often just above the mean: widen from there, then halve.
        for (var step = 1; low + step < problem.Objects; step *= 2)
        {
            if (IsFeasible(problem, low + step, out high))
                break;
            (low, high) = (low + step, problem.Objects);
        }

        if (high == 0)
            high = problem.Objects;
        while (low + 1 < high)
        {
            var middle = (low + high) / 2;
            if (IsFeasible(problem, middle, out var largest))
                high = largest;
            else
                low = middle;
        }

        return high;
    }

    /// <summary>Goes through all pairs in order and accepts what can still be completed; null where nothing is complete.</summary>
    public static IReadOnlyList<Pair>? LexicographicallyFirst(AssignmentProblem problem, int[] capacity, IEnumerable<Pair> pairsInOrder)
    {
        var network = new ResidualNetwork(problem, capacity);
        if (network.Fill(stopAtFirst: true) is not null)
            return null;
        var accepted = new List<Pair>();
        if (problem.Places == 0)
            return accepted;
        foreach (var pair in pairsInOrder)
        {
            if (!network.TryAccept(pair))
                continue;
            accepted.Add(pair);
            if (accepted.Count == problem.Places)
                break;
        }

        return accepted;
    }

    public static int[] Uniform(AssignmentProblem problem, int load)
    {
        var capacity = new int[problem.Inspectors];
        Array.Fill(capacity, load);
        return capacity;
    }

    private static bool IsFeasible(AssignmentProblem problem, int load, out int largestLoad)
    {
        var network = new ResidualNetwork(problem, Uniform(problem, load));
        var feasible = network.Fill(stopAtFirst: true) is null;
        largestLoad = feasible ? network.LargestLoad : 0;
        return feasible;
    }
}
