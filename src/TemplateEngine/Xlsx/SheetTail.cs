using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Writes what stands around a sheet's cells so that it follows them: widths, merged cells, rules, lists, links, filters.</summary>
internal sealed class SheetTail(SheetFacts facts, SheetFlow flow)
{
    public void Write(MarkupElement element)
    {
        if (facts.IsFixed || element.Local is "sheetPr" or "sheetFormatPr" or "pageMargins" or "pageSetup" or "headerFooter" or "drawing" or "legacyDrawing")
            WriteAll(element);
        else if (element.Local == "mergeCells")
            flow.Mark(new() { Kind = SheetMarkKind.Merges, Sheet = facts, Ranges = [.. element.Elements.SelectMany(merge => RangesOf(merge.Attribute("ref")))] });
        else if (element.Local == "cols")
            WriteColumns(element);
        else if (element.Local != "dimension")
            WriteFollowing(element, 0);
    }

    private void WriteAll(MarkupElement element) => flow.Markup(PieceList.Text(output => MarkupWriter.Write(output, element)));

    // Attributes that name cells, and elements that hold formulas, follow; all else stays.
    private void WriteFollowing(MarkupElement element, int row)
    {
        flow.Markup("<" + element.Name);
        foreach (var attribute in element.Attributes)
        {
            var ranges = attribute.Name is "ref" or "sqref" ? RangesOf(attribute.Value) : [];
            if (ranges.Count == 0)
            {
                flow.Markup(PieceList.Text(output => MarkupWriter.WriteAttribute(output, attribute.Name, attribute.Value)));
                continue;
            }

            row = ranges[0].First.Row;
            flow.Markup($" {attribute.Name}=\"");
            flow.Mark(new() { Kind = element.Local is "comment" or "threadedComment" ? SheetMarkKind.Cell : SheetMarkKind.Ranges, Sheet = facts, Ranges = ranges });
            flow.Markup("\"");
        }

        flow.Markup(">");
        foreach (var child in element.Children)
        {
            if (child is MarkupElement inner)
                WriteFollowing(inner, row);
            else if (child is MarkupText text && element.Local is "formula" or "formula1" or "formula2" or "definedName" or "f" or "sqref")
                flow.Mark(new() { Kind = SheetMarkKind.Formula, Sheet = facts, Row = row, Formula = FormulaText.Parse(((MarkupText)child).Value) });
            else if (child is MarkupText plain)
                flow.Markup(PieceList.Escape(plain.Value));
        }

        flow.Markup($"</{element.Name}>");
    }

    private void WriteColumns(MarkupElement columns)
    {
        if (facts.Loops.Count == 0)
        {
            WriteAll(columns);
            return;
        }

        flow.Markup("<cols>");
        foreach (var column in columns.Elements)
        {
            var (from, to) = (SharedFormulas.Number(column.Attribute("min")), SharedFormulas.Number(column.Attribute("max")));
            var rest = PieceList.Text(output =>
            {
                foreach (var attribute in column.Attributes.Where(attribute => attribute.Name is not ("min" or "max")))
                    MarkupWriter.WriteAttribute(output, attribute.Name, attribute.Value);
            });
            if (from > 0 && to >= from)
                flow.Mark(new() { Kind = SheetMarkKind.Columns, Sheet = facts, Rows = (from, to), Piece = flow.Pieces.Add("<col"), Rest = flow.Pieces.Add(rest + "/>") });
        }

        flow.Markup("</cols>");
    }

    private static List<CellRange> RangesOf(string? text)
    {
        var ranges = new List<CellRange>();
        foreach (var part in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (CellRange.TryParse(part, out var range))
                ranges.Add(range);
        }

        return ranges;
    }

    /// <summary>Formulas and names of a whole part, such as the workbook's own; <paramref name="home"/> is the sheet plain references mean.</summary>
    public static void WritePart(MarkupElement root, SheetFacts home, SheetFlow flow)
    {
        flow.Markup(Head);
        new SheetTail(home, flow).WriteFollowing(root, 0);
    }

    /// <summary>A chart: its series grow with their rows; what it remembers of their values is left out, so that it is drawn from the cells.</summary>
    public static void WriteChart(MarkupElement root, SheetFacts home, SheetFlow flow)
    {
        foreach (var cache in root.Descendants().Where(element => element.Local is "numCache" or "strCache" or "multiLvlStrCache").ToList())
            cache.Remove();
        flow.Markup(Head);
        new SheetTail(home, flow).WriteSeries(root);
    }

    /// <summary>Pictures, charts and shapes: they move with the cell their upper left corner lies in and keep their size.</summary>
    public static void WriteDrawing(MarkupElement root, SheetFacts home, SheetFlow flow)
    {
        flow.Markup(Head);
        new SheetTail(home, flow).WriteAnchors(root, 0, 0);
    }

    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private void WriteSeries(MarkupElement element) => WriteOpened(element, child =>
    {
        if (child is MarkupElement inner)
            WriteSeries(inner);
        else if (element.Local == "f")
            flow.Mark(new() { Kind = SheetMarkKind.Formula, Sheet = facts, Formula = FormulaText.ParseSeries(((MarkupText)child).Value) });
        else
            flow.Markup(PieceList.Escape(((MarkupText)child).Value));
    });

    private void WriteAnchors(MarkupElement element, int fromRow, int fromColumn)
    {
        if (element.Local is "twoCellAnchor" or "oneCellAnchor" && element.Elements.FirstOrDefault(child => child.Local == "from") is { } from)
            (fromRow, fromColumn) = (Position(from, "row"), Position(from, "col"));
        var isEnd = element.Local is "from" or "to";
        WriteOpened(element, child =>
        {
            if (isEnd && child is MarkupElement { Local: "row" or "col" } number)
                WriteAnchor(number, number.Local == "row" ? fromRow : fromColumn);
            else if (child is MarkupElement inner)
                WriteAnchors(inner, fromRow, fromColumn);
            else
                flow.Markup(PieceList.Escape(((MarkupText)child).Value));
        });
    }

    private void WriteAnchor(MarkupElement number, int from)
    {
        var at = SharedFormulas.Number(SharedFormulas.TextOf(number));
        flow.Markup($"<{number.Name}>");
        flow.Mark(new() { Kind = number.Local == "row" ? SheetMarkKind.AnchorRow : SheetMarkKind.AnchorColumn, Sheet = facts, Row = from, Column = at - from });
        flow.Markup($"</{number.Name}>");
    }

    private void WriteOpened(MarkupElement element, Action<MarkupNode> write)
    {
        flow.Markup(PieceList.Text(output => MarkupWriter.WriteOpen(output, element, selfClosing: element.Children.Count == 0)));
        if (element.Children.Count == 0)
            return;
        foreach (var child in element.Children)
            write(child);
        flow.Markup($"</{element.Name}>");
    }

    private static int Position(MarkupElement end, string local) =>
        end.Elements.FirstOrDefault(child => child.Local == local) is { } number ? Math.Max(0, SharedFormulas.Number(SharedFormulas.TextOf(number))) : 0;
}
