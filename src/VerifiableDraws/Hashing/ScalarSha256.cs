using System.Numerics;

namespace SpotCheck.VerifiableDraws;

/// <summary>One lane without vectors; runs anywhere.</summary>
internal sealed unsafe class ScalarSha256 : Sha256Kernel
{
    public override string Name => "scalar, 1 lane";

    public override int Lanes => 1;

    public override void Compress(uint* state, uint* words, uint* output)
    {
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < 64; t++)
        {
            if (t >= 16)
            {
                var (w1, w14) = (words[(t + 1) & 15], words[(t + 14) & 15]);
                words[t & 15] += words[(t + 9) & 15]
                    + (BitOperations.RotateRight(w1, 7) ^ BitOperations.RotateRight(w1, 18) ^ (w1 >> 3))
                    + (BitOperations.RotateRight(w14, 17) ^ BitOperations.RotateRight(w14, 19) ^ (w14 >> 10));
            }

            var first = h + K[t] + words[t & 15] + ((e & f) ^ (~e & g))
                + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25));
            var second = ((a & b) ^ (a & c) ^ (b & c))
                + (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        (output[0], output[1], output[2], output[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (output[4], output[5], output[6], output[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }
}
