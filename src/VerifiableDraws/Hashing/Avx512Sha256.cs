using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<uint>;

namespace SpotCheck.VerifiableDraws;

/// <summary>16 lanes in AVX-512 registers.</summary>
internal sealed unsafe class Avx512Sha256 : Sha256Kernel
{
    public override string Name => "AVX-512, 16 lanes";

    public override int Lanes => 16;

    public override void Compress(uint* state, uint* words, uint* output) => Compress<WholeBlock>(state, words, output);

    /// <summary>Words 8 to 14 of a half block are zero and not read: 60 additions and functions of them fall away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Compress<TBlock>(uint* state, uint* words, uint* output)
        where TBlock : struct
    {
        var (a, b, c, d) = (V(state, 0), V(state, 1), V(state, 2), V(state, 3));
        var (e, f, g, h) = (V(state, 4), V(state, 5), V(state, 6), V(state, 7));
        var (w0, w1, w2, w3) = (V(words, 0), V(words, 1), V(words, 2), V(words, 3));
        var (w4, w5, w6, w7) = (V(words, 4), V(words, 5), V(words, 6), V(words, 7));
        var w15 = V(words, 15);
        V w8, w9, w10, w11, w12, w13, w14;
        fixed (uint* constants = K)
        {
            var k = constants;
            int left;
            if (typeof(TBlock) == typeof(HalfBlock))
            {
                Round(a, b, c, ref d, e, f, g, ref h, w0, k[0]);
                Round(h, a, b, ref c, d, e, f, ref g, w1, k[1]);
                Round(g, h, a, ref b, c, d, e, ref f, w2, k[2]);
                Round(f, g, h, ref a, b, c, d, ref e, w3, k[3]);
                Round(e, f, g, ref h, a, b, c, ref d, w4, k[4]);
                Round(d, e, f, ref g, h, a, b, ref c, w5, k[5]);
                Round(c, d, e, ref f, g, h, a, ref b, w6, k[6]);
                Round(b, c, d, ref e, f, g, h, ref a, w7, k[7]);
                Round(a, b, c, ref d, e, f, g, ref h, k[8]);
                Round(h, a, b, ref c, d, e, f, ref g, k[9]);
                Round(g, h, a, ref b, c, d, e, ref f, k[10]);
                Round(f, g, h, ref a, b, c, d, ref e, k[11]);
                Round(e, f, g, ref h, a, b, c, ref d, k[12]);
                Round(d, e, f, ref g, h, a, b, ref c, k[13]);
                Round(c, d, e, ref f, g, h, a, ref b, k[14]);
                Round(b, c, d, ref e, f, g, h, ref a, w15, k[15]);
                w0 += Sigma0(w1);
                w1 += Sigma0(w2) + Sigma1(w15);
                w2 += Sigma0(w3) + Sigma1(w0);
                w3 += Sigma0(w4) + Sigma1(w1);
                w4 += Sigma0(w5) + Sigma1(w2);
                w5 += Sigma0(w6) + Sigma1(w3);
                w6 = Schedule(w6, w7, w15, w4);
                w7 += w0 + Sigma1(w5);
                w8 = w1 + Sigma1(w6);
                w9 = w2 + Sigma1(w7);
                w10 = w3 + Sigma1(w8);
                w11 = w4 + Sigma1(w9);
                w12 = w5 + Sigma1(w10);
                w13 = w6 + Sigma1(w11);
                w14 = Sigma0(w15) + w7 + Sigma1(w12);
                w15 = Schedule(w15, w0, w8, w13);
                k += 16;
                left = 3;
            }
            else
            {
                (w8, w9, w10, w11) = (V(words, 8), V(words, 9), V(words, 10), V(words, 11));
                (w12, w13, w14, left) = (V(words, 12), V(words, 13), V(words, 14), 4);
            }

            for (; ; k += 16)
            {
                Round(a, b, c, ref d, e, f, g, ref h, w0, k[0]);
                Round(h, a, b, ref c, d, e, f, ref g, w1, k[1]);
                Round(g, h, a, ref b, c, d, e, ref f, w2, k[2]);
                Round(f, g, h, ref a, b, c, d, ref e, w3, k[3]);
                Round(e, f, g, ref h, a, b, c, ref d, w4, k[4]);
                Round(d, e, f, ref g, h, a, b, ref c, w5, k[5]);
                Round(c, d, e, ref f, g, h, a, ref b, w6, k[6]);
                Round(b, c, d, ref e, f, g, h, ref a, w7, k[7]);
                Round(a, b, c, ref d, e, f, g, ref h, w8, k[8]);
                Round(h, a, b, ref c, d, e, f, ref g, w9, k[9]);
                Round(g, h, a, ref b, c, d, e, ref f, w10, k[10]);
                Round(f, g, h, ref a, b, c, d, ref e, w11, k[11]);
                Round(e, f, g, ref h, a, b, c, ref d, w12, k[12]);
                Round(d, e, f, ref g, h, a, b, ref c, w13, k[13]);
                Round(c, d, e, ref f, g, h, a, ref b, w14, k[14]);
                Round(b, c, d, ref e, f, g, h, ref a, w15, k[15]);
                if (--left == 0)
                    break;
                w0 = Schedule(w0, w1, w9, w14);
                w1 = Schedule(w1, w2, w10, w15);
                w2 = Schedule(w2, w3, w11, w0);
                w3 = Schedule(w3, w4, w12, w1);
                w4 = Schedule(w4, w5, w13, w2);
                w5 = Schedule(w5, w6, w14, w3);
                w6 = Schedule(w6, w7, w15, w4);
                w7 = Schedule(w7, w8, w0, w5);
                w8 = Schedule(w8, w9, w1, w6);
                w9 = Schedule(w9, w10, w2, w7);
                w10 = Schedule(w10, w11, w3, w8);
                w11 = Schedule(w11, w12, w4, w9);
                w12 = Schedule(w12, w13, w5, w10);
                w13 = Schedule(w13, w14, w6, w11);
                w14 = Schedule(w14, w15, w7, w12);
                w15 = Schedule(w15, w0, w8, w13);
            }
        }

        (V(state, 0) + a).Store(output);
        (V(state, 1) + b).Store(output + 16);
        (V(state, 2) + c).Store(output + 32);
        (V(state, 3) + d).Store(output + 48);
        (V(state, 4) + e).Store(output + 64);
        (V(state, 5) + f).Store(output + 80);
        (V(state, 6) + g).Store(output + 96);
        (V(state, 7) + h).Store(output + 112);
    }

    public override void HashMessages(uint* start, byte** messages, int* lengths, in BlockMasks masks, byte* blocks, uint* words, uint* output)
    {
        if (!Avx512Words.AreHalves(lengths))
        {
            base.HashMessages(start, messages, lengths, masks, blocks, words, output);
            return;
        }

        Avx512Words.Halves(messages, lengths, masks, words);
        Compress<HalfBlock>(start, words, output);
    }

    public override void Transpose(byte* blocks, uint* words) => Avx512Words.Transpose(blocks, words);

    public override void MessageWords(byte** messages, int* lengths, in BlockMasks masks, byte* blocks, uint* words) => Avx512Words.Messages(messages, lengths, masks, words);

    public override void NodeWords(uint* children, uint* words, uint* tails) => Avx512Words.Nodes(children, words, tails, NodeEnd);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V V(uint* words, int index) => Vector512.Load(words + (index * 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(V a, V b, V c, ref V d, V e, V f, V g, ref V h, V w, uint k)
    {
        var sum1 = Avx512F.TernaryLogic(Avx512F.RotateRight(e, 6), Avx512F.RotateRight(e, 11), Avx512F.RotateRight(e, 25), 0x96);
        var choice = Avx512F.TernaryLogic(e, f, g, 0xca);
        var first = (h + w) + (Vector512.Create(k) + choice) + sum1;
        var sum0 = Avx512F.TernaryLogic(Avx512F.RotateRight(a, 2), Avx512F.RotateRight(a, 13), Avx512F.RotateRight(a, 22), 0x96);
        var majority = Avx512F.TernaryLogic(a, b, c, 0xe8);
        d += first;
        h = first + (sum0 + majority);
    }

    // Of a word that is zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(V a, V b, V c, ref V d, V e, V f, V g, ref V h, uint k)
    {
        var sum1 = Avx512F.TernaryLogic(Avx512F.RotateRight(e, 6), Avx512F.RotateRight(e, 11), Avx512F.RotateRight(e, 25), 0x96);
        var choice = Avx512F.TernaryLogic(e, f, g, 0xca);
        var first = h + (Vector512.Create(k) + choice) + sum1;
        var sum0 = Avx512F.TernaryLogic(Avx512F.RotateRight(a, 2), Avx512F.RotateRight(a, 13), Avx512F.RotateRight(a, 22), 0x96);
        var majority = Avx512F.TernaryLogic(a, b, c, 0xe8);
        d += first;
        h = first + (sum0 + majority);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Schedule(V w0, V w1, V w9, V w14) => (w0 + w9) + (Sigma0(w1) + Sigma1(w14));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sigma0(V w) => Avx512F.TernaryLogic(Avx512F.RotateRight(w, 7), Avx512F.RotateRight(w, 18), Avx512F.ShiftRightLogical(w, 3), 0x96);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sigma1(V w) => Avx512F.TernaryLogic(Avx512F.RotateRight(w, 17), Avx512F.RotateRight(w, 19), Avx512F.ShiftRightLogical(w, 10), 0x96);

    private readonly struct WholeBlock;

    private readonly struct HalfBlock;
}
