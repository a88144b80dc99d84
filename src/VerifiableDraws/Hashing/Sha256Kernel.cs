using System.Buffers.Binary;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace SpotCheck.VerifiableDraws;

/// <summary>
/// The compression function of SHA-256 (FIPS 180-4 §6.2.2) for several independent messages at once. Words lie lane by lane:
/// word t of lane i is at <c>[t · Lanes + i]</c>.
/// </summary>
internal abstract unsafe class Sha256Kernel
{
    /// <summary>The widest kernel of this machine that agrees with the platform's own SHA-256.</summary>
    public static readonly Sha256Kernel Best = Supported().First(static k => k.AgreesWithPlatform());

    public abstract string Name { get; }

    public abstract int Lanes { get; }

    /// <summary>One block for every lane: <c>output = state + f(state, words)</c>. Output may be the state itself.</summary>
    /// <param name="state">8 · Lanes words.</param>
    /// <param name="words">16 · Lanes words; destroyed.</param>
    /// <param name="output">8 · Lanes words.</param>
    public abstract void Compress(uint* state, uint* words, uint* output);

    /// <summary>Turns one 64-byte block per lane, one after the other, into words.</summary>
    public virtual void Transpose(byte* blocks, uint* words)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            for (var t = 0; t < 16; t++)
                words[(t * Lanes) + lane] = BinaryPrimitives.ReverseEndianness(((uint*)blocks)[(lane * 16) + t]);
        }
    }

    /// <summary>The last blocks of short messages as words, one a lane.</summary>
    /// <param name="messages">Where they lie; 64 bytes from there on can be read.</param>
    /// <param name="lengths">Their lengths, at most <see cref="Padding.OneBlock"/>.</param>
    /// <param name="masks">How they are padded.</param>
    /// <param name="blocks">64 · Lanes bytes of working memory.</param>
    /// <param name="words">16 · Lanes words.</param>
    public virtual void MessageWords(byte** messages, int* lengths, in BlockMasks masks, byte* blocks, uint* words)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var table = lengths[lane] * 64;
            if (Sse.IsSupported)
                Sse.Prefetch0(messages[lane] + Padding.Ahead);
            Padding.Masked(messages[lane], masks.Keep + table, masks.Ends + table, blocks + (lane * 64));
        }

        Transpose(blocks, words);
    }

    /// <summary>Messages as in <see cref="MessageWords"/>, hashed: <c>output = start + f(start, words)</c>.</summary>
    /// <param name="start">8 · Lanes words: the state every message begins with.</param>
    /// <param name="messages">Where they lie.</param>
    /// <param name="lengths">Their lengths.</param>
    /// <param name="masks">How they are padded.</param>
    /// <param name="blocks">64 · Lanes bytes of working memory.</param>
    /// <param name="words">16 · Lanes words of working memory.</param>
    /// <param name="output">8 · Lanes words.</param>
    public virtual void HashMessages(uint* start, byte** messages, int* lengths, in BlockMasks masks, byte* blocks, uint* words, uint* output)
    {
        MessageWords(messages, lengths, masks, blocks, words);
        Compress(start, words, output);
    }

    /// <summary>The first block of Merkle nodes, <c>0x01 ‖ left ‖ right</c> without the last byte of right, and the first word of the second block: that byte and the padding.</summary>
    /// <param name="children">Two states one after the other; the children of lane i are 2i and 2i + 1 of their 2 · Lanes digests.</param>
    /// <param name="words">16 · Lanes words.</param>
    /// <param name="tails">Lanes words.</param>
    public virtual void NodeWords(uint* children, uint* words, uint* tails)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var carried = 1u;
            for (var t = 0; t < 16; t++)
            {
                var child = (2 * lane) + (t >> 3);
                var word = children[(child / Lanes * 8 * Lanes) + ((t & 7) * Lanes) + (child % Lanes)];
                words[(t * Lanes) + lane] = (carried << 24) | (word >> 8);
                carried = word;
            }

            tails[lane] = (carried << 24) | NodeEnd;
        }
    }

    // The bit behind the 65th byte of a node.
    private protected const uint NodeEnd = 0x0080_0000;

    public static ReadOnlySpan<uint> InitialState =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>All kernels that this processor can run, widest first; the last one runs anywhere.</summary>
    public static IEnumerable<Sha256Kernel> Supported()
    {
        if (Avx512BW.IsSupported)
            yield return new Avx512Sha256();
        if (Sha256.IsSupported)
            yield return new ArmSha256();
        if (Avx2.IsSupported)
            yield return new Avx2Sha256();
        yield return new ScalarSha256();
    }

    /// <summary>Hashes different messages in all lanes, two blocks each and short ones behind a block, and compares.</summary>
    public bool AgreesWithPlatform() => AgreesOnBlocks() && AgreesOnMessages(55) && AgreesOnMessages(31);

    private bool AgreesOnMessages(int longest)
    {
        var prefix = new byte[64];
        var bytes = new byte[128 + Lanes];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)((i * 59) ^ longest);
        var buffers = new LaneBuffers(this);
        buffers.StartFrom(InitialState);
        for (var lane = 0; lane < Lanes; lane++)
            prefix.CopyTo(new Span<byte>(buffers.Blocks + (lane * 64), 64));
        buffers.HashFirst();
        new Span<uint>(buffers.First, 8 * Lanes).CopyTo(new Span<uint>(buffers.Start, 8 * Lanes));
        fixed (byte* message = bytes)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                buffers.Messages[lane] = message + lane;
                buffers.Lengths[lane] = longest - (lane % 5);
            }

            buffers.HashMessages(Padding.Ticket);
            for (var lane = 0; lane < Lanes; lane++)
            {
                if (buffers.DigestOf(buffers.First, lane) != Digest.Of([.. prefix, .. bytes.AsSpan(lane, longest - (lane % 5))]))
                    return false;
            }
        }

        return true;
    }

    private bool AgreesOnBlocks()
    {
        var message = new byte[Lanes][];
        var blocks = new byte[2 * 64 * Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            message[lane] = new byte[64 + (lane * 53 / Lanes)];
            for (var i = 0; i < message[lane].Length; i++)
                message[lane][i] = (byte)((i * 37) ^ (lane * 101));
            message[lane].AsSpan(0, 64).CopyTo(blocks.AsSpan(lane * 64));
            var second = blocks.AsSpan((Lanes + lane) * 64, 64);
            message[lane].AsSpan(64).CopyTo(second);
            second[message[lane].Length - 64] = 0x80;
            BinaryPrimitives.WriteUInt32BigEndian(second[60..], (uint)message[lane].Length * 8);
        }

        var state = new uint[8 * Lanes];
        var words = new uint[16 * Lanes];
        for (var i = 0; i < state.Length; i++)
            state[i] = InitialState[i / Lanes];
        fixed (byte* b = blocks)
        fixed (uint* s = state, w = words)
        {
            for (var block = 0; block < 2; block++)
            {
                Transpose(b + (block * 64 * Lanes), w);
                Compress(s, w, s);
            }
        }

        for (var lane = 0; lane < Lanes; lane++)
        {
            var expected = SHA256.HashData(message[lane]);
            for (var t = 0; t < 8; t++)
            {
                if (BinaryPrimitives.ReadUInt32BigEndian(expected.AsSpan(t * 4)) != state[(t * Lanes) + lane])
                    return false;
            }
        }

        return true;
    }

    // FIPS 180-4 §4.2.2.
    private protected static ReadOnlySpan<uint> K =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];
}
