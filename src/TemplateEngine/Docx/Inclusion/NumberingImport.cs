using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Brings the lists of another document; each inclusion has lists of its own, so that each begins at its start.</summary>
internal sealed class NumberingImport(MergeTarget target, IncludedDocument document)
{
    private readonly MarkupElement? _source = document.Related("numbering", out _);
    private readonly Dictionary<string, string> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _forms = new(StringComparer.Ordinal);

    /// <summary>Styles that lists name.</summary>
    public StyleImport Styles { get; set; } = null!;

    /// <summary>Gives a property that names a list its number here.</summary>
    public void Adopt(MarkupElement element)
    {
        if (element.IsWord("numId") && element.Parent!.IsWord("numPr") && element.Attributes.Find(attribute => attribute.Local == "val") is { } number && number.Value != "0")
            number.Value = Import(number.Value);
    }

    private string Import(string id)
    {
        if (_lists.TryGetValue(id, out var known))
            return known;
        if (Find("num", "numId", id) is not { } list || list.WordValue("abstractNumId") is not { } form)
            return "0";
        var root = target.Part("numbering", out _);
        _lists[id] = Next(root, "num", "numId");
        var copy = Numbered(list, "numId", _lists[id]);
        root.Insert(End(root, "num"), copy);
        copy.WordChild("abstractNumId")!.Attributes.Find(attribute => attribute.Local == "val")!.Value = ImportForm(root, form);
        AdoptLevels(copy);
        return _lists[id];
    }

    private string ImportForm(MarkupElement root, string id)
    {
        if (_forms.TryGetValue(id, out var known))
            return known;
        _forms[id] = Next(root, "abstractNum", "abstractNumId");
        if (Find("abstractNum", "abstractNumId", id) is not { } form)
            return _forms[id];
        var copy = Numbered(form, "abstractNumId", _forms[id]);
        root.Insert(End(root, "abstractNum"), copy);

        // Word takes two lists with one nsid for the same list.
        copy.WordChild("nsid")?.Remove();
        copy.WordChild("tmpl")?.Remove();
        copy.WordChild("styleLink")?.Remove();
        AdoptLevels(copy);
        return _forms[id];
    }

    private void AdoptLevels(MarkupElement copy)
    {
        foreach (var element in copy.Descendants().ToList())
        {
            if (element.IsWord("lvlPicBulletId"))
                element.Remove();
            else if (element.IsWord() && element.Local is "pStyle" or "numStyleLink" && element.Attributes.Find(attribute => attribute.Local == "val") is { } style)
                style.Value = Styles.Import(style.Value);
        }
    }

    private MarkupElement? Find(string local, string attribute, string id) =>
        _source?.Elements.FirstOrDefault(element => element.IsWord(local) && element.WordAttribute(attribute) == id);

    private static MarkupElement Numbered(MarkupElement original, string attribute, string number)
    {
        var copy = original.DeepCopy();
        copy.Attributes.RemoveAll(found => found.Namespace != copy.Namespace);
        copy.Attributes.Find(found => found.Local == attribute)!.Value = number;
        return copy;
    }

    private static string Next(MarkupElement root, string local, string attribute) =>
        (root.Elements.Where(element => element.IsWord(local)).Select(element => int.TryParse(element.WordAttribute(attribute), CultureInfo.InvariantCulture, out var id) ? id : 0).Append(0).Max() + 1).ToString(CultureInfo.InvariantCulture);

    // Lists follow their forms, and both follow picture bullets (CT_Numbering).
    private static int End(MarkupElement root, string local)
    {
        for (var i = root.Children.Count - 1; i >= 0; i--)
        {
            if (root.Children[i] is MarkupElement { Local: var found } && (found == local || found is "numPicBullet" || (local == "num" && found == "abstractNum")))
                return i + 1;
        }

        return 0;
    }
}
