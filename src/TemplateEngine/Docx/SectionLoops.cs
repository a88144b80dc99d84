using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// A loop at the end of a document whose content ends with a section break, such as a landscape annex a group: the
/// break goes between the rounds and the last round takes the document's end, so that no empty page follows.
/// </summary>
internal static class SectionLoops
{
    public static void Place(IEnumerable<BlockGroup> groups)
    {
        foreach (var group in groups.Where(group => group.Keyword == "for" && group.Members.Count == 2).ToList())
        {
            if (group.Close.Parent is { } body && body == group.Open.Parent && body.IsWord("body") && Break(group, body) is { } last && IsAtEnd(group.Close, body))
                Turn(group, body, last);
        }
    }

    private static MarkupElement? Break(BlockGroup group, MarkupElement body)
    {
        var before = body.Children.Take(body.IndexOf(group.Close)).Skip(body.IndexOf(group.Open)).OfType<MarkupElement>().LastOrDefault();
        return before is not null && before.IsWord("p") && before.WordChild("pPr")?.WordChild("sectPr") is not null ? before : null;
    }

    private static bool IsAtEnd(MarkupTag close, MarkupElement body) =>
        body.Children.Skip(body.IndexOf(close) + 1).All(node => node.IsWord("sectPr") || (!Content.IsVisible(node) && !Content.HoldsTag(node)));

    private static void Turn(BlockGroup group, MarkupElement body, MarkupElement last)
    {
        var section = last.WordChild("pPr")!.WordChild("sectPr")!;
        foreach (var rest in body.Children.Skip(body.IndexOf(group.Close) + 1).ToList())
            rest.Remove();
        section.Remove();
        if (!Content.IsVisible(last))
            last.Remove();
        body.Add(section);

        var divider = body.NewWord("p");
        var properties = body.NewWord("pPr");
        properties.Add(section.DeepCopy());
        divider.Add(properties);
        var spot = group.Open.Tag;
        MarkupTag[] around = [Tag("if !for.first", spot), Tag("end", spot)];
        group.Open.InsertAfter(around[0]);
        around[0].InsertAfter(divider);
        divider.InsertAfter(around[1]);
    }

    private static MarkupTag Tag(string code, DocumentTag at) => new(new DocumentTag(code, at.Spot, at.Start, at.CodeStart));
}
