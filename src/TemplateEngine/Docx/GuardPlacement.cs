using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// Sets guards where blocks may leave nothing: a paragraph that holds only conditions goes with them, a table without
/// rows goes, and a cell always ends with a paragraph, as Word demands.
/// </summary>
internal static class GuardPlacement
{
    public static void Place(MarkupElement root)
    {
        var tags = Content.Tags(root).ToList();
        foreach (var paragraph in tags.Select(tag => tag.Parent!.IsWord("p") ? tag.Parent : tag.Paragraph()).OfType<MarkupElement>().Distinct().ToList())
        {
            if (MayVanish(paragraph))
                GuardParagraph(paragraph);
        }

        foreach (var row in tags.Select(tag => tag.Parent!).Where(parent => parent.IsWord("tr")).Distinct().ToList())
            Surround(row, PieceKind.DropUnlessCell);
        foreach (var table in tags.Select(tag => tag.Parent!).Where(parent => parent.IsWord("tbl")).Distinct().ToList())
            Surround(table, PieceKind.DropUnlessRow);
        foreach (var container in root.Descendants().Prepend(root).Where(element => element.HoldsBlocks()).ToList())
            EnsureParagraph(container);
    }

    private static void GuardParagraph(MarkupElement paragraph)
    {
        if (paragraph.Parent is { } container)
            container.LostParagraph ??= paragraph.WordChild("pPr")?.DeepCopy() ?? paragraph.NewWord("pPr");
        Surround(paragraph, PieceKind.DropUnlessContent);
    }

    private static void Surround(MarkupElement element, PieceKind kind)
    {
        element.InsertBefore(new MarkupGuard(kind));
        element.InsertAfter(new MarkupGuard(PieceKind.DropEnd));
    }

    // Only blocks, nothing visible beside them, and every block begins and ends inside.
    private static bool MayVanish(MarkupElement paragraph)
    {
        if (paragraph.Descendants().Any(element => element.IsWord("sectPr")))
            return false;
        var depth = 0;
        var blocks = 0;
        return OnlyBlocks(paragraph, ref depth, ref blocks) && depth == 0 && blocks > 0;
    }

    private static bool OnlyBlocks(MarkupElement parent, ref int depth, ref int blocks)
    {
        foreach (var child in parent.Children)
        {
            if (child is MarkupTag tag)
            {
                if (tag.Tag.Shape.Role == TagPart.Open)
                    (depth, blocks) = (depth + 1, blocks + 1);
                else if (tag.Tag.Shape.Role == TagPart.Close)
                    depth--;
                else if (depth == 0 && !tag.Tag.Shape.IsSilent)
                    return false;
                if (depth < 0)
                    return false;
            }
            else if (child is MarkupElement element && !Content.IsProperties(element) && !Content.IsObject(element))
            {
                if (!OnlyBlocks(element, ref depth, ref blocks))
                    return false;
            }
            else if (depth == 0 && Content.IsVisible(child))
            {
                return false;
            }
        }

        return true;
    }

    private static void EnsureParagraph(MarkupElement container)
    {
        var blocks = container.Children.Where(child => child is not MarkupText and not MarkupElement { Local: "tcPr" or "sectPr" }).ToList();
        var isLoose = blocks.Exists(child => child is MarkupTag or MarkupGuard);
        if (!isLoose && container.LostParagraph is null)
            return;
        var fallback = container.NewWord("p");
        if (container.LostParagraph is { Children.Count: > 0 } properties)
            fallback.Add(properties.DeepCopy());
        if (!isLoose)
        {
            if (!blocks.OfType<MarkupElement>().LastOrDefault(IsBlock)?.IsWord("p") ?? true)
                container.Insert(End(container), fallback);
            return;
        }

        container.Insert(container.IndexOf(blocks[0]), new MarkupGuard(PieceKind.EnsureStart));
        container.Insert(End(container), new MarkupGuard(PieceKind.EnsureEnd, fallback));
    }

    private static bool IsBlock(MarkupElement element) => element.IsWord("p") || element.IsWord("tbl") || element.IsWord("sdt");

    private static int End(MarkupElement container)
    {
        var section = container.WordChild("sectPr");
        return section is null ? container.Children.Count : container.IndexOf(section);
    }
}
