using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>One tag as an author typed it.</summary>
/// <param name="code">The code between the marks; curly quotes and special spaces are made plain, one for one.</param>
/// <param name="spot">The paragraph it stands in.</param>
/// <param name="start">Where its opening mark starts in the paragraph's text, from 0.</param>
/// <param name="codeStart">Where its code starts in the paragraph's text.</param>
internal sealed class DocumentTag(string code, Spot spot, int start, int codeStart)
{
    public string Code { get; } = code;

    public Spot Spot { get; } = spot;

    public int Start { get; } = start;

    public int CodeStart { get; } = codeStart;

    public TagShape Shape { get; } = TagShape.Of(code);

    /// <summary>
    /// The tag itself, or, where it opens and closes several blocks (<c>for …; if …</c>), one tag a statement, so that
    /// each can be moved to the edge of what it encloses.
    /// </summary>
    public IEnumerable<DocumentTag> Separate() =>
        Shape.Role != TagPart.Mixed
            ? [this]
            : TagLexer.Statements(Code, []).Select(statement =>
                new DocumentTag(Code[statement.Start..statement.End], Spot, Start, CodeStart + statement.Start));
}

/// <summary>A tag standing in the markup where its output belongs.</summary>
internal sealed class MarkupTag(DocumentTag tag) : MarkupNode
{
    public DocumentTag Tag { get; } = tag;
}

/// <summary>A place in the markup at which the output is looked after while it is made; see <see cref="PieceKind"/>.</summary>
internal sealed class MarkupGuard(PieceKind kind, MarkupElement? fallback = null) : MarkupNode
{
    public PieceKind Kind { get; } = kind;

    /// <summary>What is written when nothing else was; for <see cref="PieceKind.EnsureEnd"/>.</summary>
    public MarkupElement? Fallback { get; } = fallback;

    /// <summary>Number of the picture for <see cref="PieceKind.PictureStart"/> and <see cref="PieceKind.PictureEnd"/>.</summary>
    public int Slot { get; init; }
}

/// <summary>A note at its reference inside a block.</summary>
internal sealed class MarkupNote(BlockNote note, MarkupElement content) : MarkupNode
{
    public BlockNote Note { get; } = note;

    /// <summary>The note's element with its tags in place.</summary>
    public MarkupElement Content { get; } = content;
}
