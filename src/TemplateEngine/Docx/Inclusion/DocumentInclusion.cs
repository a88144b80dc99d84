using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// Takes other documents into a template before its tags are looked at: their paragraphs and tables with their styles,
/// numbering, pictures and notes. What they contain may hold tags and further documents.
/// </summary>
internal sealed class DocumentInclusion(PackageParts parts, DocxOptions options, FaultList faults)
{
    private const int MostDocuments = 100;
    private const int MostLevels = 10;

    private readonly MergeTarget _target = new(parts);
    private int _documents;

    /// <summary>Expands every include below the main part's root; returns whether there was one.</summary>
    public bool Expand(MarkupElement root)
    {
        var places = root.Descendants().Where(element => element.IsWord("p") && IncludeTag.IsMeant(ParagraphText.Of(element).Text)).ToList();
        if (places.Count == 0)
            return false;
        _target.Document = root;
        var spots = new SpotFinder("正文", parts.Main, new StyleFacts(parts).IsHeading).Find(root);
        foreach (var paragraph in places)
            Expand(paragraph, spots.GetValueOrDefault(paragraph) ?? spots.Values.First(), []);
        _target.Finish();
        return true;
    }

    private void Expand(MarkupElement paragraph, Spot spot, IReadOnlyList<string> outer)
    {
        if (IncludeTag.Of(paragraph) is not { } tag || paragraph.Parent is not { } container || !container.HoldsBlocks())
        {
            faults.Add(DocxFaults.IncludeNotAlone(spot));
            return;
        }

        if (outer.Contains(tag.Name, StringComparer.OrdinalIgnoreCase) || outer.Count >= MostLevels)
            faults.Add(DocxFaults.IncludeCircle(spot, [.. outer, tag.Name]));
        else if (++_documents > MostDocuments)
            faults.Add(DocxFaults.TooManyIncludes(spot, MostDocuments));
        else if (Open(tag.Name, spot) is var (document, body))
            TakeIn(paragraph, tag, document, body, spot, [.. outer, tag.Name]);
    }

    private (IncludedDocument Document, MarkupElement Body)? Open(string name, Spot spot)
    {
        if (options.Documents?.Invoke(name) is not { IsEmpty: false } package)
        {
            faults.Add(DocxFaults.UnknownDocument(spot, name));
            return null;
        }

        MarkupElement root = null!;
        var fault = PackageParts.TryOpen(package, options.Limits, PackageKind.Document, out var source) ?? source.TryReadMarkup(source.Main, out root);
        if (fault is null && root.WordChild("body") is { } body && root.Namespace == _target.Document.Namespace)
        {
            _target.Declare(root);
            return (new(name, source), body);
        }

        faults.Add(DocxFaults.UnfitDocument(spot, name, fault));
        return null;
    }

    private void TakeIn(MarkupElement paragraph, IncludeTag tag, IncludedDocument document, MarkupElement body, Spot spot, IReadOnlyList<string> outer)
    {
        var section = body.WordChild("sectPr");
        section?.Remove();
        var blocks = body.Elements.ToList();
        new ContentImport(_target, document).Adopt(body, parts.Main);
        foreach (var block in blocks)
        {
            block.Remove();
            block.Origin = document;
            paragraph.InsertBefore(block);
        }

        if (tag.IsOwnSection && section is not null && paragraph.Parent!.IsWord("body"))
            IncludedSection.Keep(paragraph, blocks, section);
        if (paragraph.Parent!.IsWord("tc") && !(blocks.LastOrDefault()?.IsWord("p") ?? false))
            paragraph.InsertBefore(paragraph.NewWord("p"));
        paragraph.Remove();
        foreach (var inner in blocks.SelectMany(block => block.Descendants().Prepend(block)).Where(element => element.IsWord("p") && IncludeTag.IsMeant(ParagraphText.Of(element).Text)).ToList())
            Expand(inner, spot, outer);
    }
}
