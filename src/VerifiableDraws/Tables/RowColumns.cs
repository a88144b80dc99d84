namespace SpotCheck.VerifiableDraws;

/// <summary>Checks the rows of a register and keeps where its columns are.</summary>
internal sealed class RowColumns(int rows)
{
    public int[] StratumOf { get; } = new int[rows];

    public int[] AreaOf { get; } = new int[rows];

    public byte[] IdLengths { get; } = new byte[rows];

    public NameIndex Strata { get; } = new();

    public NameIndex Areas { get; } = new();

    /// <summary>Checks all rows; null, or the first broken rule.</summary>
    /// <param name="file">Rows with their line ends.</param>
    /// <param name="starts">Starts of the rows, then the length.</param>
    /// <param name="profile">Shape of the rows.</param>
    /// <param name="before">The row before the first one; empty where there is none.</param>
    public Violation? Fill(ReadOnlySpan<byte> file, ReadOnlySpan<int> starts, RegisterProfile profile, ReadOnlySpan<byte> before = default)
    {
        var previous = before;
        for (var i = 0; i < starts.Length - 1; i++)
        {
            var row = file[starts[i]..(starts[i + 1] - 1)];
            if (previous.Length > 0 && previous.SequenceCompareTo(row) >= 0)
                return TableRows.Broken(i, "rows in ascending order of their bytes, each once", row);
            if (ReadRow(row, i, profile) is { } violation)
                return violation;
            var id = IdLengths[i];
            // Rows of one id are neighbours: a bar stands at the same place in both.
            if (previous.Length > id && row[..(id + 1)].SequenceEqual(previous[..(id + 1)]))
                return TableRows.Broken(i, "every id once", row);
            previous = row;
        }

        return null;
    }

    private Violation? ReadRow(ReadOnlySpan<byte> row, int index, RegisterProfile profile)
    {
        var idEnd = row.IndexOf((byte)'|');
        if (idEnd < 0 || !TextRules.IsId(row[..idEnd]))
            return TableRows.Broken(index, "an id [0-9A-Z][0-9A-Z._-]{0,54}, then |", row);
        var rest = row[(idEnd + 1)..];
        var stratumEnd = rest.IndexOf((byte)'|');
        var stratum = stratumEnd < 0 ? -1 : Strata.Number(rest[..stratumEnd], allowEmpty: false);
        if (stratum < 0)
            return TableRows.Broken(index, "the name of a stratum, then |", row);
        rest = rest[(stratumEnd + 1)..];
        if (profile == RegisterProfile.Salted)
        {
            // The salt is exactly the last 32 characters behind a bar.
            if (rest.Length < 33 || rest[^33] != '|' || rest[^32..].IndexOfAnyExcept(HexBytes) >= 0)
                return TableRows.Broken(index, "a salt of 32 lower-case hex characters at the end", row);
            rest = rest[..^33];
        }

        var area = Areas.Number(rest, allowEmpty: true);
        if (area < 0)
            return TableRows.Broken(index, "the name of an area or nothing", row);
        (StratumOf[index], AreaOf[index], IdLengths[index]) = (stratum, area, (byte)idEnd);
        return null;
    }

    private static readonly System.Buffers.SearchValues<byte> HexBytes = System.Buffers.SearchValues.Create("0123456789abcdef"u8);
}
