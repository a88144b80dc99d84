namespace SpotCheck.VerifiableDraws;

/// <summary>
/// The candidates of one stratum that can still be among the smallest: first 64 bits of the ticket and a handle. Never more than about twice the quota,
/// whatever the number of candidates.
/// </summary>
internal sealed class Survivors
{
    private readonly int _quota;
    private ulong[] _prefixes;
    private int[] _handles;
    private int _count;

    /// <summary>Expects a number of candidates, so that most of those above the quota's place are never kept.</summary>
    public Survivors(long quota, long candidates)
    {
        _quota = checked((int)quota);
        Bound = quota == 0 ? 0 : FirstBound(quota, candidates);
        _prefixes = new ulong[quota == 0 ? 0 : Math.Min(quota + (quota / 4) + 1024, candidates + 1)];
        _handles = new int[_prefixes.Length];
    }

    /// <summary>A ticket above this bound cannot be drawn.</summary>
    public ulong Bound { get; private set; }

    public int Count => _count;

    /// <summary>Whether the first bound was too low, which happens to one draw in billions: then the pass is repeated without it.</summary>
    public bool FellShort => _count < _quota;

    public ReadOnlySpan<int> Handles => _handles.AsSpan(0, _count);

    public ReadOnlySpan<ulong> Prefixes => _prefixes.AsSpan(0, _count);

    /// <summary>Gives up the first bound.</summary>
    public void Restart()
    {
        _count = 0;
        Bound = ulong.MaxValue;
    }

    /// <summary>Keeps a candidate whose prefix is at most <see cref="Bound"/>.</summary>
    public void Add(ulong prefix, int handle, List<int>? freed = null)
    {
        if (_count == _prefixes.Length)
            Prune(freed);
        _prefixes[_count] = prefix;
        _handles[_count++] = handle;
    }

    /// <summary>Sorts by prefix.</summary>
    public void Sort()
    {
        var (prefixes, handles) = (new ulong[_count], new int[_count]);
        UniformOrder.Sort(_prefixes.AsSpan(0, _count), _handles.AsSpan(0, _count), prefixes, handles);
        (_prefixes, _handles) = (prefixes, handles);
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
                freed?.Add(_handles[i]);
                continue;
            }

            (_prefixes[kept], _handles[kept]) = (_prefixes[i], _handles[i]);
            kept++;
        }

        _count = kept;
        if (kept > _prefixes.Length / 8 * 7)
            Grow();
    }

    private void Grow()
    {
        Array.Resize(ref _prefixes, checked((_prefixes.Length * 2) + 16));
        Array.Resize(ref _handles, _prefixes.Length);
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
    public static void Sort(ReadOnlySpan<ulong> keys, ReadOnlySpan<int> items, Span<ulong> sortedKeys, Span<int> sortedItems)
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
            (sortedKeys[at], sortedItems[at]) = (keys[i], items[i]);
        }

        for (var i = 1; i < keys.Length; i++)
        {
            var (key, item, at) = (sortedKeys[i], sortedItems[i], i - 1);
            for (; at >= 0 && sortedKeys[at] > key; at--)
                (sortedKeys[at + 1], sortedItems[at + 1]) = (sortedKeys[at], sortedItems[at]);
            (sortedKeys[at + 1], sortedItems[at + 1]) = (key, item);
        }

        int Bucket(ulong key) => wide ? 0 : (int)Math.Min(Math.BigMul(key, scale, out _), (ulong)buckets - 1);
    }
}
