using System.Buffers;
using System.Globalization;
using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A step of the output: a piece, or printed text when <paramref name="Piece"/> is -1.</summary>
internal readonly record struct OutputStep(int Piece, int Start, int Length);

/// <summary>
/// Takes a rendering as a list of steps instead of bytes: which pieces, and what text between them. Guards are obeyed
/// on the way; the steps are then written as XML or, faster, replayed as compressed tokens.
/// </summary>
internal sealed partial class PieceOutput(PieceTable pieces) : TemplateOutput
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
    private int _parts;
    private PieceContext _context;
    private PiecePath? _path;

    public int StepCount { get; private set; }

    public ReadOnlySpan<OutputStep> Steps => _steps.AsSpan(0, StepCount);

    /// <summary>Printed text outside any place where text can stand; the document would not open.</summary>
    public bool HasStrayText { get; private set; }

    public override long BytesWritten => _bytes + _textEnd - _pendingStart;

    /// <summary>The rendering left elements open in a way that cannot be mended; the document would not open.</summary>
    public bool IsBroken { get; private set; }

    public ReadOnlySpan<byte> TextOf(OutputStep step) => _text.AsSpan(step.Start, step.Length);

    /// <summary>Makes the output ready for another rendering.</summary>
    public void Reset()
    {
        _guards.Clear();
        _numbers.Clear();
        (StepCount, _textEnd, _pendingStart, _bytes, _contents, _rows, _cells, _parts) = (0, 0, 0, 0, 0, 0, 0, 0);
        _pictures.Clear();
        _merges.Clear();
        _lists.Clear();
        _numberings.Clear();
        ResetNotes();
        Problem = null;
        (_part, _picture) = (-1, null);
        (_lastBlock, _context, HasStrayText, IsBroken, _path) = ('\0', PieceContext.Structure, false, false, null);
        _nextNumber = pieces.FirstFreeNumber;
    }

    public override Span<byte> GetSpan(int sizeHint)
    {
        if (_text.Length - _textEnd < sizeHint)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textEnd + sizeHint));
        return _text.AsSpan(_textEnd);
    }

    public override void Advance(int count) => _textEnd += count;

    public override void Flush()
    {
        EndText();
        IsBroken |= _path is not null || _parts != pieces.PartCount || _note is not null;
    }

    public override void WriteRaw(RawSegment segment)
    {
        if (_textEnd > _pendingStart)
            EndText();
        if (segment.Note is Piece piece)
        {
            IsBroken |= _note is not null && !piece.IsInNote;
            if (!ReferenceEquals(piece.Before, _path))
                Mend(piece.Before);
            Write(piece);
            _path = piece.After;
        }
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
                _parts++;
                _part = piece.Number;
                Add(new OutputStep(piece.Index, 0, 0));
                break;
            case PieceKind.DropUnlessContent or PieceKind.DropUnlessRow or PieceKind.DropUnlessCell or PieceKind.EnsureStart:
                ForgetGuards(piece.Number);
                _guards.Push(new(piece.Number, piece.Kind, StepCount, _lastBlock, _contents, _rows, _cells));
                if (piece.Kind == PieceKind.EnsureStart)
                    _lastBlock = '\0';
                break;
            case PieceKind.DropEnd:
                if (ForgetGuards(piece.Number) is { } guard)
                    EndDrop(guard);
                break;
            case PieceKind.PictureStart:
                (_picture, _pictureSlot) = (null, piece.Number);
                break;
            case PieceKind.PictureEnd:
                EndPicture(piece);
                break;
            case PieceKind.PictureWidth:
                AddInAttribute(_pictureSize.Width);
                break;
            case PieceKind.PictureHeight:
                AddInAttribute(_pictureSize.Height);
                break;
            case PieceKind.PictureRelation:
                AddInAttribute(_picture is null ? "" : UsePicture(_picture));
                break;
            case PieceKind.NumberingRestart:
                _lists.Clear();
                break;
            case PieceKind.NumberingId:
                AddInAttribute(ListFor(piece.Number));
                break;
            case PieceKind.MergeReset or PieceKind.MergeMark or PieceKind.MergeStart or PieceKind.MergeEnd:
                GuideMerging(piece);
                break;
            case PieceKind.NoteStart:
                StartNote(piece.Number);
                break;
            case PieceKind.NoteEnd:
                EndNote(piece.Number);
                break;
            case PieceKind.NotesHere:
                AddNotes(piece.Number);
                break;
            case PieceKind.EnsureEnd:
                ForgetGuards(piece.Number);
                if (_lastBlock != 'p')
                    Add(piece);
                break;
            default:
                AddNumber(piece.Number);
                break;
        }

        _context = piece.Context;
    }

    // A jump (break, continue) may have passed over the ends of guards: they go with the one that is asked for.
    private Guard? ForgetGuards(int number)
    {
        if (!_guards.Any(guard => guard.Number == number))
            return null;
        Guard last;
        do
        {
            last = _guards.Pop();
        }
        while (last.Number != number);
        return last;
    }

    private void EndDrop(Guard guard)
    {
        var kept = guard.Kind switch
        {
            PieceKind.DropUnlessContent => _contents > guard.Contents,
            PieceKind.DropUnlessRow => _rows > guard.Rows,
            PieceKind.PictureEnd => guard.HasPicture,
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
        AddInAttribute(_numbers[key]);
    }

    private void AddInAttribute(long number)
    {
        number.TryFormat(GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        AddWritten(written);
    }

    private void AddInAttribute(string text) => AddWritten(Encoding.UTF8.GetBytes(text, GetSpan(text.Length * 3)));

    // Text of our own at the end of the buffer becomes a step.
    private void AddWritten(int length)
    {
        Add(new OutputStep(-1, _textEnd, length));
        _textEnd += length;
        _pendingStart = _textEnd;
    }

    private void Add(OutputStep step)
    {
        if (StepCount == _steps.Length)
            Array.Resize(ref _steps, _steps.Length * 2);
        _steps[StepCount++] = step;
    }

    private readonly record struct Guard(int Number, PieceKind Kind, int Step, char LastBlock, int Contents, int Rows, int Cells)
    {
        public bool HasPicture { get; init; }
    }
}

/// <summary>The pieces of a template and those that values bring in.</summary>
internal sealed record PieceTable(Piece[] All, Piece LineBreak, Piece Tab, Piece NoBreakHyphen, Piece RunStart, Piece RunEnd, int FirstFreeNumber, int PartCount)
{
    /// <summary>Prefix of the main part's elements with its colon.</summary>
    public required string Prefix { get; init; }

    /// <summary>The pictures that others may take the place of.</summary>
    public required IReadOnlyList<PictureSlot> Pictures { get; init; }

    /// <summary>The first number no list of the template has.</summary>
    public required int FirstFreeList { get; init; }

    /// <summary>The first number no relation of a picture has.</summary>
    public required int FirstFreePicture { get; init; }

    /// <summary>For each merging cell the one to its left, -1 for none.</summary>
    public required IReadOnlyList<int> MergeLeft { get; init; }

    public required Piece MergeRestart { get; init; }

    public required Piece MergeContinue { get; init; }

    /// <summary>Number of the part of each kind of note from which notes were taken to their blocks, -1 for none.</summary>
    public IReadOnlyList<int> NoteParts { get; init; } = [];
}
