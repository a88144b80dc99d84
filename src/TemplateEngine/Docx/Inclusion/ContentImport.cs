using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Makes the content of another document fit into a template: styles, lists, relations, notes, names and numbers.</summary>
internal sealed class ContentImport
{
    private const string Office = "urn:schemas-microsoft-com:office:office";
    private const int NameLength = 36;

    private readonly MergeTarget _target;
    private readonly IncludedDocument _document;
    private readonly StyleImport _styles;
    private readonly NumberingImport _numbering;
    private readonly NoteImport _notes;
    private readonly Dictionary<string, string> _bookmarks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);

    public ContentImport(MergeTarget target, IncludedDocument document)
    {
        _target = target;
        _document = document;
        _numbering = new(target, document);
        _styles = new(target, document, _numbering);
        _numbering.Styles = _styles;
        _notes = new(target, document, this);
    }

    /// <summary>Adopts everything below a container.</summary>
    /// <param name="container">Body or note of the other document.</param>
    /// <param name="owner">The part it will stand in.</param>
    public void Adopt(MarkupElement container, string owner)
    {
        var source = owner == _target.Parts.Main ? _document.Parts.Main : _notes.SourceOf(owner);
        RemoveLeftovers(container);
        Rename(container);
        _ = _document.Parts.TryReadRelations(source, out var relations);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in container.Descendants().ToList())
        {
            _styles.Adopt(element);
            _numbering.Adopt(element);
            _notes.Adopt(element);
            foreach (var attribute in element.Attributes.Where(attribute => attribute.Namespace is Ooxml.Relations or Ooxml.RelationsStrict || (attribute.Namespace == Office && attribute.Local == "relid")))
                attribute.Value = Relate(attribute.Value, owner, relations, known);
        }
    }

    // Remarks of readers, ids of paragraphs and header references belong to the other document's own life.
    private static void RemoveLeftovers(MarkupElement container)
    {
        foreach (var element in container.Descendants().ToList())
        {
            element.Attributes.RemoveAll(attribute => attribute.Namespace == Ooxml.Word2010 && attribute.Local is "paraId" or "textId");
            if (element.IsWord() && element.Local is "commentRangeStart" or "commentRangeEnd" or "commentReference" or "headerReference" or "footerReference" or "permStart" or "permEnd")
                element.Remove();
        }
    }

    private string Relate(string id, string owner, List<PackageRelation> relations, Dictionary<string, string> known)
    {
        if (known.TryGetValue(id, out var given))
            return given;
        if (relations.Find(relation => relation.Id == id) is not { } relation)
            return id;
        var target = relation.IsExternal ? relation.Target : "/" + _target.Copy(_document.Parts, relation.Target);
        return known[id] = _target.Relate(owner, relation.Type, target, relation.IsExternal);
    }

    // Names and numbers that stand in the template already get a number behind them.
    private void Rename(MarkupElement container)
    {
        var taken = _target.Document.Descendants().Where(element => element.IsWord("bookmarkStart")).Select(element => element.WordAttribute("name") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var next = _target.Document.Descendants().Select(IdentityRewriting.NumberOf).Append("0")
            .Max(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0);
        foreach (var element in container.Descendants().ToList())
        {
            if (IdentityRewriting.NumberOf(element) is { } number)
                Number(element, number, ref next);
            if (element.IsWord("bookmarkStart") && element.Attributes.Find(attribute => attribute.Local == "name") is { } name)
                name.Value = _bookmarks[name.Value] = Free(name.Value, taken);
        }

        foreach (var element in container.Descendants())
            Refer(element);
    }

    private void Number(MarkupElement element, string number, ref int next)
    {
        var isShape = !element.IsWord();
        var key = (isShape ? "s" : "b") + number;
        if (isShape || !_numbers.TryGetValue(key, out var given))
            _numbers[key] = given = (++next).ToString(CultureInfo.InvariantCulture);
        element.Attributes.Find(attribute => attribute.Local == "id" && (isShape ? attribute.Namespace.Length == 0 : attribute.Namespace == element.Namespace))!.Value = given;
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name[..Math.Min(name.Length, NameLength)]}_{number}");
        return free;
    }

    // Fields such as REF and PAGEREF and links inside the document name bookmarks.
    private void Refer(MarkupElement element)
    {
        if (element.IsWord("hyperlink") && element.Attributes.Find(attribute => attribute.Local == "anchor") is { } anchor)
            anchor.Value = _bookmarks.GetValueOrDefault(anchor.Value, anchor.Value);
        if (element.IsWord("fldSimple") && element.Attributes.Find(attribute => attribute.Local == "instr") is { } code)
            code.Value = Renamed(code.Value);
        if (!element.IsWord("instrText"))
            return;
        foreach (var text in element.Children.OfType<MarkupText>())
            text.Value = Renamed(text.Value);
    }

    private string Renamed(string code) =>
        string.Join(' ', code.Split(' ').Select(word => _bookmarks.GetValueOrDefault(word, word)));
}
