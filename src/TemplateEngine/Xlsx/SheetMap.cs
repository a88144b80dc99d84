namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Where the rows and columns of a template's sheet have gone, as far as the sheet is written.</summary>
internal sealed class SheetMap(SheetFacts facts)
{
    private readonly Dictionary<int, List<int>> _occurrences = [];
    private readonly List<(int From, int Shift)> _shifts = [(1, 0)];
    private readonly int[] _roundStarts = new int[facts.Blocks.Count];
    private readonly int[] _counts = new int[facts.Loops.Count];

    public SheetFacts Facts { get; } = facts;

    /// <summary>Template rows up to here are where they will stay.</summary>
    public int FinalRow { get; private set; } = facts.IsFixed ? int.MaxValue : 0;

    public void Tick(ColumnLoop loop) => _counts[loop.Index]++;

    public int Count(ColumnLoop loop) => _counts[loop.Index];

    public void NoteRow(int row, int written, bool isInBlock)
    {
        if (isInBlock)
        {
            if (!_occurrences.TryGetValue(row, out var list))
                _occurrences[row] = list = [];
            list.Add(written);
        }
        else
        {
            FinalRow = Math.Max(FinalRow, row);
        }
    }

    public void StartRound(RowBlock block, int nextRow) => _roundStarts[block.Index] = nextRow;

    public void EndBlock(RowBlock block, int shift)
    {
        if (block.Outer is not null)
            return;
        _shifts.Add((block.Last + 1, shift));
        FinalRow = Math.Max(FinalRow, block.Last);
    }

    public void EndSheet() => FinalRow = int.MaxValue;

    /// <summary>The rows written for template rows <paramref name="first"/> to <paramref name="last"/>; null when none was.</summary>
    public (int First, int Last)? Rows(int first, int last)
    {
        var from = FirstOf(first, last);
        var to = LastOf(first, last);
        return from is { } a && to is { } b && a <= b ? (a, b) : null;
    }

    /// <summary>The same for a formula in a round of a block that holds these rows, too.</summary>
    /// <param name="block">The innermost such block.</param>
    /// <param name="first">First template row.</param>
    /// <param name="last">Last template row.</param>
    /// <param name="row">The formula's template row.</param>
    /// <param name="written">The row the formula is written to.</param>
    public (int First, int Last) RowsInRound(RowBlock block, int first, int last, int row, int written)
    {
        var start = _roundStarts[block.Index];
        return (InRound(first, takeLast: false), InRound(last, takeLast: true));

        int InRound(int wanted, bool takeLast)
        {
            if (wanted >= row || !_occurrences.TryGetValue(wanted, out var list))
                return Math.Max(1, written + wanted - row);
            var at = list.BinarySearch(start);
            at = at < 0 ? ~at : at;
            return at >= list.Count ? Math.Max(1, written + wanted - row) : takeLast ? list[^1] : list[at];
        }
    }

    /// <summary>Each place at which rows <paramref name="first"/> to <paramref name="last"/> of one block were written.</summary>
    public IEnumerable<(int First, int Last)> Each(int first, int last)
    {
        if (!Facts.Blocks.Exists(block => block.Holds(first) && block.Holds(last)))
        {
            if (Rows(first, last) is { } rows)
                yield return rows;
            yield break;
        }

        foreach (var start in _occurrences.GetValueOrDefault(first) ?? [])
        {
            var ends = _occurrences.GetValueOrDefault(last) ?? [];
            var at = ends.BinarySearch(start);
            at = at < 0 ? ~at : at;
            if (at < ends.Count)
                yield return (start, ends[at]);
        }
    }

    /// <summary>The first column written for a template column, and the last.</summary>
    public (int First, int Last)? Columns(int first, int last)
    {
        var from = first + Shift(first);
        var to = last + Shift(last);
        foreach (var loop in Facts.Loops)
        {
            if (last >= loop.First && last <= loop.Last)
                to += (Count(loop) - 1) * loop.Width;
        }

        return to >= from ? (from, to) : null;
    }

    /// <summary>How far loops to the left move a column.</summary>
    public int Shift(int column)
    {
        var shift = 0;
        foreach (var loop in Facts.Loops)
        {
            if (column > loop.Last)
                shift += (Count(loop) - 1) * loop.Width;
        }

        return shift;
    }

    private RowBlock? Outermost(int row) => Facts.Blocks.Find(block => block.Outer is null && block.Holds(row));

    private int Shifted(int row)
    {
        var at = _shifts.FindLastIndex(shift => shift.From <= row);
        return row + _shifts[at].Shift;
    }

    private int? FirstOf(int first, int last)
    {
        for (var row = first; row <= last; row++)
        {
            if (Outermost(row) is not { } block)
                return Shifted(row);
            var end = Math.Min(last, block.Last);
            var found = Enumerable.Range(row, end - row + 1).Select(inside => _occurrences.GetValueOrDefault(inside)).OfType<List<int>>().Select(list => list[0]).ToList();
            if (found.Count > 0)
                return found.Min();
            row = block.Last;
        }

        return null;
    }

    private int? LastOf(int first, int last)
    {
        for (var row = last; row >= first; row--)
        {
            if (Outermost(row) is not { } block)
                return Shifted(row);
            var start = Math.Max(first, block.First);
            var found = Enumerable.Range(start, row - start + 1).Select(inside => _occurrences.GetValueOrDefault(inside)).OfType<List<int>>().Select(list => list[^1]).ToList();
            if (found.Count > 0)
                return found.Max();
            row = block.First;
        }

        return null;
    }
}
