using System.Globalization;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Formulas that a workbook wrote once for many cells (ECMA-376 part 1, 18.3.1.40), given back to each cell.</summary>
internal sealed class SharedFormulas
{
    private readonly Dictionary<string, (CellAddress Address, FormulaText Formula)> _masters = new(StringComparer.Ordinal);

    public void Read(IEnumerable<TemplateRow> rows)
    {
        foreach (var cell in rows.SelectMany(row => row.Cells))
        {
            if (cell.Formula is { } formula && formula.Attribute("t") == "shared" && TextOf(formula) is { Length: > 0 } text)
                _masters.TryAdd(formula.Attribute("si") ?? "", (cell.Address, FormulaText.Parse(text)));
        }
    }

    /// <summary>The formula of one cell as if it had been typed there.</summary>
    public string Of(TemplateCell cell)
    {
        var text = TextOf(cell.Formula!);
        if (text.Length > 0 || !_masters.TryGetValue(cell.Formula!.Attribute("si") ?? "", out var master))
            return text;
        var (columns, rows) = (cell.Address.Column - master.Address.Column, cell.Address.Row - master.Address.Row);
        return master.Formula.Write(reference => (reference with { First = Move(reference.First, columns, rows), Last = Move(reference.Last, columns, rows) }).ToString());
    }

    private static ReferencePoint Move(ReferencePoint point, int columns, int rows) => point with
    {
        Column = point.IsColumnFixed || point.Column == 0 ? point.Column : Math.Clamp(point.Column + columns, 1, CellAddress.LastColumn),
        Row = point.IsRowFixed || point.Row == 0 ? point.Row : Math.Clamp(point.Row + rows, 1, CellAddress.LastRow),
    };

    public static string TextOf(Packaging.MarkupElement formula) =>
        string.Concat(formula.Children.OfType<Packaging.MarkupText>().Select(text => text.Value));

    internal static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
