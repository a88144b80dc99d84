using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Tells markup a reader sees from markup that only carries properties.</summary>
internal static class Content
{
    /// <summary>Whether anything below the node would be seen: text, an object, or a tag that prints.</summary>
    public static bool IsVisible(MarkupNode node) => node switch
    {
        MarkupTag tag => !tag.Tag.Shape.IsSilent,
        MarkupText text => !string.IsNullOrWhiteSpace(text.Value) && text.Parent is { } parent && parent.IsWord("t"),
        MarkupElement element => IsObject(element) || (!IsProperties(element) && element.Children.Any(IsVisible)),
        _ => false,
    };

    /// <summary>Whether the element is itself something a reader sees, or something that must not get lost.</summary>
    public static bool IsObject(MarkupElement element)
    {
        if (!element.IsWord())
            return element.Namespace != Ooxml.Compatibility || element.Local == "AlternateContent";
        return element.Local is "drawing" or "pict" or "object" or "br" or "cr" or "tab" or "ptab" or "sym" or "fldChar" or "instrText"
            or "fldSimple" or "footnoteReference" or "endnoteReference" or "commentReference" or "noBreakHyphen" or "pgNum"
            or "annotationRef" or "footnoteRef" or "endnoteRef" or "separator" or "continuationSeparator" or "ruby" or "contentPart"
            or "altChunk" or "subDoc" or "sectPr" or "numPr";
    }

    public static bool IsProperties(MarkupElement element) =>
        element.IsWord() && element.Local is "pPr" or "rPr" or "tcPr" or "trPr" or "tblPr" or "tblGrid" or "tblPrEx" or "sdtPr" or "sdtEndPr";

    /// <summary>Whether something visible or some tag stands before the node inside <paramref name="container"/>.</summary>
    public static bool IsFirstIn(MarkupElement container, MarkupNode node) => Edge(container, node, forward: true);

    /// <summary>Whether nothing visible and no tag stands after the node inside <paramref name="container"/>.</summary>
    public static bool IsLastIn(MarkupElement container, MarkupNode node) => Edge(container, node, forward: false);

    private static bool Edge(MarkupElement container, MarkupNode node, bool forward)
    {
        for (var at = node; at != container; at = at.Parent!)
        {
            var siblings = at.Parent!.Children;
            var index = at.Parent.IndexOf(at);
            var (from, to) = forward ? (0, index) : (index + 1, siblings.Count);
            for (var i = from; i < to; i++)
            {
                if (siblings[i] is MarkupTag || IsVisible(siblings[i]) || HoldsTag(siblings[i]))
                    return false;
            }
        }

        return true;
    }

    public static bool HoldsTag(MarkupNode node) =>
        node is MarkupTag || (node is MarkupElement element && element.Children.Any(HoldsTag));

    /// <summary>The tags below an element in document order.</summary>
    public static IEnumerable<MarkupTag> Tags(MarkupElement element)
    {
        foreach (var child in element.Children)
        {
            if (child is MarkupTag tag)
            {
                yield return tag;
            }
            else if (child is MarkupElement inner)
            {
                foreach (var below in Tags(inner))
                    yield return below;
            }
        }
    }
}
