using System.Buffers;

namespace SpotCheck.VerifiableDraws;

/// <summary>A candidate with its whole ticket.</summary>
internal readonly record struct Candidate(Digest Ticket, int Handle);

/// <summary>
/// The candidates of one stratum that can still be among the smallest, with their tickets. Never more than about twice the quota, whatever the number of candidates.
/// </summary>
/// <remarks>Fresh memory costs more than sorting in it, so working memory is borrowed: <see cref="Smallest"/> or <see cref="Release"/> ends the use of an instance.</remarks>
internal sealed class Survivors
{
    private readonly int _quota;
    private Candidate[] _candidates;
    private int _count;

    /// <summary>Expects a number of candidates, so that most of those above the quota's place are never kept.</summary>
    public Survivors(long quota, long candidates)
    {
        _quota = checked((int)quota);
        Bound = quota == 0 ? 0 : FirstBound(quota, candidates);
        // Below the first bound about (k + 7√k + 40) are expected, give or take √k.
        _candidates = Borrow(checked((int)Math.Min(quota == 0 ? 0 : quota + (14 * (long)Isqrt((ulong)quota)) + 256, candidates + 1)));
    }

    /// <summary>A ticket above this bound cannot be drawn.</summary>
    public ulong Bound { get; private set; }

    public int Count => _count;

    /// <summary>Whether the first bound was too low, which happens to one draw in billions: then the pass is repeated without it.</summary>
    public bool FellShort => _count < _quota;

    public Span<Candidate> Candidates => _candidates.AsSpan(0, _count);

    /// <summary>Gives up the first bound.</summary>
    public void Restart()
    {
        _count = 0;
        Bound = ulong.MaxValue;
    }

    /// <summary>Keeps a candidate whose ticket's prefix is at most <see cref="Bound"/>.</summary>
    /// <returns>Whether the bound may have sunk.</returns>
    public bool Add(in Candidate candidate, List<int>? freed = null)
    {
        var full = _count == _candidates.Length;
        if (full)
            Prune(freed);
        _candidates[_count++] = candidate;
        return full;
    }

    /// <summary>The candidates with the smallest tickets in ticket order; of equal tickets whoever comes first in <paramref name="byId"/>.</summary>
    public (int[] Handles, Digest[] Tickets) Smallest(Comparison<int> byId)
    {
        var (handles, tickets) = (GC.AllocateUninitializedArray<int>(_quota), GC.AllocateUninitializedArray<Digest>(_quota));
        var parted = ArrayPool<Candidate>.Shared.Rent(_count);
        var ends = new int[(_count / PartSize) + 2];
        UniformOrder.Part(Candidates, parted, ends);
        var (prefixes, order) = (new ulong[PartSize], new TicketPlace[PartSize]);
        for (var part = 0; part + 1 < ends.Length && ends[part] < _quota; part++)
        {
            var candidates = parted.AsSpan(ends[part]..ends[part + 1]);
            if (candidates.Length > order.Length)
                (prefixes, order) = (new ulong[candidates.Length], new TicketPlace[candidates.Length]);
            InOrder(candidates, prefixes.AsSpan(0, candidates.Length), order.AsSpan(0, candidates.Length), byId);
            for (var (at, i) = (ends[part], 0); i < candidates.Length && at < _quota; at++, i++)
                (tickets[at], handles[at]) = (candidates[order[i].Index].Ticket, candidates[order[i].Index].Handle);
        }

        ArrayPool<Candidate>.Shared.Return(parted);
        Release();
        return (handles, tickets);
    }

    // Candidates are sorted in parts that fit into the second cache: in all of memory every step of a sort would wait.
    private const int PartSize = 2048;

    private static void InOrder(ReadOnlySpan<Candidate> candidates, Span<ulong> prefixes, Span<TicketPlace> order, Comparison<int> byId)
    {
        UniformOrder.Prefixes(candidates, prefixes);
        UniformOrder.Sort(prefixes, order);
        for (var i = 1; i < order.Length; i++)
        {
            // Only whole tickets decide between equal prefixes.
            for (var at = i; at > 0 && order[at].Prefix == order[at - 1].Prefix && Compare(candidates[order[at].Index], candidates[order[at - 1].Index]) < 0; at--)
                (order[at], order[at - 1]) = (order[at - 1], order[at]);
        }

        int Compare(in Candidate x, in Candidate y) => x.Ticket != y.Ticket ? x.Ticket.CompareTo(y.Ticket) : byId(x.Handle, y.Handle);
    }

    /// <summary>Gives the working memory back.</summary>
    public void Release()
    {
        ArrayPool<Candidate>.Shared.Return(_candidates);
        (_candidates, _count) = ([], 0);
    }

    private void Prune(List<int>? freed)
    {
        if (_count <= _quota)
        {
            Grow();
            return;
        }

        var sorted = Array.ConvertAll(_candidates, static c => c.Ticket.Prefix);
        Array.Sort(sorted);
        Bound = sorted[_quota - 1];
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            // Equal prefixes stay: only the whole ticket decides between them.
            if (_candidates[i].Ticket.Prefix > Bound)
                freed?.Add(_candidates[i].Handle);
            else
                _candidates[kept++] = _candidates[i];
        }

        _count = kept;
        if (kept > _candidates.Length / 8 * 7)
            Grow();
    }

    private void Grow()
    {
        var larger = Borrow(checked((_candidates.Length * 2) + 16));
        Candidates.CopyTo(larger);
        ArrayPool<Candidate>.Shared.Return(_candidates);
        _candidates = larger;
    }

    private static Candidate[] Borrow(int count) => count == 0 ? [] : ArrayPool<Candidate>.Shared.Rent(count);

    // Tickets are uniform: of n the k-th smallest lies below (k + 7√k + 40) / n of the range, except once in more than 10^10 draws.
    private static ulong FirstBound(long quota, long candidates)
    {
        var generous = (UInt128)(quota + (7 * (long)Isqrt((ulong)quota)) + 40);
        return generous >= (UInt128)candidates ? ulong.MaxValue : (ulong)((generous << 64) / (UInt128)candidates);
    }

    private static ulong Isqrt(ulong value)
    {
        var root = 0UL;
        for (var bit = 1UL << 31; bit != 0; bit >>= 1)
        {
            if ((root | bit) * (root | bit) <= value)
                root |= bit;
        }

        return root + 1;
    }
}

/// <summary>Where a candidate stands, with the prefix of his ticket.</summary>
internal readonly record struct TicketPlace(ulong Prefix, int Index);

/// <summary>Sorts by the prefixes of tickets, which are spread evenly, in linear time: into half as many buckets as candidates, then by insertion.</summary>
internal static class UniformOrder
{
    /// <summary>The places of the candidates in ascending order.</summary>
    public static void Sort(ReadOnlySpan<ulong> prefixes, Span<TicketPlace> order)
    {
        var memory = ArrayPool<int>.Shared.Rent((prefixes.Length / 2) + 2);
        var starts = memory.AsSpan(0, (prefixes.Length / 2) + 2);
        var buckets = Buckets.Over(prefixes, starts);
        for (var i = 0; i < prefixes.Length; i++)
            order[starts[buckets.Of(prefixes[i])]++] = new TicketPlace(prefixes[i], i);
        ArrayPool<int>.Shared.Return(memory);
        for (var i = 1; i < order.Length; i++)
        {
            var (place, at) = (order[i], i - 1);
            for (; at >= 0 && order[at].Prefix > place.Prefix; at--)
                order[at + 1] = order[at];
            order[at + 1] = place;
        }
    }

    /// <summary>Moves candidates into parts, every prefix of one below every prefix of the next.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="parted">Receives them.</param>
    /// <param name="ends">One more than parts; receives where each begins, then where the last ends.</param>
    public static void Part(ReadOnlySpan<Candidate> candidates, Span<Candidate> parted, Span<int> ends)
    {
        var memory = ArrayPool<ulong>.Shared.Rent(candidates.Length);
        var prefixes = memory.AsSpan(0, candidates.Length);
        Prefixes(candidates, prefixes);
        var buckets = Buckets.Over(prefixes, ends);
        ArrayPool<ulong>.Shared.Return(memory);
        foreach (ref readonly var candidate in candidates)
            parted[ends[buckets.Of(candidate.Ticket.Prefix)]++] = candidate;
        // Every start has moved to its end, which is the start of the next.
        for (var part = ends.Length - 1; part > 0; part--)
            ends[part] = ends[part - 1];
        ends[0] = 0;
    }

    public static void Prefixes(ReadOnlySpan<Candidate> candidates, Span<ulong> prefixes)
    {
        for (var i = 0; i < prefixes.Length; i++)
            prefixes[i] = candidates[i].Ticket.Prefix;
    }

    /// <summary>bucket = floor((prefix − smallest) · count / (largest − smallest + 1)), by a multiplication of high words.</summary>
    private readonly struct Buckets
    {
        private readonly ulong _smallest;
        private readonly ulong _scale;
        private readonly ulong _last;

        private Buckets(ulong smallest, ulong largest, int count)
        {
            (_smallest, _last) = (smallest, (ulong)count - 1);
            // Fewer values than buckets: one bucket does.
            var span = largest < smallest ? 0 : largest - smallest;
            if (span >= (ulong)count)
                _scale = span == ulong.MaxValue ? (ulong)count : (ulong)(((UInt128)(ulong)count << 64) / ((UInt128)span + 1));
        }

        /// <summary>One bucket fewer than <paramref name="starts"/>, which receives where each begins.</summary>
        public static Buckets Over(ReadOnlySpan<ulong> prefixes, Span<int> starts)
        {
            var (smallest, largest) = (ulong.MaxValue, 0UL);
            foreach (var prefix in prefixes)
                (smallest, largest) = (Math.Min(smallest, prefix), Math.Max(largest, prefix));
            var buckets = new Buckets(smallest, largest, starts.Length - 1);
            starts.Clear();
            foreach (var prefix in prefixes)
                starts[buckets.Of(prefix) + 1]++;
            for (var b = 1; b < starts.Length; b++)
                starts[b] += starts[b - 1];
            return buckets;
        }

        public int Of(ulong prefix) => (int)Math.Min(Math.BigMul(prefix - _smallest, _scale, out _), _last);
    }
}
