using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Numbers the paragraphs of a part the way a person counts them.</summary>
internal sealed class SpotFinder(string part, string partName, Func<string, bool> isHeadingStyle)
{
    private readonly Dictionary<MarkupElement, Spot> _spots = new(ReferenceEqualityComparer.Instance as IEqualityComparer<MarkupElement>);
    private string _heading = "";
    private int _ordinal;
    private int _tables;
    private int? _includedAt;

    /// <summary>The place of every paragraph below <paramref name="root"/>.</summary>
    public Dictionary<MarkupElement, Spot> Find(MarkupElement root)
    {
        var paragraphs = 0;
        Walk(root, part, new(0, 0, 0), ref paragraphs);
        return _spots;
    }

    private void Walk(MarkupElement container, string label, Cell cell, ref int paragraphs)
    {
        foreach (var group in container.Elements.ToList().GroupAdjacent(child => child.Origin))
        {
            if (group[0].Origin is IncludedDocument document)
            {
                paragraphs++;
                WalkIncluded(group, $"{label}所含“{document.Name}”");
                continue;
            }

            foreach (var child in group)
                Walk(child, label, cell, ref paragraphs, inContainer: true);
        }
    }

    private void Walk(MarkupElement child, string label, Cell cell, ref int paragraphs, bool inContainer)
    {
        if (child.IsWord("p"))
            AddParagraph(child, label, cell, ++paragraphs);
        else if (child.IsWord("tbl"))
            WalkTable(child, label);
        else if (child.IsWord("footnote") || child.IsWord("endnote"))
            WalkNote(child, label, cell);
        else if (inContainer)
            Walk(child, label, cell, ref paragraphs);
    }

    // In the author's document the whole of it is one paragraph with an include; inside it is counted as in its own file.
    private void WalkIncluded(List<MarkupElement> blocks, string label)
    {
        var (tables, heading, at) = (_tables, _heading, _includedAt);
        _includedAt ??= _ordinal++;
        (_tables, _heading) = (0, "");
        var paragraphs = 0;
        foreach (var block in blocks)
            Walk(block, label, new(0, 0, 0), ref paragraphs, inContainer: true);
        (_tables, _heading, _includedAt) = (tables, heading, at);
    }

    private void WalkNote(MarkupElement note, string label, Cell cell)
    {
        var paragraphs = 0;
        Walk(note, string.Create(CultureInfo.InvariantCulture, $"{label} {note.WordAttribute("id")} "), cell, ref paragraphs);
    }

    private void AddParagraph(MarkupElement paragraph, string label, Cell cell, int number)
    {
        var text = ParagraphText.Of(paragraph).Text;
        var style = paragraph.WordChild("pPr")?.WordValue("pStyle");
        _spots[paragraph] = new(label, partName, _heading, number, cell.Table, cell.Row, cell.Number, text) { Ordinal = _includedAt ?? _ordinal++ };
        if (cell.Table == 0 && style is not null && isHeadingStyle(style) && text.Length > 0)
            _heading = text;

        // Text boxes hang inside a paragraph and hold paragraphs of their own.
        foreach (var box in paragraph.Descendants().Where(element => element.IsWord("txbxContent") && element.Parent!.Paragraph() == paragraph))
        {
            var inner = 0;
            Walk(box, label + "文本框", new(0, 0, 0), ref inner);
        }
    }

    private void WalkTable(MarkupElement table, string label)
    {
        var number = ++_tables;
        var rows = 0;
        foreach (var row in TableGrid.Rows(table))
        {
            rows++;
            var cells = 0;
            foreach (var cell in TableGrid.Cells(row))
            {
                var paragraphs = 0;
                Walk(cell, label, new(number, rows, ++cells), ref paragraphs);
            }
        }
    }

    private readonly record struct Cell(int Table, int Row, int Number);
}
