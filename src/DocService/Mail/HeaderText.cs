using System.Globalization;
using System.Text;

namespace SpotCheck.DocService.Mail;

/// <summary>Texts in the header of a message: RFC 2047 encoded words, RFC 2231 parameters. No text can begin a new header.</summary>
internal static class HeaderText
{
    private const int LineLimit = 76;

    // "=?UTF-8?B?" and "?=" take 12 of the 76 characters a line with an encoded word may have (RFC 2047 §2), "Subject: " 9 of the first.
    private const int BytesPerWord = 39;

    /// <summary>Whether a text may stand in a header at all.</summary>
    public static bool IsSafe(string text) =>
        text.Length <= 500 && !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029') && text.IsNormalized() && !text.EnumerateRunes().Any(r => r.Value == 0xFFFD);

    /// <summary>A text as encoded words, folded; plain ASCII stays as it is.</summary>
    /// <exception cref="ArgumentException">The text holds a control character; callers judge with <see cref="IsSafe"/> first.</exception>
    public static string Words(string text)
    {
        if (!IsSafe(text))
            throw new ArgumentException("This text cannot stand in a header.", nameof(text));
        if (text.Length <= 60 && text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal))
            return text;
        return EncodedWords(text);
    }

    /// <summary>As <see cref="Words"/>, also where plain text would do.</summary>
    public static string EncodedWords(string text)
    {
        if (!IsSafe(text))
            throw new ArgumentException("This text cannot stand in a header.", nameof(text));
        return string.Join("\r\n ", Pieces(text, BytesPerWord).Select(piece => $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(piece))}?="));
    }

    /// <summary>A parameter such as <c>filename</c>, ready to follow the value it belongs to.</summary>
    public static string Parameter(string name, string value)
    {
        if (!IsSafe(value))
            throw new ArgumentException("This text cannot stand in a header.", nameof(value));
        if (value.Length <= 50 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            return $";\r\n {name}=\"{value}\"";

        var encoded = new StringBuilder();
        var parts = Pieces(value, 12).Select(Percent).ToList();
        for (var at = 0; at < parts.Count; at++)
        {
            var number = parts.Count == 1 ? "" : "*" + at.ToString(CultureInfo.InvariantCulture);
            encoded.Append(CultureInfo.InvariantCulture, $";\r\n {name}{number}*={(at == 0 ? "UTF-8''" : "")}{parts[at]}");
        }
        return encoded.ToString();
    }

    private static string Percent(string piece)
    {
        var text = new StringBuilder(LineLimit);
        foreach (var octet in Encoding.UTF8.GetBytes(piece))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'.' or (byte)'-' or (byte)'_')
                text.Append((char)octet);
            else
                text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }
        return text.ToString();
    }

    // A word must not be cut inside a character (RFC 2047 §5).
    private static IEnumerable<string> Pieces(string text, int maxBytes)
    {
        var piece = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > maxBytes)
            {
                yield return piece.ToString();
                piece.Clear();
                bytes = 0;
            }
            piece.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }
        yield return piece.ToString();
    }
}
