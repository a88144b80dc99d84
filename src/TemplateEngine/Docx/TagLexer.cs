using System.Buffers;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A statement of a tag as far as its place in the document depends on it.</summary>
/// <param name="Word">First word, empty for other beginnings.</param>
/// <param name="Assigns">Whether it assigns or is empty, and so prints nothing.</param>
/// <param name="InnerBlocks">Blocks it opens inside an expression (<c>do</c>, anonymous <c>func</c>).</param>
internal readonly record struct TagStatementOutline(string Word, bool Assigns, int InnerBlocks)
{
    /// <summary>Where the statement stands in the code.</summary>
    public int Start { get; init; }

    public int End { get; init; }
}

/// <summary>Finds the end of a tag and the outline of its statements; strings and comments are stepped over.</summary>
internal static class TagLexer
{
    private static readonly SearchValues<char> Brackets = SearchValues.Create("()[]{}");

    /// <summary>Index of the <c>}}</c> that ends the code starting at <paramref name="at"/>, or -1.</summary>
    public static int FindEnd(string text, int at)
    {
        var depth = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '}' && depth == 0 && at + 1 < text.Length && text[at + 1] == '}')
                return at;
            if (c == '{')
                depth++;
            else if (c == '}' && depth > 0)
                depth--;
            else if (c == '#')
                at = SkipComment(text, at);
            else if (IsQuote(c) && SkipString(text, at) is var end && end > 0)
                at = end;
        }

        return -1;
    }

    /// <summary>The outlines of all statements; comments that follow are added to <paramref name="marks"/> word by word.</summary>
    public static List<TagStatementOutline> Statements(string code, List<string> marks)
    {
        var statements = new List<TagStatementOutline>();
        var (word, assigns, blocks, depth, started, start) = ("", false, 0, 0, false, 0);
        for (var at = 0; at <= code.Length; at++)
        {
            var c = at == code.Length ? ';' : code[at];
            if (at == code.Length || (c is ';' or '\n' && depth <= 0))
            {
                if (started)
                    statements.Add(new(word, assigns, blocks) { Start = start, End = at });
                (word, assigns, blocks, depth, started, start) = ("", false, 0, 0, false, at + 1);
            }
            else if (c == '#')
            {
                var end = SkipComment(code, at) + 1;
                marks.AddRange(code[at..Math.Min(end, code.Length)].Split([' ', '#', '，', ',', '、', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
                at = end - 1;
            }
            else if (IsWordStart(c))
            {
                var end = at + 1;
                while (end < code.Length && IsWordPart(code[end]))
                    end++;
                var found = code[at..end];
                var isMember = at > 0 && (code[at - 1] is '.' or '@' || (code[at - 1] == '?' && at > 1));
                if (!started && end < code.Length && code[end] == '.')
                    word = "";
                else if (!started)
                    word = found;
                else if (!isMember && (found == "do" || (found == "func" && word != "func")))
                    blocks++;
                started = true;
                at = end - 1;
            }
            else if (!char.IsWhiteSpace(c))
            {
                started = true;
                if (IsQuote(c) && SkipString(code, at) is var end && end > 0)
                    at = end;
                else if (Brackets.Contains(c))
                    depth += c is '(' or '[' or '{' ? 1 : -1;
                else if (c == '=' && depth == 0)
                    assigns |= IsAssignment(code, ref at);
            }
        }

        return statements;
    }

    /// <summary>The code up to its first comment.</summary>
    public static string WithoutComment(string code)
    {
        for (var at = 0; at < code.Length; at++)
        {
            if (code[at] == '#')
                return code[..at];
            if (IsQuote(code[at]) && SkipString(code, at) is var end && end > 0)
                at = end;
        }

        return code;
    }

    /// <summary>Whether the character opens a string, typed straight or by Word.</summary>
    public static bool IsQuote(char c) => c is '"' or '\'' or '`' or '“' or '”' or '‘' or '’';

    /// <summary>Index of the quote that ends the string starting at <paramref name="at"/>, or -1 when none does.</summary>
    public static int SkipString(string text, int at)
    {
        var open = text[at];
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && open != '`')
                i++;
            else if (Closes(open, text[i]))
                return i;
        }

        return -1;
    }

    private static bool Closes(char open, char c) => open switch
    {
        '“' or '”' => c is '“' or '”' or '"',
        '‘' or '’' => c is '‘' or '’' or '\'',
        _ => c == open,
    };

    // A comment runs to the end of its line or tag; ## … ## may span lines.
    private static int SkipComment(string text, int at)
    {
        if (at + 1 < text.Length && text[at + 1] == '#')
        {
            var close = text.IndexOf("##", at + 2, StringComparison.Ordinal);
            var tagEnd = text.IndexOf("}}", at + 2, StringComparison.Ordinal);
            if (close > 0 && (tagEnd < 0 || close < tagEnd))
                return close + 1;
        }

        for (; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '}' && at + 1 < text.Length && text[at + 1] == '}'))
                return at - 1;
        }

        return text.Length - 1;
    }

    private static bool IsAssignment(string code, ref int at)
    {
        if (at + 1 < code.Length && code[at + 1] is '=' or '>')
        {
            at++;
            return false;
        }

        return at > 0 && code[at - 1] is not ('!' or '<' or '>' or '=');
    }

    private static bool IsWordStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
