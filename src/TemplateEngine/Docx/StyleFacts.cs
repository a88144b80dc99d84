using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>What the style part says about headings and lists.</summary>
internal sealed class StyleFacts
{
    private readonly Dictionary<string, MarkupElement> _styles = new(StringComparer.Ordinal);

    public StyleFacts(PackageParts parts)
    {
        var name = parts.TryReadRelations(parts.Main, out var relations) is null
            ? relations.Find(relation => relation.Type.EndsWith("/styles", StringComparison.Ordinal))?.Target
            : null;
        if (name is null || parts.TryReadMarkup(name, out var root) is not null)
            return;
        foreach (var style in root.Elements.Where(element => element.IsWord("style")))
            _styles.TryAdd(style.WordAttribute("styleId") ?? "", style);
    }

    /// <summary>Whether paragraphs of the style appear in the outline.</summary>
    public bool IsHeading(string style) => Chain(style).Any(step =>
        (step.WordValue("name") ?? "").StartsWith("heading", StringComparison.OrdinalIgnoreCase)
        || OutlineLevel(step.WordChild("pPr")) is >= 0 and < 9);

    /// <summary>Whether the paragraph is numbered or bulleted, itself or by its style.</summary>
    public bool IsListItem(MarkupElement paragraph)
    {
        var properties = paragraph.WordChild("pPr");
        if (properties?.WordChild("numPr") is { } own)
            return own.WordValue("numId") != "0";
        return properties?.WordValue("pStyle") is { } style && NumberingOf(style) is not null;
    }

    /// <summary>The numbering that paragraphs of the style have; null for none.</summary>
    public MarkupElement? NumberingOf(string style) =>
        Chain(style).Select(step => step.WordChild("pPr")?.WordChild("numPr")).FirstOrDefault(numbering => numbering is not null);

    private static int OutlineLevel(MarkupElement? properties) =>
        int.TryParse(properties?.WordValue("outlineLvl"), NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : -1;

    private IEnumerable<MarkupElement> Chain(string style)
    {
        var at = style;
        for (var step = 0; step < 20 && _styles.TryGetValue(at, out var found); step++)
        {
            yield return found;
            at = found.WordValue("basedOn") ?? "";
        }
    }
}
