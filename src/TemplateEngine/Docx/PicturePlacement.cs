using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A picture of the template that another may take the place of.</summary>
/// <param name="Tag">The tag in its alternative text.</param>
/// <param name="Width">The place's width in Word's units.</param>
/// <param name="Height">The place's height in Word's units.</param>
internal sealed record PictureSlot(DocumentTag Tag, long Width, long Height);

/// <summary>
/// Finds pictures whose alternative text, title or name holds a tag. The tag is asked for its picture before the drawing is written;
/// the drawing's size and relation are then filled in.
/// </summary>
internal sealed class PicturePlacement(TagScanner scanner)
{
    public List<PictureSlot> Slots { get; } = [];

    /// <summary>Prepares the pictures below <paramref name="root"/>; returns whether there was one.</summary>
    public bool Place(MarkupElement root, Dictionary<MarkupElement, Spot> spots)
    {
        var found = false;
        foreach (var drawing in root.Descendants().Where(element => element.IsWord("drawing")).ToList())
        {
            var properties = drawing.Descendants().FirstOrDefault(element => element.Is(Ooxml.WordDrawing, "docPr"));
            var named = properties?.Attributes.Find(attribute => attribute.Name is "descr" or "title" or "name" && attribute.Value.Contains("{{", StringComparison.Ordinal));
            if (named is null || drawing.Paragraph() is not { } paragraph || !spots.TryGetValue(paragraph, out var spot))
                continue;
            var spans = scanner.Find(named.Value, spot with { Part = spot.Part + "图片替代文字，", Text = named.Value });
            if (spans.Find(span => span.Tag is not null).Tag is not { Shape.Role: TagPart.Alone } tag)
                continue;
            found = true;
            var rest = Without(named.Value, spans);
            named.Value = rest.Length == 0 && named.Name == "name" ? tag.Code.Trim() : rest;
            Prepare(drawing, tag);
        }

        return found;
    }

    private void Prepare(MarkupElement drawing, DocumentTag tag)
    {
        var extent = drawing.Descendants().FirstOrDefault(element => element.Is(Ooxml.WordDrawing, "extent"));
        Slots.Add(new(tag, NumberIn(extent, "cx"), NumberIn(extent, "cy")));
        drawing.InsertBefore(new MarkupGuard(PieceKind.PictureStart) { Slot = Slots.Count - 1 });
        drawing.InsertBefore(new MarkupTag(tag));
        drawing.InsertBefore(new MarkupGuard(PieceKind.PictureEnd) { Slot = Slots.Count - 1 });
        drawing.InsertAfter(new MarkupGuard(PieceKind.DropEnd));

        foreach (var element in drawing.Descendants().ToList())
        {
            if (element == extent || (element.Is(Ooxml.Drawing, "ext") && element.Parent!.Is(Ooxml.Drawing, "xfrm")))
            {
                Fill(element, "cx", PieceKind.PictureWidth);
                Fill(element, "cy", PieceKind.PictureHeight);
            }
            else if (element.Is(Ooxml.Drawing, "blip"))
            {
                Fill(element, "embed", PieceKind.PictureRelation);
                element.MoveChildren(0, element.EmptyCopy());
            }
            else if (element.Is(Ooxml.Drawing, "srcRect"))
            {
                element.Attributes.Clear();
            }
        }
    }

    private static void Fill(MarkupElement element, string local, PieceKind kind)
    {
        if (element.Attributes.Find(attribute => attribute.Local == local) is { } attribute)
            attribute.Slot = kind;
    }

    private static string Without(string text, List<TagSpan> spans)
    {
        foreach (var span in spans.OrderByDescending(span => span.Start))
            text = text.Remove(span.Start, span.End - span.Start);
        return text.Trim();
    }

    private static long NumberIn(MarkupElement? element, string name) =>
        long.TryParse(element?.Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 914_400;
}
