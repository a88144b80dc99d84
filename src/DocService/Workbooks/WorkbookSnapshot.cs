using System.Globalization;
using System.Text.Json.Serialization;

namespace SpotCheck.DocService.Workbooks;

/// <summary>A workbook as data, complete enough for a grid to show and to give back. docs/workbooks.md explains every member.</summary>
/// <param name="Format">1. Raised when an old grid would misread a new snapshot.</param>
/// <param name="Name">File name with extension; at most 120 characters.</param>
/// <param name="Styles">Looks of cells, by number. Number 0 is the look of a cell that names none.</param>
/// <param name="Sheets">In tab order.</param>
/// <param name="Names">Defined names, print titles and print areas included.</param>
internal sealed record WorkbookSnapshot(
    int Format, string Name, IReadOnlyList<SnapshotStyle> Styles, IReadOnlyList<SnapshotSheet> Sheets, IReadOnlyList<SnapshotName> Names)
{
    public const int CurrentFormat = 1;
}

/// <summary>A sheet.</summary>
internal sealed record SnapshotSheet
{
    public required string Name { get; init; }

    public bool Hidden { get; init; }

    /// <summary>RRGGBB.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TabColour { get; init; }

    /// <summary>Rows above the frozen line.</summary>
    public int FrozenRows { get; init; }

    /// <summary>Columns left of the frozen line.</summary>
    public int FrozenColumns { get; init; }

    public bool GridLines { get; init; } = true;

    /// <summary>Height in points of rows that say none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RowHeight { get; init; }

    /// <summary>Width in characters of columns that say none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ColumnWidth { get; init; }

    public IReadOnlyList<SnapshotColumns> Columns { get; init; } = [];

    /// <summary>Ascending; rows without cells, height or look are left out.</summary>
    public IReadOnlyList<SnapshotRow> Rows { get; init; } = [];

    /// <summary>Ranges such as <c>A1:C2</c>; the value stands in the first cell.</summary>
    public IReadOnlyList<string> Merged { get; init; } = [];

    public IReadOnlyList<SnapshotValidation> Validations { get; init; } = [];

    /// <summary>The range with filter buttons.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Filter { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SnapshotPage? Page { get; init; }
}

/// <summary>Columns of one width.</summary>
/// <param name="First">From 1.</param>
/// <param name="Width">In characters of the default font, as Excel shows it plus the padding it stores.</param>
/// <param name="Style">Look of the column's empty cells.</param>
internal sealed record SnapshotColumns(int First, int Last)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Width { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Hidden { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Style { get; init; }
}

/// <summary>A row.</summary>
/// <param name="Row">From 1.</param>
internal sealed record SnapshotRow(int Row)
{
    /// <summary>In points.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Height { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Hidden { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Style { get; init; }

    /// <summary>Ascending by column.</summary>
    public IReadOnlyList<SnapshotCell> Cells { get; init; } = [];
}

/// <summary>A cell: at most one of text, number, flag and error; a formula beside it is kept with its last value.</summary>
/// <param name="Column">From 1.</param>
internal sealed record SnapshotCell(int Column)
{
    /// <summary>Text, whatever it looks like: a code stays a code, and a leading = is a character.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>A number; a date or a time as days since 1899-12-30, recognised by its style's number format.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Number { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Flag { get; init; }

    /// <summary>Such as <c>#N/A</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Without the leading =.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Formula { get; init; }

    /// <summary>Number of the look; none is 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Style { get; init; }

    [JsonIgnore]
    public bool HasValue => Text is not null || Number is not null || Flag is not null || Error is not null || Formula is not null;
}

/// <summary>A look. What is absent is Excel's default.</summary>
internal sealed record SnapshotStyle
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Font { get; init; }

    /// <summary>In points.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Size { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Bold { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Italic { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Underline { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Strike { get; init; }

    /// <summary>Of the text, RRGGBB.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Colour { get; init; }

    /// <summary>Background, RRGGBB.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fill { get; init; }

    /// <summary>left, center, right, fill, justify, centerContinuous, distributed; none is by the value's type.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Across { get; init; }

    /// <summary>top, center, bottom, justify, distributed; none is bottom.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Down { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Wrap { get; init; }

    /// <summary>Steps of three spaces, 0 to 250.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Indent { get; init; }

    /// <summary>Degrees as SpreadsheetML counts them: 0 to 90 upwards, 91 to 180 downwards, 255 stacked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Rotation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SnapshotLine? Top { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SnapshotLine? Bottom { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SnapshotLine? Left { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SnapshotLine? Right { get; init; }

    /// <summary>Excel format code; none is General.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NumberFormat { get; init; }

    /// <summary>The look for a text: one of digits is held as text, or Excel makes a number of it when somebody edits the cell.</summary>
    public SnapshotStyle ForText(string text) =>
        NumberFormat is null && text.Length is > 0 and <= 40 && char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)
            ? this with { NumberFormat = "@" }
            : this;
}

/// <summary>A line of a border.</summary>
/// <param name="Style">thin, medium, thick, double, hair, dotted, dashed, dashDot, dashDotDot, mediumDashed, mediumDashDot, mediumDashDotDot, slantDashDot.</param>
/// <param name="Colour">RRGGBB; none is black.</param>
internal sealed record SnapshotLine(string Style, string? Colour = null);

/// <summary>What may be typed into cells.</summary>
/// <param name="Cells">Ranges, separated by spaces.</param>
/// <param name="Kind">list, whole, decimal, date, time, textLength, custom.</param>
internal sealed record SnapshotValidation(string Cells, string Kind)
{
    /// <summary>The choices of a list typed into the rule; otherwise <see cref="First"/> names their cells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>between, notBetween, equal, notEqual, greaterThan, lessThan, greaterThanOrEqual, lessThanOrEqual; none is between.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Operator { get; init; }

    /// <summary>First bound or condition, as a formula without =.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? First { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Second { get; init; }

    /// <summary>stop, warning, information; none shows no message and lets everything in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Severity { get; init; }

    public bool AllowBlank { get; init; } = true;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ErrorTitle { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PromptTitle { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Prompt { get; init; }
}

/// <summary>How a sheet is printed. Lengths in inches, as SpreadsheetML has them.</summary>
internal sealed record SnapshotPage
{
    public bool Landscape { get; init; }

    /// <summary>Number of the paper size; 9 is A4.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Paper { get; init; }

    public bool FitToPage { get; init; }

    /// <summary>Pages across; 0 is as many as needed.</summary>
    public int FitWidth { get; init; } = 1;

    public int FitHeight { get; init; } = 1;

    /// <summary>Left, right, top, bottom, header, footer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Margins { get; init; }

    /// <summary>Codes such as <c>&amp;C第 &amp;P 页</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Header { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Footer { get; init; }
}

/// <summary>A defined name.</summary>
/// <param name="Name">As in the workbook; <c>_xlnm.Print_Titles</c> and <c>_xlnm.Print_Area</c> are Excel's own.</param>
/// <param name="RefersTo">A formula without =.</param>
/// <param name="Sheet">The sheet a local name belongs to.</param>
internal sealed record SnapshotName(string Name, string RefersTo, string? Sheet = null);

/// <summary>How much a snapshot may hold.</summary>
internal static class SnapshotLimits
{
    public const int Cells = 200_000;
    public const int Sheets = 100;
    public const int Styles = 4_000;
    public const int Merged = 20_000;
    public const int Validations = 2_000;
    public const int Names = 2_000;
    public const int FileBytes = 20 << 20;

    /// <summary>A snapshot of as many cells as allowed, with some text in each.</summary>
    public const int BodyBytes = 48 << 20;
}
