using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>What the parts of a workbook share: texts, formats, and which rows formulas mean.</summary>
internal sealed class WorkbookFacts(IReadOnlyList<string> texts, StyleSheet styles)
{
    private readonly List<(string Sheet, int First, int Last)> _meant = [];

    public StyleSheet Styles { get; } = styles;

    /// <summary>Whether dates count from 1904 instead of 1900.</summary>
    public bool CountsFrom1904 { get; init; }

    /// <summary>The text of a cell; null when it holds no text.</summary>
    public string? TextOf(MarkupElement cell)
    {
        switch (cell.Attribute("t"))
        {
            case "s":
                var value = cell.Elements.FirstOrDefault(child => child.Local == "v");
                var index = value is null ? -1 : SharedFormulas.Number(SharedFormulas.TextOf(value));
                return index >= 0 && index < texts.Count ? texts[index] : null;
            case "inlineStr":
                return cell.Elements.FirstOrDefault(child => child.Local == "is") is { } inline ? PlainText(inline) : null;
            default:
                return null;
        }
    }

    /// <summary>The text of a string item without its formatting and phonetic hints.</summary>
    public static string PlainText(MarkupElement item) => string.Concat(item.Elements.Select(child => child.Local switch
    {
        "t" => SharedFormulas.TextOf(child),
        "r" => PlainText(child),
        _ => "",
    }));

    /// <summary>Notes that a formula of a sheet means these rows.</summary>
    public void NoteReferences(string home, FormulaText formula)
    {
        foreach (var reference in formula.References)
            _meant.Add((reference.Sheet.Length == 0 ? home : reference.SheetName, reference.First.Row, reference.Last.Row));
    }

    /// <summary>Whether a formula outside the block means one of its rows.</summary>
    public bool IsMeant(SheetFacts sheet, RowBlock block) => block.Outer is null && _meant.Exists(rows =>
        string.Equals(rows.Sheet, sheet.Name, StringComparison.OrdinalIgnoreCase) && rows.First <= block.Last && rows.Last >= block.First);
}
