using System.Text;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// Finds the tags in a paragraph, wherever Word cut them into runs, and puts each as one <see cref="MarkupTag"/> where
/// its first character stood, so that its output has that character's formatting.
/// </summary>
internal sealed class TagScanner(FaultList faults)
{
    /// <summary>Scans one paragraph; returns whether it held a tag.</summary>
    public bool Scan(MarkupElement paragraph, Spot spot)
    {
        var text = ParagraphText.Of(paragraph);
        if (!text.Text.Contains('{', StringComparison.Ordinal))
            return false;
        var spans = Find(text.Text, spot);
        if (spans.Count == 0)
            return false;
        foreach (var leaf in text.Leaves)
            Rewrite(leaf, text.Text, spans);
        return true;
    }

    /// <summary>The tags of a plain text, such as a document property.</summary>
    public List<TagSpan> Find(string text, Spot spot)
    {
        var spans = new List<TagSpan>();
        for (var at = 0; (at = text.IndexOf('{', at)) >= 0 && at + 1 < text.Length;)
        {
            if (EscapedEnd(text, at, out var contentStart, out var contentEnd) is var end && end > 0)
            {
                spans.Add(new(at, contentStart, null));
                spans.Add(new(contentEnd, end, null));
                at = end;
            }
            else if (text[at + 1] == '{')
            {
                at = AddTag(text, at, spot, spans);
            }
            else
            {
                at++;
            }
        }

        return spans;
    }

    private int AddTag(string text, int start, Spot spot, List<TagSpan> spans)
    {
        var codeStart = start + 2;
        var close = TagLexer.FindEnd(text, codeStart);
        if (close < 0)
        {
            faults.Add(DocxFaults.UnclosedTag(spot, start, text[start..]));
            var next = text.IndexOf("{{", codeStart, StringComparison.Ordinal);
            return next < 0 ? text.Length : next;
        }

        var (codeEnd, end) = (close, close + 2);
        var (from, to) = (start, end);
        if (codeStart < codeEnd && text[codeStart] is '-' or '~')
        {
            from = TrimBefore(text, start, greedy: text[codeStart] == '-', spans);
            codeStart++;
        }

        if (codeEnd > codeStart && text[codeEnd - 1] is '-' or '~')
        {
            to = TrimAfter(text, end, greedy: text[codeEnd - 1] == '-');
            codeEnd--;
        }

        var tag = new DocumentTag(Plain(text.AsSpan(codeStart, codeEnd - codeStart)), spot, start, codeStart);
        if (from < start)
            spans.Add(new(from, start, null));
        spans.Add(new(start, to, tag));
        return to;
    }

    // {%{ … }%} is Scriban's raw block: its inside is text, whatever it looks like.
    private static int EscapedEnd(string text, int at, out int contentStart, out int contentEnd)
    {
        (contentStart, contentEnd) = (0, 0);
        var marks = 0;
        while (at + 1 + marks < text.Length && text[at + 1 + marks] == '%')
            marks++;
        if (marks == 0 || at + 1 + marks >= text.Length || text[at + 1 + marks] != '{')
            return 0;
        contentStart = at + marks + 2;
        var closing = "}" + new string('%', marks) + "}";
        contentEnd = text.IndexOf(closing, contentStart, StringComparison.Ordinal);
        return contentEnd < 0 ? 0 : contentEnd + closing.Length;
    }

    private static int TrimBefore(string text, int start, bool greedy, List<TagSpan> spans)
    {
        var floor = spans.Count == 0 ? 0 : spans[^1].End;
        while (start > floor && (greedy ? char.IsWhiteSpace(text[start - 1]) : text[start - 1] is ' ' or '\t' or '\u3000'))
            start--;
        return start;
    }

    private static int TrimAfter(string text, int end, bool greedy)
    {
        while (end < text.Length && (greedy ? char.IsWhiteSpace(text[end]) : text[end] is ' ' or '\t' or '\u3000'))
            end++;
        return end;
    }

    // Word's own typing inside code: curly quotes around strings, special spaces, object marks. One character for one, so that places stay.
    private static string Plain(ReadOnlySpan<char> code)
    {
        var plain = new StringBuilder(code.Length).Append(code);
        plain.Replace('\u00A0', ' ').Replace('\u3000', ' ').Replace('\u200B', ' ').Replace('\u00AD', ' ').Replace(ParagraphText.Object, ' ').Replace('\t', ' ');
        var text = plain.ToString();
        for (var at = 0; at < text.Length; at++)
        {
            if (!TagLexer.IsQuote(text[at]))
                continue;
            var end = TagLexer.SkipString(text, at);
            var straight = text[at] switch { '“' or '”' => '"', '‘' or '’' => '\'', _ => text[at] };
            plain[at] = straight;
            if (end < 0)
                break;
            plain[end] = straight;
            at = end;
        }

        return plain.ToString();
    }

    private static void Rewrite(TextLeaf leaf, string text, List<TagSpan> spans)
    {
        var end = leaf.Start + leaf.Length;
        var touched = spans.Where(span => span.Start < end && span.End > leaf.Start).ToList();
        if (touched.Count == 0)
            return;
        if (!leaf.Element.IsWord("t"))
        {
            if (leaf.Element.Local is "br" or "cr" or "tab" or "noBreakHyphen" or "softHyphen")
                RemoveWithEmptyRun(leaf.Element);
            return;
        }

        var kept = leaf.Element.EmptyCopy();
        var at = leaf.Start;
        foreach (var span in touched)
        {
            if (span.Start > at)
                kept.Add(new MarkupText(text[at..span.Start]));
            if (span.Tag is not null && span.Start >= leaf.Start)
            {
                foreach (var part in span.Tag.Separate())
                    kept.Add(new MarkupTag(part));
            }

            at = Math.Max(at, Math.Min(span.End, end));
        }

        if (at < end)
            kept.Add(new MarkupText(text[at..end]));
        if (kept.Children.Count == 0)
        {
            RemoveWithEmptyRun(leaf.Element);
            return;
        }

        KeepSpaces(kept);
        leaf.Element.InsertBefore(kept);
        leaf.Element.Remove();
    }

    /// <summary>Marks a text element so that spaces at its ends are kept.</summary>
    public static void KeepSpaces(MarkupElement text)
    {
        if (!text.Attributes.Exists(attribute => attribute.Name == "xml:space"))
            text.Attributes.Add(new("xml:space", "http://www.w3.org/XML/1998/namespace", "space", "preserve"));
    }

    private static void RemoveWithEmptyRun(MarkupElement leaf)
    {
        var run = leaf.Parent!;
        leaf.Remove();
        if (run.IsWord("r") && run.Children.All(child => child.IsWord("rPr") || child is MarkupText) && run.Parent is not null)
            run.Remove();
    }
}

/// <summary>A stretch of a paragraph's text that goes away; where <paramref name="Tag"/> is set, its output takes its place.</summary>
internal readonly record struct TagSpan(int Start, int End, DocumentTag? Tag);
