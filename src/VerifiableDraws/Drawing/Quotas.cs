using System.Numerics;

namespace SpotCheck.VerifiableDraws;

/// <summary>How many objects are drawn from each stratum (docs/draw-protocol.md §5), in exact integers.</summary>
public static class Quotas
{
    /// <summary>Seats per stratum.</summary>
    /// <param name="strata">Strata with counts and ratios or weights.</param>
    /// <param name="total">Null for the rule <c>atLeast</c>, the number of seats for <c>total</c>.</param>
    /// <returns>One number per stratum, in the same order.</returns>
    public static IReadOnlyList<long> Of(IReadOnlyList<Stratum> strata, long? total) =>
        total is { } seats ? Total(strata, seats) : strata.Select(AtLeast).ToArray();

    private static long AtLeast(Stratum s)
    {
        var product = (BigInteger)s.Count * s.Numerator;
        var ceiling = (product + s.Denominator - 1) / s.Denominator;
        return (long)BigInteger.Min(s.Count, ceiling);
    }

    /// <summary>Largest remainder with upper bounds: strata that would exceed their rows are fixed there and the rest is given again to the others.</summary>
    private static long[] Total(IReadOnlyList<Stratum> strata, long seats)
    {
        var quota = new long[strata.Count];
        // Weights over the common denominator of all strata, so that they are integers.
        var common = strata.Aggregate(BigInteger.One, static (d, s) => d / BigInteger.GreatestCommonDivisor(d, s.Denominator) * s.Denominator);
        var weights = strata.Select(s => (BigInteger)s.Count * s.Numerator * (common / s.Denominator)).ToArray();
        var open = Enumerable.Range(0, strata.Count).Where(i => weights[i] > 0).ToList();
        var left = BigInteger.Min(seats, open.Aggregate(BigInteger.Zero, (sum, i) => sum + strata[i].Count));
        while (open.Count > 0)
        {
            var given = LargestRemainder(open, weights, left);
            var full = open.Where((i, at) => given[at] > strata[i].Count).ToList();
            if (full.Count == 0)
            {
                for (var at = 0; at < open.Count; at++)
                    quota[open[at]] = (long)given[at];
                break;
            }

            foreach (var i in full)
            {
                quota[i] = strata[i].Count;
                left -= strata[i].Count;
            }

            open.RemoveAll(full.Contains);
        }

        return quota;
    }

    private static BigInteger[] LargestRemainder(List<int> open, BigInteger[] weights, BigInteger seats)
    {
        var sum = open.Aggregate(BigInteger.Zero, (total, i) => total + weights[i]);
        var given = new BigInteger[open.Count];
        var remainders = new BigInteger[open.Count];
        for (var at = 0; at < open.Count; at++)
            given[at] = BigInteger.DivRem(seats * weights[open[at]], sum, out remainders[at]);
        var rest = (int)(seats - given.Aggregate(BigInteger.Zero, static (total, g) => total + g));
        // Ties by order of strata: OrderByDescending is stable.
        foreach (var at in Enumerable.Range(0, open.Count).OrderByDescending(at => remainders[at]).Take(rest))
            given[at]++;
        return given;
    }
}
