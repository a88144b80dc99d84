using System.Globalization;
using System.Net;
using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>The object <c>html</c>.</summary>
internal static class HtmlFunctions
{
    // RFC 3986: unreserved and reserved characters stay in a URL.
    private const string UrlCharacters = "-_.~!*'();:@&=+$,/?#[]";

    public static readonly ScriptObject Members = new FunctionSet("html")
        .Add("escape", "text", a => WebUtility.HtmlEncode(a.Text(0)))
        .Add("newline_to_br", "text", a => NewlineToBreak(a.Text(0)))
        .Add("strip", "text", a => Strip(a.Text(0)))
        .Add("url_encode", "text", a => Uri.EscapeDataString(a.Text(0)))
        .Add("url_escape", "text", a => UrlEscape(a.Text(0)))
        .Freeze();

    private static string NewlineToBreak(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isSecondOfPair = text[i] == '\n' && i > 0 && text[i - 1] == '\r';
            if (text[i] is '\r' or '\n' && !isSecondOfPair)
                result.Append("<br />");
            result.Append(text[i]);
        }

        return result.ToString();
    }

    private static string UrlEscape(string text)
    {
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || UrlCharacters.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                result.Append((char)rune.Value);
                continue;
            }

            var length = rune.EncodeToUtf8(bytes);
            foreach (var part in bytes[..length])
                result.Append(CultureInfo.InvariantCulture, $"%{part:X2}");
        }

        return result.ToString();
    }

    /// <summary>Leaves out tags, comments, and what stands in script and style elements; in one pass.</summary>
    private static string Strip(string text)
    {
        var result = new StringBuilder(text.Length);
        var markup = new MarkupReader(text);
        var i = 0;
        while (i < text.Length)
        {
            var end = text[i] == '<' ? markup.EndOf(i) : -1;
            if (end < 0)
                result.Append(text[i++]);
            else
                i = end;
        }

        return result.ToString();
    }

    /// <summary>Finds ends of markup; what was once not found is not looked for again, so all takes linear time.</summary>
    private sealed class MarkupReader(string text)
    {
        private readonly HashSet<string> _absent = new(StringComparer.Ordinal);

        public int EndOf(int start)
        {
            if (StartsWith(start, "<!--") && Behind(start, "-->") is > 0 and var comment)
                return comment;
            if (StartsWith(start, "<script") && Behind(start, "</script>") is > 0 and var script)
                return script;
            if (StartsWith(start, "<style") && Behind(start, "</style>") is > 0 and var style)
                return style;
            return EndOfTag(start);
        }

        // A > inside a quoted attribute does not end the tag, unless its quote is never closed.
        private int EndOfTag(int start)
        {
            var end = Behind(start, ">");
            if (end < 0)
                return -1;
            for (var i = start + 1; i < text.Length; i++)
            {
                if (text[i] == '>')
                    return i + 1;
                if (text[i] is not ('"' or '\'') || text[i - 1] != '=')
                    continue;
                var close = Behind(i + 1, text[i] == '"' ? "\"" : "'");
                if (close < 0)
                    return end;
                i = close - 1;
            }

            return end;
        }

        private bool StartsWith(int start, string mark) =>
            text.AsSpan(start).StartsWith(mark, StringComparison.OrdinalIgnoreCase);

        private int Behind(int start, string mark)
        {
            if (_absent.Contains(mark))
                return -1;
            var found = text.IndexOf(mark, start, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
                _absent.Add(mark);
            return found < 0 ? -1 : found + mark.Length;
        }
    }
}
