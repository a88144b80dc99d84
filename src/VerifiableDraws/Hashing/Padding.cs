namespace SpotCheck.VerifiableDraws;

/// <summary>Writes messages as padded blocks (FIPS 180-4 §5.1.1).</summary>
internal static unsafe class Padding
{
    /// <summary>The longest rest of a message that fits into one block with its padding.</summary>
    public const int OneBlock = 55;

    /// <summary>The longest that fits into two.</summary>
    public const int TwoBlocks = 119;

    // Keeps the memory of the tables below alive; stands before them, since they are made in this order.
    private static readonly List<byte[]> Tables = [];

    /// <summary>For a ticket message, whose first block was the key.</summary>
    public static readonly BlockMasks Ticket = new(KeepTable(0), Ends(64), 64);

    /// <summary>For a leaf that is read from the byte before its row on: that byte, a line end, becomes the 0x00 of the leaf. Lengths count it.</summary>
    public static readonly BlockMasks Leaf = new(KeepTable(1), Ends(0), 0);

    /// <summary>The block of a leaf that has no readable byte before it or too few behind it.</summary>
    public static void CopiedLeaf(byte* row, int length, byte* block)
    {
        Span<byte> leaf = stackalloc byte[64];
        leaf[0] = 0;
        new ReadOnlySpan<byte>(row, length - 1).CopyTo(leaf[1..]);
        fixed (byte* l = leaf)
            Copied(l, length, Leaf.Ends + (length * 64), block);
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

    /// <summary>The processor's own prefetching ends at every page of 4 kB; this far ahead of a row memory answers in time.</summary>
    public const int Ahead = 2048;

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

    /// <summary>For every length as many ones, then zeros; each aligned, since a load across two cache lines costs twice.</summary>
    private static byte* KeepTable(int without)
    {
        Tables.Add(Pinned.Bytes(56 * 64, out var table));
        for (var length = 0; length <= OneBlock; length++)
        {
            var keep = new Span<byte>(table + (length * 64), 64);
            keep.Clear();
            if (length > without)
                keep[without..length].Fill(0xff);
        }

        return table;
    }
}

/// <summary>How the 64 bytes of memory in which a message of each length up to 55 begins become its last block: what is kept of them, what stands behind it, and the bytes hashed before.</summary>
internal readonly unsafe struct BlockMasks(byte* keep, byte* ends, int before)
{
    public readonly byte* Keep = keep;
    public readonly byte* Ends = ends;
    public readonly int Before = before;
}
