using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SpotCheck.VerifiableDraws;

/// <summary>Candidates on their way through the lanes to the survivors of their stratum.</summary>
internal sealed unsafe class LaneGroup
{
    // The processor's own prefetching ends at every page of 4 kB; this far ahead memory answers in time.
    private const int Ahead = 2048;

    private readonly TicketLanes _lanes;
    private readonly Survivors[] _survivors;
    private readonly List<int>? _freed;
    private readonly byte[] _memory;
    private readonly int* _handles;
    private readonly int* _strata;

    // Copies of the survivors' bounds side by side: nearly every candidate is turned away by one comparison here.
    private readonly ulong* _bounds;
    private readonly uint* _boundHeads;
    private readonly int _count;
    private int _filled;

    public LaneGroup(TicketLanes lanes, Survivors[] survivors, List<int>? freed = null)
    {
        (_lanes, _survivors, _freed, _count) = (lanes, survivors, freed, lanes.Lanes);
        _memory = Pinned.Bytes((_count * 2 * sizeof(int)) + ((survivors.Length + 1) * (sizeof(ulong) + sizeof(uint))) + 64, out var aligned);
        _bounds = (ulong*)aligned;
        _boundHeads = (uint*)(_bounds + survivors.Length);
        _handles = (int*)(_boundHeads + survivors.Length);
        _strata = _handles + _count;
        // Lanes that hold nothing yet look at a stratum too.
        new Span<int>(_strata, _count).Clear();
        for (var h = 0; h < survivors.Length; h++)
            SetBound(h);
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

    /// <summary>The same for rows of a table from <paramref name="row"/> on; a row of a stratum without seats is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PutRows(in RowSource rows, ref int row, int end)
    {
        int* starts = rows.Starts, strata = rows.Strata, positions = rows.Positions, handles = _handles, laneStrata = _strata;
        byte* file = rows.File, ids = rows.IdLengths;
        var (blocks, keep, ends) = _lanes.Tables;
        var (at, count, filled) = (row, _count, _filled);
        while (true)
        {
            for (; filled < count && at < end; at++)
            {
                // Written in any case and counted only where wanted: no branch to mispredict.
                var stratum = positions[strata[at]];
                var id = file + starts[at];
                var table = (nint)ids[at] * 64;
                handles[filled] = at;
                laneStrata[filled] = stratum;
                if (Sse.IsSupported)
                    Sse.Prefetch0(id + Ahead);
                Padding.Masked(id, (byte*)(keep + table), (byte*)(ends + table), (byte*)(blocks + ((nint)filled * 64)));
                filled += (int)((uint)~stratum >> 31);
            }

            if (filled < count)
                break;
            _filled = filled;
            Flush();
            filled = 0;
        }

        (_filled, row) = (filled, end);
    }

    public void AddLong(ReadOnlySpan<byte> message, int handle, int stratum)
    {
        var ticket = _lanes.Long(message);
        if (ticket.Prefix <= _bounds[stratum])
            Keep(new Candidate(ticket, handle), stratum);
        else
            _freed?.Add(handle);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Flush()
    {
        var filled = _filled;
        if (filled == 0)
            return;
        _filled = 0;
        _lanes.Run();
        // Few candidates survive: first who might, without a branch each, then those one by one.
        var first = _lanes.FirstWords;
        var bounds = _bounds;
        var strata = _strata;
        var perhaps = AtMost(first, strata) & (uint)((1UL << filled) - 1);
        if (_freed is not null)
            Free(~perhaps & (uint)((1UL << filled) - 1));
        for (; perhaps != 0; perhaps &= perhaps - 1)
        {
            var lane = BitOperations.TrailingZeroCount(perhaps);
            if (_lanes.Prefix(lane) <= bounds[strata[lane]])
                Keep(new Candidate(_lanes.Ticket(lane), _handles[lane]), strata[lane]);
            else
                _freed?.Add(_handles[lane]);
        }
    }

    /// <summary>A bit for every lane whose ticket begins with no more than the bound of its stratum does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint AtMost(uint* first, int* strata)
    {
        var (perhaps, lane) = (0u, 0);
        if (Avx2.IsSupported)
        {
            for (; lane + 8 <= _count; lane += 8)
            {
                var bounds = Avx2.GatherVector256(_boundHeads, Vector256.Load(strata + lane), sizeof(uint));
                perhaps |= Vector256.LessThanOrEqual(Vector256.Load(first + lane), bounds).ExtractMostSignificantBits() << lane;
            }
        }

        for (; lane < _count; lane++)
            perhaps |= (first[lane] <= _boundHeads[strata[lane]] ? 1u : 0u) << lane;
        return perhaps;
    }

    private void Free(uint lanes)
    {
        for (; lanes != 0; lanes &= lanes - 1)
            _freed!.Add(_handles[BitOperations.TrailingZeroCount(lanes)]);
    }

    private void Keep(in Candidate candidate, int stratum)
    {
        _survivors[stratum].Add(candidate, _freed);
        SetBound(stratum);
    }

    private void SetBound(int stratum)
    {
        _bounds[stratum] = _survivors[stratum].Bound;
        _boundHeads[stratum] = (uint)(_bounds[stratum] >> 32);
    }
}

/// <summary>Columns of a register: the file, starts of its rows, lengths of their ids, numbers of their strata, and the position of each number among the strata of the task, −1 where none is drawn.</summary>
internal readonly unsafe struct RowSource(byte* file, int* starts, byte* idLengths, int* strata, int* positions)
{
    public readonly byte* File = file;
    public readonly int* Starts = starts;
    public readonly byte* IdLengths = idLengths;
    public readonly int* Strata = strata;
    public readonly int* Positions = positions;
}
