namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Rewrites references so that they mean the cells their template meant.</summary>
internal sealed class ReferencePlacement(IReadOnlyList<SheetMap> sheets)
{
    private const string Gone = "#REF!";

    /// <summary>The reference's new text; null when its rows are not all written yet.</summary>
    /// <param name="reference">As the template has it.</param>
    /// <param name="home">Index of the sheet the formula stands in.</param>
    /// <param name="row">The formula's row in the template, 0 when it has none.</param>
    /// <param name="written">The row it is written to.</param>
    /// <param name="columnShift">How far the formula's round of a column loop has moved it.</param>
    /// <param name="loop">That loop.</param>
    public string? Place(FormulaReference reference, int home, int row, int written, int columnShift, ColumnLoop? loop)
    {
        var map = reference.Sheet.Length == 0
            ? sheets[home]
            : sheets.FirstOrDefault(sheet => string.Equals(sheet.Facts.Name, reference.SheetName, StringComparison.OrdinalIgnoreCase));
        if (map is null || map.Facts.IsFixed)
            return reference.ToString();

        var isOwn = map.Facts.Index == home;
        if (Rows(map, reference, isOwn ? row : 0, written) is not { } rows)
            return null;
        if (rows.First < 0)
            return Gone;
        var columns = Columns(map, reference, isOwn ? columnShift : 0, isOwn ? loop : null);
        if (columns is not { } found)
            return Gone;

        var isRange = reference.IsRange || (reference.IsArgument && (rows.First != rows.Last || found.First != found.Last));
        var first = reference.First with { Column = found.First, Row = rows.First };
        var last = reference.Last with { Column = found.Last, Row = rows.Last };
        return (reference with { First = first, Last = isRange ? last : first, IsRange = isRange }).ToString();
    }

    /// <summary>Ranges of a list after their cells, joined by spaces.</summary>
    public string Ranges(IEnumerable<CellRange> ranges, int home)
    {
        var placed = ranges.Select(range => Range(range, sheets[home])).OfType<CellRange>().Select(range => range.ToString());
        return string.Join(' ', placed);
    }

    /// <summary>The first cell a range has become; as it was where its rows are gone.</summary>
    public string FirstCell(CellRange range, int home) =>
        (Range(range, sheets[home]) is { } placed ? placed with { Last = placed.First } : range).ToString();

    private static CellRange? Range(CellRange range, SheetMap map) =>
        map.Rows(range.First.Row, range.Last.Row) is { } rows && map.Columns(range.First.Column, range.Last.Column) is { } columns
            ? new CellRange(new(columns.First, rows.First), new(columns.Last, rows.Last))
            : null;

    // (-1, -1) says that no such row was written.
    private static (int First, int Last)? Rows(SheetMap map, FormulaReference reference, int row, int written)
    {
        var (first, last) = (reference.First.Row, reference.Last.Row);
        if (first == 0)
            return (0, 0);
        if (first > last)
            (first, last) = (last, first);
        var shared = row == 0 ? null : map.Facts.Blocks.FindLast(block => block.Holds(first) && block.Holds(last) && block.Holds(row));
        if (shared is not null)
            return map.RowsInRound(shared, first, last, row, written);
        return last > map.FinalRow ? null : map.Rows(first, last) ?? (-1, -1);
    }

    private static (int First, int Last)? Columns(SheetMap map, FormulaReference reference, int columnShift, ColumnLoop? loop)
    {
        var (first, last) = (reference.First.Column, reference.Last.Column);
        if (first == 0)
            return (0, 0);
        if (first > last)
            (first, last) = (last, first);
        if (loop is not null && first >= loop.First && last <= loop.Last)
            return (first + map.Shift(first) + columnShift, last + map.Shift(last) + columnShift);
        return map.Columns(first, last);
    }
}
