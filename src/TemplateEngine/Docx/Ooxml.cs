using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Names of ECMA-376 that templates are read by; the strict variants count as the same.</summary>
internal static class Ooxml
{
    public const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public const string WordStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const string RelationsStrict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    public const string Word2010 = "http://schemas.microsoft.com/office/word/2010/wordml";
    public const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    public const string Drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
    public const string WordDrawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    public const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    public const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";

    public static bool IsWord(this MarkupElement element) => element.Namespace is Word or WordStrict;

    public static bool IsWord(this MarkupElement element, string local) => element.Local == local && element.IsWord();

    public static bool IsWord(this MarkupNode node, string local) => node is MarkupElement element && element.IsWord(local);

    public static MarkupElement? WordChild(this MarkupElement element, string local) =>
        element.Elements.FirstOrDefault(child => child.IsWord(local));

    public static string? WordAttribute(this MarkupElement element, string local) =>
        element.Attribute(local, Word) ?? element.Attribute(local, WordStrict);

    public static string? RelationAttribute(this MarkupElement element, string local) =>
        element.Attribute(local, Relations) ?? element.Attribute(local, RelationsStrict);

    /// <summary>The value of a property element such as <c>w:pStyle</c>.</summary>
    public static string? WordValue(this MarkupElement element, string local) => element.WordChild(local)?.WordAttribute("val");

    /// <summary>A new element of the same vocabulary and prefix as <paramref name="like"/>.</summary>
    public static MarkupElement NewWord(this MarkupElement like, string local) => new(like.Prefix + local, like.Namespace);

    /// <summary>Whether paragraphs and tables stand directly in it.</summary>
    public static bool HoldsBlocks(this MarkupElement element) => element.IsWord() && element.Local is
        "body" or "tc" or "txbxContent" or "hdr" or "ftr" or "footnote" or "endnote" or "comment" or "docPartBody"
        || (element.IsWord("sdtContent") && element.Elements.Any(child => child.IsWord("p") || child.IsWord("tbl")));

    /// <summary>Whether it may be closed and opened again in the middle without a change of meaning.</summary>
    public static bool CanSplit(this MarkupElement element) => element.IsWord() && element.Local is
        "t" or "r" or "ins" or "moveTo" or "smartTag" or "hyperlink" or "customXml";

    public static MarkupElement? Paragraph(this MarkupNode node)
    {
        for (var at = node as MarkupElement ?? node.Parent; at is not null; at = at.Parent)
        {
            if (at.IsWord("p"))
                return at;
        }

        return null;
    }
}
