using System.Globalization;
using System.Text;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Text that is only known when every row has its place: parts of a formula, or a list of ranges.</summary>
internal sealed record Deferred(Func<string> Write);

/// <summary>One rendered part: coded stretches with <see cref="Deferred"/> text between.</summary>
internal sealed record RenderedPart(int Part, IReadOnlyList<object> Stretches);

/// <summary>
/// Takes a rendering row by row: a row is gathered, given its number, coded, and forgotten, so that memory does not
/// grow with the sheet.
/// </summary>
internal sealed partial class SheetOutput : TemplateOutput
{
    private readonly WorkbookProgram _program;
    private readonly PieceCoder _coder;
    private readonly List<SheetMap> _maps;
    private readonly ReferencePlacement _placement;
    private readonly List<RenderedPart> _parts = [];
    private readonly List<Deferred> _deferred = [];
    private List<object> _stretches = [];
    private Step[] _steps = new Step[256];
    private int _stepCount;
    private byte[] _text = new byte[4096];
    private int _textEnd;
    private int _textStart;
    private long _flushed;
    private int _part = -1;
    private SheetMap? _map;

    public SheetOutput(WorkbookProgram program)
    {
        _program = program;
        _coder = new(program.Codes);
        _maps = [.. program.Sheets.Select(sheet => new SheetMap(sheet))];
        _placement = new(_maps);
    }

    public IReadOnlyList<RenderedPart> Parts => _parts;

    /// <summary>The first fault of the sheet's shape.</summary>
    public DocumentProblem? Problem { get; private set; }

    public override long BytesWritten => _flushed + _textEnd;

    public override Span<byte> GetSpan(int sizeHint)
    {
        if (_text.Length - _textEnd < sizeHint)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textEnd + sizeHint));
        return _text.AsSpan(_textEnd);
    }

    public override void Advance(int count) => _textEnd += count;

    public override void WriteRaw(RawSegment segment)
    {
        var mark = (SheetMark)segment.Note!;
        switch (mark.Kind)
        {
            case SheetMarkKind.Markup:
                EndText();
                AddPiece(mark.Piece);
                if (_row is null && _stepCount > 64)
                    Spill();
                break;
            case SheetMarkKind.StaticCell:
                if (!IsGone(mark))
                {
                    BeginCell(mark);
                    AddPiece(mark.Rest);
                }

                break;
            case SheetMarkKind.ValueCellStart:
                StartContent(mark);
                (_value, _pieces) = (CellType.Empty, mark.Pieces);
                break;
            case SheetMarkKind.ValueCellEnd:
                EndValue();
                EndContent(mark);
                break;
            case SheetMarkKind.TextCellStart:
                StartContent(mark);
                AddPiece(mark.Pieces!.Text);
                (_pieces, _cellStart) = (mark.Pieces, _textEnd);
                break;
            case SheetMarkKind.TextCellEnd:
                EndText();
                CheckLength(_textEnd - _cellStart);
                AddPiece(_pieces!.TextEnd);
                EndContent(mark);
                break;
            case SheetMarkKind.FormulaCell:
                if (!IsGone(mark))
                    AddFormulaCell(mark);
                break;
            case SheetMarkKind.RowStart:
                StartRow(mark);
                break;
            case SheetMarkKind.RowEnd:
                EndRow(mark);
                break;
            default:
                Guide(mark);
                break;
        }
    }

    public override void Flush() => EndPart();

    private void StartPart(int part, SheetFacts? sheet)
    {
        EndPart();
        _part = part;
        _map = sheet is null ? null : _maps[sheet.Index];
        (_shift, _nextRow, _lastRow) = (0, 1, 0);
        _coder.Begin();
    }

    private void EndPart()
    {
        if (_part < 0)
            return;
        DropRow();
        Spill();
        _map?.EndSheet();
        _stretches.Add(_coder.Cut());
        _parts.Add(new(_part, _stretches));
        _stretches = [];
        _part = -1;
    }

    // Codes what was gathered and forgets it.
    private void Spill()
    {
        EndText();
        for (var i = 0; i < _stepCount; i++)
        {
            var step = _steps[i];
            if (step.Piece >= 0)
            {
                _coder.Add(step.Piece);
            }
            else if (step.Piece == Step.Text)
            {
                _coder.Add(_text.AsSpan(step.Start, step.Length));
            }
            else
            {
                _stretches.Add(_coder.Cut());
                _stretches.Add(_deferred[step.Start]);
                _coder.Begin(withHeader: false);
            }
        }

        _flushed = _coder.Length;
        (_stepCount, _textEnd, _textStart) = (0, 0, 0);
        _deferred.Clear();
    }

    private void EndText()
    {
        if (_textEnd > _textStart)
            Add(new(Step.Text, _textStart, _textEnd - _textStart));
        _textStart = _textEnd;
    }

    private void AddPiece(int piece) => Add(new(piece, 0, 0));

    private void AddText(string text)
    {
        EndText();
        Advance(Encoding.UTF8.GetBytes(text, GetSpan(text.Length * 3)));
        EndText();
    }

    private void AddNumber(int number)
    {
        EndText();
        number.TryFormat(GetSpan(11), out var written, default, CultureInfo.InvariantCulture);
        Advance(written);
        EndText();
    }

    private void AddDeferred(Func<string> write)
    {
        EndText();
        Add(new(Step.Later, _deferred.Count, 0));
        _deferred.Add(new(write));
    }

    private void Add(Step step)
    {
        if (_stepCount == _steps.Length)
            Array.Resize(ref _steps, _steps.Length * 2);
        _steps[_stepCount++] = step;
    }

    private readonly record struct Step(int Piece, int Start, int Length)
    {
        public const int Text = -1;
        public const int Later = -2;
    }
}
