using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks;

/// <summary>Whether a look or a rule holds only what SpreadsheetML can say.</summary>
internal static class StyleCheck
{
    public static bool IsWritable(SnapshotStyle style) =>
        style is { Size: null or (>= 1 and <= 409), Indent: >= 0 and <= 250, Rotation: (>= 0 and <= 180) or 255 }
        && IsName(style.Font, 64) && IsName(style.NumberFormat, 255)
        && IsColour(style.Colour) && IsColour(style.Fill)
        && (style.Across is null || SnapshotWords.Across.Contains(style.Across))
        && (style.Down is null || SnapshotWords.Down.Contains(style.Down))
        && new[] { style.Top, style.Bottom, style.Left, style.Right }.All(line => line is null || (SnapshotWords.Lines.Contains(line.Style) && IsColour(line.Colour)));

    public static bool IsWritable(SnapshotValidation rule) =>
        SnapshotWords.RuleKinds.Contains(rule.Kind)
        && rule.Cells.Split(' ') is { Length: <= 10_000 } ranges && ranges.All(range => CellRange.TryParse(range, out _))
        && (rule.Operator is null || SnapshotWords.Operators.Contains(rule.Operator))
        && (rule.Severity is null || SnapshotWords.Severities.Contains(rule.Severity))
        && IsShort(rule.ErrorTitle, 32) && IsShort(rule.PromptTitle, 32) && IsShort(rule.Error, 255) && IsShort(rule.Prompt, 255)
        && (rule.Choices is not null
            ? rule is { Kind: "list", First: null } && rule.Choices is { Count: >= 1 and <= 5_000 } && rule.Choices.All(choice => choice is { Length: <= 255 })
            : rule.First is not null && FormulaText.StaysInside(rule.First))
        && (rule.Second is null || FormulaText.StaysInside(rule.Second));

    public static bool IsColour(string? colour) => colour is null || (colour.Length == 6 && colour.All(char.IsAsciiHexDigit));

    private static bool IsName(string? text, int most) => text is null || (text.Length > 0 && text.Length <= most && !text.Any(char.IsControl));

    private static bool IsShort(string? text, int most) => text is null || text.Length <= most;
}
