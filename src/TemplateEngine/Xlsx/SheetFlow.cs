using System.Text;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>The segments of a workbook while it is compiled.</summary>
internal sealed class SheetFlow
{
    /// <summary>The function every single tag's value goes through, so that its type is known.</summary>
    public const string CellFunction = "__cell";

    /// <summary>Tags that open, divide or close a block alone on their sheet.</summary>
    public List<DocumentTag> Loose { get; } = [];

    public PieceList Pieces { get; } = new();

    public List<TemplateSegment> Segments { get; } = [];

    /// <summary>The tag of each segment and where its code begins in the segment.</summary>
    public List<(DocumentTag? Tag, int Offset)> Tags { get; } = [];

    public void Mark(SheetMark mark, string text = "")
    {
        Segments.Add(new RawSegment(Encoding.UTF8.GetBytes(text)) { Note = mark });
        Tags.Add((null, 0));
    }

    public void Markup(string markup) => Mark(new() { Kind = SheetMarkKind.Markup, Piece = Pieces.Add(markup) }, markup);

    public void Code(DocumentTag tag, string code) => Add(tag, code, 0);

    /// <summary>A tag whose value is the whole cell.</summary>
    public void Value(DocumentTag tag)
    {
        var code = tag.Code;
        if (TagLexer.Statements(code, []).Count == 1)
            Add(tag, $"({TagLexer.WithoutComment(code)}) | {CellFunction}", 1);
        else
            Add(tag, code, 0);
    }

    private void Add(DocumentTag tag, string code, int offset)
    {
        Segments.Add(new CodeSegment(code) { Escape = OutputEscape.XmlText });
        Tags.Add((tag, offset));
    }
}
