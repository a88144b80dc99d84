using System.Xml.Linq;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Reading;

/// <summary>The rules for typing into cells, those of Excel 2010's extension included, which it uses for lists on another sheet.</summary>
internal static class ValidationReader
{
    public static IEnumerable<SnapshotValidation> Read(XElement element, string sheet, ReadingNotes notes)
    {
        foreach (var rule in element.DescendantsAndSelf("dataValidation"))
        {
            if (One(rule) is { } read)
                yield return read;
            else if (Text(rule, "type", 20) is not (null or "none"))
                notes.Lost(sheet, "无法保留的数据有效性规则");
        }
    }

    private static SnapshotValidation? One(XElement rule)
    {
        var cells = (string?)rule.Attribute("sqref") ?? rule.Element("sqref")?.Value ?? "";
        var ranges = cells.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if ((string?)rule.Attribute("type") is not { } kind || !SnapshotWords.RuleKinds.Contains(kind) || ranges.Length is 0 or > 10_000 || ranges.Any(range => !CellRange.TryParse(range, out _)))
            return null;
        var first = Formula(rule, "formula1");
        var second = Formula(rule, "formula2");
        if (first is null || !FormulaText.StaysInside(first) || (second is not null && !FormulaText.StaysInside(second)))
            return null;
        var typed = kind == "list" && first is ['"', .., '"'] && first.Length > 2;
        return new(string.Join(' ', ranges), kind)
        {
            Choices = typed ? first[1..^1].Split(',', StringSplitOptions.TrimEntries) : null,
            First = typed ? null : first,
            Second = second,
            Operator = Text(rule, "operator", 20) is { } word && SnapshotWords.Operators.Contains(word) && word != "between" ? word : null,
            Severity = IsOn(rule, "showErrorMessage") ? Text(rule, "errorStyle", 20) is { } style && SnapshotWords.Severities.Contains(style) ? style : "stop" : null,
            AllowBlank = IsOn(rule, "allowBlank"),
            ErrorTitle = Text(rule, "errorTitle", 32),
            Error = Text(rule, "error", 255),
            PromptTitle = Text(rule, "promptTitle", 32),
            Prompt = Text(rule, "prompt", 255),
        };
    }

    private static string? Formula(XElement rule, string name) => rule.Element(name)?.Value.Trim() is { Length: > 0 } formula ? formula : null;

    private static string? Text(XElement rule, string name, int most) => (string?)rule.Attribute(name) is { Length: > 0 } text ? text[..Math.Min(text.Length, most)] : null;

    private static bool IsOn(XElement rule, string name) => (string?)rule.Attribute(name) is "1" or "true";
}
