namespace SpotCheck.VerifiableDraws;

/// <summary>A candidate with its whole ticket.</summary>
internal readonly record struct Candidate(Digest Ticket, int Handle);

/// <summary>
/// The candidates of one stratum that can still be among the smallest: first 64 bits of the ticket, ticket and handle. Never more than about twice the quota,
/// whatever the number of candidates.
/// </summary>
internal sealed class Survivors
{
    private readonly int _quota;
    private ulong[] _prefixes;
    private Candidate[] _candidates;
    private int _count;

    /// <summary>Expects a number of candidates, so that most of those above the quota's place are never kept.</summary>
    public Survivors(long quota, long candidates)
    {
        _quota = checked((int)quota);
        Bound = quota == 0 ? 0 : FirstBound(quota, candidates);
        // Below the first bound about (k + 7√k + 40) are expected, give or take √k.
        _prefixes = new ulong[quota == 0 ? 0 : Math.Min(quota + (14 * (long)Isqrt((ulong)quota)) + 256, candidates + 1)];
        _candidates = new Candidate[_prefixes.Length];
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
    public void Add(in Candidate candidate, List<int>? freed = null)
    {
        if (_count == _prefixes.Length)
            Prune(freed);
        _prefixes[_count] = candidate.Ticket.Prefix;
        _candidates[_count++] = candidate;
    }

    /// <summary>The candidates with the smallest tickets in ticket order; of equal tickets whoever comes first in <paramref name="byId"/>.</summary>
    public (int[] Handles, Digest[] Tickets) Smallest(Comparison<int> byId)
    {
        var (prefixes, order) = (GC.AllocateUninitializedArray<ulong>(_count), GC.AllocateUninitializedArray<int>(_count));
        UniformOrder.Sort(_prefixes.AsSpan(0, _count), prefixes, order);
        for (var i = 1; i < _count; i++)
        {
            for (var at = i; at > 0 && prefixes[at] == prefixes[at - 1] && Compare(_candidates[order[at]], _candidates[order[at - 1]]) < 0; at--)
                (order[at], order[at - 1]) = (order[at - 1], order[at]);
        }

        var (handles, tickets) = (new int[_quota], new Digest[_quota]);
        for (var i = 0; i < _quota; i++)
            (tickets[i], handles[i]) = (_candidates[order[i]].Ticket, _candidates[order[i]].Handle);
        return (handles, tickets);

        int Compare(in Candidate x, in Candidate y) => x.Ticket != y.Ticket ? x.Ticket.CompareTo(y.Ticket) : byId(x.Handle, y.Handle);
    }

    private void Prune(List<int>? freed)
    {
        if (_count <= _quota)
        {
            Grow();
            return;
        }

        var sorted = _prefixes.AsSpan(0, _count).ToArray();
        Array.Sort(sorted);
        Bound = sorted[_quota - 1];
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            // Equal prefixes stay: only the whole ticket decides between them.
            if (_prefixes[i] > Bound)
            {
                freed?.Add(_candidates[i].Handle);
                continue;
            }

            (_prefixes[kept], _candidates[kept]) = (_prefixes[i], _candidates[i]);
            kept++;
        }

        _count = kept;
        if (kept > _prefixes.Length / 8 * 7)
            Grow();
    }

    private void Grow()
    {
        Array.Resize(ref _prefixes, checked((_prefixes.Length * 2) + 16));
        Array.Resize(ref _candidates, _prefixes.Length);
    }

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

/// <summary>Sorts 64-bit values that are spread evenly, in linear time: into as many buckets as values, then by insertion.</summary>
internal static class UniformOrder
{
    /// <summary>The keys in ascending order, and where each of them stood.</summary>
    public static void Sort(ReadOnlySpan<ulong> keys, Span<ulong> sortedKeys, Span<int> order)
    {
        if (keys.Length == 0)
            return;
        var largest = 0UL;
        foreach (var key in keys)
            largest = Math.Max(largest, key);
        var buckets = Math.Max(1, keys.Length / 2);
        // bucket = floor(key · buckets / (largest + 1)), by a multiplication of high words.
        var scale = largest == ulong.MaxValue ? (ulong)buckets : (ulong)(((UInt128)(ulong)buckets << 64) / ((UInt128)largest + 1));
        var wide = largest < (ulong)buckets;
        var ends = new int[buckets + 1];
        foreach (var key in keys)
            ends[Bucket(key) + 1]++;
        for (var b = 0; b < buckets; b++)
            ends[b + 1] += ends[b];
        for (var i = 0; i < keys.Length; i++)
        {
            var at = ends[Bucket(keys[i])]++;
            (sortedKeys[at], order[at]) = (keys[i], i);
        }

        for (var i = 1; i < keys.Length; i++)
        {
            var (key, item, at) = (sortedKeys[i], order[i], i - 1);
            for (; at >= 0 && sortedKeys[at] > key; at--)
                (sortedKeys[at + 1], order[at + 1]) = (sortedKeys[at], order[at]);
            (sortedKeys[at + 1], order[at + 1]) = (key, item);
        }

        int Bucket(ulong key) => wide ? 0 : (int)Math.Min(Math.BigMul(key, scale, out _), (ulong)buckets - 1);
    }
}
