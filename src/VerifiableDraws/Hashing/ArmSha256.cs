using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace SpotCheck.VerifiableDraws;

/// <summary>One lane with the SHA-256 instructions of ARMv8.</summary>
internal sealed unsafe class ArmSha256 : Sha256Kernel
{
    public override string Name => "ARMv8 SHA-256, 1 lane";

    public override int Lanes => 1;

    public override void Compress(uint* state, uint* words, uint* output)
    {
        var (before0, before1) = (Vector128.Load(state), Vector128.Load(state + 4));
        var (abcd, efgh) = (before0, before1);
        var (m0, m1, m2, m3) = (Vector128.Load(words), Vector128.Load(words + 4), Vector128.Load(words + 8), Vector128.Load(words + 12));
        fixed (uint* k = K)
        {
            for (var t = 0; t < 64; t += 4)
            {
                var w = m0 + Vector128.Load(k + t);
                // The next four words of the schedule follow the ring m0 m1 m2 m3.
                var next = t < 48 ? Sha256.ScheduleUpdate1(Sha256.ScheduleUpdate0(m0, m1), m2, m3) : m0;
                (m0, m1, m2, m3) = (m1, m2, m3, next);
                var old = abcd;
                abcd = Sha256.HashUpdate1(abcd, efgh, w);
                efgh = Sha256.HashUpdate2(efgh, old, w);
            }
        }

        (before0 + abcd).Store(output);
        (before1 + efgh).Store(output + 4);
    }
}
