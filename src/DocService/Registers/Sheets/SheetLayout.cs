namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>Everything about a sheet to write but its rows.</summary>
internal sealed record SheetLayout
{
    /// <summary>1 to 31 characters without <c>: \ / ? * [ ]</c>; unique in the workbook.</summary>
    public required string Name { get; init; }

    /// <summary>Widths of the columns from A, in characters of the default font (a Chinese character is two).</summary>
    public IReadOnlyList<double> ColumnWidths { get; init; } = [];

    /// <summary>Rows that stay in view while scrolling.</summary>
    public int FrozenRows { get; init; }

    /// <summary>Columns that stay in view while scrolling.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>First and last row repeated on every printed page, from 1.</summary>
    public (int First, int Last)? RepeatedRows { get; init; }

    /// <summary>A4 on its side; upright otherwise.</summary>
    public bool Landscape { get; init; }

    /// <summary>Shrinks to one page in width, as many in height as needed.</summary>
    public bool FitToWidth { get; init; } = true;

    /// <summary>Page margins in millimetres: left, right, top, bottom.</summary>
    public (double Left, double Right, double Top, double Bottom) MarginsMillimetres { get; init; } = (15, 15, 15, 15);

    /// <summary>Centred footer, Excel codes allowed: <c>第 &amp;P 页，共 &amp;N 页</c>.</summary>
    public string? Footer { get; init; }

    /// <summary>A filter on the header of this range.</summary>
    public CellRange? AutoFilter { get; init; }

    public IReadOnlyList<CellRange> MergedCells { get; init; } = [];

    /// <summary>Drop-down lists.</summary>
    public IReadOnlyList<DropDown> DropDowns { get; init; } = [];

    /// <summary>Hidden from the reader, for machine data.</summary>
    public bool Hidden { get; init; }
}

/// <summary>A list to choose from in some cells.</summary>
/// <param name="Cells">Where it applies.</param>
/// <param name="Choices">In order. Long lists are kept on a hidden sheet by the writer.</param>
/// <param name="Strict">Refuses other values; otherwise Excel warns and lets them pass.</param>
/// <param name="Hint">Shown when the cell is entered, at most 255 characters.</param>
internal sealed record DropDown(CellRange Cells, IReadOnlyList<string> Choices, bool Strict = false, string? Hint = null);

/// <summary>How a cell looks. Two equal styles are written once.</summary>
internal sealed record CellStyle
{
    public static CellStyle Plain { get; } = new();

    /// <summary>Black on light grey, bold, centred, ruled.</summary>
    public static CellStyle Header { get; } = new() { Bold = true, Fill = "F2F2F2", Across = HorizontalPlace.Centre, Border = true, Wrap = true };

    public string Font { get; init; } = "宋体";

    public double FontPoints { get; init; } = 11;

    public bool Bold { get; init; }

    /// <summary>Six hexadecimal digits RRGGBB.</summary>
    public string Colour { get; init; } = "000000";

    /// <summary>Background as RRGGBB, or none.</summary>
    public string? Fill { get; init; }

    public HorizontalPlace Across { get; init; } = HorizontalPlace.ByType;

    public VerticalPlace Down { get; init; } = VerticalPlace.Middle;

    public bool Wrap { get; init; }

    /// <summary>Thin lines on all four sides.</summary>
    public bool Border { get; init; }

    /// <summary>Excel format code; none takes the one of the value's type.</summary>
    public string? NumberFormat { get; init; }
}

internal enum HorizontalPlace
{
    ByType,
    Left,
    Centre,
    Right,
}

internal enum VerticalPlace
{
    Top,
    Middle,
    Bottom,
}

/// <summary>A value to write. Text stays text whatever it begins with.</summary>
internal readonly record struct SheetValue
{
    internal enum Type
    {
        Empty,
        Text,
        Number,
        Date,
        Percent,
        Boolean,
    }

    private SheetValue(Type kind, string? text, decimal number)
    {
        Kind = kind;
        RawText = text;
        RawNumber = number;
    }

    internal Type Kind { get; }

    internal string? RawText { get; }

    internal decimal RawNumber { get; }

    /// <summary>A cell without a value but with a style.</summary>
    public static SheetValue Empty { get; }

    /// <summary>Text of at most 32,767 characters; line feeds break the line.</summary>
    /// <exception cref="ArgumentException">Longer than a cell can hold.</exception>
    public static SheetValue Text(string? text)
    {
        if (text is { Length: > 32_767 })
            throw new ArgumentException($"A cell holds 32,767 characters, not {text.Length}.", nameof(text));
        return string.IsNullOrEmpty(text) ? Empty : new(Type.Text, text, 0);
    }

    public static SheetValue Number(decimal number) => new(Type.Number, null, number);

    /// <summary>A share: 0.05 is shown as 5%.</summary>
    public static SheetValue Percent(decimal share) => new(Type.Percent, null, share);

    /// <summary>A date from 1900-03-01 on; earlier ones become text, because Excel counts a day that never was.</summary>
    public static SheetValue Date(DateOnly date) => date < new DateOnly(1900, 3, 1)
        ? Text(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
        : new(Type.Date, null, date.DayNumber - new DateOnly(1899, 12, 30).DayNumber);

    public static SheetValue Boolean(bool value) => new(Type.Boolean, null, value ? 1 : 0);

    public static implicit operator SheetValue(string? text) => Text(text);
}

/// <summary>A value and its look.</summary>
internal readonly record struct StyledValue(SheetValue Value, CellStyle Style)
{
    public static implicit operator StyledValue(SheetValue value) => new(value, CellStyle.Plain);

    public static implicit operator StyledValue(string? text) => new(SheetValue.Text(text), CellStyle.Plain);
}
