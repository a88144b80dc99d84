using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Rows, cells and grid columns of a Word table, also where content controls stand between them.</summary>
internal static class TableGrid
{
    public static IEnumerable<MarkupElement> Rows(MarkupElement table) => Through(table, "tr");

    public static IEnumerable<MarkupElement> Cells(MarkupElement row) => Through(row, "tc");

    /// <summary>The first grid column of each cell, from 0.</summary>
    public static IEnumerable<(MarkupElement Cell, int Column, int Span)> Columns(MarkupElement row)
    {
        var column = NumberIn(row.WordChild("trPr"), "gridBefore", 0);
        foreach (var cell in Cells(row))
        {
            var span = Math.Max(1, NumberIn(cell.WordChild("tcPr"), "gridSpan", 1));
            yield return (cell, column, span);
            column += span;
        }
    }

    private static int NumberIn(MarkupElement? properties, string name, int otherwise) =>
        int.TryParse(properties?.WordValue(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static IEnumerable<MarkupElement> Through(MarkupElement parent, string local)
    {
        foreach (var child in parent.Elements)
        {
            if (child.IsWord(local))
            {
                yield return child;
            }
            else if (child.IsWord("sdt") || child.IsWord("sdtContent") || child.IsWord("customXml") || child.IsWord("ins"))
            {
                foreach (var inner in Through(child, local))
                    yield return inner;
            }
        }
    }
}
