using System.Globalization;
using System.Text;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Turns the parts of a package that hold tags into a <see cref="DocxProgram"/>.</summary>
internal sealed class DocxCompiler(PackageParts parts, DocxOptions options, FaultList faults)
{
    private readonly PartFlattener _flattener = new();
    private readonly List<string> _rendered = [];
    private readonly RowMerging _merging = new();
    private readonly PicturePlacement _pictures = new(new TagScanner(faults));
    private BlockNotes _notes = null!;
    private int _tags;

    /// <summary>Tags that open, divide or close a block alone in their part.</summary>
    public List<MarkupTag> Loose { get; } = [];

    /// <summary>The program, or null when the package cannot be read; faults of the template are in the list.</summary>
    public DocxProgram? Compile()
    {
        var body = parts.TryReadMarkup(parts.Main, out var main) is null && new DocumentInclusion(parts, options, faults).Expand(main) ? main : null;
        var styles = new StyleFacts(parts);
        _notes = new(parts, styles.IsHeading);
        foreach (var (name, label) in TemplateParts.Of(parts, faults))
        {
            MarkupElement root;
            var taken = name == parts.Main ? body : _notes.RootOf(name);
            if (taken is not null)
            {
                root = taken;
            }
            else if (parts.TryReadMarkup(name, out root) is { } fault)
            {
                faults.Add(fault);
                continue;
            }

            var context = TemplateParts.IsPlain(name) ? PieceContext.Plain : PieceContext.Structure;
            var found = context == PieceContext.Plain ? ScanPlain(root, label, name) : Scan(root, label, name, styles);
            if (found || name == parts.Main || _notes.RootOf(name) is not null)
            {
                _flattener.AddPart(_rendered.Count, root, context);
                _rendered.Add(name);
            }
        }

        return _rendered.Count == 0 ? null : Program();
    }

    private bool Scan(MarkupElement root, string label, string name, StyleFacts styles)
    {
        var spots = new SpotFinder(label, name, styles.IsHeading).Find(root);
        if (!FindTags(root, spots))
            return false;
        if (name == parts.Main)
            _notes.Place(root, (note, noteSpots) => Prepare(note, noteSpots, styles));
        Arrange(root, styles);
        return true;
    }

    private void Prepare(MarkupElement note, Dictionary<MarkupElement, Spot> spots, StyleFacts styles)
    {
        if (FindTags(note, spots))
            Arrange(note, styles);
    }

    private bool FindTags(MarkupElement root, Dictionary<MarkupElement, Spot> spots)
    {
        var scanner = new TagScanner(faults);
        var found = ContentControls.Name(root);
        foreach (var paragraph in root.Descendants().Where(spots.ContainsKey).ToList())
            found |= scanner.Scan(paragraph, spots[paragraph]);
        return found | _pictures.Place(root, spots);
    }

    // Moves blocks to the edges of what they enclose and guards what may be left empty.
    private void Arrange(MarkupElement root, StyleFacts styles)
    {
        var tags = Content.Tags(root).ToList();
        _tags += tags.Count;
        if (_tags > options.MaxTags)
        {
            faults.Add(DocxFaults.TooManyTags(tags[0].Tag.Spot, options.MaxTags));
            return;
        }

        var groups = BlockGroup.Pair(tags, Loose);
        MarkerDissolving.Dissolve(root, groups);
        new BlockLifting(faults, styles.IsListItem).Lift(groups);
        SectionLoops.Place(groups);
        NumberingRestart.Place(groups, new NumberingRestart(styles));
        _merging.Place(root);
        GuardPlacement.Place(root);
    }

    private bool ScanPlain(MarkupElement root, string label, string name)
    {
        var scanner = new TagScanner(faults);
        var found = false;
        foreach (var element in root.Descendants().Where(element => element.Children.Count > 0 && element.Children.All(child => child is MarkupText)).ToList())
        {
            var text = string.Concat(element.Children.OfType<MarkupText>().Select(part => part.Value));
            var spot = new Spot(label, name, "", 0, 0, 0, 0, text);
            var spans = scanner.Find(text, spot);
            if (spans.Count == 0)
                continue;
            found = true;
            var at = 0;
            element.MoveChildren(0, new MarkupElement("old", ""));
            foreach (var span in spans)
            {
                if (span.Start > at)
                    element.Add(new MarkupText(text[at..span.Start]));
                foreach (var tag in span.Tag?.Separate() ?? [])
                    element.Add(new MarkupTag(tag));
                at = span.End;
            }

            element.Add(new MarkupText(text[at..]));
        }

        return found;
    }

    private DocxProgram Program()
    {
        var prefix = parts.TryReadMarkup(parts.Main, out var root) is null ? root.Prefix : "w:";
        var (restart, follow) = (Extra($"<{prefix}vMerge {prefix}val=\"restart\"/>"), Extra($"<{prefix}vMerge/>"));
        var table = new PieceTable(
            [],
            Extra($"</{prefix}t><{prefix}br/><{prefix}t xml:space=\"preserve\">"),
            Extra($"</{prefix}t><{prefix}tab/><{prefix}t xml:space=\"preserve\">"),
            Extra($"</{prefix}t><{prefix}noBreakHyphen/><{prefix}t xml:space=\"preserve\">"),
            Extra($"<{prefix}r><{prefix}t xml:space=\"preserve\">"),
            Extra($"</{prefix}t></{prefix}r>"),
            _flattener.LargestIdentity + 1,
            _rendered.Count)
        {
            Prefix = prefix,
            Pictures = _pictures.Slots,
            FirstFreeList = NumberingRestart.Largest(parts, PackageAdditions.NumberingPart(parts)) + 1,
            FirstFreePicture = PackageAdditions.LargestPicture(parts, _rendered) + 1,
            NoteParts = [.. _notes.Parts.Select(part => part is null ? -1 : _rendered.IndexOf(part))],
            MergeLeft = _merging.LeftOf,
            MergeRestart = restart,
            MergeContinue = follow,
        };
        table = table with { All = [.. _flattener.Pieces] };
        var unchanged = parts.Entries.Where(entry => !_rendered.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        return new(_flattener.Segments, _flattener.Tags, table, new RenderedPackage(table, unchanged, _rendered, parts));
    }

    private Piece Extra(string markup) => _flattener.AddLoose(Encoding.UTF8.GetBytes(markup));
}

/// <summary>The parts of a Word package in which tags may stand.</summary>
internal static class TemplateParts
{
    private static readonly (string Ending, string Label)[] Related =
    [
        ("/header", "页眉"), ("/footer", "页脚"), ("/footnotes", "脚注"), ("/endnotes", "尾注"), ("/comments", "批注"),
    ];

    /// <summary>Names and Chinese labels: the body first, so that what it assigns is known to the others.</summary>
    public static List<(string Name, string Label)> Of(PackageParts parts, FaultList faults)
    {
        var found = new List<(string, string)> { (parts.Main, "正文") };
        if (parts.TryReadRelations(parts.Main, out var relations) is { } fault)
            faults.Add(fault);
        foreach (var (ending, label) in Related)
        {
            var number = 0;
            var targets = relations.Where(relation => !relation.IsExternal && relation.Type.EndsWith(ending, StringComparison.Ordinal) && parts.Has(relation.Target));
            foreach (var relation in targets.DistinctBy(relation => relation.Target, StringComparer.OrdinalIgnoreCase).OrderBy(relation => relation.Target, StringComparer.Ordinal).ToList())
            {
                number++;
                found.Add((relation.Target, label is "页眉" or "页脚" ? string.Create(CultureInfo.InvariantCulture, $"{label} {number} ") : label));
            }
        }

        if (parts.TryReadRelations("", out var roots) is { } broken)
            faults.Add(broken);
        foreach (var relation in roots.Where(relation => !relation.IsExternal && relation.Type.EndsWith("-properties", StringComparison.Ordinal) && parts.Has(relation.Target)))
            found.Add((relation.Target, "文档属性"));
        return found;
    }

    /// <summary>Whether the part is plain text in elements, as document properties are.</summary>
    public static bool IsPlain(string name) => name.StartsWith("docProps/", StringComparison.OrdinalIgnoreCase);
}
