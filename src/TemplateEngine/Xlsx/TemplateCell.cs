using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>A cell of a template's sheet, cut into text and tags.</summary>
internal sealed class TemplateCell(CellAddress address, MarkupElement element, string text, IReadOnlyList<object> content)
{
    public CellAddress Address { get; } = address;

    public MarkupElement Element { get; } = element;

    /// <summary>The text as written.</summary>
    public string Text { get; } = text;

    /// <summary>Strings and <see cref="DocumentTag"/>s in order; tags that became edges of rows or columns are taken out.</summary>
    public List<object> Content { get; } = [.. content];

    public bool HadTags { get; } = content.Any(item => item is DocumentTag);

    public string? Style => Element.Attribute("s");

    public MarkupElement? Formula => Element.Elements.FirstOrDefault(child => child.Local == "f");

    /// <summary>The one tag whose value becomes the cell's, null when there is other text.</summary>
    public DocumentTag? OnlyTag =>
        Content.OfType<DocumentTag>().ToList() is [{ Shape: { Role: TagPart.Alone, IsSilent: false } } only]
        && Content.TrueForAll(item => item is DocumentTag || string.IsNullOrWhiteSpace((string)item)) ? only : null;

    /// <summary>Whether nothing would be seen of it.</summary>
    public bool IsBlank => Formula is null && (HadTags
        ? Content.TrueForAll(item => item is DocumentTag { Shape.IsSilent: true } || (item is string text && string.IsNullOrWhiteSpace(text)))
        : Element.Children.Count == 0);
}

/// <summary>A row of a template's sheet.</summary>
internal sealed record TemplateRow(int Number, MarkupElement Element, List<TemplateCell> Cells);
