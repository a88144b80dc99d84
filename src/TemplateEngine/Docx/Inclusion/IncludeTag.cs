using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A paragraph that stands for another document: <c>{{ include '附件.docx' }}</c>.</summary>
/// <param name="Name">File name of the document.</param>
/// <param name="IsOwnSection">Whether it keeps its own page setup, by the mark <c># 自成一节</c>.</param>
internal sealed record IncludeTag(string Name, bool IsOwnSection)
{
    private const string Ending = ".docx";

    /// <summary>Whether a text takes in a document, well written or not.</summary>
    public static bool IsMeant(string text)
    {
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", at + 2, StringComparison.Ordinal))
        {
            var end = TagLexer.FindEnd(text, at + 2);
            var code = end < 0 ? "" : TagLexer.WithoutComment(text[(at + 2)..end]);
            if (code.Contains("include", StringComparison.Ordinal) && code.Contains(Ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The tag of a paragraph that holds nothing else; null where it is not of this form.</summary>
    public static IncludeTag? Of(MarkupElement paragraph)
    {
        var text = ParagraphText.Of(paragraph).Text.Trim();
        if (!text.StartsWith("{{", StringComparison.Ordinal) || TagLexer.FindEnd(text, 2) is var end && end != text.Length - 2)
            return null;
        var code = text[2..end].Trim('-', '~', ' ', '\u3000', '\u00A0', '\t', '\n');
        var marks = new List<string>();
        if (TagLexer.Statements(code, marks) is not [{ Word: "include", InnerBlocks: 0, Assigns: false }])
            return null;
        var argument = TagLexer.WithoutComment(code)["include".Length..].Trim().Trim('(', ')', '（', '）', ' ');
        if (argument.Length < 3 || !TagLexer.IsQuote(argument[0]) || TagLexer.SkipString(argument, 0) != argument.Length - 1)
            return null;
        var name = argument[1..^1];
        return name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? new(name, marks.Contains("自成一节", StringComparer.Ordinal)) : null;
    }
}
