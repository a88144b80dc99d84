using System.Buffers;
using System.Globalization;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A step of the output: a piece, or printed text when <paramref name="Piece"/> is -1.</summary>
internal readonly record struct OutputStep(int Piece, int Start, int Length);

/// <summary>
/// Takes a rendering as a list of steps instead of bytes: which pieces, and what text between them. Guards are obeyed
/// on the way; the steps are then written as XML or, faster, replayed as compressed tokens.
/// </summary>
internal sealed class PieceOutput(PieceTable pieces) : TemplateOutput
{
    private readonly Stack<Guard> _guards = new();
    private readonly Dictionary<int, int> _numbers = [];
    private OutputStep[] _steps = new OutputStep[256];
    private byte[] _text = new byte[4096];
    private int _textEnd;
    private int _pendingStart;
    private long _bytes;
    private int _contents;
    private int _rows;
    private int _cells;
    private char _lastBlock;
    private int _nextNumber;
    private PieceContext _context;

    public int StepCount { get; private set; }

    public ReadOnlySpan<OutputStep> Steps => _steps.AsSpan(0, StepCount);

    /// <summary>Printed text outside any place where text can stand; the document would not open.</summary>
    public bool HasStrayText { get; private set; }

    public override long BytesWritten => _bytes + _textEnd - _pendingStart;

    public ReadOnlySpan<byte> TextOf(OutputStep step) => _text.AsSpan(step.Start, step.Length);

    /// <summary>Makes the output ready for another rendering.</summary>
    public void Reset()
    {
        _guards.Clear();
        _numbers.Clear();
        (StepCount, _textEnd, _pendingStart, _bytes, _contents, _rows, _cells) = (0, 0, 0, 0, 0, 0, 0);
        (_lastBlock, _context, HasStrayText) = ('\0', PieceContext.Structure, false);
        _nextNumber = pieces.FirstFreeNumber;
    }

    public override Span<byte> GetSpan(int sizeHint)
    {
        if (_text.Length - _textEnd < sizeHint)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textEnd + sizeHint));
        return _text.AsSpan(_textEnd);
    }

    public override void Advance(int count) => _textEnd += count;

    public override void Flush() => EndText();

    public override void WriteRaw(RawSegment segment)
    {
        if (_textEnd > _pendingStart)
            EndText();
        if (segment.Note is Piece piece)
            Write(piece);
        else
            segment.Bytes.Span.CopyTo(Room(segment.Bytes.Length));
    }

    private Span<byte> Room(int length)
    {
        GetSpan(length);
        var room = _text.AsSpan(_textEnd, length);
        _textEnd += length;
        return room;
    }

    private void Write(Piece piece)
    {
        if (piece.Kind != PieceKind.Markup)
        {
            Guide(piece);
            return;
        }

        Add(piece);
        _context = piece.Context;
    }

    private void Add(Piece piece)
    {
        Add(new OutputStep(piece.Index, 0, piece.Bytes.Length));
        _bytes += piece.Bytes.Length;
        if (piece.HasContent)
            _contents++;
        if (piece.HasRow)
            _rows++;
        if (piece.HasCell)
            _cells++;
        if (piece.LastBlock != '\0')
            _lastBlock = piece.LastBlock;
    }

    private void Guide(Piece piece)
    {
        switch (piece.Kind)
        {
            case PieceKind.PartStart:
                Add(new OutputStep(piece.Index, 0, 0));
                break;
            case PieceKind.DropUnlessContent or PieceKind.DropUnlessRow or PieceKind.DropUnlessCell or PieceKind.EnsureStart:
                _guards.Push(new(piece.Kind, StepCount, _lastBlock, _contents, _rows, _cells));
                if (piece.Kind == PieceKind.EnsureStart)
                    _lastBlock = '\0';
                break;
            case PieceKind.DropEnd:
                EndDrop();
                break;
            case PieceKind.EnsureEnd:
                _guards.Pop();
                if (_lastBlock != 'p')
                    Add(piece);
                break;
            default:
                AddNumber(piece.Number);
                break;
        }

        _context = piece.Context;
    }

    private void EndDrop()
    {
        var guard = _guards.Pop();
        var kept = guard.Kind switch
        {
            PieceKind.DropUnlessContent => _contents > guard.Contents,
            PieceKind.DropUnlessRow => _rows > guard.Rows,
            _ => _cells > guard.Cells,
        };
        if (kept)
            return;
        StepCount = guard.Step;
        _lastBlock = guard.LastBlock;
        (_contents, _rows, _cells) = (guard.Contents, guard.Rows, guard.Cells);
    }

    private void AddNumber(int identity)
    {
        var key = identity >> 1;
        if ((identity & 1) == 1 || !_numbers.ContainsKey(key))
            _numbers[key] = _nextNumber++;
        _numbers[key].TryFormat(GetSpan(12), out var written, default, CultureInfo.InvariantCulture);
        Add(new OutputStep(-1, _textEnd, written));
        _textEnd += written;
        _pendingStart = _textEnd;
    }

    private void EndText()
    {
        var (start, end) = (_pendingStart, _textEnd);
        _pendingStart = end;
        if (start == end)
            return;
        var text = _text.AsSpan(start, end - start);
        if (_context is PieceContext.Structure or PieceContext.Paragraph)
        {
            AddStray(text, start);
            return;
        }

        _contents++;
        _bytes += text.Length;
        if (_context == PieceContext.Text && text.IndexOfAny((byte)'\n', (byte)'\t', (byte)'\r') >= 0)
            AddBroken(text, start);
        else
            Add(new OutputStep(-1, start, text.Length));
    }

    // In w:t a line end is a break and a tab is an element; a carriage return before a line end is nothing.
    private void AddBroken(ReadOnlySpan<byte> text, int start)
    {
        var from = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ((byte)'\n' or (byte)'\t' or (byte)'\r'))
                continue;
            if (at > from)
                Add(new OutputStep(-1, start + from, at - from));
            from = at + 1;
            if (text[at] == '\r' && from < text.Length && text[from] == '\n')
                continue;
            Add(text[at] == '\t' ? pieces.Tab : pieces.LineBreak);
        }

        if (text.Length > from)
            Add(new OutputStep(-1, start + from, text.Length - from));
    }

    private void AddStray(ReadOnlySpan<byte> text, int start)
    {
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return;
        if (_context == PieceContext.Paragraph)
        {
            _contents++;
            Add(pieces.RunStart);
            Add(new OutputStep(-1, start, text.Length));
            Add(pieces.RunEnd);
            return;
        }

        HasStrayText = true;
    }

    private void Add(OutputStep step)
    {
        if (StepCount == _steps.Length)
            Array.Resize(ref _steps, _steps.Length * 2);
        _steps[StepCount++] = step;
    }

    private readonly record struct Guard(PieceKind Kind, int Step, char LastBlock, int Contents, int Rows, int Cells);
}

/// <summary>The pieces of a template and those that values bring in.</summary>
internal sealed record PieceTable(Piece[] All, Piece LineBreak, Piece Tab, Piece RunStart, Piece RunEnd, int FirstFreeNumber);
