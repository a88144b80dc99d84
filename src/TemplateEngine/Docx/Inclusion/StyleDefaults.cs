using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// What stands behind all styles of a document: its defaults (w:docDefaults) and the fonts of its theme. Where they
/// differ from the template's, they are written into what is taken in.
/// </summary>
internal sealed class StyleDefaults
{
    // What Word takes where neither style nor defaults say anything (ECMA-376 part 1, 17.7.5.1), for what templates set in their defaults.
    private static readonly (string Group, string Local, (string Name, string Value)[] Attributes)[] s_unsaid =
    [
        ("rPr", "b", [("val", "0")]), ("rPr", "i", [("val", "0")]), ("rPr", "color", [("val", "auto")]), ("rPr", "kern", [("val", "0")]),
        ("rPr", "sz", [("val", "20")]), ("rPr", "szCs", [("val", "20")]),
        ("pPr", "spacing", [("before", "0"), ("after", "0"), ("line", "240"), ("lineRule", "auto")]),
        ("pPr", "ind", [("left", "0"), ("right", "0"), ("firstLine", "0")]), ("pPr", "jc", [("val", "left")]),
    ];

    private static readonly string[] s_fonts = ["ascii", "hAnsi", "eastAsia", "cs"];

    private readonly Dictionary<string, MarkupElement> _properties = new(StringComparer.Ordinal);
    private readonly MarkupElement? _theme;
    private readonly bool _themeDiffers;

    public StyleDefaults(MergeTarget target, IncludedDocument document, MarkupElement? source)
    {
        var own = IncludedDocument.Related(target.Parts, "styles", out _);
        _theme = document.Related("theme", out _);
        _themeDiffers = Fonts(_theme) != Fonts(IncludedDocument.Related(target.Parts, "theme", out _));
        foreach (var group in new[] { "rPr", "pPr" })
            _properties[group] = Merged(Default(source, group), Default(own, group), group, target.Document);
        AreSame = !_themeDiffers && Text(source) == Text(own);
    }

    /// <summary>Whether a style that says nothing looks the same in both documents.</summary>
    public bool AreSame { get; }

    /// <summary>Writes the other document's defaults into a style that has no other behind it.</summary>
    public void Bake(MarkupElement style)
    {
        if (AreSame)
            return;
        foreach (var group in new[] { "pPr", "rPr" })
        {
            var properties = style.WordChild(group);
            if (properties is null)
                PropertyOrder.Add(style, properties = style.NewWord(group), PropertyOrder.Style);
            foreach (var property in _properties[group].Elements.Where(property => properties.WordChild(property.Local) is null).ToList())
                PropertyOrder.Add(properties, property.DeepCopy(), group == "pPr" ? PropertyOrder.Paragraph : PropertyOrder.Run);
        }
    }

    /// <summary>Turns fonts named by the other document's theme into fonts by their own name.</summary>
    public void Resolve(MarkupElement element)
    {
        if (!_themeDiffers || !element.IsWord("rFonts"))
            return;
        foreach (var slot in s_fonts)
        {
            var theme = element.Attributes.Find(attribute => string.Equals(attribute.Local, slot == "cs" ? "cstheme" : slot + "Theme", StringComparison.Ordinal));
            if (theme is null)
                continue;
            element.Attributes.Remove(theme);
            element.Attributes.RemoveAll(attribute => attribute.Local == slot && Face(theme.Value) is not null);
            if (Face(theme.Value) is { } face)
                element.Attributes.Add(new(element.Prefix + slot, element.Namespace, slot, face));
        }
    }

    private string? Face(string name)
    {
        var fonts = _theme?.Descendants().FirstOrDefault(element => element.Namespace == Ooxml.Drawing && element.Local == (name.StartsWith("major", StringComparison.Ordinal) ? "majorFont" : "minorFont"));
        var script = name.EndsWith("EastAsia", StringComparison.Ordinal) ? "ea" : name.EndsWith("Bidi", StringComparison.Ordinal) ? "cs" : "latin";
        var face = fonts?.Child(Ooxml.Drawing, script)?.Attribute("typeface");
        if (string.IsNullOrEmpty(face) && script == "ea")
            face = fonts?.Elements.FirstOrDefault(font => font.Local == "font" && font.Attribute("script") == "Hans")?.Attribute("typeface");
        return string.IsNullOrEmpty(face) ? null : face;
    }

    private static MarkupElement Merged(MarkupElement? source, MarkupElement? own, string group, MarkupElement like)
    {
        var merged = source?.DeepCopy() ?? like.NewWord(group);
        foreach (var (_, local, attributes) in s_unsaid.Where(unsaid => unsaid.Group == group && own?.WordChild(unsaid.Local) is not null && merged.WordChild(unsaid.Local) is null))
        {
            var neutral = like.NewWord(local);
            foreach (var (name, value) in attributes)
                neutral.Attributes.Add(new(like.Prefix + name, like.Namespace, name, value));
            merged.Add(neutral);
        }

        return merged;
    }

    private static MarkupElement? Default(MarkupElement? styles, string group) =>
        styles?.WordChild("docDefaults")?.WordChild(group + "Default")?.WordChild(group);

    private static string Text(MarkupElement? styles) => styles?.WordChild("docDefaults") is { } defaults ? StyleImport.Text(defaults) : "";

    private static string Fonts(MarkupElement? theme) =>
        theme?.Descendants().FirstOrDefault(element => element.Is(Ooxml.Drawing, "fontScheme")) is { } fonts ? StyleImport.Text(fonts) : "";
}

/// <summary>The order in which properties must stand (ECMA-376 part 1, annex A: CT_PPrBase, EG_RPrBase, CT_Style).</summary>
internal static class PropertyOrder
{
    public static readonly string[] Paragraph =
    [
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs",
        "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
        "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
        "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    ];

    public static readonly string[] Run =
    [
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof",
        "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd",
        "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    ];

    public static readonly string[] Style =
    [
        "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked",
        "personal", "personalCompose", "personalReply", "rsid", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr",
    ];

    /// <summary>Adds a property where the order wants it.</summary>
    public static void Add(MarkupElement properties, MarkupElement added, string[] order)
    {
        var rank = Array.IndexOf(order, added.Local);
        var at = 0;
        for (var i = 0; i < properties.Children.Count; i++)
        {
            if (properties.Children[i] is MarkupElement other && Array.IndexOf(order, other.Local) is var found && found >= 0 && found <= rank)
                at = i + 1;
        }

        properties.Insert(at, added);
    }
}
