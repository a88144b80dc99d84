using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// Brings the styles that another document's content uses. A style that is the same here is used as it is; one that
/// differs comes in under a name of its own, so that both documents keep their look.
/// </summary>
internal sealed class StyleImport
{
    private readonly MergeTarget _target;
    private readonly IncludedDocument _document;
    private readonly NumberingImport _numbering;
    private readonly MarkupElement? _source;
    private readonly Dictionary<string, string> _map = new(StringComparer.Ordinal);
    private readonly StyleDefaults _defaults;
    private readonly string? _standard;

    public StyleImport(MergeTarget target, IncludedDocument document, NumberingImport numbering)
    {
        (_target, _document, _numbering) = (target, document, numbering);
        _source = document.Related("styles", out _);
        _defaults = new(target, document, _source);
        _standard = _source?.Elements.FirstOrDefault(style => style.IsWord("style") && style.WordAttribute("type") == "paragraph" && style.WordAttribute("default") is "1" or "true")?.WordAttribute("styleId");
    }

    /// <summary>Gives a property that names a style its new name, and a paragraph without one the other document's standard.</summary>
    public void Adopt(MarkupElement element)
    {
        _defaults.Resolve(element);
        if (element.IsWord() && element.Local is "pStyle" or "rStyle" or "tblStyle" && element.Attributes.Find(attribute => attribute.Local == "val") is { } name)
            name.Value = Import(name.Value);
        else if (element.IsWord("p") && _standard is not null && element.WordChild("pPr")?.WordChild("pStyle") is null)
            SetStandard(element, Import(_standard));
    }

    private void SetStandard(MarkupElement paragraph, string style)
    {
        if (Standard(_target.Part("styles", out _)) == style)
            return;
        var properties = paragraph.WordChild("pPr");
        if (properties is null)
            paragraph.Insert(0, properties = paragraph.NewWord("pPr"));
        properties.Insert(0, Named(properties, "pStyle", style));
    }

    /// <summary>The style's id here.</summary>
    public string Import(string id)
    {
        if (_map.TryGetValue(id, out var known))
            return known;
        if (Find(_source, id) is not { } style)
            return id;
        _map[id] = id;
        var target = _target.Part("styles", out _);
        var isRoot = style.WordValue("basedOn") is not { } parent || Find(_source, parent) is null;
        var parentIsSame = isRoot ? _defaults.AreSame : Import(style.WordValue("basedOn")!) == style.WordValue("basedOn");
        if (parentIsSame && style.WordChild("pPr")?.WordChild("numPr") is null && Find(target, id) is { } same && Text(same) == Text(style))
            return id;
        Add(target, style, id, isRoot);
        return _map[id];
    }

    private void Add(MarkupElement target, MarkupElement style, string id, bool isRoot)
    {
        var copy = style.DeepCopy();
        var free = id;
        for (var number = 2; Find(target, free) is not null; number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{id}_{number}");
        _map[id] = free;
        copy.Attributes.RemoveAll(attribute => attribute.Local is "default" or "customStyle");
        copy.Attributes.Find(attribute => attribute.Local == "styleId")!.Value = free;
        copy.Attributes.Add(new(copy.Prefix + "customStyle", copy.Namespace, "customStyle", "1"));
        if (copy.WordChild("name")?.Attributes.Find(attribute => attribute.Local == "val") is { } name)
            name.Value = FreeName(target, name.Value);
        copy.WordChild("aliases")?.Remove();
        if (isRoot && style.WordAttribute("type") == "paragraph")
            _defaults.Bake(copy);
        target.Add(copy);
        foreach (var element in copy.Descendants().ToList())
        {
            _defaults.Resolve(element);
            _numbering.Adopt(element);
            if (element.IsWord() && element.Local is "basedOn" or "next" or "link" && element.Attributes.Find(attribute => attribute.Local == "val") is { } other)
                other.Value = Import(other.Value);
        }
    }

    private string FreeName(MarkupElement target, string name)
    {
        var label = Path.GetFileNameWithoutExtension(_document.Name);
        var free = name;
        for (var number = 1; target.Elements.Any(style => string.Equals(style.WordValue("name"), free, StringComparison.OrdinalIgnoreCase)); number++)
            free = number == 1 ? $"{name}（{label}）" : string.Create(CultureInfo.InvariantCulture, $"{name}（{label} {number}）");
        return free;
    }

    private static string? Standard(MarkupElement styles) =>
        styles.Elements.FirstOrDefault(style => style.IsWord("style") && style.WordAttribute("type") == "paragraph" && style.WordAttribute("default") is "1" or "true")?.WordAttribute("styleId");

    private static MarkupElement? Find(MarkupElement? styles, string id) =>
        styles?.Elements.FirstOrDefault(style => style.IsWord("style") && style.WordAttribute("styleId") == id);

    public static MarkupElement Named(MarkupElement like, string local, string value)
    {
        var element = like.NewWord(local);
        element.Attributes.Add(new(like.Prefix + "val", like.Namespace, "val", value));
        return element;
    }

    /// <summary>The markup of an element without what says only when it was edited.</summary>
    public static string Text(MarkupElement element)
    {
        var copy = element.DeepCopy();
        foreach (var each in copy.Descendants().Prepend(copy).ToList())
        {
            each.Attributes.RemoveAll(attribute => attribute.Local.StartsWith("rsid", StringComparison.Ordinal));
            if (each.IsWord("rsid"))
                each.Remove();
        }

        return System.Text.Encoding.UTF8.GetString(MarkupWriter.ToBytes(copy));
    }
}
