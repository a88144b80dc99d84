namespace SpotCheck.VerifiableDraws;

/// <summary>Leaf and node hashes of a stretch of up to <see cref="Leaves"/> rows, in states of the kernel one after the other: each holds as many nodes as the kernel has lanes.</summary>
internal sealed unsafe class MerkleLanes
{
    /// <summary>A power of two, so that stretches are complete subtrees; its words fit into the second cache.</summary>
    public const int Leaves = 4096;

    private readonly LaneBuffers _buffers = new(Sha256Kernel.Best);
    private readonly byte[] _memory;
    private readonly uint* _nodes;
    private readonly int _lanes;

    public MerkleLanes()
    {
        _memory = Pinned.Bytes(8 * Leaves * sizeof(uint), out var aligned);
        _nodes = (uint*)aligned;
        _lanes = _buffers.Kernel.Lanes;
        _buffers.StartFrom(Sha256Kernel.InitialState);
    }

    /// <summary>Hashes rows as leaves.</summary>
    /// <param name="file">The table.</param>
    /// <param name="length">Its length.</param>
    /// <param name="starts">Starts of the rows, one more than rows.</param>
    /// <param name="rows">1 to <see cref="Leaves"/>.</param>
    public void HashLeaves(byte* file, long length, int* starts, int rows)
    {
        for (var first = 0; first < rows; first += _lanes)
        {
            var count = Math.Min(_lanes, rows - first);
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
        // Read first: beyond the last pair the lanes hash whatever lies there, and its place may be theirs.
        var single = count % 2 == 1 ? Node(count - 1) : default;
        for (var first = 0; first < pairs; first += _lanes)
        {
            kernel.NodeWords(State(2 * first), _buffers.Words, _buffers.First);
            kernel.Compress(_buffers.Start, _buffers.Words, _buffers.Second);
            SecondBlock(_buffers.First);
            kernel.Compress(_buffers.Second, _buffers.Words, State(first));
        }

        if (count % 2 == 1)
            SetNode(pairs, single);
    }

    public Digest Node(int index) => _buffers.DigestOf(State(index), index % _lanes);

    public void SetNode(int index, Digest value)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size];
        value.WriteTo(bytes);
        var word = State(index) + (index % _lanes);
        for (var t = 0; t < 8; t++)
            word[t * _lanes] = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[(t * 4)..]);
    }

    /// <summary>The state that holds a node.</summary>
    private uint* State(int node) => _nodes + ((nint)(node / _lanes) * 8 * _lanes);

    // A node's input is 65 bytes: its second block is the last byte of the right child, the padding and the length 520.
    private void SecondBlock(uint* tails)
    {
        var words = _buffers.Words;
        new ReadOnlySpan<uint>(tails, _lanes).CopyTo(new Span<uint>(words, _lanes));
        new Span<uint>(words + _lanes, 14 * _lanes).Clear();
        new Span<uint>(words + (15 * _lanes), _lanes).Fill(520);
    }

    private void HashShort(byte* file, long length, int* starts, int first, int count)
    {
        if (count == _lanes && starts[0] > 0 && starts[count - 1] + 64 <= length)
        {
            for (var i = 0; i < count; i++)
            {
                _buffers.Messages[i] = file + starts[i] - 1;
                _buffers.Lengths[i] = starts[i + 1] - starts[i];
            }

            _buffers.Kernel.MessageWords(_buffers.Messages, _buffers.Lengths, Padding.Leaf, _buffers.Blocks, _buffers.Words);
        }
        else
        {
            for (var i = 0; i < count; i++)
                Padding.CopiedLeaf(file + starts[i], starts[i + 1] - starts[i], _buffers.Blocks + (i * 64));
            _buffers.Kernel.Transpose(_buffers.Blocks, _buffers.Words);
        }

        _buffers.Kernel.Compress(_buffers.Start, _buffers.Words, State(first));
    }

    private void HashLong(byte* file, int* starts, int first, int count)
    {
        for (var i = 0; i < count; i++)
            Padding.LongLeaf(file + starts[i], starts[i + 1] - starts[i], _buffers.Blocks + (i * 64), _buffers.SecondBlocks + (i * 64));
        _buffers.HashFirst();
        _buffers.HashSecond();
        var nodes = State(first);
        for (var i = 0; i < count; i++)
        {
            var state = starts[i + 1] - starts[i] <= Padding.OneBlock ? _buffers.First : _buffers.Second;
            for (var t = 0; t < 8; t++)
                nodes[(t * _lanes) + i] = state[(t * _lanes) + i];
        }
    }

    private void HashOneByOne(byte* file, int* starts, int first, int count)
    {
        for (var i = 0; i < count; i++)
            SetNode(first + i, Merkle.Leaf(new ReadOnlySpan<byte>(file + starts[i], starts[i + 1] - starts[i] - 1)));
    }
}
