using System.Runtime.CompilerServices;

namespace SpotCheck.VerifiableDraws;

/// <summary>Tickets of all rows and the smallest of each stratum, in one pass that keeps only survivors.</summary>
internal static unsafe class StratifiedSelection
{
    // A piece of work: long enough that starting it costs nothing, short enough to share between cores.
    private const int RowsPerPiece = 1 << 16;

    /// <summary>Rows of each stratum in ticket order.</summary>
    /// <param name="register">The register.</param>
    /// <param name="stratumOf">Position in <paramref name="quota"/> of each of the register's stratum numbers.</param>
    /// <param name="counts">Candidates per stratum.</param>
    /// <param name="quota">Seats per stratum, at most the candidates.</param>
    /// <param name="key">K_obj.</param>
    /// <param name="threads">How many cores may be used.</param>
    public static (int[] Rows, Digest[] Tickets)[] Run(
        RegisterTable register, int[] stratumOf, long[] counts, IReadOnlyList<long> quota, TicketKey key, int threads)
    {
        var survivors = Pass(register, stratumOf, counts, quota, key, threads, restart: false);
        if (Array.Exists(survivors, static s => s.FellShort))
        {
            Array.ForEach(survivors, static s => s.Release());
            survivors = Pass(register, stratumOf, counts, quota, key, threads, restart: true);
        }

        var drawn = new (int[] Rows, Digest[] Tickets)[survivors.Length];
        Parallel.For(0, drawn.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, h =>
            drawn[h] = survivors[h].Smallest((x, y) => register.IdBytes(x).SequenceCompareTo(register.IdBytes(y))));
        return drawn;
    }

    private static Survivors[] Pass(
        RegisterTable register, int[] stratumOf, long[] counts, IReadOnlyList<long> quota, TicketKey key, int threads, bool restart)
    {
        var pieces = (register.Size + RowsPerPiece - 1) / RowsPerPiece;
        if (threads == 1 || pieces < 2)
        {
            var all = Empty();
            var lanes = new TicketLanes(key);
            Scan(register, 0, register.Size, stratumOf, quota, lanes, all);
            return all;
        }

        var merged = Empty();
        Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => (Lanes: new TicketLanes(key), Kept: Empty()),
            (piece, _, local) =>
            {
                var first = piece * RowsPerPiece;
                Scan(register, first, Math.Min(RowsPerPiece, register.Size - first), stratumOf, quota, local.Lanes, local.Kept);
                return local;
            },
            local =>
            {
                lock (merged)
                    Merge(local.Kept, merged);
            });
        return merged;

        Survivors[] Empty()
        {
            var empty = quota.Select((k, h) => new Survivors(k, counts[h])).ToArray();
            if (restart)
                Array.ForEach(empty, static s => s.Restart());
            return empty;
        }
    }

    private static void Merge(Survivors[] from, Survivors[] into)
    {
        for (var h = 0; h < from.Length; h++)
        {
            foreach (ref readonly var candidate in from[h].Candidates)
            {
                if (candidate.Ticket.Prefix <= into[h].Bound)
                    into[h].Add(candidate);
            }

            from[h].Release();
        }
    }

    // Optimised at once: one long call would otherwise run for its whole life in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scan(
        RegisterTable register, int first, int rows, int[] stratumOf, IReadOnlyList<long> quota, TicketLanes lanes, Survivors[] survivors)
    {
        var group = new LaneGroup(lanes, survivors);
        var wanted = RowSource.PositionsOf(stratumOf, quota);
        fixed (byte* file = register.Bytes.Span, ids = register.IdLengths)
        fixed (int* starts = register.Starts, strata = register.StratumOf, positions = wanted)
        {
            var end = first + rows;
            // A ticket block is read as 64 bytes at once, so the last rows go the careful way.
            var safe = end;
            while (safe > first && starts[safe - 1] + 64 > register.Bytes.Length)
                safe--;
            var row = first;
            if (register.Profile == RegisterProfile.Public)
                group.PutRows(new RowSource(file, starts, ids, strata, positions, stratumOf.Length), ref row, safe);

            Span<byte> message = stackalloc byte[TicketLanes.LongestMessage + 64];
            for (; row < end; row++)
            {
                if (positions[strata[row]] is var stratum and >= 0)
                    PutCarefully(register, row, stratum, group, message);
            }
        }

        group.Flush();
    }

    private static void PutCarefully(RegisterTable register, int row, int stratum, LaneGroup group, Span<byte> message)
    {
        if (MessageOf(register, row, message) is not (var length and > 0))
        {
            group.AddLong(register.TicketMessage(row), row, stratum);
            return;
        }

        fixed (byte* m = message)
            group.Put(m, length, row, stratum, mayReadOn: true);
    }

    /// <summary>Writes the ticket message of a row; 0 where it is too long for one block.</summary>
    private static int MessageOf(RegisterTable register, int row, Span<byte> message)
    {
        var id = register.IdBytes(row);
        var salted = register.Profile == RegisterProfile.Salted;
        var length = id.Length + (salted ? 33 : 0);
        if (length > TicketLanes.LongestMessage)
            return 0;
        id.CopyTo(message);
        if (!salted)
            return length;
        message[id.Length] = (byte)'|';
        register.RowBytes(row)[^32..].CopyTo(message[(id.Length + 1)..]);
        return length;
    }
}
