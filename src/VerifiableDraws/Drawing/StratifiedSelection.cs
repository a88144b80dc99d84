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

    private static void Scan(
        RegisterTable register, int first, int rows, int[] stratumOf, IReadOnlyList<long> quota, TicketLanes lanes, Survivors[] survivors)
    {
        var starts = register.Starts;
        var strata = register.StratumOf;
        var ids = register.IdLengths;
        var wanted = stratumOf.Select(h => quota[h] > 0).ToArray();
        Span<int> rowOf = stackalloc int[lanes.Lanes];
        Span<int> stratumOfLane = stackalloc int[lanes.Lanes];
        Span<byte> salted = stackalloc byte[128];
        var filled = 0;
        fixed (byte* file = register.Bytes.Span)
        {
            var length = register.Bytes.Length;
            for (var row = first; row < first + rows; row++)
            {
                var stratum = strata[row];
                if (!wanted[stratum])
                    continue;
                if (register.Profile == RegisterProfile.Public)
                {
                    lanes.Put(filled, file + starts[row], ids[row], mayReadOn: starts[row] + 64 <= length);
                }
                else if (!PutSalted(register, row, lanes, filled, salted))
                {
                    var ticket = lanes.Long(register.TicketMessage(row)).Prefix;
                    if (ticket <= survivors[stratumOf[stratum]].Bound)
                        survivors[stratumOf[stratum]].Add(ticket, row);
                    continue;
                }

                (rowOf[filled], stratumOfLane[filled]) = (row, stratumOf[stratum]);
                if (++filled == lanes.Lanes)
                    Flush(lanes, ref filled, rowOf, stratumOfLane, survivors);
            }
        }

        if (filled > 0)
            Flush(lanes, ref filled, rowOf, stratumOfLane, survivors);
    }

    private static bool PutSalted(RegisterTable register, int row, TicketLanes lanes, int lane, Span<byte> message)
    {
        var id = register.IdBytes(row);
        if (id.Length + 33 > TicketLanes.LongestMessage)
            return false;
        id.CopyTo(message);
        message[id.Length] = (byte)'|';
        register.RowBytes(row)[^32..].CopyTo(message[(id.Length + 1)..]);
        fixed (byte* m = message)
            lanes.Put(lane, m, id.Length + 33, mayReadOn: true);
        return true;
    }

    private static void Flush(TicketLanes lanes, ref int filled, Span<int> rows, Span<int> strata, Survivors[] survivors)
    {
        lanes.Run();
        for (var lane = 0; lane < filled; lane++)
        {
            var (prefix, kept) = (lanes.Prefix(lane), survivors[strata[lane]]);
            if (prefix <= kept.Bound)
                kept.Add(prefix, rows[lane]);
        }

        filled = 0;
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
        lanes.All(candidates, i => register.TicketMessage(rows[i]), (i, ticket) => tickets[i] = ticket);
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
}
