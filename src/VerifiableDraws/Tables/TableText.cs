using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>Writes tables.</summary>
internal static class TableText
{
    /// <summary>Rows in ascending order of their UTF-8 bytes as a table file; duplicates stay, so that reading finds them.</summary>
    public static byte[] Sorted(IEnumerable<string> rows)
    {
        var lines = rows.Select(Encoding.UTF8.GetBytes).ToArray();
        Array.Sort(lines, static (x, y) => x.AsSpan().SequenceCompareTo(y));
        return TableRows.Join(lines);
    }

    /// <summary>Root over rows in ascending order.</summary>
    public static Digest SortedRoot(IEnumerable<string> rows)
    {
        var lines = rows.Select(Encoding.UTF8.GetBytes).ToArray();
        Array.Sort(lines, static (x, y) => x.AsSpan().SequenceCompareTo(y));
        return Merkle.Root(lines);
    }
}

/// <summary>Merkle hashing of table rows.</summary>
internal static class RowHashing
{
    public static Digest Root(ReadOnlySpan<byte> file, ReadOnlySpan<int> starts) => Tree(file, starts).Root;

    public static MerkleTree Tree(ReadOnlySpan<byte> file, ReadOnlySpan<int> starts)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < starts.Length - 1; i++)
            tree.Append(file[starts[i]..(starts[i + 1] - 1)]);
        return tree;
    }
}
