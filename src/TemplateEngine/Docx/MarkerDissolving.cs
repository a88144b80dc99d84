using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// Takes away rows and paragraphs that hold nothing but block marks, so that no blank line is left where an author
/// wrote <c>{{ for … }}</c> or <c>{{ end }}</c> alone; the tags then stand between rows or paragraphs.
/// </summary>
internal static class MarkerDissolving
{
    public static void Dissolve(MarkupElement root, IReadOnlyList<BlockGroup> groups)
    {
        var whole = new Dictionary<MarkupTag, BlockGroup>(ReferenceEqualityComparer.Instance as IEqualityComparer<MarkupTag>);
        foreach (var group in groups)
        {
            foreach (var member in group.Members)
                whole[member] = group;
        }

        DissolveAll(root, "tr", "tbl", whole);
        DissolveAll(root, "p", "", whole);
    }

    private static void DissolveAll(MarkupElement root, string local, string parent, Dictionary<MarkupTag, BlockGroup> groups)
    {
        var found = Content.Tags(root).Select(tag => tag.Ancestors(local)).OfType<MarkupElement>().Distinct().ToList();
        foreach (var element in found)
        {
            if (!IsMarkerOnly(element) || (parent.Length > 0 && !element.Parent!.IsWord(parent)))
                continue;
            var tags = Content.Tags(element).ToList();
            var sticksOut = tags.Exists(tag => groups.TryGetValue(tag, out var group) && group.Members.Exists(member => !tags.Contains(member)));
            if (!sticksOut && (local == "tr" || tags.Exists(tag => groups.ContainsKey(tag)) && !tags.TrueForAll(tag => tag.Tag.Shape.IsSilent)))
                continue;
            Replace(element, tags);
        }
    }

    // A paragraph that ends a section keeps its mark: the section's page setup hangs on it.
    private static bool IsMarkerOnly(MarkupElement element) =>
        !Content.IsVisible(element) && !element.Descendants().Any(inner => inner.IsWord("sectPr"));

    private static void Replace(MarkupElement element, List<MarkupTag> tags)
    {
        foreach (var kept in element.Descendants().Where(inner => inner.IsWord("bookmarkStart") || inner.IsWord("bookmarkEnd")).ToList())
        {
            kept.Remove();
            element.InsertBefore(kept);
        }

        foreach (var tag in tags)
        {
            tag.Remove();
            element.InsertBefore(tag);
        }

        if (element.IsWord("p") && element.Parent is { } container && container.HoldsBlocks())
            container.LostParagraph ??= element.WordChild("pPr")?.DeepCopy() ?? element.NewWord("pPr");
        element.Remove();
    }

    private static MarkupElement? Ancestors(this MarkupTag tag, string local) => tag.Parent!.Ancestors().Prepend(tag.Parent!).FirstOrDefault(element => element.IsWord(local));
}
