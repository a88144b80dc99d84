namespace SpotCheck.TemplateEngine.Language;

/// <summary>Finds where strings and tags end. Every method returns the index after the end, or −1 for none.</summary>
internal readonly struct QuoteScanner(bool acceptCurlyQuotes)
{
    /// <summary>Deepest interpolation inside interpolation.</summary>
    private const int MaxDepth = 40;

    public bool OpensString(char c) => c is '"' or '\'' or '`' || (acceptCurlyQuotes && IsCurly(c));

    public static bool IsCurly(char c) => c is '“' or '”' or '‘' or '’';

    public static bool Closes(char opening, char c) => opening switch
    {
        '“' or '”' => c is '”' or '“',
        '‘' or '’' => c is '’' or '‘',
        _ => c == opening,
    };

    /// <summary>From the opening quote (or its <c>$</c>) on.</summary>
    public int SkipString(ReadOnlySpan<char> text, int start, int depth = 0)
    {
        if (depth > MaxDepth)
            return -1;
        if (text[start] == '$')
            return SkipInterpolated(text, start + 1, depth);

        var quote = text[start];
        for (var i = start + 1; i < text.Length; i++)
        {
            if (quote == '`')
            {
                if (text[i] != '`')
                    continue;
                if (i + 1 < text.Length && text[i + 1] == '`')
                    i++;
                else
                    return i + 1;
            }
            else if (text[i] == '\\')
            {
                i++;
            }
            else if (Closes(quote, text[i]))
            {
                return i + 1;
            }
        }

        return -1;
    }

    /// <summary>From the <c>{</c> of an interpolated expression to behind its <c>}</c>.</summary>
    public int SkipInterpolation(ReadOnlySpan<char> text, int start, int depth)
    {
        var braces = 0;
        for (var i = start; i < text.Length; i++)
        {
            if (StartsString(text, i))
            {
                i = SkipString(text, i, depth + 1) - 1;
                if (i < 0)
                    return -1;
            }
            else if (text[i] == '{')
            {
                braces++;
            }
            else if (text[i] == '}' && --braces == 0)
            {
                return i + 1;
            }
        }

        return -1;
    }

    public bool StartsString(ReadOnlySpan<char> text, int i) =>
        OpensString(text[i])
        || (text[i] == '$' && i + 1 < text.Length && text[i + 1] != '`' && OpensString(text[i + 1]));

    /// <summary>From behind <c>{{</c> to the <c>}}</c> that ends the tag; the result is the index of <c>}}</c>.</summary>
    public int FindTagEnd(ReadOnlySpan<char> text, int start)
    {
        var braces = 0;
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '#')
            {
                i = SkipComment(text, i) - 1;
            }
            else if (StartsString(text, i))
            {
                var end = SkipString(text, i);
                if (end < 0)
                    return FallBack(text, start, i);
                i = end - 1;
            }
            else if (c == '{')
            {
                // No expression holds two opening braces in a row: a new tag starts, so this one was not closed.
                if (i + 1 < text.Length && text[i + 1] == '{')
                    return FallBack(text[..i], start, start);
                braces++;
            }
            else if (c == '}')
            {
                if (braces > 0)
                    braces--;
                else if (i + 1 < text.Length && text[i + 1] == '}')
                    return i;
            }
        }

        return FallBack(text, start, start);
    }

    /// <summary>To the end of a comment: of the line, of the tag, or behind the closing <c>##</c>.</summary>
    public static int SkipComment(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        var tagEnd = rest.IndexOf("}}", StringComparison.Ordinal);
        var isBlock = rest.StartsWith("##", StringComparison.Ordinal);
        var own = isBlock ? rest[2..].IndexOf("##", StringComparison.Ordinal) + 4 : rest.IndexOf('\n');
        if (isBlock && own == 3)
            own = -1;
        if (tagEnd >= 0 && (own < 0 || tagEnd < own))
            return start + tagEnd;
        return own < 0 ? text.Length : start + own;
    }

    // A string or brace that is never closed must not swallow the rest of the document: the tag then ends where an
    // author would see it end.
    private static int FallBack(ReadOnlySpan<char> text, int start, int from)
    {
        var end = text[from..].IndexOf("}}", StringComparison.Ordinal);
        if (end < 0 && from != start)
            return FallBack(text, start, start);
        return end < 0 ? -1 : from + end;
    }

    private int SkipInterpolated(ReadOnlySpan<char> text, int start, int depth)
    {
        var quote = text[start];
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '{')
            {
                i = SkipInterpolation(text, i, depth) - 1;
                if (i < 0)
                    return -1;
            }
            else if (Closes(quote, text[i]))
            {
                return i + 1;
            }
        }

        return -1;
    }
}
