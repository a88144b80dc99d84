using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SpotCheck.VerifiableDraws;

/// <summary>Candidates on their way through the lanes to the survivors of their stratum.</summary>
internal sealed unsafe class LaneGroup
{
    // The processor's own prefetching ends at every page of 4 kB; this far ahead memory answers in time.
    private const int ColumnsAhead = 256;

    private readonly TicketLanes _lanes;
    private readonly Survivors[] _survivors;
    private readonly List<int>? _freed;
    private readonly Func<int, int>? _keepAs;
    private readonly byte[] _memory;
    private readonly int* _handles;
    private readonly int* _strata;

    // Copies of the survivors' bounds side by side: nearly every candidate is turned away by one comparison here.
    private readonly ulong* _bounds;
    private readonly uint* _boundHeads;
    private readonly int _count;
    private readonly WaitingCandidates? _waiting;
    private int _filled;

    /// <param name="lanes">Where tickets are made.</param>
    /// <param name="survivors">Per stratum, whoever can still be drawn.</param>
    /// <param name="keepAs">Handle under which a candidate is kept, where it is another than he came with.</param>
    /// <param name="freed">Receives handles of candidates kept before who can no longer be drawn.</param>
    public LaneGroup(TicketLanes lanes, Survivors[] survivors, Func<int, int>? keepAs = null, List<int>? freed = null)
    {
        (_lanes, _survivors, _keepAs, _freed, _count) = (lanes, survivors, keepAs, freed, lanes.Lanes);
        // The state of sixteen lanes and what belongs to them are whole vectors of AVX-512.
        _waiting = WaitingCandidates.IsSupported && _count == 16 ? new WaitingCandidates() : null;
        // Bounds are read as vectors, too: apart from what was written a moment before, or the processor would wait for it.
        var heads = Math.Max(survivors.Length, 16);
        _memory = Pinned.Bytes((_count * 2 * sizeof(int)) + (heads * (sizeof(uint) + sizeof(ulong))), out var aligned);
        _handles = (int*)aligned;
        _strata = _handles + _count;
        _boundHeads = (uint*)(_strata + _count);
        _bounds = (ulong*)(_boundHeads + heads);
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
            RunAndJudge();
    }

    /// <summary>The same for rows of a table from <paramref name="row"/> on, 64 bytes from each of which can be read; a row of a stratum without seats is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PutRows(in RowSource rows, ref int row, int end)
    {
        Flush();
        int* starts = rows.Starts, strata = rows.Strata, positions = rows.Positions, handles = _handles, laneStrata = _strata;
        byte* file = rows.File, ids = rows.IdLengths;
        var messages = _lanes.Messages;
        var lengths = _lanes.Lengths;
        var (at, count, filled) = (row, _count, 0);
        while (true)
        {
            if (filled == 0 && at + count <= end && TryPutNeighbours(rows, at))
                (filled, at) = (count, at + count);
            for (; filled < count && at < end; at++)
            {
                // Written in any case and counted only where wanted: no branch to mispredict.
                var stratum = positions[strata[at]];
                var id = file + starts[at];
                messages[filled] = id;
                lengths[filled] = ids[at];
                handles[filled] = at;
                laneStrata[filled] = stratum;
                filled += (int)((uint)~stratum >> 31);
            }

            if (filled < count)
                break;
            _lanes.RunMessages();
            Judge(filled);
            filled = 0;
        }

        for (var i = 0; i < filled; i++)
            Put(messages[i], lengths[i], handles[i], laneStrata[i], mayReadOn: true);
        row = end;
    }

    /// <summary>Fills all lanes with neighbouring rows at once; false where one of them is of a stratum without seats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryPutNeighbours(in RowSource rows, int row)
    {
        if (_waiting is null || rows.StratumNames > Vector512<int>.Count)
            return false;
        var strata = Avx512F.PermuteVar16x32(Vector512.Load(rows.Positions), Vector512.Load(rows.Strata + row));
        if (Vector512.LessThanAny(strata, Vector512<int>.Zero))
            return false;
        strata.Store(_strata);
        (Vector512<int>.Indices + Vector512.Create(row)).Store(_handles);
        var file = Vector512.Create((long)rows.File);
        var (low, high) = Vector512.Widen(Vector512.Load(rows.Starts + row));
        (low + file).Store((long*)_lanes.Messages);
        (high + file).Store((long*)(_lanes.Messages + 8));
        Avx512F.ConvertToVector512Int32(Vector128.Load(rows.IdLengths + row)).Store(_lanes.Lengths);
        Sse.Prefetch0(rows.Starts + row + ColumnsAhead);
        Sse.Prefetch0(rows.Strata + row + ColumnsAhead);
        Sse.Prefetch0(rows.IdLengths + row + ColumnsAhead);
        return true;
    }

    public void AddLong(ReadOnlySpan<byte> message, int handle, int stratum)
    {
        var ticket = _lanes.Long(message);
        if (ticket.Prefix <= _bounds[stratum])
            Keep(ticket, handle, stratum);
    }

    /// <summary>Hashes and judges whoever still waits in a lane, and ends the judging.</summary>
    public void Flush()
    {
        if (_filled > 0)
            RunAndJudge();
        KeepWaiting();
    }

    private void RunAndJudge()
    {
        var filled = _filled;
        _filled = 0;
        _lanes.Run();
        Judge(filled);
    }

    // Few candidates survive: first who might, without a branch each, then those one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Judge(int filled)
    {
        if (_waiting is not null)
        {
            var mask = Vector512.LessThanOrEqual(Vector512.Load(_lanes.FirstWords), BoundHeads()) & Vector512.LessThan(Vector512<uint>.Indices, Vector512.Create((uint)filled));
            _waiting.Take(mask, _lanes.FirstWords, _handles, _strata);
            if (_waiting.IsFull)
                KeepWaiting();
            return;
        }

        var perhaps = AtMost(_lanes.FirstWords, _strata) & (uint)((1UL << filled) - 1);
        for (; perhaps != 0; perhaps &= perhaps - 1)
        {
            var lane = BitOperations.TrailingZeroCount(perhaps);
            var stratum = _strata[lane];
            if (_lanes.Prefix(lane) <= _bounds[stratum])
                Keep(_lanes.Ticket(lane), _handles[lane], stratum);
        }
    }

    /// <summary>The beginning of the bound of each lane's stratum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<uint> BoundHeads() => _survivors.Length <= Vector512<uint>.Count
        ? Avx512F.PermuteVar16x32(Vector512.Load(_boundHeads), Vector512.Load(_strata).AsUInt32())
        : Vector512.Create(
            Avx2.GatherVector256(_boundHeads, Vector256.Load(_strata), sizeof(uint)), Avx2.GatherVector256(_boundHeads, Vector256.Load(_strata + 8), sizeof(uint)));

    private void KeepWaiting()
    {
        for (var i = 0; i < _waiting?.Count; i++)
        {
            var (ticket, handle, stratum) = _waiting[i];
            if (ticket.Prefix <= _bounds[stratum])
                Keep(ticket, handle, stratum);
        }

        _waiting?.Clear();
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

    private void Keep(Digest ticket, int handle, int stratum)
    {
        if (_survivors[stratum].Add(new Candidate(ticket, _keepAs is null ? handle : _keepAs(handle)), _freed))
            SetBound(stratum);
    }

    private void SetBound(int stratum)
    {
        _bounds[stratum] = _survivors[stratum].Bound;
        _boundHeads[stratum] = (uint)(_bounds[stratum] >> 32);
    }
}

/// <summary>
/// Columns of a register: the file, starts of its rows and of what follows, lengths of their ids, numbers of their strata, and the position of each number among the
/// strata of the task, −1 where none is drawn: at least sixteen, so that they can be read as a vector.
/// </summary>
internal readonly unsafe struct RowSource(byte* file, int* starts, byte* idLengths, int* strata, int* positions, int stratumNames)
{
    /// <summary>What <see cref="Positions"/> must point to.</summary>
    public static int[] PositionsOf(ReadOnlySpan<int> stratumOf, IReadOnlyList<long> quota)
    {
        var positions = new int[Math.Max(16, stratumOf.Length)];
        for (var number = 0; number < stratumOf.Length; number++)
            positions[number] = quota[stratumOf[number]] > 0 ? stratumOf[number] : -1;
        return positions;
    }

    public readonly int StratumNames = stratumNames;
    public readonly byte* File = file;
    public readonly int* Starts = starts;
    public readonly byte* IdLengths = idLengths;
    public readonly int* Strata = strata;
    public readonly int* Positions = positions;
}
