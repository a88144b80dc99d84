using System.Globalization;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>A cell by column and row, both from 1 (A1 notation, ECMA-376 part 1, 18.17.2.2).</summary>
internal readonly record struct CellAddress(int Column, int Row)
{
    public const int LastColumn = 16_384;
    public const int LastRow = 1_048_576;

    public override string ToString() => ColumnName(Column) + Row.ToString(CultureInfo.InvariantCulture);

    public static string ColumnName(int column)
    {
        Span<char> name = stackalloc char[4];
        var at = name.Length;
        for (; column > 0; column = (column - 1) / 26)
            name[--at] = (char)('A' + (column - 1) % 26);
        return new(name[at..]);
    }

    /// <summary>Reads an address such as B5; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CellAddress address)
    {
        var (column, at) = (0, 0);
        for (; at < text.Length && char.IsAsciiLetter(text[at]) && at < 4; at++)
            column = column * 26 + (text[at] & 0x1F);
        address = default;
        if (column is < 1 or > LastColumn || !int.TryParse(text[at..], NumberStyles.None, CultureInfo.InvariantCulture, out var row) || row is < 1 or > LastRow)
            return false;
        address = new(column, row);
        return true;
    }
}

/// <summary>Cells from one corner to the other, both included; a single cell is both.</summary>
internal readonly record struct CellRange(CellAddress First, CellAddress Last)
{
    public override string ToString() => First == Last ? First.ToString() : $"{First}:{Last}";

    public static bool TryParse(ReadOnlySpan<char> text, out CellRange range)
    {
        var colon = text.IndexOf(':');
        range = default;
        if (!CellAddress.TryParse(colon < 0 ? text : text[..colon], out var first))
            return false;
        var last = first;
        if (colon >= 0 && !CellAddress.TryParse(text[(colon + 1)..], out last))
            return false;
        range = new(new(Math.Min(first.Column, last.Column), Math.Min(first.Row, last.Row)), new(Math.Max(first.Column, last.Column), Math.Max(first.Row, last.Row)));
        return true;
    }
}
