using System.Runtime.CompilerServices;

namespace SpotCheck.VerifiableDraws;

/// <summary>Candidates on their way through the lanes to the survivors of their stratum.</summary>
internal sealed unsafe class LaneGroup
{
    private readonly TicketLanes _lanes;
    private readonly Survivors[] _survivors;
    private readonly List<int>? _freed;
    private readonly byte[] _memory;
    private readonly int* _handles;
    private readonly int* _strata;

    // Copies of the survivors' bounds side by side: nearly every candidate is turned away by one comparison here.
    private readonly ulong* _bounds;
    private readonly int _count;
    private int _filled;

    public LaneGroup(TicketLanes lanes, Survivors[] survivors, List<int>? freed = null)
    {
        (_lanes, _survivors, _freed, _count) = (lanes, survivors, freed, lanes.Lanes);
        _memory = Pinned.Bytes((_count * 2 * sizeof(int)) + (survivors.Length * sizeof(ulong)) + 64, out var aligned);
        _bounds = (ulong*)aligned;
        _handles = (int*)(_bounds + survivors.Length);
        _strata = _handles + _count;
        for (var h = 0; h < survivors.Length; h++)
            _bounds[h] = survivors[h].Bound;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(byte* message, int length, int handle, int stratum, bool mayReadOn)
    {
        var lane = _filled;
        _lanes.Put(lane, message, length, mayReadOn);
        (_handles[lane], _strata[lane]) = (handle, stratum);
        _filled = lane + 1;
        if (_filled == _count)
            Flush();
    }

    public void AddLong(ReadOnlySpan<byte> message, int handle, int stratum) => Offer(_lanes.Long(message).Prefix, handle, stratum);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Flush()
    {
        if (_filled == 0)
            return;
        _lanes.Run();
        for (var lane = 0; lane < _filled; lane++)
        {
            var prefix = _lanes.Prefix(lane);
            if (prefix <= _bounds[_strata[lane]])
                Keep(prefix, _handles[lane], _strata[lane]);
            else
                _freed?.Add(_handles[lane]);
        }

        _filled = 0;
    }

    private void Offer(ulong prefix, int handle, int stratum)
    {
        if (prefix <= _bounds[stratum])
            Keep(prefix, handle, stratum);
        else
            _freed?.Add(handle);
    }

    private void Keep(ulong prefix, int handle, int stratum)
    {
        _survivors[stratum].Add(prefix, handle, _freed);
        _bounds[stratum] = _survivors[stratum].Bound;
    }
}
