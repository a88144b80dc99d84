namespace SpotCheck.VerifiableDraws;

/// <summary>Leaf and node hashes of a stretch of up to <see cref="Leaves"/> rows, word by word: word t of node i is at <c>[t · Leaves + i]</c>.</summary>
internal sealed unsafe class MerkleLanes
{
    /// <summary>A power of two, so that stretches are complete subtrees; its words fit into the first two caches.</summary>
    public const int Leaves = 1024;

    private readonly LaneBuffers _buffers = new(Sha256Kernel.Best);
    private readonly byte[] _memory;
    private readonly uint* _nodes;

    public MerkleLanes()
    {
        // The last vector of a level may read one vector beyond its words.
        _memory = Pinned.Bytes((8 * Leaves * sizeof(uint)) + 128, out var aligned);
        _nodes = (uint*)aligned;
        _buffers.StartFrom(Sha256Kernel.InitialState);
    }

    /// <summary>Hashes rows as leaves.</summary>
    /// <param name="file">The table.</param>
    /// <param name="length">Its length.</param>
    /// <param name="starts">Starts of the rows, one more than rows.</param>
    /// <param name="rows">1 to <see cref="Leaves"/>.</param>
    public void HashLeaves(byte* file, long length, int* starts, int rows)
    {
        var lanes = _buffers.Kernel.Lanes;
        for (var first = 0; first < rows; first += lanes)
        {
            var count = Math.Min(lanes, rows - first);
            var longest = 0;
            for (var i = 0; i < count; i++)
                longest = Math.Max(longest, starts[first + i + 1] - starts[first + i]);
            // A row's length with its line end is its length with the 0x00 of the leaf.
            if (longest <= Padding.OneBlock)
                HashShort(file, length, starts + first, first, count);
            else if (longest <= Padding.TwoBlocks)
                HashLong(file, starts + first, first, count);
            else
                HashOneByOne(file, starts + first, first, count);
        }
    }

    /// <summary>Root over the hashed leaves (RFC 6962 §2.1): a last node without sibling rises unchanged.</summary>
    public Digest Reduce(int count)
    {
        for (; count > 1; count = (count + 1) / 2)
            ReduceOnce(count);
        return Node(0);
    }

    /// <summary>One level: parents in place of their children.</summary>
    public void ReduceOnce(int count)
    {
        var kernel = _buffers.Kernel;
        var pairs = count / 2;
        for (var first = 0; first < pairs; first += kernel.Lanes)
        {
            // Beyond the last pair the lanes hash whatever lies there; nobody keeps that.
            kernel.NodeWords(_nodes + (2 * first), Leaves, _buffers.Words, _buffers.First);
            kernel.Compress(_buffers.Start, _buffers.Words, _buffers.Second);
            SecondBlock(_buffers.First, kernel.Lanes);
            kernel.Compress(_buffers.Second, _buffers.Words, _buffers.Second);
            Store(_buffers.Second, first, Math.Min(kernel.Lanes, pairs - first));
        }

        if (count % 2 == 1)
            Move(count - 1, pairs);
    }

    public Digest Node(int index)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size];
        for (var t = 0; t < 8; t++)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes[(t * 4)..], _nodes[(t * Leaves) + index]);
        return Digest.FromBytes(bytes);
    }

    public void SetNode(int index, Digest value)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size];
        value.WriteTo(bytes);
        for (var t = 0; t < 8; t++)
            _nodes[(t * Leaves) + index] = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[(t * 4)..]);
    }

    // A node's input is 65 bytes: its second block is the last byte of the right child, the padding and the length 520.
    private void SecondBlock(uint* lastBytes, int lanes)
    {
        for (var i = 0; i < lanes; i++)
            _buffers.Words[i] = (lastBytes[i] << 24) | 0x0080_0000;
        new Span<uint>(_buffers.Words + lanes, 14 * lanes).Clear();
        new Span<uint>(_buffers.Words + (15 * lanes), lanes).Fill(520);
    }

    private void HashShort(byte* file, long length, int* starts, int first, int count)
    {
        for (var i = 0; i < count; i++)
            Padding.Leaf(file + starts[i], starts[i + 1] - starts[i], _buffers.Blocks + (i * 64), mayReadAround: starts[i] > 0 && starts[i] + 64 <= length);
        _buffers.HashFirst();
        Store(_buffers.First, first, count);
    }

    private void HashLong(byte* file, int* starts, int first, int count)
    {
        for (var i = 0; i < count; i++)
            Padding.LongLeaf(file + starts[i], starts[i + 1] - starts[i], _buffers.Blocks + (i * 64), _buffers.SecondBlocks + (i * 64));
        _buffers.HashFirst();
        _buffers.HashSecond();
        var lanes = _buffers.Kernel.Lanes;
        for (var i = 0; i < count; i++)
        {
            var state = starts[i + 1] - starts[i] <= Padding.OneBlock ? _buffers.First : _buffers.Second;
            for (var t = 0; t < 8; t++)
                _nodes[(t * Leaves) + first + i] = state[(t * lanes) + i];
        }
    }

    private void HashOneByOne(byte* file, int* starts, int first, int count)
    {
        for (var i = 0; i < count; i++)
            SetNode(first + i, Merkle.Leaf(new ReadOnlySpan<byte>(file + starts[i], starts[i + 1] - starts[i] - 1)));
    }

    private void Store(uint* state, int first, int count)
    {
        var lanes = _buffers.Kernel.Lanes;
        for (var t = 0; t < 8; t++)
            new ReadOnlySpan<uint>(state + (t * lanes), count).CopyTo(new Span<uint>(_nodes + (t * Leaves) + first, count));
    }

    private void Move(int from, int to)
    {
        for (var t = 0; t < 8; t++)
            _nodes[(t * Leaves) + to] = _nodes[(t * Leaves) + from];
    }
}
