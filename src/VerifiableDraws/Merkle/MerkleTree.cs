namespace SpotCheck.VerifiableDraws;

/// <summary>An append-only Merkle tree that keeps every complete inner node, so a root or proof at any earlier size takes O(log n) hashes.</summary>
/// <remarks>RFC 6962 §2.1. Holds about 64 bytes per leaf. Not thread-safe.</remarks>
public sealed class MerkleTree
{
    // _levels[h][i] is the hash of the complete subtree over leaves [i·2^h, (i+1)·2^h).
    private readonly List<List<Digest>> _levels = [[]];

    /// <summary>Number of leaves.</summary>
    public long Count => _levels[0].Count;

    /// <summary>Root over all leaves.</summary>
    public Digest Root => RootAt(Count);

    /// <summary>Adds a leaf by its data.</summary>
    /// <param name="data">The bytes of the leaf.</param>
    /// <returns>Its index.</returns>
    public long Append(ReadOnlySpan<byte> data) => AppendLeafHash(Merkle.Leaf(data));

    /// <summary>Adds a leaf by its hash.</summary>
    /// <param name="leaf">Hash of the leaf.</param>
    /// <returns>Its index.</returns>
    public long AppendLeafHash(Digest leaf)
    {
        _levels[0].Add(leaf);
        for (var h = 0; _levels[h].Count % 2 == 0; h++)
        {
            if (h + 1 == _levels.Count)
                _levels.Add([]);
            var level = _levels[h];
            _levels[h + 1].Add(Merkle.Node(level[^2], level[^1]));
        }

        return Count - 1;
    }

    /// <summary>Hash of a leaf.</summary>
    /// <param name="index">Index from 0.</param>
    /// <returns>Its hash.</returns>
    public Digest LeafAt(long index) => _levels[0][checked((int)index)];

    /// <summary>Root over the first leaves.</summary>
    /// <param name="size">How many, 0 to <see cref="Count"/>.</param>
    /// <returns>The root.</returns>
    public Digest RootAt(long size)
    {
        if (size < 0 || size > Count)
            throw new ArgumentOutOfRangeException(nameof(size), "The tree has never had this size.");
        return size == 0 ? Merkle.EmptyRoot : Subtree(0, size);
    }

    /// <summary>Inclusion proof of a leaf in the tree over the first leaves.</summary>
    /// <param name="index">Index of the leaf.</param>
    /// <param name="size">Number of leaves covered, more than <paramref name="index"/>.</param>
    /// <returns>Hashes from the leaf upwards.</returns>
    public IReadOnlyList<Digest> Inclusion(long index, long size)
    {
        if (index < 0 || index >= size || size > Count)
            throw new ArgumentOutOfRangeException(nameof(index), "The leaf is not in a tree of this size.");
        var path = new List<Digest>();
        var (start, length) = (0L, size);
        while (length > 1)
        {
            var left = LargestPowerBelow(length);
            if (index - start < left)
            {
                path.Add(Subtree(start + left, length - left));
                length = left;
            }
            else
            {
                path.Add(Subtree(start, left));
                (start, length) = (start + left, length - left);
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>Consistency proof from an older to a newer size.</summary>
    /// <param name="fromSize">Older number of leaves, 1 or more.</param>
    /// <param name="toSize">Newer number of leaves.</param>
    /// <returns>The proof; empty where the sizes are equal.</returns>
    public IReadOnlyList<Digest> Consistency(long fromSize, long toSize)
    {
        if (fromSize < 1 || fromSize > toSize || toSize > Count)
            throw new ArgumentOutOfRangeException(nameof(fromSize), "The tree has never had these sizes.");
        var proof = new List<Digest>();
        var (start, length, older, known) = (0L, toSize, fromSize, true);
        while (older != length)
        {
            var left = LargestPowerBelow(length);
            if (older <= left)
            {
                proof.Add(Subtree(start + left, length - left));
                length = left;
            }
            else
            {
                proof.Add(Subtree(start, left));
                (start, length, older, known) = (start + left, length - left, older - left, false);
            }
        }

        if (!known)
            proof.Add(Subtree(start, length));
        proof.Reverse();
        return proof;
    }

    private Digest Subtree(long start, long length)
    {
        if (System.Numerics.BitOperations.IsPow2(length))
        {
            var height = System.Numerics.BitOperations.Log2((ulong)length);
            return _levels[height][checked((int)(start >> height))];
        }

        var left = LargestPowerBelow(length);
        return Merkle.Node(Subtree(start, left), Subtree(start + left, length - left));
    }

    private static long LargestPowerBelow(long length) =>
        1L << System.Numerics.BitOperations.Log2((ulong)(length - 1));
}
