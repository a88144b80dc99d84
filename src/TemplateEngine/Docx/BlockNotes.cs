using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A kind of note: the part it lies in and the elements that make it up.</summary>
/// <param name="Index">Number of the kind.</param>
/// <param name="Part">Last step of the relation to the part.</param>
/// <param name="Note">Element of one note.</param>
/// <param name="Label">Chinese name of the part.</param>
internal sealed record NoteKind(int Index, string Part, string Note, string Label)
{
    public static IReadOnlyList<NoteKind> All { get; } =
        [new(0, "footnotes", "footnote", "脚注"), new(1, "endnotes", "endnote", "尾注"), new(2, "comments", "comment", "批注")];

    public bool IsReference(MarkupElement element) => element.IsWord(Note + "Reference");

    /// <summary>Whether the element names a note by its number: the reference, and for remarks both ends of what they are about.</summary>
    public bool Names(MarkupElement element) =>
        IsReference(element) || (Note == "comment" && (element.IsWord("commentRangeStart") || element.IsWord("commentRangeEnd")));
}

/// <summary>One note whose reference stands in a block.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Key">Equal for everything that bears its number.</param>
/// <param name="First">The element that comes first in each round and so gets a new number.</param>
internal sealed record BlockNote(NoteKind Kind, string Key, MarkupElement First);

/// <summary>
/// Notes and remarks that belong to a block: each round has its own, written with the data of the round. The note moves
/// to its reference, so that the tags in it see the loop's variables; its output is put into its part at the end.
/// </summary>
internal sealed class BlockNotes(PackageParts parts, Func<string, bool> isHeading)
{
    private readonly Dictionary<NoteKind, (string Name, MarkupElement Root, Dictionary<MarkupElement, Spot> Spots)> _open = [];

    /// <summary>The root of a part from which notes were taken; null where it is as it was.</summary>
    public MarkupElement? RootOf(string part) => _open.Values.FirstOrDefault(found => found.Name == part).Root;

    /// <summary>Names of the parts by kind, null where no note was taken.</summary>
    public IReadOnlyList<string?> Parts => [.. NoteKind.All.Select(kind => _open.TryGetValue(kind, out var found) ? found.Name : null)];

    /// <summary>Moves the notes of the blocks below a root to their references.</summary>
    /// <param name="root">A part whose tags are in place.</param>
    /// <param name="prepare">Makes a note ready: its tags found, its blocks in order.</param>
    public void Place(MarkupElement root, Action<MarkupElement, Dictionary<MarkupElement, Spot>> prepare)
    {
        var inBlocks = new List<MarkupElement>();
        var depth = 0;
        Collect(root, inBlocks, ref depth);
        foreach (var kind in NoteKind.All)
        {
            foreach (var reference in inBlocks.Where(kind.IsReference).ToList())
                Move(kind, reference, root, inBlocks, prepare);
        }

        foreach (var (_, part, _) in _open.Values.Where(found => !found.Root.Children.OfType<MarkupGuard>().Any()))
            part.Add(new MarkupGuard(PieceKind.NotesHere) { Slot = NoteKind.All.First(kind => part.IsWord(kind.Part)).Index });
    }

    /// <summary>The number an element of a note or its reference bears; null for others.</summary>
    public static string? NumberOf(MarkupElement element) =>
        NoteKind.All.Any(kind => kind.Names(element) || element.IsWord(kind.Note)) ? element.WordAttribute("id") : null;

    private void Move(NoteKind kind, MarkupElement reference, MarkupElement root, List<MarkupElement> inBlocks, Action<MarkupElement, Dictionary<MarkupElement, Spot>> prepare)
    {
        var id = reference.WordAttribute("id") ?? "";
        if (Open(kind) is not { } part || part.Root.Elements.FirstOrDefault(note => note.IsWord(kind.Note) && note.WordAttribute("id") == id) is not { } content)
            return;
        var named = inBlocks.Where(element => kind.Names(element) && element.WordAttribute("id") == id).ToList();
        var note = new BlockNote(kind, kind.Note + id, named[0]);
        foreach (var element in named)
            element.Origin = note;

        // A reference outside the block, though Word makes none, keeps its note.
        if (root.Descendants().Any(element => kind.IsReference(element) && element.WordAttribute("id") == id && !inBlocks.Contains(element)))
            content.InsertAfter(content.DeepCopy());
        content.Remove();
        content.Origin = note;
        prepare(content, part.Spots);
        reference.InsertAfter(new MarkupNote(note, content));
    }

    private (string Name, MarkupElement Root, Dictionary<MarkupElement, Spot> Spots)? Open(NoteKind kind)
    {
        if (_open.TryGetValue(kind, out var known))
            return known;
        if (IncludedDocument.Related(parts, kind.Part, out var name) is not { } root)
            return null;
        return _open[kind] = (name, root, new SpotFinder(kind.Label, name, isHeading).Find(root));
    }

    private static void Collect(MarkupElement parent, List<MarkupElement> found, ref int depth)
    {
        foreach (var child in parent.Children)
        {
            if (child is MarkupTag tag)
            {
                depth += tag.Tag.Shape.Role switch { TagPart.Open => 1, TagPart.Close => -1, _ => 0 };
            }
            else if (child is MarkupElement element)
            {
                if (depth > 0 && NumberOf(element) is not null)
                    found.Add(element);
                Collect(element, found, ref depth);
            }
        }
    }
}
