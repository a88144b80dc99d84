using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// Prepares cells whose tag says <c># 合并</c>: rows one below the other with equal values become one tall cell. A cell
/// to the right of another such cell only joins rows that the left one joined.
/// </summary>
internal sealed class RowMerging
{
    private int _next;

    /// <summary>For each merging cell the one to its left in the same row, or -1.</summary>
    public List<int> LeftOf { get; } = [];

    public void Place(MarkupElement root)
    {
        var tables = new Dictionary<MarkupElement, List<int>>(ReferenceEqualityComparer.Instance as IEqualityComparer<MarkupElement>);
        var rows = new HashSet<MarkupElement>(ReferenceEqualityComparer.Instance as IEqualityComparer<MarkupElement>);
        foreach (var row in Content.Tags(root).Where(tag => tag.Tag.Shape.Has("合并")).Select(Row).OfType<MarkupElement>().Distinct().ToList())
        {
            var left = -1;
            foreach (var cell in TableGrid.Cells(row))
            {
                if (Content.Tags(cell).FirstOrDefault(tag => tag.Tag.Shape.Has("合并") && Row(tag) == row) is not { } tag || cell.WordChild("tcPr")?.WordChild("vMerge") is not null)
                    continue;
                LeftOf.Add(left);
                left = _next;
                Prepare(cell, tag, _next++);
            }

            rows.Add(row);
            var table = row.Ancestors().First(element => element.IsWord("tbl"));
            if (!tables.ContainsKey(table))
                table.InsertBefore(new MarkupGuard(PieceKind.MergeReset));
            tables.TryAdd(table, []);
        }

        // A row that merges nothing ends what was merged above it.
        foreach (var row in tables.Keys.SelectMany(TableGrid.Rows).Where(row => !rows.Contains(row)).ToList())
            row.InsertBefore(new MarkupGuard(PieceKind.MergeReset));
    }

    private static MarkupElement? Row(MarkupTag tag) => tag.Parent!.Ancestors().FirstOrDefault(element => element.IsWord("tr"));

    private static void Prepare(MarkupElement cell, MarkupTag tag, int slot)
    {
        var properties = cell.WordChild("tcPr");
        if (properties is null)
            cell.Insert(0, properties = cell.NewWord("tcPr"));

        // CT_TcPr is a sequence: cnfStyle, tcW, gridSpan, hMerge, vMerge, then borders and the rest.
        var at = 0;
        for (var i = 0; i < properties.Children.Count; i++)
        {
            if (properties.Children[i] is MarkupElement { Local: "cnfStyle" or "tcW" or "gridSpan" or "hMerge" })
                at = i + 1;
        }

        properties.Insert(at, new MarkupGuard(PieceKind.MergeMark) { Slot = slot });
        tag.InsertBefore(new MarkupGuard(PieceKind.MergeStart) { Slot = slot });
        tag.InsertAfter(new MarkupGuard(PieceKind.MergeEnd) { Slot = slot });
    }
}
