using System.Globalization;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A stretch of rich text in one formatting.</summary>
internal readonly record struct RichSpan(string Text, bool IsBold, bool IsItalic);

/// <summary>
/// Text with a safe part of Markdown: paragraphs, **bold**, *italic*, # headings (bold), - and 1. lists (the sign is
/// text). Everything else – HTML, links, pictures, code – is shown as it was written.
/// </summary>
internal sealed class RichTextValue : CustomValue
{
    private RichTextValue(string source, IReadOnlyList<IReadOnlyList<RichSpan>> paragraphs)
    {
        AsText = source;
        Paragraphs = paragraphs;
    }

    public override string AsText { get; }

    public IReadOnlyList<IReadOnlyList<RichSpan>> Paragraphs { get; }

    public static RichTextValue Read(string markdown)
    {
        var paragraphs = new List<IReadOnlyList<RichSpan>>();
        var open = "";
        foreach (var raw in markdown.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            var line = raw.Trim();
            var (start, rest, isBold) = Begin(line);
            if (line.Length == 0 || start is not null)
            {
                if (open.Length > 0)
                    paragraphs.Add(Spans(open, isBold: false));
                open = "";
            }

            if (start is not null)
                paragraphs.Add(Spans(start + rest, isBold));
            else if (line.Length > 0)
                open = open.Length == 0 ? line : open + "\n" + line;
        }

        return new(markdown, paragraphs);
    }

    private static (string? Start, string Remainder, bool IsBold) Begin(string line)
    {
        var marks = line.AsSpan().IndexOfAnyExcept('#');
        if (marks is > 0 and <= 6 && line[marks] == ' ')
            return ("", line[(marks + 1)..].Trim(), true);
        if (line.Length > 2 && line[0] is '-' or '*' or '+' && line[1] == ' ')
            return ("• ", line[2..].Trim(), false);
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and <= 3 && digits + 1 < line.Length && line[digits] == '.' && line[digits + 1] == ' '
            ? (string.Create(CultureInfo.InvariantCulture, $"{line.AsSpan(0, digits)}. "), line[(digits + 2)..].Trim(), false)
            : (null, line, false);
    }

    // A mark counts only when its partner follows; an escaped one is a character.
    private static List<RichSpan> Spans(string text, bool isBold)
    {
        var spans = new List<RichSpan>();
        var plain = new System.Text.StringBuilder();
        var (bold, italic) = (false, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && char.IsPunctuation(text[at + 1]))
            {
                plain.Append(text[++at]);
                continue;
            }

            if (text[at] != '*')
            {
                plain.Append(text[at]);
                continue;
            }

            var isDouble = at + 1 < text.Length && text[at + 1] == '*';
            var isOpen = isDouble ? bold : italic;
            if (!isOpen && !CanOpen(text, at, isDouble))
            {
                plain.Append(text, at, isDouble ? 2 : 1);
                at += isDouble ? 1 : 0;
                continue;
            }

            Add(spans, plain, isBold || bold, italic);
            (bold, italic) = isDouble ? (!bold, italic) : (bold, !italic);
            at += isDouble ? 1 : 0;
        }

        Add(spans, plain, isBold || bold, italic);
        return spans;
    }

    private static bool CanOpen(string text, int at, bool isDouble)
    {
        var mark = isDouble ? "**" : "*";
        var inside = at + mark.Length;
        return inside < text.Length && !char.IsWhiteSpace(text[inside]) && text.IndexOf(mark, inside, StringComparison.Ordinal) > inside;
    }

    private static void Add(List<RichSpan> spans, System.Text.StringBuilder plain, bool bold, bool italic)
    {
        if (plain.Length > 0)
            spans.Add(new(plain.ToString(), bold, italic));
        plain.Clear();
    }
}
