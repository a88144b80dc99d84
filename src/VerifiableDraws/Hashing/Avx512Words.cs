using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<uint>;

namespace SpotCheck.VerifiableDraws;

/// <summary>Bytes of sixteen messages as words of sixteen lanes, in AVX-512 registers.</summary>
internal static unsafe class Avx512Words
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(byte* blocks, uint* words)
    {
        for (var row = 0; row < 16; row += 4)
        {
            var source = (uint*)blocks + (row * 16);
            StoreQuarter(V(source, 0), V(source, 1), V(source, 2), V(source, 3), words + (row * 16));
        }

        ExchangeParts(words);
    }

    public static void Messages(byte** messages, int* lengths, in BlockMasks masks, uint* words)
    {
        if (!AreHalves(lengths))
        {
            WholeBlocks(messages, lengths, masks.Keep, masks.Ends, words);
            return;
        }

        Halves(messages, lengths, masks, words);
        for (var t = 8; t < 15; t++)
            Vector512<uint>.Zero.Store(words + (t * 16));
    }

    /// <summary>Whether every message and the bit behind it fill at most half a block; the other half then holds the length alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreHalves(int* lengths) => !Vector512.GreaterThanAny(Vector512.Load(lengths), Vector512.Create(31));

    /// <summary>Words of messages of up to 31 bytes: all but those that are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Halves(byte** messages, int* lengths, in BlockMasks masks, uint* words)
    {
        if (Vector512.EqualsAll(Vector512.Load(lengths), Vector512.Create(lengths[0])))
            AlikeHalfBlocks(messages, masks.Keep + (lengths[0] * 64), masks.Ends + (lengths[0] * 64), words);
        else
            HalfBlocks(messages, lengths, masks.Keep, masks.Ends, words);
        ((Vector512.Load(lengths) + Vector512.Create(masks.Before)) << 3).AsUInt32().Store(words + (15 * 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Nodes(uint* children, uint* words, uint* tails, uint nodeEnd)
    {
        var carried = Vector512.Create(1u);
        for (var t = 0; t < 16; t++)
        {
            var source = children + ((t & 7) * 16);
            var word = Avx512F.PermuteVar16x32x2(Vector512.Load(source), t < 8 ? Even : Odd, Vector512.Load(source + 128));
            ((carried << 24) | (word >>> 8)).Store(words + (t * 16));
            carried = word;
        }

        ((carried << 24) | Vector512.Create(nodeEnd)).Store(tails);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WholeBlocks(byte** messages, int* lengths, byte* keep, byte* ends, uint* words)
    {
        for (var row = 0; row < 16; row += 4)
        {
            var (m, l) = ((nint)(messages + row), (nint)(lengths + row));
            StoreQuarter(Whole(m, l, 0, keep, ends), Whole(m, l, 1, keep, ends), Whole(m, l, 2, keep, ends), Whole(m, l, 3, keep, ends), words + (row * 16));
        }

        ExchangeParts(words);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Whole(nint messages, nint lengths, int i, byte* keep, byte* ends)
    {
        Sse.Prefetch0(((byte**)messages)[i] + Padding.Ahead);
        var table = (nint)((int*)lengths)[i] * 64;
        return ((Vector512.Load(((byte**)messages)[i]) & Vector512.Load(keep + table)) | Vector512.Load(ends + table)).AsUInt32();
    }

    /// <summary>All words but the last, of messages of up to 31 bytes: only half of each block is read and turned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void HalfBlocks(byte** messages, int* lengths, byte* keep, byte* ends, uint* words)
    {
        for (var row = 0; row < 8; row += 4)
        {
            var (m, l) = ((nint)(messages + row), (nint)(lengths + row));
            StoreQuarter(HalvesOf(m, l, 0, keep, ends), HalvesOf(m, l, 1, keep, ends), HalvesOf(m, l, 2, keep, ends), HalvesOf(m, l, 3, keep, ends), words + (row * 16));
        }

        ExchangeHalves(words);
    }

    /// <summary>The same for messages of one length, as ids mostly are: masked two at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AlikeHalfBlocks(byte** messages, byte* keep, byte* end, uint* words)
    {
        var (k, e) = (Vector512.Create(Vector256.Load(keep)), Vector512.Create(Vector256.Load(end)));
        for (var row = 0; row < 8; row += 4)
        {
            var m = (nint)(messages + row);
            StoreQuarter(AlikeHalves(m, 0, k, e), AlikeHalves(m, 1, k, e), AlikeHalves(m, 2, k, e), AlikeHalves(m, 3, k, e), words + (row * 16));
        }

        ExchangeHalves(words);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AlikeHalves(nint messages, int i, Vector512<byte> keep, Vector512<byte> end)
    {
        var low = ((byte**)messages)[i];
        var high = ((byte**)messages)[i + 8];
        Sse.Prefetch0(low + Padding.Ahead);
        Sse.Prefetch0(high + Padding.Ahead);
        return ((Avx512F.InsertVector256(Vector256.Load(low).ToVector512Unsafe(), Vector256.Load(high), 1) & keep) | end).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExchangeHalves(uint* words)
    {
        for (var j = 0; j < 4; j++)
        {
            // Each holds word j of its messages in the even parts and word 4 + j in the odd ones.
            var at = words + (j * 16);
            var (first, second) = (Vector512.Load(at).AsUInt64(), Vector512.Load(at + 64).AsUInt64());
            Avx512F.PermuteVar8x64x2(first, EvenParts, second).AsUInt32().Store(at);
            Avx512F.PermuteVar8x64x2(first, OddParts, second).AsUInt32().Store(at + 64);
        }
    }

    // Message i below, message i + 8 above.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalvesOf(nint messages, nint lengths, int i, byte* keep, byte* ends)
    {
        Sse.Prefetch0(((byte**)messages)[i] + Padding.Ahead);
        Sse.Prefetch0(((byte**)messages)[i + 8] + Padding.Ahead);
        var (below, above) = ((nint)((int*)lengths)[i] * 64, (nint)((int*)lengths)[i + 8] * 64);
        var low = (Vector256.Load(((byte**)messages)[i]) & Vector256.Load(keep + below)) | Vector256.Load(ends + below);
        var high = (Vector256.Load(((byte**)messages)[i + 8]) & Vector256.Load(keep + above)) | Vector256.Load(ends + above);
        return Avx512F.InsertVector256(low.ToVector512Unsafe(), high, 1).AsUInt32();
    }

    private static readonly Vector512<ulong> EvenParts = Vector512.Create(0ul, 1, 8, 9, 4, 5, 12, 13);
    private static readonly Vector512<ulong> OddParts = Vector512.Create(2ul, 3, 10, 11, 6, 7, 14, 15);

    /// <summary>Words of four rows, turned within parts of 128 bits: part p of vector j holds word 4p + j of each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(V r0, V r1, V r2, V r3, out V t0, out V t1, out V t2, out V t3)
    {
        (r0, r1, r2, r3) = (Swap(r0), Swap(r1), Swap(r2), Swap(r3));
        var (x0, x1) = (Avx512F.UnpackLow(r0, r1).AsUInt64(), Avx512F.UnpackHigh(r0, r1).AsUInt64());
        var (x2, x3) = (Avx512F.UnpackLow(r2, r3).AsUInt64(), Avx512F.UnpackHigh(r2, r3).AsUInt64());
        (t0, t1) = (Avx512F.UnpackLow(x0, x2).AsUInt32(), Avx512F.UnpackHigh(x0, x2).AsUInt32());
        (t2, t3) = (Avx512F.UnpackLow(x1, x3).AsUInt32(), Avx512F.UnpackHigh(x1, x3).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarter(V r0, V r1, V r2, V r3, uint* words)
    {
        Turn(r0, r1, r2, r3, out var t0, out var t1, out var t2, out var t3);
        t0.Store(words);
        t1.Store(words + 16);
        t2.Store(words + 32);
        t3.Store(words + 48);
    }

    /// <summary>Brings the parts of four quarters to their words: whole vectors are stored, since the kernel that reads them would wait for parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExchangeParts(uint* words)
    {
        for (var j = 0; j < 4; j++)
        {
            var at = words + (j * 16);
            var (q0, q1, q2, q3) = (Vector512.Load(at), Vector512.Load(at + 64), Vector512.Load(at + 128), Vector512.Load(at + 192));
            var (even0, even1) = (Avx512F.Shuffle4x128(q0, q1, 0x88), Avx512F.Shuffle4x128(q2, q3, 0x88));
            var (odd0, odd1) = (Avx512F.Shuffle4x128(q0, q1, 0xdd), Avx512F.Shuffle4x128(q2, q3, 0xdd));
            Avx512F.Shuffle4x128(even0, even1, 0x88).Store(at);
            Avx512F.Shuffle4x128(odd0, odd1, 0x88).Store(at + 64);
            Avx512F.Shuffle4x128(even0, even1, 0xdd).Store(at + 128);
            Avx512F.Shuffle4x128(odd0, odd1, 0xdd).Store(at + 192);
        }
    }

    private static readonly V Even = Vector512.Create(0u, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    private static readonly V Odd = Vector512.Create(1u, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Swap(V words) => Avx512BW.Shuffle(words.AsByte(), ByteOrder).AsUInt32();

    private static readonly Vector512<byte> ByteOrder = Vector512.Create(Vector256.Create(
        (byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V V(uint* words, int index) => Vector512.Load(words + (index * 16));
}
