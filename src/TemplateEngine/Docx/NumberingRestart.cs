using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Numbered lists that begin anew in each round of a loop marked <c># 重新编号</c>.</summary>
internal sealed class NumberingRestart(StyleFacts styles)
{
    /// <summary>Marks the lists inside such loops; call after lifting.</summary>
    public static void Place(IEnumerable<BlockGroup> groups, NumberingRestart restart)
    {
        foreach (var group in groups.Where(group => group.Open.Tag.Shape.Has("重新编号") && group.Open.Parent is not null && group.Open.Parent == group.Close.Parent))
            restart.Place(group);
    }

    private void Place(BlockGroup group)
    {
        var siblings = group.Open.Parent!.Children;
        var inside = siblings.Skip(group.Open.Parent.IndexOf(group.Open) + 1).TakeWhile(node => node != group.Close).OfType<MarkupElement>().ToList();
        foreach (var paragraph in inside.SelectMany(element => element.Descendants().Prepend(element)).Where(element => element.IsWord("p")).ToList())
            MarkNumber(paragraph);
        group.Open.InsertAfter(new MarkupGuard(PieceKind.NumberingRestart));
    }

    private void MarkNumber(MarkupElement paragraph)
    {
        var properties = paragraph.WordChild("pPr");
        var numbering = properties?.WordChild("numPr");
        if (numbering is null && properties?.WordValue("pStyle") is { } style && styles.NumberingOf(style) is { } inherited)
        {
            numbering = inherited.DeepCopy();
            InsertInOrder(properties, numbering);
        }

        var value = numbering?.WordChild("numId")?.Attributes.Find(attribute => attribute.Local == "val");
        if (value is not null && value.Value != "0")
            value.Slot = PieceKind.NumberingId;
    }

    // CT_PPr is a sequence: pStyle, keepNext, keepLines, pageBreakBefore, framePr, widowControl, numPr, then the rest.
    private static void InsertInOrder(MarkupElement properties, MarkupElement numbering)
    {
        var at = 0;
        for (var i = 0; i < properties.Children.Count; i++)
        {
            if (properties.Children[i] is MarkupElement { Local: "pStyle" or "keepNext" or "keepLines" or "pageBreakBefore" or "framePr" or "widowControl" })
                at = i + 1;
        }

        properties.Insert(at, numbering);
    }

    /// <summary>The numbering part with a new list for each restart.</summary>
    public static MarkupElement? Complete(PackageParts parts, string part, IReadOnlyList<NewNumbering> added)
    {
        if (parts.TryReadMarkup(part, out var root) is not null)
            return null;
        var numbers = root.Elements.Where(element => element.IsWord("num")).ToList();
        var last = numbers.LastOrDefault();
        foreach (var numbering in added)
        {
            var original = numbers.Find(number => number.WordAttribute("numId") == numbering.Original);
            if (original is null || original.WordChild("abstractNumId") is not { } list)
                continue;
            var copy = root.NewWord("num");
            copy.Attributes.Add(new(root.Prefix + "numId", root.Namespace, "numId", numbering.Id.ToString(CultureInfo.InvariantCulture)));
            copy.Add(list.DeepCopy());
            foreach (var level in Levels(root, list.WordAttribute("val")))
                copy.Add(level);
            last!.InsertAfter(copy);
            last = copy;
        }

        return root;
    }

    /// <summary>The largest list number the part uses.</summary>
    public static int Largest(PackageParts parts, string part) =>
        parts.TryReadMarkup(part, out var root) is not null ? 0 : root.Elements.Where(element => element.IsWord("num"))
            .Select(element => int.TryParse(element.WordAttribute("numId"), CultureInfo.InvariantCulture, out var id) ? id : 0).Append(0).Max();

    private static IEnumerable<MarkupElement> Levels(MarkupElement root, string? list)
    {
        var definition = root.Elements.FirstOrDefault(element => element.IsWord("abstractNum") && element.WordAttribute("abstractNumId") == list);
        foreach (var level in definition?.Elements.Where(element => element.IsWord("lvl")) ?? [])
        {
            var change = root.NewWord("lvlOverride");
            change.Attributes.Add(new(root.Prefix + "ilvl", root.Namespace, "ilvl", level.WordAttribute("ilvl") ?? "0"));
            var start = root.NewWord("startOverride");
            start.Attributes.Add(new(root.Prefix + "val", root.Namespace, "val", level.WordValue("start") ?? "1"));
            change.Add(start);
            yield return change;
        }
    }
}

/// <summary>A list begun anew.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Original">The number it takes its form from.</param>
internal readonly record struct NewNumbering(int Id, string Original);
