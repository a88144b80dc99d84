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
        var file = TableRows.Join(lines);
        return RowHashing.Root(file, TableRows.Starts(file)!, threads: 1);
    }
}
