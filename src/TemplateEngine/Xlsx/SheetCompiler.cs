using System.Globalization;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Turns one sheet into marks and code.</summary>
internal sealed class SheetCompiler(WorkbookFacts workbook, SheetFacts facts, SheetFlow flow, FaultList faults)
{
    private readonly SheetBlocks _blocks = new(facts, flow.Loose, faults);
    private readonly SharedFormulas _shared = new();

    /// <summary>Reads the rows and finds the blocks; returns whether anything on the sheet is a template.</summary>
    public List<TemplateRow> Read(MarkupElement sheet)
    {
        var rows = new List<TemplateRow>();
        var scanner = new TagScanner(faults);
        var next = 1;
        foreach (var row in sheet.Elements.FirstOrDefault(element => element.Local == "sheetData")?.Elements.Where(element => element.Local == "row") ?? [])
        {
            var number = int.TryParse(row.Attribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : next;
            next = number + 1;
            var cells = new List<TemplateCell>();
            var column = 1;
            foreach (var cell in row.Elements.Where(element => element.Local == "c"))
            {
                var address = CellAddress.TryParse(cell.Attribute("r"), out var found) ? found with { Row = number } : new CellAddress(column, number);
                column = address.Column + 1;
                cells.Add(ReadCell(cell, address, scanner));
            }

            rows.Add(new(number, row, cells));
        }

        facts.LastRow = rows.Count == 0 ? 0 : rows[^1].Number;
        _shared.Read(rows);
        _blocks.Find(rows);
        return rows;
    }

    /// <summary>Writes the sheet as marks and code.</summary>
    public void Write(MarkupElement sheet, List<TemplateRow> rows)
    {
        CountColumns();
        flow.Markup("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + PieceList.Text(output => MarkupWriter.WriteOpen(output, sheet, selfClosing: false)));
        var tail = new SheetTail(facts, flow);
        foreach (var child in sheet.Elements)
        {
            if (child.Local == "sheetData")
            {
                flow.Markup("<sheetData>");
                WriteRows(rows);
                flow.Markup("</sheetData>");
            }
            else
            {
                tail.Write(child);
            }
        }

        flow.Markup($"</{sheet.Name}>");
    }

    // How often each loop over columns runs must be known before the first cell is placed.
    private void CountColumns()
    {
        foreach (var (loop, (open, close)) in _blocks.Columns)
        {
            flow.Code(open, open.Code);
            flow.Mark(new() { Kind = SheetMarkKind.ColumnTick, Loop = loop });
            flow.Code(close, close.Code);
        }
    }

    private TemplateCell ReadCell(MarkupElement cell, CellAddress address, TagScanner scanner)
    {
        var text = workbook.TextOf(cell);
        if (text is null || !text.Contains('{', StringComparison.Ordinal))
            return new(address, cell, text ?? "", []);
        var spot = new Spot(facts.Name, "", "", 0, 0, address.Row, address.Column, text) { Address = address.ToString() };
        var content = new List<object>();
        var at = 0;
        foreach (var span in scanner.Find(text, spot))
        {
            if (span.Start > at)
                content.Add(text[at..span.Start]);
            content.AddRange(span.Tag?.Separate() ?? []);
            at = span.End;
        }

        if (at < text.Length)
            content.Add(text[at..]);
        return new(address, cell, text, content);
    }

    private void WriteRows(List<TemplateRow> rows)
    {
        var visible = rows.Where(row => !IsMarkerRow(row)).ToList();
        foreach (var number in rows.Select(row => row.Number))
        {
            foreach (var edge in _blocks.Edges.Where(edge => edge.Row == number && !edge.IsAfter).OrderBy(edge => edge.Block.Index))
                WriteEdge(edge, visible);
            if (visible.Find(row => row.Number == number) is { } row)
                WriteRow(row);
            foreach (var edge in _blocks.Edges.Where(edge => edge.Row == number && edge.IsAfter).OrderByDescending(edge => edge.Block.Index))
                WriteEdge(edge, visible);
        }
    }

    // Nothing but the tags of blocks stood in it.
    private bool IsMarkerRow(TemplateRow row) =>
        row.Cells.TrueForAll(cell => cell.IsBlank) && row.Cells.Exists(cell => cell.HadTags) && _blocks.Edges.Exists(edge => edge.Row == row.Number);

    private void WriteEdge(RowEdge edge, List<TemplateRow> visible)
    {
        var block = edge.Block;
        if (edge.Role == TagPart.Open)
        {
            block.Blank = visible.Find(row => block.Holds(row.Number)) is { } row && workbook.IsMeant(facts, block) ? BlankRow(row) : [];
            flow.Mark(new() { Kind = SheetMarkKind.BlockStart, Block = block });
        }
        else
        {
            flow.Mark(new() { Kind = SheetMarkKind.RoundEnd, Block = block, Rows = Content(block, edge.Row, isBefore: true, visible) });
        }

        flow.Code(edge.Tag, edge.Tag.Code);
        if (edge.Role == TagPart.Close)
            flow.Mark(new() { Kind = SheetMarkKind.BlockEnd, Block = block });
        else
            flow.Mark(new() { Kind = SheetMarkKind.RoundStart, Block = block, Rows = Content(block, edge.Row, isBefore: false, visible) });
    }

    // The rows written between an edge and the one before or after it.
    private (int First, int Last) Content(RowBlock block, int row, bool isBefore, List<TemplateRow> visible)
    {
        var edges = _blocks.Edges.Where(edge => edge.Block == block).Select(edge => edge.IsAfter ? edge.Row + 1 : edge.Row).Order().Distinct().ToList();
        var position = isBefore ? edges.FindLastIndex(edge => edge <= (row == block.Last ? row + 1 : row)) : edges.IndexOf(row);
        var (from, to) = isBefore ? (edges[Math.Max(0, position - 1)], edges[position] - 1) : (row, position + 1 < edges.Count ? edges[position + 1] - 1 : block.Last);
        var inside = visible.Where(found => found.Number >= from && found.Number <= to).Select(found => found.Number).ToList();
        return inside.Count == 0 ? (from, from - 1) : (inside[0], inside[^1]);
    }

    private void WriteRow(TemplateRow row)
    {
        flow.Mark(RowStart(row));
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var cell = row.Cells[i];
            var loop = facts.Loops.Find(loop => row.Number >= loop.FirstRow && row.Number <= loop.LastRow && cell.Address.Column >= loop.First && cell.Address.Column <= loop.Last);
            if (loop is null)
            {
                WriteCell(cell);
                continue;
            }

            var (open, close) = _blocks.Columns[loop];
            flow.Mark(new() { Kind = SheetMarkKind.ColumnsStart, Loop = loop });
            flow.Code(open, open.Code);
            flow.Mark(new() { Kind = SheetMarkKind.ColumnRound, Loop = loop });
            for (; i < row.Cells.Count && row.Cells[i].Address.Column <= loop.Last; i++)
                WriteCell(row.Cells[i]);
            i--;
            flow.Code(close, close.Code);
            flow.Mark(new() { Kind = SheetMarkKind.ColumnsEnd, Loop = loop });
        }

        flow.Mark(new() { Kind = SheetMarkKind.RowEnd, Row = row.Number, Rest = flow.Pieces.Add("</row>") });
    }

    private SheetMark RowStart(TemplateRow row) => new()
    {
        Kind = SheetMarkKind.RowStart,
        Row = row.Number,
        Piece = flow.Pieces.Add("<row r=\""),
        Rest = flow.Pieces.Add("\"" + Attributes(row.Element, "r", "spans") + ">"),
        Block = facts.Blocks.FindLast(block => block.Holds(row.Number)),
    };

    private List<SheetMark> BlankRow(TemplateRow row) =>
    [
        RowStart(row),
        .. row.Cells.Where(cell => cell.Style is not null).Select(cell => StaticCell(cell, "/>")),
        new() { Kind = SheetMarkKind.RowEnd, Row = row.Number, Rest = flow.Pieces.Add("</row>") },
    ];

    private void WriteCell(TemplateCell cell)
    {
        if (cell.Formula is not null)
            WriteFormula(cell);
        else if (cell.OnlyTag is { } only)
            WriteValue(cell, only);
        else if (cell.HadTags && !cell.IsBlank)
            WriteText(cell);
        else if (cell.HadTags)
            WriteSilent(cell);
        else
            flow.Mark(StaticCell(cell, cell.Element.Children.Count == 0 ? Attributes(cell.Element, "r", "s") + "/>"
                : Attributes(cell.Element, "r", "s") + ">" + PieceList.Text(output => cell.Element.Elements.ToList().ForEach(child => MarkupWriter.Write(output, child))) + "</c>"));
    }

    private void WriteFormula(TemplateCell cell)
    {
        var formula = _shared.Of(cell);
        flow.Mark(new()
        {
            Kind = SheetMarkKind.FormulaCell,
            Row = cell.Address.Row,
            Column = cell.Address.Column,
            Piece = Begin(cell),
            Rest = flow.Pieces.Add($"\"{StyleOf(cell.Style)}><f>"),
            Formula = FormulaText.Parse(formula),
            Pieces2 = [flow.Pieces.Add("</f></c>")],
            Block = facts.Blocks.FindLast(block => block.Holds(cell.Address.Row)),
        });
    }

    private void WriteValue(TemplateCell cell, DocumentTag tag)
    {
        flow.Mark(new() { Kind = SheetMarkKind.ValueCellStart, Row = cell.Address.Row, Column = cell.Address.Column, Piece = Begin(cell), Pieces = PiecesFor(cell.Style) });
        WriteSilentTags(cell);
        flow.Value(tag);
        flow.Mark(new() { Kind = SheetMarkKind.ValueCellEnd, Row = cell.Address.Row, Column = cell.Address.Column });
    }

    private void WriteSilentTags(TemplateCell cell)
    {
        foreach (var tag in cell.Content.OfType<DocumentTag>().Where(tag => tag != cell.OnlyTag))
            flow.Code(tag, tag.Code);
    }

    private void WriteSilent(TemplateCell cell)
    {
        foreach (var tag in cell.Content.OfType<DocumentTag>())
            flow.Code(tag, tag.Code);
        flow.Mark(StaticCell(cell, "/>"));
    }

    private void WriteText(TemplateCell cell)
    {
        flow.Mark(new() { Kind = SheetMarkKind.TextCellStart, Row = cell.Address.Row, Column = cell.Address.Column, Piece = Begin(cell), Pieces = PiecesFor(cell.Style) });
        foreach (var item in cell.Content)
        {
            if (item is DocumentTag tag)
                flow.Code(tag, tag.Code);
            else
                flow.Markup(PieceList.Escape((string)item));
        }

        flow.Mark(new() { Kind = SheetMarkKind.TextCellEnd, Row = cell.Address.Row, Column = cell.Address.Column });
    }

    private SheetMark StaticCell(TemplateCell cell, string rest) => new()
    {
        Kind = SheetMarkKind.StaticCell,
        Row = cell.Address.Row,
        Column = cell.Address.Column,
        Piece = Begin(cell),
        Rest = flow.Pieces.Add("\"" + StyleOf(cell.Style) + rest),
    };

    // With loops over columns the column is only known when the cell is written.
    private int Begin(TemplateCell cell) =>
        flow.Pieces.Add(facts.Loops.Count > 0 ? "<c r=\"" : "<c r=\"" + CellAddress.ColumnName(cell.Address.Column));

    private CellPieces PiecesFor(string? style) => new(
        flow.Pieces.Add($"\"{StyleOf(style)}><v>"),
        flow.Pieces.Add("</v></c>"),
        flow.Pieces.Add($"\"{StyleOf(style)} t=\"inlineStr\"><is><t xml:space=\"preserve\">"),
        flow.Pieces.Add("</t></is></c>"),
        flow.Pieces.Add($"\"{StyleOf(style)} t=\"b\"><v>"),
        flow.Pieces.Add($"\"{StyleOf(workbook.Styles.DateStyle(style))}><v>"),
        flow.Pieces.Add($"\"{StyleOf(style)}/>"));

    private static string StyleOf(string? style) => style is null ? "" : $" s=\"{style}\"";

    private static string Attributes(MarkupElement element, params string[] but) => PieceList.Text(output =>
    {
        foreach (var attribute in element.Attributes.Where(attribute => !but.Contains(attribute.Name, StringComparer.Ordinal)))
            MarkupWriter.WriteAttribute(output, attribute.Name, attribute.Value);
    });
}
