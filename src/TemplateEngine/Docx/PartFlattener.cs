using System.Buffers;
using System.Text;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Cuts the markup of all parts with tags into pieces and code, in one list, so that variables reach from part to part.</summary>
internal sealed class PartFlattener
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly StringBuilder _text = new();
    private readonly IdentityRewriting _identities = new();
    private bool _hasContent;
    private bool _hasRow;
    private bool _hasCell;
    private char _lastBlock;
    private int _depth;
    private PiecePath? _path;
    private PiecePath? _pathBefore;
    private int _guards;
    private bool _isInNote;
    private readonly Stack<int> _openGuards = new();

    /// <summary>What <see cref="Template.Parse"/> takes.</summary>
    public List<TemplateSegment> Segments { get; } = [];

    /// <summary>The tag of each segment, null for pieces.</summary>
    public List<DocumentTag?> Tags { get; } = [];

    public List<Piece> Pieces { get; } = [];

    /// <summary>The largest bookmark or shape number the template uses.</summary>
    public int LargestIdentity => _identities.Largest;

    /// <summary>Appends a part.</summary>
    /// <param name="number">The part's number, handed back when its output begins.</param>
    /// <param name="root">Its markup, tags and guards in place.</param>
    /// <param name="context">What tags in text other than <c>w:t</c> stand in.</param>
    public void AddPart(int number, MarkupElement root, PieceContext context)
    {
        (_path, _pathBefore, _depth) = (null, null, 0);
        AddPiece(PieceKind.PartStart, PieceContext.Structure, number);
        _identities.Reserve(root);
        _bytes.Write(MarkupWriter.Declaration);
        Walk(root, context);
        Flush(PieceContext.Structure);
    }

    /// <summary>A piece that is not part of the flow, such as what a line end in a value becomes.</summary>
    public Piece AddLoose(byte[] bytes)
    {
        var piece = new Piece { Index = Pieces.Count, Kind = PieceKind.Markup, Bytes = bytes, HasContent = true, Context = PieceContext.Text };
        Pieces.Add(piece);
        return piece;
    }

    private void Walk(MarkupElement element, PieceContext outer)
    {
        Note(element);
        var context = ContextIn(element, outer);
        var path = new PiecePath(_path, element, IsStructure(element), Pieces.Count, _bytes.WrittenCount, (_path?.Depth ?? -1) + 1);
        WriteOpen(element);
        if (element.Children.Count == 0)
            return;
        _path = path;
        foreach (var child in element.Children)
        {
            switch (child)
            {
                case MarkupElement inner:
                    Walk(inner, context);
                    break;
                case MarkupText text:
                    MarkupWriter.WriteText(_bytes, text.Value);
                    _hasContent |= context is PieceContext.Text && text.Value.Length > 0;
                    if (context is PieceContext.Text or PieceContext.Plain)
                        _text.Append(text.Value);
                    break;
                case MarkupTag tag:
                    AddCode(tag.Tag, Pieces[^1].Kind == PieceKind.PictureStart ? PieceContext.Picture : context);
                    break;
                case MarkupGuard guard:
                    AddGuard(guard, context);
                    break;
                case MarkupNote note:
                    AddNote(note, context);
                    break;
                default:
                    break;
            }
        }

        MarkupWriter.WriteClose(_bytes, element);
        _path = path.Outer;
        if (element.IsWord("p"))
            Closed('p', "\n");
        else if (element.IsWord("tbl"))
            Closed('t', "");
        else if (element.IsWord("tc"))
            _text.Append('\t');
    }

    private static bool IsStructure(MarkupElement element) =>
        element.IsWord() && element.Local is "p" or "tc" or "tr" or "tbl" or "sdt" or "txbxContent" or "drawing" or "pict";

    private void Closed(char block, string text)
    {
        _lastBlock = block;
        _text.Append(text);
    }

    private void Note(MarkupElement element)
    {
        _hasRow |= element.IsWord("tr");
        _hasCell |= element.IsWord("tc");
        _hasContent |= Content.IsObject(element) && !element.IsWord("numPr") && !element.IsWord("sectPr") && element.Paragraph() is not null
            && !element.Ancestors().Any(Content.IsProperties);
    }

    private static PieceContext ContextIn(MarkupElement element, PieceContext outer)
    {
        if (outer == PieceContext.Plain)
            return PieceContext.Plain;
        if (element.IsWord("t"))
            return PieceContext.Text;
        if (element.HoldsBlocks())
            return PieceContext.Structure;
        return element.IsWord("p") ? PieceContext.Paragraph : outer;
    }

    private void WriteOpen(MarkupElement element)
    {
        var selfClosing = element.Children.Count == 0;
        if ((_depth == 0 || !_identities.Concerns(element)) && !element.Attributes.Exists(attribute => attribute.Slot is not null))
        {
            MarkupWriter.WriteOpen(_bytes, element, selfClosing);
            return;
        }

        MarkupWriter.WriteRaw(_bytes, "<" + element.Name);
        foreach (var attribute in element.Attributes)
            WriteIdentity(element, attribute);
        MarkupWriter.WriteRaw(_bytes, selfClosing ? "/>" : ">");
    }

    private void WriteIdentity(MarkupElement element, MarkupAttribute attribute)
    {
        if (attribute.Slot is PieceKind slot)
        {
            MarkupWriter.WriteRaw(_bytes, $" {attribute.Name}=\"");
            Flush(PieceContext.Attribute);
            if (slot == PieceKind.Expression)
                AddExpression(attribute.Value);
            else
                AddPiece(slot, PieceContext.Attribute, int.TryParse(attribute.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0);
            MarkupWriter.WriteRaw(_bytes, "\"");
            return;
        }

        var identity = 0;
        switch (_depth == 0 ? IdentityTreatment.Keep : _identities.Treat(element, attribute, out identity))
        {
            case IdentityTreatment.Drop:
                break;
            case IdentityTreatment.Fresh:
                MarkupWriter.WriteRaw(_bytes, $" {attribute.Name}=\"");
                AddNumber(identity);
                MarkupWriter.WriteRaw(_bytes, "\"");
                break;
            case IdentityTreatment.Suffix:
                MarkupWriter.WriteRaw(_bytes, $" {attribute.Name}=\"");
                MarkupWriter.WriteRaw(_bytes, attribute.Value[..Math.Min(attribute.Value.Length, 28)] + "_");
                AddNumber(identity);
                MarkupWriter.WriteRaw(_bytes, "\"");
                break;
            default:
                MarkupWriter.WriteAttribute(_bytes, attribute.Name, attribute.Value);
                break;
        }
    }

    private void AddNumber(int identity)
    {
        Flush(PieceContext.Attribute);
        AddPiece(PieceKind.FreshNumber, PieceContext.Attribute, identity);
    }

    private void AddCode(DocumentTag tag, PieceContext context)
    {
        Flush(context);
        _depth += tag.Shape.Role switch { TagPart.Open => 1, TagPart.Close => -1, _ => 0 };
        Segments.Add(new CodeSegment(tag.Code) { Escape = OutputEscape.XmlText });
        Tags.Add(tag);
    }

    // The tag beside it holds the same condition and names its faults; this one has no place of its own.
    private void AddExpression(string code)
    {
        Segments.Add(new CodeSegment(code) { Escape = OutputEscape.XmlText });
        Tags.Add(null);
    }

    private void AddNote(MarkupNote note, PieceContext context)
    {
        Flush(context);
        AddPiece(PieceKind.NoteStart, PieceContext.Structure, note.Note.Kind.Index);
        _isInNote = true;
        Walk(note.Content, PieceContext.Structure);
        Flush(PieceContext.Structure);
        AddPiece(PieceKind.NoteEnd, context, note.Note.Kind.Index);
        _isInNote = false;
    }

    private void AddGuard(MarkupGuard guard, PieceContext context)
    {
        Flush(context);
        if (guard.Fallback is not null)
            MarkupWriter.Write(_bytes, guard.Fallback);
        if (guard.Kind is PieceKind.PictureStart or PieceKind.NumberingRestart or PieceKind.MergeReset or PieceKind.MergeMark or PieceKind.MergeStart or PieceKind.MergeEnd or PieceKind.NotesHere)
        {
            AddPiece(guard.Kind, guard.Kind == PieceKind.PictureStart ? PieceContext.Picture : context, guard.Slot);
            return;
        }

        if (guard.Kind is PieceKind.DropEnd or PieceKind.EnsureEnd)
        {
            AddPiece(guard.Kind, context, _openGuards.Pop());
            return;
        }

        _openGuards.Push(_guards);
        AddPiece(guard.Kind, context, _guards++, guard.Slot);
    }

    // Even an empty piece is kept where the context changes, so that a value always knows where it stands.
    private void Flush(PieceContext context)
    {
        var changes = Pieces.Count == 0 || Pieces[^1].Context != context || Segments[^1] is not RawSegment;
        if (_bytes.WrittenCount > 0 || changes)
            AddPiece(PieceKind.Markup, context, 0);
    }

    private void AddPiece(PieceKind kind, PieceContext context, int number, int slot = 0)
    {
        var piece = new Piece
        {
            Index = Pieces.Count,
            Kind = kind,
            Bytes = _bytes.WrittenSpan.ToArray(),
            Text = _text.ToString(),
            Context = context,
            HasContent = _hasContent,
            HasRow = _hasRow,
            HasCell = _hasCell,
            LastBlock = _lastBlock,
            Number = number,
            Slot = slot,
            IsInNote = _isInNote,
            Before = _pathBefore,
            After = _path,
        };
        _pathBefore = _path;
        Pieces.Add(piece);
        Segments.Add(new RawSegment(Encoding.UTF8.GetBytes(piece.Text)) { Note = piece });
        Tags.Add(null);
        _bytes.ResetWrittenCount();
        _text.Clear();
        (_hasContent, _hasRow, _hasCell, _lastBlock) = (false, false, false, '\0');
    }
}
