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
        _memory = Pinned.Bytes(lanes * (64 + 64 + 64 + (4 * 32)), out var aligned);
        Blocks = aligned;
        SecondBlocks = Blocks + (64 * lanes);
        Words = (uint*)(SecondBlocks + (64 * lanes));
        Start = Words + (16 * lanes);
        First = Start + (8 * lanes);
        Second = First + (8 * lanes);
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

/// <summary>Writes messages as padded blocks (FIPS 180-4 §5.1.1).</summary>
internal static unsafe class Padding
{
    /// <summary>The longest rest of a message that fits into one block with its padding.</summary>
    public const int OneBlock = 55;

    /// <summary>The longest that fits into two.</summary>
    public const int TwoBlocks = 119;

    // Keeps the memory of the tables below alive.
    private static readonly List<byte[]> Tables = [];

    // For every length as many ones, then zeros; each aligned, since a load across two cache lines costs twice.
    private static readonly byte* Keep = KeepTable();
    private static readonly byte* TicketEnds = Ends(64);
    private static readonly byte* LeafEnds = Ends(0);

    /// <summary>The tables by which the block of a ticket message is made, whose first block was the key.</summary>
    public static (nint Keep, nint Ends) TicketTables => ((nint)Keep, (nint)TicketEnds);

    /// <summary>Block of a leaf: 0x00, then the row. Both lengths count the 0x00.</summary>
    public static void Leaf(byte* row, int length, byte* block, bool mayReadAround)
    {
        if (mayReadAround)
        {
            // The byte before the row is a line end; it is overwritten by the 0x00 of the leaf.
            Masked(row - 1, Keep + (length * 64), LeafEnds + (length * 64), block);
            block[0] = 0;
            return;
        }

        Span<byte> leaf = stackalloc byte[64];
        new ReadOnlySpan<byte>(row, length - 1).CopyTo(leaf[1..]);
        fixed (byte* l = leaf)
            Copied(l, length, LeafEnds + (length * 64), block);
    }

    /// <summary>Both blocks of a leaf of 56 to 119 bytes, or the first block twice for a shorter one.</summary>
    public static void LongLeaf(byte* row, int length, byte* first, byte* second)
    {
        Span<byte> padded = stackalloc byte[128];
        padded.Clear();
        new ReadOnlySpan<byte>(row, length - 1).CopyTo(padded[1..]);
        padded[length] = 0x80;
        var end = length <= OneBlock ? 60 : 124;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(padded[end..], (uint)length * 8);
        padded[..64].CopyTo(new Span<byte>(first, 64));
        padded[64..].CopyTo(new Span<byte>(second, 64));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public static void Masked(byte* source, byte* keep, byte* end, byte* block)
    {
        // Asked of the processor, not of Vector512: where the runtime prefers shorter vectors, a block written in parts would stall the kernel that reads it whole.
        if (System.Runtime.Intrinsics.X86.Avx512BW.IsSupported)
        {
            var kept = System.Runtime.Intrinsics.Vector512.Load(source) & System.Runtime.Intrinsics.Vector512.Load(keep);
            System.Runtime.Intrinsics.Vector512.Store(kept | System.Runtime.Intrinsics.Vector512.Load(end), block);
            return;
        }

        for (var i = 0; i < 64; i += 16)
        {
            var kept = System.Runtime.Intrinsics.Vector128.Load(source + i) & System.Runtime.Intrinsics.Vector128.Load(keep + i);
            System.Runtime.Intrinsics.Vector128.Store(kept | System.Runtime.Intrinsics.Vector128.Load(end + i), block + i);
        }
    }

    public static void Copied(byte* source, int length, byte* end, byte* block)
    {
        new ReadOnlySpan<byte>(end, 64).CopyTo(new Span<byte>(block, 64));
        new ReadOnlySpan<byte>(source, length).CopyTo(new Span<byte>(block, length));
    }

    /// <summary>For every length up to 55 what follows the message in its last block.</summary>
    private static byte* Ends(int before)
    {
        Tables.Add(Pinned.Bytes(56 * 64, out var table));
        for (var length = 0; length <= OneBlock; length++)
        {
            var end = new Span<byte>(table + (length * 64), 64);
            end.Clear();
            end[length] = 0x80;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(end[60..], (uint)(before + length) * 8);
        }

        return table;
    }

    private static byte* KeepTable()
    {
        Tables.Add(Pinned.Bytes(56 * 64, out var table));
        for (var length = 0; length <= OneBlock; length++)
        {
            new Span<byte>(table + (length * 64), length).Fill(0xff);
            new Span<byte>(table + (length * 64) + length, 64 - length).Clear();
        }

        return table;
    }
}
