using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector256<uint>;

namespace SpotCheck.VerifiableDraws;

/// <summary>8 lanes in AVX2 registers.</summary>
internal sealed unsafe class Avx2Sha256 : Sha256Kernel
{
    public override string Name => "AVX2, 8 lanes";

    public override int Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Compress(uint* state, uint* words, uint* output)
    {
        var (a, b, c, d) = (V(state, 0), V(state, 1), V(state, 2), V(state, 3));
        var (e, f, g, h) = (V(state, 4), V(state, 5), V(state, 6), V(state, 7));
        fixed (uint* constants = K)
        {
            var k = constants;
            for (var t = 0; t < 64; t += 8, k += 8)
            {
                // Sixteen vector registers do not hold the schedule too: it stays in memory as a ring of 16.
                if (t >= 16)
                    Schedule(words, t & 15);
                var w = words + ((t & 15) * 8);
                Round(a, b, c, ref d, e, f, g, ref h, V(w, 0), k[0]);
                Round(h, a, b, ref c, d, e, f, ref g, V(w, 1), k[1]);
                Round(g, h, a, ref b, c, d, e, ref f, V(w, 2), k[2]);
                Round(f, g, h, ref a, b, c, d, ref e, V(w, 3), k[3]);
                Round(e, f, g, ref h, a, b, c, ref d, V(w, 4), k[4]);
                Round(d, e, f, ref g, h, a, b, ref c, V(w, 5), k[5]);
                Round(c, d, e, ref f, g, h, a, ref b, V(w, 6), k[6]);
                Round(b, c, d, ref e, f, g, h, ref a, V(w, 7), k[7]);
            }
        }

        (V(state, 0) + a).Store(output);
        (V(state, 1) + b).Store(output + 8);
        (V(state, 2) + c).Store(output + 16);
        (V(state, 3) + d).Store(output + 24);
        (V(state, 4) + e).Store(output + 32);
        (V(state, 5) + f).Store(output + 40);
        (V(state, 6) + g).Store(output + 48);
        (V(state, 7) + h).Store(output + 56);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Schedule(uint* words, int first)
    {
        for (var t = first; t < first + 8; t++)
        {
            var (w1, w14) = (V(words, (t + 1) & 15), V(words, (t + 14) & 15));
            var sigma0 = Rotate(w1, 7) ^ Rotate(w1, 18) ^ (w1 >>> 3);
            var sigma1 = Rotate(w14, 17) ^ Rotate(w14, 19) ^ (w14 >>> 10);
            (V(words, t) + V(words, (t + 9) & 15) + sigma0 + sigma1).Store(words + (t * 8));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V V(uint* words, int index) => Vector256.Load(words + (index * 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Rotate(V x, int bits) => (x >>> bits) | (x << (32 - bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(V a, V b, V c, ref V d, V e, V f, V g, ref V h, V w, uint k)
    {
        var first = h + w + Vector256.Create(k) + (Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25)) + (g ^ (e & (f ^ g)));
        d += first;
        h = first + (Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22)) + ((a & b) | (c & (a | b)));
    }
}
