using System.Globalization;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>A sheet of a file.</summary>
/// <param name="Index">Position in tab order, from 0.</param>
/// <param name="Name">As on the tab.</param>
/// <param name="Hidden">Hidden or very hidden.</param>
internal sealed record SheetInfo(int Index, string Name, bool Hidden);

/// <summary>A row with at least one cell.</summary>
/// <param name="Number">From 1, as Excel shows it. In a .csv the number of the record, blank lines counted.</param>
/// <param name="Cells">Ascending by column; empty cells are left out.</param>
/// <param name="Hidden">Hidden by a filter or by hand.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells, bool Hidden)
{
    /// <summary>The cell of a column, or <c>null</c> when it is empty.</summary>
    /// <param name="column">From 1.</param>
    public SheetCell? this[int column]
    {
        get
        {
            foreach (var cell in Cells)
            {
                if (cell.Address.Column == column)
                    return cell;
            }
            return null;
        }
    }

    /// <summary>The text of a column as <see cref="SheetCell.Text"/>, or the empty string.</summary>
    public string Text(int column) => this[column]?.Text ?? "";
}

internal enum CellKind
{
    /// <summary>Only for a formula that was never calculated.</summary>
    Empty,
    Text,
    Number,
    Date,
    Boolean,
    Error,
}

/// <summary>One cell.</summary>
/// <param name="Address">Where it stands.</param>
/// <param name="Kind">A date is a number whose format shows a date.</param>
/// <param name="Text">Text as stored; a number in plain invariant notation (<c>0.05</c>, 15 digits without exponent);
/// a date as <c>yyyy-MM-dd</c>, with <c> HH:mm:ss</c> when it has a time; <c>TRUE</c>/<c>FALSE</c>; an error as <c>#N/A</c>.</param>
/// <param name="Number">The value of a number or the serial of a date; 0 otherwise.</param>
/// <param name="Date">The date, in the workbook's own date system (1900 or 1904).</param>
/// <param name="Format">Excel number format code, <c>General</c> when there is none.</param>
/// <param name="HasFormula">The value is the cached result of a formula.</param>
internal readonly record struct SheetCell(
    CellAddress Address, CellKind Kind, string Text, double Number, DateTime? Date, string Format, bool HasFormula)
{
    /// <summary>The value as a reader of the sheet sees it, for the formats that matter here: <c>5%</c> for 0.05 in <c>0%</c>.</summary>
    public string Shown => Kind == CellKind.Number && NumberFormats.PercentDecimals(Format) is { } decimals
        ? (Number * 100).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "%"
        : Text;
}

/// <summary>Row and column, both from 1.</summary>
internal readonly record struct CellAddress(int Row, int Column)
{
    /// <summary>The reference as in Excel: <c>C12</c>.</summary>
    public override string ToString() => ColumnName(Column) + Row.ToString(CultureInfo.InvariantCulture);

    /// <summary>1 → A, 27 → AA.</summary>
    public static string ColumnName(int column)
    {
        Span<char> letters = stackalloc char[8];
        var at = letters.Length;
        while (column > 0)
        {
            column--;
            letters[--at] = (char)('A' + column % 26);
            column /= 26;
        }
        return new(letters[at..]);
    }

    /// <summary>Reads <c>C12</c>; <c>$</c>, lower case and anything beyond Excel's last cell (XFD1048576) are refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> reference, out CellAddress address)
    {
        int column = 0, row = 0, at = 0;
        while (at < reference.Length && at < 3 && char.IsAsciiLetterUpper(reference[at]))
            column = column * 26 + reference[at++] - 'A' + 1;
        var digits = reference[at..];
        address = default;
        if (column is < 1 or > 16_384 || digits.Length is < 1 or > 7 || digits[0] == '0')
            return false;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            row = row * 10 + digit - '0';
        }
        address = new(row, column);
        return row <= 1_048_576;
    }
}

/// <summary>A rectangle of cells, both corners included.</summary>
internal readonly record struct CellRange(CellAddress First, CellAddress Last)
{
    /// <summary>The range as in Excel: <c>A1:C2</c>, or <c>A1</c> for one cell.</summary>
    public override string ToString() => First == Last ? First.ToString() : $"{First}:{Last}";

    public bool Contains(CellAddress cell) =>
        cell.Row >= First.Row && cell.Row <= Last.Row && cell.Column >= First.Column && cell.Column <= Last.Column;

    /// <summary>Reads <c>A1:C2</c> or <c>A1</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> reference, out CellRange range)
    {
        range = default;
        var colon = reference.IndexOf(':');
        var first = colon < 0 ? reference : reference[..colon];
        var last = colon < 0 ? reference : reference[(colon + 1)..];
        if (!CellAddress.TryParse(first, out var from) || !CellAddress.TryParse(last, out var to) || from.Row > to.Row || from.Column > to.Column)
            return false;
        range = new(from, to);
        return true;
    }
}
