using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

internal sealed partial class SheetOutput
{
    private SheetMark? _row;
    private int _shift;
    private int _nextRow = 1;
    private int _lastRow;
    private int _writtenRow;
    private ColumnLoop? _loop;
    private int _loopRound;

    private void StartRow(SheetMark mark)
    {
        DropRow();
        Spill();
        _row = mark;
        _writtenRow = Math.Max(mark.Row + _shift, _lastRow + 1);
        if (_writtenRow > CellAddress.LastRow)
            Problem ??= XlsxFaults.TooManyRows;
        AddPiece(mark.Piece);
        AddNumber(_writtenRow);
        AddPiece(mark.Rest);
    }

    private void EndRow(SheetMark mark)
    {
        EndText();
        AddPiece(mark.Rest);
        _map!.NoteRow(mark.Row, _writtenRow, _row!.Block is not null);
        (_lastRow, _nextRow, _row, _loop) = (_writtenRow, _writtenRow + 1, null, null);
        Spill();
    }

    // A row that break or continue left unfinished was never there.
    private void DropRow()
    {
        if (_row is null)
            return;
        (_stepCount, _textEnd, _textStart, _row, _loop) = (0, 0, 0, null, null);
        _deferred.Clear();
    }

    private void Guide(SheetMark mark)
    {
        switch (mark.Kind)
        {
            case SheetMarkKind.PartStart:
                StartPart(mark.Row, mark.Sheet);
                break;
            case SheetMarkKind.BlockStart:
                DropRow();
                _nextRow = Math.Max(mark.Block!.First + _shift, _lastRow + 1);
                _blockStarts[mark.Block] = _lastRow;
                break;
            case SheetMarkKind.RoundStart:
                DropRow();
                _shift = _nextRow - mark.Rows.First;
                _map!.StartRound(mark.Block!, _nextRow);
                break;
            case SheetMarkKind.RoundEnd:
                DropRow();
                _nextRow = Math.Max(_lastRow + 1, mark.Rows.Last + _shift + 1);
                break;
            case SheetMarkKind.BlockEnd:
                EndBlock(mark.Block!);
                break;
            case SheetMarkKind.ColumnTick:
                _map!.Tick(mark.Loop!);
                break;
            case SheetMarkKind.ColumnsStart:
                (_loop, _loopRound) = (mark.Loop, -1);
                break;
            case SheetMarkKind.ColumnRound:
                if (++_loopRound >= _map!.Count(mark.Loop!))
                    Problem ??= XlsxFaults.UnevenColumns;
                break;
            case SheetMarkKind.ColumnsEnd:
                if (_loopRound + 1 != _map!.Count(mark.Loop!))
                    Problem ??= XlsxFaults.UnevenColumns;
                _loop = null;
                break;
            default:
                AddFollowing(mark);
                break;
        }
    }

    private readonly Dictionary<RowBlock, int> _blockStarts = new(ReferenceEqualityComparer.Instance as IEqualityComparer<RowBlock>);

    private void EndBlock(RowBlock block)
    {
        DropRow();
        if (block.Blank.Count > 0 && _blockStarts[block] == _lastRow && _nextRow <= block.First + _shift + block.Last - block.First)
            WriteBlank(block);
        _shift = _nextRow - (block.Last + 1);
        _map!.EndBlock(block, _shift);
    }

    // A sum over rows that are not there would mean itself: one row without values keeps its place.
    private void WriteBlank(RowBlock block)
    {
        _shift = _nextRow - block.Blank[0].Row;
        foreach (var mark in block.Blank)
        {
            switch (mark.Kind)
            {
                case SheetMarkKind.RowStart:
                    StartRow(mark);
                    break;
                case SheetMarkKind.RowEnd:
                    EndRow(mark);
                    break;
                default:
                    if (IsGone(mark))
                        break;
                    BeginCell(mark);
                    AddPiece(mark.Rest);
                    break;
            }
        }
    }

    private void BeginCell(SheetMark mark)
    {
        EndText();
        AddPiece(mark.Piece);
        if (_map!.Facts.Loops.Count > 0)
        {
            var column = mark.Column + _map.Shift(mark.Column) + ColumnShift;
            if (column > CellAddress.LastColumn)
                Problem ??= XlsxFaults.TooManyRows;
            AddText(CellAddress.ColumnName(Math.Max(1, column)));
        }

        AddNumber(_writtenRow);
    }

    private int ColumnShift => _loop is null ? 0 : _loopRound * _loop.Width;

    private void AddFormulaCell(SheetMark mark)
    {
        BeginCell(mark);
        AddPiece(mark.Rest);
        AddFormula(mark.Formula!, _map!.Facts.Index, mark.Row);
        AddPiece(mark.Pieces2[0]);
    }

    // What is known is written at once; what is not waits until every sheet is written.
    private void AddFormula(FormulaText formula, int home, int row)
    {
        var (written, columnShift, loop) = (_writtenRow, ColumnShift, _loop);
        var isOpen = false;
        var text = formula.Write(reference =>
        {
            var placed = _placement.Place(reference, home, row, written, columnShift, loop);
            isOpen |= placed is null;
            return placed ?? "";
        });
        if (!isOpen)
        {
            AddText(PieceList.Escape(text));
            return;
        }

        var fixedNow = new Queue<string?>(formula.References.Select(reference => _placement.Place(reference, home, row, written, columnShift, loop)));
        AddDeferred(() =>
        {
            var known = new Queue<string?>(fixedNow);
            return PieceList.Escape(formula.Write(reference => known.Dequeue() ?? _placement.Place(reference, home, row, written, columnShift, loop) ?? "#REF!"));
        });
    }

    private void AddFollowing(SheetMark mark)
    {
        EndText();
        var (ranges, home) = (mark.Ranges, mark.Sheet?.Index ?? 0);
        switch (mark.Kind)
        {
            case SheetMarkKind.Ranges:
                AddDeferred(() => _placement.Ranges(ranges, home) is { Length: > 0 } text ? text : ranges[0].First.ToString());
                break;
            case SheetMarkKind.Formula:
                AddDeferred(() => PieceList.Escape(mark.Formula!.Write(reference => PlaceRule(reference, home, mark.Row))));
                break;
            case SheetMarkKind.Merges:
                AddText(Merges(ranges));
                break;
            case SheetMarkKind.Cell:
                AddDeferred(() => _placement.FirstCell(ranges[0], home));
                break;
            case SheetMarkKind.AnchorRow:
                AddDeferred(() => Number((_maps[home].Rows(mark.Row + 1, mark.Row + 1)?.First - 1 ?? mark.Row) + mark.Column));
                break;
            case SheetMarkKind.AnchorColumn:
                AddDeferred(() => Number((_maps[home].Columns(mark.Row + 1, mark.Row + 1)?.First - 1 ?? mark.Row) + mark.Column));
                break;
            default:
                AddColumns(mark);
                break;
        }
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // The formula of a rule is written for the first cell of its range.
    private string PlaceRule(FormulaReference reference, int home, int row)
    {
        var map = _maps[home];
        var block = row == 0 || reference.Sheet.Length > 0 ? null : map.Facts.Blocks.FindLast(found => found.Holds(row) && found.Holds(reference.First.Row) && found.Holds(reference.Last.Row));
        if (block is null || reference.First.IsRowFixed || map.Rows(row, row) is not { } own)
            return _placement.Place(reference, home, 0, 0, 0, null) ?? "#REF!";
        var moved = _placement.Place(reference with { First = reference.First with { Row = 0 }, Last = reference.Last with { Row = 0 } }, home, 0, 0, 0, null);
        return moved is null ? "#REF!" : (reference with
        {
            First = reference.First with { Row = own.First + reference.First.Row - row },
            Last = reference.Last with { Row = own.First + reference.Last.Row - row },
        }).ToString();
    }

    private string Merges(IReadOnlyList<CellRange> ranges)
    {
        var placed = new List<string>();
        foreach (var range in ranges)
        {
            foreach (var rows in _map!.Each(range.First.Row, range.Last.Row))
            {
                var loop = _map.Facts.Loops.Find(loop => range.First.Column >= loop.First && range.Last.Column <= loop.Last
                    && range.First.Row >= loop.FirstRow && range.Last.Row <= loop.LastRow);
                for (var round = 0; round < (loop is null ? 1 : _map.Count(loop)); round++)
                {
                    var columns = loop is null
                        ? _map.Columns(range.First.Column, range.Last.Column)
                        : (range.First.Column + _map.Shift(range.First.Column) + round * loop.Width, range.Last.Column + _map.Shift(range.Last.Column) + round * loop.Width);
                    if (columns is { } found && (found.Item1, rows.First) != (found.Item2, rows.Last))
                        placed.Add(new CellRange(new(found.Item1, rows.First), new(found.Item2, rows.Last)).ToString());
                }
            }
        }

        return placed.Count == 0 ? "" : $"<mergeCells count=\"{placed.Count}\">{string.Concat(placed.Select(merge => $"<mergeCell ref=\"{merge}\"/>"))}</mergeCells>";
    }

    private void AddColumns(SheetMark mark)
    {
        if (_map!.Columns(mark.Rows.First, mark.Rows.Last) is not { } columns)
            return;
        AddPiece(mark.Piece);
        AddText($" min=\"{columns.First}\" max=\"{Math.Min(columns.Last, CellAddress.LastColumn)}\"");
        AddPiece(mark.Rest);
    }
}
