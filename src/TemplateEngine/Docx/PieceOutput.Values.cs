using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A picture a rendered part refers to.</summary>
/// <param name="Part">Number of the part.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Id">Id of the relation.</param>
internal sealed record PictureUse(int Part, PictureValue Picture, string Id);

internal sealed partial class PieceOutput
{
    private readonly List<PictureUse> _pictures = [];
    private readonly Dictionary<int, int> _lists = [];
    private readonly List<NewNumbering> _numberings = [];
    private PictureValue? _picture;
    private (long Width, long Height) _pictureSize;
    private int _part;
    private int _pictureSlot;

    /// <summary>The pictures the rendering brought in, in order of use.</summary>
    public IReadOnlyList<PictureUse> Pictures => _pictures;

    /// <summary>Lists that were begun anew.</summary>
    public IReadOnlyList<NewNumbering> Numberings => _numberings;

    /// <summary>Whether the package needs more than its parts with tags.</summary>
    public bool HasAdditions => _pictures.Count > 0 || _numberings.Count > 0;

    /// <summary>Number of a picture's place that got something which is no picture.</summary>
    public int? Problem { get; private set; }

    /// <summary>Writes a value that is more than text.</summary>
    public void WriteCustom(CustomValue value)
    {
        EndText();
        switch (value)
        {
            case PictureValue picture when _context == PieceContext.Picture:
                _picture = picture;
                break;
            case PictureValue picture when _context == PieceContext.Text:
                AddMarkup(PictureMarkup.Inline(picture, UsePicture(picture), _nextNumber++, pieces.Prefix));
                break;
            case BreakValue page when _context == PieceContext.Text:
                AddMarkup(page.Markup(pieces.Prefix));
                break;
            case RichTextValue rich when _context == PieceContext.Text:
                AddRichText(rich);
                break;
            default:
                XmlText.Write(value.AsText, this);
                break;
        }
    }

    // Between two texts of one run.
    private void AddMarkup(string markup)
    {
        _contents++;
        var whole = $"</{pieces.Prefix}t>{markup}<{pieces.Prefix}t xml:space=\"preserve\">";
        AddWritten(Encoding.UTF8.GetBytes(whole, GetSpan(whole.Length * 3)));
    }

    private int ListFor(int original)
    {
        if (!_lists.TryGetValue(original, out var list))
        {
            _lists[original] = list = pieces.FirstFreeList + _numberings.Count;
            _numberings.Add(new(list, original.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return list;
    }

    private string UsePicture(PictureValue picture)
    {
        var known = _pictures.Find(use => use.Part == _part && ReferenceEquals(use.Picture, picture));
        if (known is null)
            _pictures.Add(known = new(_part, picture, PackageAdditions.PictureId(pieces.FirstFreePicture + _pictures.Count)));
        return known.Id;
    }

    private void EndPicture(Piece piece)
    {
        ForgetGuards(piece.Number);
        var slot = pieces.Pictures[piece.Slot];
        if (_picture is not null)
            _pictureSize = Fit(_picture, slot);
        _guards.Push(new(piece.Number, PieceKind.PictureEnd, StepCount, _lastBlock, _contents, _rows, _cells) { HasPicture = _picture is not null });
    }

    // Into the place with its own proportions; 拉伸 fills the place, 原尺寸 takes the picture's own size.
    private static (long Width, long Height) Fit(PictureValue picture, PictureSlot slot)
    {
        if (slot.Tag.Shape.Has("拉伸"))
            return (slot.Width, slot.Height);
        if (slot.Tag.Shape.Has("原尺寸"))
            return (picture.Width, picture.Height);
        var scale = Math.Min((double)slot.Width / picture.Width, (double)slot.Height / picture.Height);
        return (Math.Max(1, (long)(picture.Width * scale)), Math.Max(1, (long)(picture.Height * scale)));
    }

    private void EndText()
    {
        var (start, end) = (_pendingStart, _textEnd);
        _pendingStart = end;
        if (start == end)
            return;
        var text = _text.AsSpan(start, end - start);
        switch (_context)
        {
            case PieceContext.Structure or PieceContext.Paragraph:
                AddStray(text, start);
                break;
            case PieceContext.Picture:
                _picture = PictureValue.FromText(Encoding.UTF8.GetString(text));
                if (_picture is null && text.IndexOfAnyExcept(" \t\r\n"u8) >= 0)
                    Problem ??= _pictureSlot;
                break;
            case PieceContext.Text when text.IndexOfAny((byte)'\n', (byte)'\t', (byte)'\r') >= 0 || text.IndexOf(NoBreakHyphen) >= 0:
                _contents++;
                _bytes += text.Length;
                AddBroken(text, start);
                break;
            default:
                _contents++;
                _bytes += text.Length;
                Add(new OutputStep(-1, start, text.Length));
                break;
        }
    }

    // U+2011, which few Chinese faces have; Word's own element is printed as the hyphen of the face.
    private static ReadOnlySpan<byte> NoBreakHyphen => "\u2011"u8;

    // In w:t a line end is a break, a tab and a hyphen that holds its line are elements; a carriage return before a line end is nothing.
    private void AddBroken(ReadOnlySpan<byte> text, int start)
    {
        var from = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at..].StartsWith(NoBreakHyphen))
            {
                if (at > from)
                    Add(new OutputStep(-1, start + from, at - from));
                Add(pieces.NoBreakHyphen);
                at += NoBreakHyphen.Length - 1;
                from = at + 1;
                continue;
            }

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
}
