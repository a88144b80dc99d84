namespace SpotCheck.VerifiableDraws;

/// <summary>Merkle hashing of table rows on the widest vectors of the machine and all its cores.</summary>
internal static unsafe class RowHashing
{
    /// <summary>Root over all rows.</summary>
    /// <param name="file">The table.</param>
    /// <param name="starts">Starts of all rows, then the length of the file.</param>
    /// <param name="threads">How many cores may be used.</param>
    public static Digest Root(ReadOnlySpan<byte> file, ReadOnlySpan<int> starts, int threads)
    {
        var rows = starts.Length - 1;
        if (rows == 0)
            return Merkle.EmptyRoot;
        var roots = new Digest[(rows + MerkleLanes.Leaves - 1) / MerkleLanes.Leaves];
        fixed (byte* bytes = file)
        fixed (int* rowStarts = starts)
        {
            var (b, s, length) = ((nint)bytes, (nint)rowStarts, file.Length);
            if (threads == 1 || roots.Length < 4)
            {
                var lanes = new MerkleLanes();
                for (var at = 0; at < roots.Length; at++)
                    roots[at] = Stretch(lanes, at);
            }
            else
            {
                Parallel.For(0, roots.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, static () => new MerkleLanes(),
                    (at, _, lanes) =>
                    {
                        roots[at] = Stretch(lanes, at);
                        return lanes;
                    },
                    static _ => { });
            }

            Digest Stretch(MerkleLanes lanes, int at)
            {
                var first = at * MerkleLanes.Leaves;
                var count = Math.Min(MerkleLanes.Leaves, rows - first);
                lanes.HashLeaves((byte*)b, length, (int*)s + first, count);
                return lanes.Reduce(count);
            }
        }

        return RootOfSubtrees(roots);
    }

    /// <summary>The whole tree, for proofs.</summary>
    public static MerkleTree Tree(ReadOnlySpan<byte> file, ReadOnlySpan<int> starts)
    {
        var tree = new MerkleTree();
        var lanes = new MerkleLanes();
        fixed (byte* bytes = file)
        fixed (int* rowStarts = starts)
        {
            for (var first = 0; first < starts.Length - 1; first += MerkleLanes.Leaves)
            {
                var count = Math.Min(MerkleLanes.Leaves, starts.Length - 1 - first);
                lanes.HashLeaves(bytes, file.Length, rowStarts + first, count);
                for (var i = 0; i < count; i++)
                    tree.AppendLeafHash(lanes.Node(i));
            }
        }

        return tree;
    }

    /// <summary>Root over subtrees of one power of two of leaves each, of which the last may be smaller.</summary>
    public static Digest RootOfSubtrees(ReadOnlySpan<Digest> roots)
    {
        if (roots.Length == 1)
            return roots[0];
        var lanes = new MerkleLanes();
        var above = new Digest[(roots.Length + MerkleLanes.Leaves - 1) / MerkleLanes.Leaves];
        for (var i = 0; i < above.Length; i++)
        {
            var stretch = roots[(i * MerkleLanes.Leaves)..Math.Min(roots.Length, (i + 1) * MerkleLanes.Leaves)];
            for (var node = 0; node < stretch.Length; node++)
                lanes.SetNode(node, stretch[node]);
            above[i] = lanes.Reduce(stretch.Length);
        }

        return RootOfSubtrees(above);
    }
}
