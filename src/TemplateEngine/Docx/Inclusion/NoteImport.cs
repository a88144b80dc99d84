using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Brings the footnotes and endnotes that another document's content refers to.</summary>
internal sealed class NoteImport(MergeTarget target, IncludedDocument document, ContentImport content)
{
    private static readonly (string Kind, string Note, string Reference)[] s_kinds =
        [("footnotes", "footnote", "footnoteReference"), ("endnotes", "endnote", "endnoteReference")];

    private readonly Dictionary<string, string> _sources = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The other document's part from which notes came into <paramref name="owner"/>.</summary>
    public string SourceOf(string owner) => _sources.GetValueOrDefault(owner, "");

    /// <summary>Gives a reference the number of its note here.</summary>
    public void Adopt(MarkupElement element)
    {
        foreach (var (kind, note, reference) in s_kinds)
        {
            if (element.IsWord(reference) && element.Attributes.Find(attribute => attribute.Local == "id") is { } id)
                Bring(kind, note, id);
        }
    }

    private void Bring(string kind, string local, MarkupAttribute id)
    {
        var notes = document.Related(kind, out var source);
        if (notes?.Elements.FirstOrDefault(note => note.IsWord(local) && note.WordAttribute("id") == id.Value) is not { } found)
            return;
        var root = target.Part(kind, out var name);
        _sources[name] = source;
        if (!root.Elements.Any())
        {
            foreach (var line in notes.Elements.Where(note => note.WordAttribute("type") is "separator" or "continuationSeparator").ToList())
                root.Add(line.DeepCopy());
        }

        DeclareIn(root, notes);
        var number = root.Elements.Select(note => int.TryParse(note.WordAttribute("id"), CultureInfo.InvariantCulture, out var value) ? value : 0).Append(0).Max() + 1;
        var copy = found.DeepCopy();
        id.Value = number.ToString(CultureInfo.InvariantCulture);
        copy.Attributes.Find(attribute => attribute.Local == "id")!.Value = id.Value;
        root.Add(copy);
        content.Adopt(copy, name);
    }

    private static void DeclareIn(MarkupElement root, MarkupElement other)
    {
        foreach (var declaration in other.Attributes.Where(attribute => attribute.Name.StartsWith("xmlns:", StringComparison.Ordinal) && !root.Attributes.Exists(known => known.Name == attribute.Name)).ToList())
            root.Attributes.Insert(0, declaration with { });
    }
}
