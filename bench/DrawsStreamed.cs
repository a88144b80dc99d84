using System.Diagnostics;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.Bench;

/// <summary>A draw of 10^8 candidates that are generated piece by piece: memory must not grow with them.</summary>
internal static class DrawsStreamed
{
    public static void Run(long rows, (string Name, long Numerator, long Denominator)[] names)
    {
        var counts = new long[4];
        for (var i = 0; i < 20; i++)
            counts[Draws.StratumOf(i)] += rows / 20;
        // A province draws few of many here, so that what is kept is small beside what passes by.
        var strata = names.Select((s, h) => new Stratum(s.Name, counts[h], s.Numerator, s.Denominator * 100)).ToArray();
        var quota = Quotas.Of(strata, null);
        var generating = Stopwatch.StartNew();
        long length = 0;
        foreach (var piece in Pieces(rows))
            length += piece.Length;
        var generated = generating.Elapsed.TotalSeconds;

        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        var draw = new StreamedDraw(strata, quota, Draws.Key);
        var (most, pieces) = (0L, 0);
        var violation = (Violation?)null;
        foreach (var piece in Pieces(rows))
        {
            violation ??= draw.Add(piece.Span);
            if (++pieces % 512 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        violation ??= draw.Finish(out _, out var outcome);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds - generated;
        if (violation is not null)
            throw new InvalidOperationException($"{violation}");
        var limit = Draws.HashOnly(Math.Min(rows, 10_000_000), 4) * rows / Math.Min(rows, 10_000_000);
        Draws.Line($"streamed draw with root of {rows:N0} ({length / 1e9:F1} GB), one thread", seconds, limit, "its 4 blocks per row");
        Console.WriteLine($"  memory beyond the input at most {(most - before) / 1e6:F0} MB for {quota.Sum():N0} seats");
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(long rows)
    {
        var buffer = new byte[1 << 20];
        for (var i = 0L; i < rows;)
        {
            var at = 0;
            for (; i < rows && at + 64 <= buffer.Length; i++)
                at += Draws.WriteRow(buffer.AsSpan(at), i);
            yield return buffer.AsMemory(0, at);
        }
    }
}
