using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SpotCheck.VerifiableDraws;

/// <summary>
/// Lanes of sixteen that may survive, moved out of the way without a branch, word by word: which lanes survive cannot be foretold, and a wrongly foretold branch behind
/// the hash costs more than the moving. Needs AVX-512.
/// </summary>
internal sealed unsafe class WaitingCandidates
{
    private const int Lanes = 16;
    private const int Words = 8;
    private const int Room = 128;
    private const int Stride = Room + Lanes;
    private readonly byte[] _memory;
    private readonly uint* _words;
    private readonly int* _handles;
    private readonly int* _strata;

    public WaitingCandidates()
    {
        _memory = Pinned.Bytes((Words + 2) * Stride * sizeof(uint), out var aligned);
        _words = (uint*)aligned;
        _handles = (int*)(_words + (Words * Stride));
        _strata = _handles + Stride;
    }

    public static bool IsSupported => Avx512F.IsSupported;

    public int Count { get; private set; }

    public bool IsFull => Count >= Room;

    /// <summary>Takes the lanes of a state whose bit is set in every element of <paramref name="lanes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(Vector512<uint> lanes, uint* state, int* handles, int* strata)
    {
        var at = Count;
        for (var t = 0; t < Words; t++)
            Compressed(lanes, Vector512.Load(state + (t * Lanes))).Store(_words + (t * Stride) + at);
        Compressed(lanes, Vector512.Load(handles).AsUInt32()).Store((uint*)_handles + at);
        Compressed(lanes, Vector512.Load(strata).AsUInt32()).Store((uint*)_strata + at);
        Count = at + System.Numerics.BitOperations.PopCount(lanes.ExtractMostSignificantBits());
    }

    public (Digest Ticket, int Handle, int Stratum) this[int index]
    {
        get
        {
            var w = _words + index;
            var ticket = Digest.FromWords(w[0], w[Stride], w[2 * Stride], w[3 * Stride], w[4 * Stride], w[5 * Stride], w[6 * Stride], w[7 * Stride]);
            return (ticket, _handles[index], _strata[index]);
        }
    }

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Compressed(Vector512<uint> lanes, Vector512<uint> values) => Avx512F.Compress(Vector512<uint>.Zero, lanes, values);
}
