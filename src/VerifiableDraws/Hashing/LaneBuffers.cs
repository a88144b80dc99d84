namespace SpotCheck.VerifiableDraws;

/// <summary>Aligned working memory of one thread for one kernel: blocks as bytes, words, states.</summary>
internal sealed unsafe class LaneBuffers
{
    // Pinned, and kept alive by this field while the pointers are used.
    private readonly byte[] _memory;

    public LaneBuffers(Sha256Kernel kernel)
    {
        Kernel = kernel;
        var lanes = kernel.Lanes;
        _memory = Pinned.Bytes(lanes * (64 + 64 + 64 + (3 * 32) + sizeof(nint) + sizeof(int)), out var aligned);
        Blocks = aligned;
        SecondBlocks = Blocks + (64 * lanes);
        Words = (uint*)(SecondBlocks + (64 * lanes));
        Start = Words + (16 * lanes);
        First = Start + (8 * lanes);
        Second = First + (8 * lanes);
        Messages = (byte**)(Second + (8 * lanes));
        Lengths = (int*)(Messages + lanes);
    }

    public Sha256Kernel Kernel { get; }

    /// <summary>One 64-byte block per lane.</summary>
    public byte* Blocks { get; }

    public byte* SecondBlocks { get; }

    public uint* Words { get; }

    /// <summary>The state every message begins with.</summary>
    public uint* Start { get; }

    /// <summary>States after the first and the second block.</summary>
    public uint* First { get; }

    public uint* Second { get; }

    /// <summary>Where the message of each lane lies, for <see cref="HashMessages"/>.</summary>
    public byte** Messages { get; }

    public int* Lengths { get; }

    /// <summary>Lets every message begin with the given state.</summary>
    public void StartFrom(ReadOnlySpan<uint> state)
    {
        for (var t = 0; t < 8; t++)
            new Span<uint>(Start + (t * Kernel.Lanes), Kernel.Lanes).Fill(state[t]);
    }

    public void HashFirst()
    {
        Kernel.Transpose(Blocks, Words);
        Kernel.Compress(Start, Words, First);
    }

    /// <summary>The same as <see cref="HashFirst"/> for messages where they lie, without copying them into blocks first.</summary>
    public void HashMessages(in BlockMasks masks) => Kernel.HashMessages(Start, Messages, Lengths, masks, Blocks, Words, First);

    public void HashSecond()
    {
        Kernel.Transpose(SecondBlocks, Words);
        Kernel.Compress(First, Words, Second);
    }

    /// <summary>The digest in one lane of a state.</summary>
    public Digest DigestOf(uint* state, int lane)
    {
        var lanes = Kernel.Lanes;
        var word = state + lane;
        return Digest.FromWords(
            word[0], word[lanes], word[2 * lanes], word[3 * lanes], word[4 * lanes], word[5 * lanes], word[6 * lanes], word[7 * lanes]);
    }
}

/// <summary>Memory that does not move, aligned to a cache line.</summary>
internal static unsafe class Pinned
{
    public static byte[] Bytes(int count, out byte* aligned)
    {
        var memory = GC.AllocateUninitializedArray<byte>(count + 64, pinned: true);
        fixed (byte* start = memory)
            aligned = (byte*)(((nint)start + 63) & ~63);
        return memory;
    }
}
