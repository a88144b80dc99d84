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
        var i = 0;
        while (i < text.Length)
        {
            var end = text[i] == '<' ? EndOfMarkup(text, i) : -1;
            if (end < 0)
                result.Append(text[i++]);
            else
                i = end;
        }

        return result.ToString();
    }

    private static int EndOfMarkup(string text, int start)
    {
        if (StartsWith(text, start, "<!--"))
            return Behind(text, start, "-->");
        foreach (var element in (ReadOnlySpan<string>)["script", "style"])
        {
            if (StartsWith(text, start, "<" + element) && Behind(text, start, "</" + element + ">") is > 0 and var end)
                return end;
        }

        return Behind(text, start, ">");
    }

    private static bool StartsWith(string text, int start, string mark) =>
        text.AsSpan(start).StartsWith(mark, StringComparison.OrdinalIgnoreCase);

    private static int Behind(string text, int start, string mark)
    {
        var found = text.IndexOf(mark, start, StringComparison.OrdinalIgnoreCase);
        return found < 0 ? -1 : found + mark.Length;
    }
}
