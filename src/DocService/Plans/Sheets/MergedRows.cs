namespace SpotCheck.DocService.Plans.Sheets;

/// <summary>Merged cells of a page: a text merged over several rows holds for each of them; a text merged over the whole width is a title or a note.</summary>
internal sealed class MergedRows(PlanPage page)
{
    /// <summary>More pairs of row and merged cell than any plan has; a hostile sheet gets no further.</summary>
    private const int MostPairs = 500_000;

    private readonly ILookup<int, MergedCells> byRow = page.Merged
        .Where(merged => merged.LastRow > merged.FirstRow)
        .SelectMany(merged => page.Rows.SkipWhile(row => row.Number <= merged.FirstRow).TakeWhile(row => row.Number <= merged.LastRow).Select(row => (row.Number, merged)))
        .Take(MostPairs)
        .ToLookup(pair => pair.Number, pair => pair.merged);

    private readonly Dictionary<int, PlanPageRow> rows = page.Rows.ToDictionary(row => row.Number);

    /// <summary>The cells of a row, with what is merged into it from above.</summary>
    public IReadOnlyList<PlanPageCell> Of(PlanPageRow row)
    {
        var fromAbove = byRow[row.Number]
            .Where(merged => row.At(merged.FirstColumn) is null or { Text: "" } && rows.ContainsKey(merged.FirstRow))
            .Select(merged => rows[merged.FirstRow].At(merged.FirstColumn) is { } cell ? cell with { Column = merged.FirstColumn } : null)
            .OfType<PlanPageCell>()
            .ToList();
        return fromAbove.Count == 0
            ? row.Cells
            : [.. row.Cells.Where(cell => fromAbove.All(above => above.Column != cell.Column)).Concat(fromAbove).OrderBy(cell => cell.Column)];
    }

    /// <summary>The row is one text that stands for no column: merged over more than half the table, or a sentence where the first column holds numbers.</summary>
    public bool IsOneWideCell(PlanPageRow row, IReadOnlyList<PlanPageCell> filled, PlanBlock block)
    {
        if (filled.Count != 1)
        {
            return false;
        }

        var first = filled[0];
        return page.Merged.Any(merged =>
                merged.FirstRow == row.Number && merged.FirstColumn == first.Column
                && (merged.LastColumn - merged.FirstColumn + 1) * 2 > block.Headers.Count)
            || (first.Text.Trim().Length > 8
                && block.Headers.Any(header => header.Place.Column == first.Column && header.Column is PlanColumn.Sequence or PlanColumn.PlanNumber));
    }
}
