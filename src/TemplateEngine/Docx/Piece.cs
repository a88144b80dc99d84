namespace SpotCheck.TemplateEngine.Docx;

/// <summary>What a stretch of static markup, or a place between two, means while the output is made.</summary>
internal enum PieceKind
{
    /// <summary>Bytes that are written as they stand.</summary>
    Markup,

    /// <summary>A new part of the package begins.</summary>
    PartStart,

    /// <summary>From here to <see cref="DropEnd"/> everything goes away if no text or object was written in between.</summary>
    DropUnlessContent,

    /// <summary>The same for a table without rows.</summary>
    DropUnlessRow,

    /// <summary>The same for a row without cells.</summary>
    DropUnlessCell,

    /// <summary>Ends the innermost stretch that may go away.</summary>
    DropEnd,

    /// <summary>A cell, header, text box … begins, which must end with a paragraph.</summary>
    EnsureStart,

    /// <summary>Writes the fallback paragraph if the container does not end with one.</summary>
    EnsureEnd,

    /// <summary>A number that must differ each time it is written.</summary>
    FreshNumber,

    /// <summary>What is printed next is a picture, not text.</summary>
    PictureStart,

    /// <summary>The picture is known; without one everything to <see cref="DropEnd"/> goes away.</summary>
    PictureEnd,

    /// <summary>The picture's width in Word's units.</summary>
    PictureWidth,

    /// <summary>The picture's height.</summary>
    PictureHeight,

    /// <summary>The id of the picture's relation.</summary>
    PictureRelation,

    /// <summary>Lists of this loop begin anew.</summary>
    NumberingRestart,

    /// <summary>The number of a list that begins anew.</summary>
    NumberingId,

    /// <summary>Rows above and below are no longer compared.</summary>
    MergeReset,

    /// <summary>Where a cell says whether it joins the one above.</summary>
    MergeMark,

    /// <summary>The compared value begins.</summary>
    MergeStart,

    /// <summary>An attribute's value is an expression of the language.</summary>
    Expression,

    /// <summary>The compared value ends.</summary>
    MergeEnd,

    /// <summary>A note begins whose reference stands in a block: it is written with the data of the round, and stored apart.</summary>
    NoteStart,

    /// <summary>The note ends.</summary>
    NoteEnd,

    /// <summary>In the part of the notes: here go those of the blocks.</summary>
    NotesHere,
}

/// <summary>What stands around a value where a piece ends.</summary>
internal enum PieceContext
{
    /// <summary>Between paragraphs, rows or cells: no text may stand here.</summary>
    Structure,

    /// <summary>Between the runs of a paragraph.</summary>
    Paragraph,

    /// <summary>Inside <c>w:t</c>: line ends and tabs become elements.</summary>
    Text,

    /// <summary>Other text, such as a document property: line ends stay as they are.</summary>
    Plain,

    /// <summary>Where a picture is asked for.</summary>
    Picture,

    /// <summary>An attribute: line ends become spaces.</summary>
    Attribute,
}

/// <summary>A stretch of static markup that is always written whole.</summary>
internal sealed class Piece
{
    public required int Index { get; init; }

    public required PieceKind Kind { get; init; }

    public byte[] Bytes { get; init; } = [];

    /// <summary>The visible text in it; what a <c>capture</c> around it yields.</summary>
    public string Text { get; init; } = "";

    /// <summary>What stands around a value written after it.</summary>
    public PieceContext Context { get; init; }

    public bool HasContent { get; init; }

    public bool HasRow { get; init; }

    public bool HasCell { get; init; }

    /// <summary>The last paragraph or table closed in it: <c>p</c>, <c>t</c>, or 0 for neither.</summary>
    public char LastBlock { get; init; }

    /// <summary>The part for <see cref="PieceKind.PartStart"/>, the identity for <see cref="PieceKind.FreshNumber"/>, for guards the number of the pair, for pictures and merging cells theirs.</summary>
    public int Number { get; init; }

    /// <summary>Number of the picture for <see cref="PieceKind.PictureEnd"/>.</summary>
    public int Slot { get; init; }

    /// <summary>Whether it stands inside a note that is stored apart.</summary>
    public bool IsInNote { get; init; }

    /// <summary>What is open before it.</summary>
    public PiecePath? Before { get; init; }

    /// <summary>What is open after it.</summary>
    public PiecePath? After { get; init; }
}
