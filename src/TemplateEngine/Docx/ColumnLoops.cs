using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Loops that repeat columns of a table: each row gets the loop around its cells of these columns.</summary>
internal static class ColumnLoops
{
    /// <summary>
    /// A loop is over columns when the author says so (<c># 列</c>), or when it starts in the first row and ends in
    /// the last row of one and the same column.
    /// </summary>
    public static bool IsColumnLoop(BlockGroup group, MarkupElement table, out int column)
    {
        column = -1;
        if (!table.IsWord("tbl") || group.Members.Count != 2 || !group.IsLoop || group.Open.Tag.Shape.Has("行"))
            return false;
        var rows = TableGrid.Rows(table).ToList();
        var (openRow, openColumn) = Find(rows, group.Open);
        var (closeRow, closeColumn) = Find(rows, group.Close);
        column = openColumn;
        return openColumn >= 0 && openColumn == closeColumn && openRow == 0 && closeRow == rows.Count - 1 && rows.Count > 1;
    }

    /// <summary>Repeats the loop around cells <paramref name="first"/> to <paramref name="last"/> of every row.</summary>
    public static void Lift(BlockGroup group, MarkupElement table, int first, int last, FaultList faults)
    {
        var rows = TableGrid.Rows(table).ToList();
        var spans = rows.ConvertAll(row => TableGrid.Columns(row).Where(cell => cell.Column >= first && cell.Column + cell.Span - 1 <= last).Select(cell => cell.Cell).ToList());
        if (spans.Exists(cells => cells.Count != last - first + 1))
        {
            faults.Add(DocxFaults.PartOfRow(group.Open.Tag, group.Close.Tag));
            return;
        }

        group.Open.Remove();
        group.Close.Remove();
        foreach (var cells in spans)
        {
            cells[0].InsertBefore(new MarkupTag(group.Open.Tag));
            cells[^1].InsertAfter(new MarkupTag(group.Close.Tag));
        }

        RepeatGridColumns(group, table, first, last);
    }

    // The grid names every column's width; it grows with the cells.
    private static void RepeatGridColumns(BlockGroup group, MarkupElement table, int first, int last)
    {
        var columns = table.WordChild("tblGrid")?.Elements.Where(column => column.IsWord("gridCol")).ToList() ?? [];
        if (columns.Count <= last)
            return;
        columns[first].InsertBefore(new MarkupTag(group.Open.Tag));
        columns[last].InsertAfter(new MarkupTag(group.Close.Tag));
    }

    private static (int Row, int Column) Find(List<MarkupElement> rows, MarkupTag tag)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var (cell, column, span) in TableGrid.Columns(rows[row]))
            {
                if (span == 1 && tag.Parent!.Ancestors().Prepend(tag.Parent!).Contains(cell))
                    return (row, column);
            }
        }

        return (-1, -1);
    }
}
