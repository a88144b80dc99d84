using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Lets an included document keep its own page setup, such as a landscape annex.</summary>
internal static class IncludedSection
{
    /// <summary>Puts section breaks around the blocks before <paramref name="place"/>.</summary>
    public static void Keep(MarkupElement place, IReadOnlyList<MarkupElement> blocks, MarkupElement section)
    {
        var body = place.Parent!;
        var host = body.Children.Skip(body.IndexOf(place)).OfType<MarkupElement>()
            .Select(element => element.IsWord("sectPr") ? element : element.WordChild("pPr")?.WordChild("sectPr")).FirstOrDefault(found => found is not null);
        foreach (var reference in section.Elements.Where(element => element.Local is "headerReference" or "footerReference" or "type").ToList())
            reference.Remove();
        var first = blocks.Count > 0 ? blocks[0] : place;
        if (host is not null && body.Children.Take(body.IndexOf(first)).OfType<MarkupElement>().LastOrDefault() is { } before)
            End(before, host.DeepCopy(), body);
        var isLast = host?.Parent == body && body.Children.Skip(body.IndexOf(place) + 1).All(node => node == host || (node is not MarkupElement element || (!Content.IsVisible(element) && ParagraphText.Of(element).Text.Length == 0)));
        if (!isLast)
        {
            End(blocks.Count > 0 ? blocks[^1] : place, section, body);
            return;
        }

        foreach (var rest in body.Children.Skip(body.IndexOf(place) + 1).ToList())
            rest.Remove();
        body.Add(section);
    }

    // On the last paragraph itself where it can stand there: a paragraph of its own might fall on a page of its own.
    private static void End(MarkupElement last, MarkupElement section, MarkupElement body)
    {
        if (last.WordChild("pPr")?.WordChild("sectPr") is not null)
            return;
        var paragraph = last;
        if (!last.IsWord("p") || ParagraphText.Of(last).Text.Contains("{{", StringComparison.Ordinal))
        {
            paragraph = body.NewWord("p");
            last.InsertAfter(paragraph);
        }

        var properties = paragraph.WordChild("pPr");
        if (properties is null)
            paragraph.Insert(0, properties = body.NewWord("pPr"));
        PropertyOrder.Add(properties, section, PropertyOrder.Paragraph);
    }
}
