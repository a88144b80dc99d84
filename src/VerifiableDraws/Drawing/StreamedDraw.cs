using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>
/// Draws from a register too large for memory, which comes in pieces: it checks every row and its order, computes the root and keeps only who can still be drawn.
/// Memory depends on the quotas alone.
/// </summary>
/// <remarks>docs/draw-protocol.md §2 and §5, profile <c>public</c>. Not thread-safe; one pass over the rows.</remarks>
public sealed unsafe class StreamedDraw
{
    // Ids are at most 55 bytes: a slot of 56 holds one and its length.
    private const int SlotSize = 56;

    private readonly IReadOnlyList<Stratum> _strata;
    private readonly IReadOnlyList<long> _quota;
    private readonly LaneGroup _group;
    private readonly Survivors[] _survivors;
    private readonly long[] _counts;
    private readonly MerkleLanes _merkle = new();
    private readonly List<Digest> _roots = [];
    private readonly List<int> _freeSlots = [];
    private byte[] _slots = new byte[SlotSize * 1024];
    private byte[] _rest = [];
    private byte[] _last = [];
    private int _usedSlots;
    private nint _file;
    private int[] _starts = [];
    private byte[] _idLengths = [];

    /// <summary>Prepares a draw.</summary>
    /// <param name="strata">Every stratum of the register with its number of rows.</param>
    /// <param name="quota">Seats per stratum.</param>
    /// <param name="key">K_obj.</param>
    public StreamedDraw(IReadOnlyList<Stratum> strata, IReadOnlyList<long> quota, TicketKey key)
    {
        (_strata, _quota) = (strata, quota);
        _survivors = quota.Select((k, h) => new Survivors(k, strata[h].Count)).ToArray();
        _counts = new long[strata.Count];
        _group = new LaneGroup(new TicketLanes(key), _survivors, KeepId, _freeSlots);
    }

    /// <summary>Rows taken so far.</summary>
    public long Size { get; private set; }

    /// <summary>Takes the next bytes of the register file; a piece may end anywhere.</summary>
    /// <param name="piece">Any number of bytes.</param>
    /// <returns>Null, or the first broken rule with its line.</returns>
    public Violation? Add(ReadOnlySpan<byte> piece)
    {
        // Rows are read together with what the last piece left over, up to the last line end.
        var end = piece.LastIndexOf((byte)'\n') + 1;
        if (end == 0)
        {
            _rest = [.. _rest, .. piece];
            return null;
        }

        var violation = _rest.Length == 0 ? AddRows(piece[..end]) : AddRows([.. _rest, .. piece[..end]]);
        _rest = piece[end..].ToArray();
        return violation;
    }

    /// <summary>Ends the register.</summary>
    /// <param name="root">Root over all rows.</param>
    /// <param name="outcome">Ids in ticket order with their tickets, if the register kept the rules.</param>
    /// <returns>Null, or the broken rule: a missing line end, counts of strata that differ, or <c>repeat</c> as <c>Where</c> if the rows must be read once more.</returns>
    public Violation? Finish(out Digest root, out ObjectOutcome? outcome)
    {
        (root, outcome) = (Merkle.EmptyRoot, null);
        if (_rest.Length > 0)
            return TableRows.NoLineEnd;
        FlushLeaves();
        if (_roots.Count > 0)
            root = RowHashing.RootOfSubtrees([.. _roots]);
        for (var h = 0; h < _strata.Count; h++)
        {
            if (_counts[h] != _strata[h].Count)
                return new Violation("strata", $"{_strata[h].Count} rows in {Violation.Quote(_strata[h].Id)}", $"{_counts[h]}");
            if (_survivors[h].FellShort)
                return new Violation("repeat", "enough tickets below the expected bound, as in all but one of 10^10 draws", $"{_survivors[h].Count}");
        }

        outcome = Outcome();
        return null;
    }

    private Violation? AddRows(ReadOnlySpan<byte> rows)
    {
        if (TableRows.Starts(rows) is not { } starts)
            return TableRows.NoLineEnd;
        var columns = new RowColumns(starts.Length - 1);
        if (columns.Fill(rows, starts, RegisterProfile.Public, _last) is { } violation)
            return violation with { Where = $"line {Size + long.Parse(violation.Where.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture)}" };
        var stratumOf = columns.Strata.Names.Select(name => _strata.ToList().FindIndex(s => string.Equals(s.Id, name, StringComparison.Ordinal))).ToArray();
        if (Array.IndexOf(stratumOf, -1) is var unknown and >= 0)
            return new Violation("strata", "only strata of the task", Violation.Quote(columns.Strata.Names[unknown]));
        _last = rows[starts[^2]..(starts[^1] - 1)].ToArray();
        foreach (var stratum in columns.StratumOf)
            _counts[stratumOf[stratum]]++;
        fixed (byte* file = rows)
        {
            Draw(file, rows.Length, starts, columns, RowSource.PositionsOf(stratumOf, _quota));
            AddLeaves(file, rows.Length, starts);
        }

        Size += columns.StratumOf.Length;
        return null;
    }

    private void Draw(byte* file, long length, int[] starts, RowColumns columns, int[] positions)
    {
        (_file, _starts, _idLengths) = ((nint)file, starts, columns.IdLengths);
        fixed (byte* ids = columns.IdLengths)
        fixed (int* s = starts, strata = columns.StratumOf, p = positions)
        {
            // A ticket block is read as 64 bytes at once, so the last rows go the careful way.
            var (row, end) = (0, columns.StratumOf.Length);
            var safe = end;
            while (safe > 0 && s[safe - 1] + 64 > length)
                safe--;
            _group.PutRows(new RowSource(file, s, ids, strata, p, columns.Strata.Names.Count), ref row, safe);
            for (; row < end; row++)
            {
                if (p[strata[row]] >= 0)
                    _group.Put(file + s[row], ids[row], row, p[strata[row]], mayReadOn: false);
            }
        }

        // The rows go with this piece: whoever waits in a lane is judged while his id can still be read.
        _group.Flush();
    }

    /// <summary>Copies the id of a row that is kept into a slot.</summary>
    private int KeepId(int row)
    {
        var slot = TakeSlot();
        _slots[slot * SlotSize] = _idLengths[row];
        new ReadOnlySpan<byte>((byte*)_file + _starts[row], _idLengths[row]).CopyTo(_slots.AsSpan((slot * SlotSize) + 1));
        return slot;
    }

    private int TakeSlot()
    {
        if (_freeSlots.Count > 0)
        {
            var slot = _freeSlots[^1];
            _freeSlots.RemoveAt(_freeSlots.Count - 1);
            return slot;
        }

        if ((_usedSlots + 1) * SlotSize > _slots.Length)
            Array.Resize(ref _slots, checked(_slots.Length * 2));
        return _usedSlots++;
    }

    private byte[] _pendingRows = [];
    private int _pending;

    /// <summary>Hashes stretches of a power of two of rows; what does not fill one waits for the next piece.</summary>
    private void AddLeaves(byte* file, long length, int[] starts)
    {
        var rows = starts.Length - 1;
        var first = 0;
        if (_pending > 0)
        {
            first = Math.Min(MerkleLanes.Leaves - _pending, rows);
            _pendingRows = [.. _pendingRows, .. new ReadOnlySpan<byte>(file, starts[first])];
            _pending += first;
            if (_pending == MerkleLanes.Leaves)
                FlushLeaves();
        }

        fixed (int* s = starts)
        {
            for (; first + MerkleLanes.Leaves <= rows; first += MerkleLanes.Leaves)
            {
                _merkle.HashLeaves(file, length, s + first, MerkleLanes.Leaves);
                _roots.Add(_merkle.Reduce(MerkleLanes.Leaves));
            }
        }

        if (first == rows)
            return;
        _pendingRows = new ReadOnlySpan<byte>(file + starts[first], starts[rows] - starts[first]).ToArray();
        _pending = rows - first;
    }

    private void FlushLeaves()
    {
        if (_pending == 0)
            return;
        var starts = TableRows.Starts(_pendingRows)!;
        fixed (byte* file = _pendingRows)
        fixed (int* s = starts)
        {
            _merkle.HashLeaves(file, _pendingRows.Length, s, _pending);
            _roots.Add(_merkle.Reduce(_pending));
        }

        (_pending, _pendingRows) = (0, []);
    }

    private string IdIn(int slot) => Encoding.ASCII.GetString(_slots, (slot * SlotSize) + 1, _slots[slot * SlotSize]);

    private ObjectOutcome Outcome()
    {
        var drawn = Array.ConvertAll(_survivors, kept =>
        {
            var (slots, tickets) = kept.Smallest((x, y) => string.CompareOrdinal(IdIn(x), IdIn(y)));
            return slots.Select((slot, i) => (Ticket: tickets[i], Id: IdIn(slot))).ToArray();
        });
        return new ObjectOutcome(
            drawn.Select(static d => (IReadOnlyList<string>)d.Select(static c => c.Id).ToArray()).ToArray(),
            drawn.Select(static d => (IReadOnlyList<Digest>)d.Select(static c => c.Ticket).ToArray()).ToArray(),
            drawn.Select(static d => d.Length == 0 ? (Digest?)null : d[^1].Ticket).ToArray(),
            TableText.SortedRoot(drawn.SelectMany((d, h) => d.Select(c => $"{c.Id}|{_strata[h].Id}|{c.Ticket}"))));
    }
}
