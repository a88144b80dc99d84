namespace SpotCheck.VerifiableDraws;

/// <summary>Splits a table file into rows: joined by line feeds, one at the end, none for an empty table.</summary>
internal static class TableRows
{
    /// <summary>Starts of all rows, then the length of the file; null where the last line end is missing.</summary>
    public static int[]? Starts(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return [0];
        if (file[^1] != '\n')
            return null;
        var starts = new int[file.Count((byte)'\n') + 1];
        var at = 0;
        for (var row = 1; row < starts.Length; row++)
        {
            at += file[at..].IndexOf((byte)'\n') + 1;
            starts[row] = at;
        }

        return starts;
    }

    public static byte[] Join(IReadOnlyList<byte[]> rows)
    {
        var file = new byte[rows.Sum(static r => r.Length + 1)];
        var at = 0;
        foreach (var row in rows)
        {
            row.CopyTo(file, at);
            at += row.Length;
            file[at++] = (byte)'\n';
        }

        return file;
    }

    public static Violation Broken(long row, string expected, ReadOnlySpan<byte> found) =>
        new($"line {row + 1}", expected, Violation.Quote(System.Text.Encoding.UTF8.GetString(found)));

    public static readonly Violation NoLineEnd = new("end of file", "a line end after the last row", "none");

    /// <summary>A field that must be a name; null where it is none.</summary>
    public static string? Name(ReadOnlySpan<byte> field)
    {
        if (!System.Text.Unicode.Utf8.IsValid(field))
            return null;
        var text = System.Text.Encoding.UTF8.GetString(field);
        return TextRules.IsName(text) ? text : null;
    }
}
