using System.Text;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A stretch of a paragraph's text and the element it comes from.</summary>
/// <param name="Element"><c>w:t</c>, or an element that stands for one character.</param>
/// <param name="Start">Index of its first character in the paragraph's text.</param>
/// <param name="Length">Characters.</param>
internal readonly record struct TextLeaf(MarkupElement Element, int Start, int Length);

/// <summary>The text of one paragraph as a reader sees it, without what hangs in it (text boxes) or was deleted.</summary>
internal sealed record ParagraphText(string Text, IReadOnlyList<TextLeaf> Leaves)
{
    /// <summary>Stands for a picture, footnote mark or other object.</summary>
    public const char Object = '\uFFFC';

    public static ParagraphText Of(MarkupElement paragraph)
    {
        var text = new StringBuilder();
        var leaves = new List<TextLeaf>();
        Collect(paragraph, text, leaves);
        return new(text.ToString(), leaves);
    }

    private static void Collect(MarkupElement parent, StringBuilder text, List<TextLeaf> leaves)
    {
        foreach (var child in parent.Elements)
        {
            if (LeafText(child) is { } leaf)
            {
                if (leaf.Length > 0)
                    leaves.Add(new(child, text.Length, leaf.Length));
                text.Append(leaf);
            }
            else if (!IsPassedOver(child))
            {
                Collect(child, text, leaves);
            }
        }
    }

    private static bool IsPassedOver(MarkupElement element) =>
        element.Namespace == Ooxml.Compatibility
        || (element.IsWord() && element.Local is "p" or "pPr" or "rPr" or "sdtPr" or "sdtEndPr" or "del" or "moveFrom" or "instrText" or "delText" or "delInstrText" or "rubyPr" or "rt");

    private static string? LeafText(MarkupElement element)
    {
        if (!element.IsWord())
            return element.Namespace == Ooxml.Compatibility && element.Local == "AlternateContent" ? Object.ToString() : null;
        return element.Local switch
        {
            "t" => string.Concat(element.Children.OfType<MarkupText>().Select(text => text.Value)),
            "tab" or "ptab" when element.Parent!.IsWord("r") => "\t",
            "br" or "cr" => "\n",
            "noBreakHyphen" => "-",
            "softHyphen" => "\u00AD",
            "drawing" or "pict" or "object" or "sym" or "footnoteReference" or "endnoteReference" or "fldChar" => Object.ToString(),
            _ => null,
        };
    }
}
