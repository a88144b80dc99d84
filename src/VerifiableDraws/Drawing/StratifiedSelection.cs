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
            survivors = Pass(register, stratumOf, counts, quota, key, threads, restart: true);
        var lanes = new TicketLanes(key);
        return survivors.Select((s, h) => InOrder(s, (int)quota[h], register, lanes)).ToArray();
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
            for (var i = 0; i < from[h].Count; i++)
            {
                if (from[h].Prefixes[i] <= into[h].Bound)
                    into[h].Add(from[h].Prefixes[i], from[h].Handles[i]);
            }
        }
    }

    // Optimised at once: one long call would otherwise run for its whole life in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scan(
        RegisterTable register, int first, int rows, int[] stratumOf, IReadOnlyList<long> quota, TicketLanes lanes, Survivors[] survivors)
    {
        var group = new LaneGroup(lanes, survivors);
        var wanted = stratumOf.Select(h => quota[h] > 0 ? h : -1).ToArray();
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
            {
                for (; row < safe; row++)
                {
                    if (positions[strata[row]] is var stratum and >= 0)
                        group.Put(file + starts[row], ids[row], row, stratum, mayReadOn: true);
                }
            }

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

    private static (int[] Rows, Digest[] Tickets) InOrder(Survivors survivors, int quota, RegisterTable register, TicketLanes lanes)
    {
        survivors.Sort();
        var rows = survivors.Handles.ToArray();
        // Everything whose prefix equals that of the last place is looked at, for only whole tickets decide.
        var candidates = quota;
        while (candidates > 0 && candidates < rows.Length && survivors.Prefixes[candidates] == survivors.Prefixes[candidates - 1])
            candidates++;
        var tickets = new Digest[candidates];
        WholeTickets(register, rows.AsSpan(0, candidates), lanes, tickets);
        for (var i = 1; i < candidates; i++)
        {
            for (var at = i; at > 0 && Compare(tickets, rows, at - 1, at) > 0; at--)
            {
                (tickets[at], tickets[at - 1]) = (tickets[at - 1], tickets[at]);
                (rows[at], rows[at - 1]) = (rows[at - 1], rows[at]);
            }
        }

        return (rows[..quota], tickets[..quota]);

        int Compare(Digest[] digests, int[] handles, int x, int y) => digests[x] != digests[y]
            ? digests[x].CompareTo(digests[y])
            : register.IdBytes(handles[x]).SequenceCompareTo(register.IdBytes(handles[y]));
    }

    /// <summary>The survivors' tickets once more, this time whole.</summary>
    private static void WholeTickets(RegisterTable register, ReadOnlySpan<int> rows, TicketLanes lanes, Digest[] tickets)
    {
        Span<byte> message = stackalloc byte[TicketLanes.LongestMessage + 64];
        Span<int> waiting = stackalloc int[lanes.Lanes];
        var filled = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (MessageOf(register, rows[i], message) is not (var length and > 0))
            {
                tickets[i] = lanes.Long(register.TicketMessage(rows[i]));
                continue;
            }

            fixed (byte* m = message)
                lanes.Put(filled, m, length, mayReadOn: true);
            waiting[filled++] = i;
            if (filled == lanes.Lanes)
                Flush(waiting[..filled]);
        }

        Flush(waiting[..filled]);

        void Flush(ReadOnlySpan<int> places)
        {
            lanes.Run();
            for (var lane = 0; lane < places.Length; lane++)
                tickets[places[lane]] = lanes.Ticket(lane);
            filled = 0;
        }
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
