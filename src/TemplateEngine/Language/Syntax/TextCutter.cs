namespace SpotCheck.TemplateEngine.Language;

/// <summary>White space a tag removes beside itself.</summary>
public enum WhitespaceTrim
{
    /// <summary>None.</summary>
    None,

    /// <summary><c>-</c>: all of it, line ends included.</summary>
    All,

    /// <summary><c>~</c>: of its line; after a tag also the line end.</summary>
    Line,
}

/// <summary>A piece of text: outside tags, or one tag.</summary>
/// <param name="Start">Where it starts, its <c>{{</c> included.</param>
/// <param name="End">Where the next piece starts.</param>
/// <param name="IsCode">Whether it is a tag.</param>
public readonly record struct TextCut(int Start, int End, bool IsCode)
{
    /// <summary>For a tag where its code starts; otherwise where the text to write starts.</summary>
    public int ContentStart { get; init; } = Start;

    /// <summary>Where the code or the text to write ends.</summary>
    public int ContentEnd { get; init; } = End;

    /// <summary>What the tag (or escape block) removes before itself.</summary>
    public WhitespaceTrim Before { get; init; }

    /// <summary>What the tag (or escape block) removes after itself.</summary>
    public WhitespaceTrim After { get; init; }

    /// <summary>Whether the tag or escape block never ends.</summary>
    public bool IsUnclosed { get; init; }

    /// <summary>Whether it is text between <c>{%{</c> and <c>}%}</c>.</summary>
    public bool IsEscaped { get; init; }
}

/// <summary>Cuts text into what stands outside and inside of tags; whitespace marks are read but not applied.</summary>
public static class TextCutter
{
    /// <summary>Cuts <paramref name="text"/>; the pieces cover all of it, in order.</summary>
    public static IReadOnlyList<TextCut> Cut(string text, TemplateOptions? options = null)
    {
        var cuts = new List<TextCut>();
        var quotes = new QuoteScanner(options?.AcceptCurlyQuotes ?? false);
        var position = 0;
        while (position < text.Length)
        {
            var open = FindOpening(text, position, out var percents);
            if (open < 0)
                break;
            if (open > position)
                cuts.Add(new TextCut(position, open, IsCode: false));
            var cut = percents > 0 ? CutEscape(text, open, percents) : CutTag(text, open, quotes);
            cuts.Add(cut);
            position = cut.End;
        }

        if (position < text.Length)
            cuts.Add(new TextCut(position, text.Length, IsCode: false));
        return cuts;
    }

    private static int FindOpening(string text, int position, out int percents)
    {
        percents = 0;
        for (var i = text.IndexOf('{', position); i >= 0; i = text.IndexOf('{', i + 1))
        {
            if (i + 1 >= text.Length)
                return -1;
            if (text[i + 1] == '{')
                return i;
            if (text[i + 1] != '%')
                continue;
            var end = i + 1;
            while (end < text.Length && text[end] == '%')
                end++;
            if (end < text.Length && text[end] == '{')
            {
                percents = end - i - 1;
                return i;
            }
        }

        return -1;
    }

    private static TextCut CutTag(string text, int open, QuoteScanner quotes)
    {
        var start = open + 2;
        var before = start < text.Length ? TrimOf(text[start]) : WhitespaceTrim.None;
        if (before != WhitespaceTrim.None)
            start++;

        var close = quotes.FindTagEnd(text, start);
        if (close < 0)
        {
            start = Math.Min(start, text.Length);
            var stop = EndOfUnclosed(text, start);
            return new TextCut(open, stop, IsCode: true)
            {
                ContentStart = start, ContentEnd = stop, Before = before, IsUnclosed = true,
            };
        }

        var end = close;
        var endsInOperator = text.AsSpan(start, end - start).EndsWith("--", StringComparison.Ordinal);
        var after = end > start && !endsInOperator ? TrimOf(text[end - 1]) : WhitespaceTrim.None;
        if (after != WhitespaceTrim.None)
            end--;
        return new TextCut(open, close + 2, IsCode: true)
        {
            ContentStart = start, ContentEnd = end, Before = before, After = after,
        };
    }

    // The faults after an unclosed tag are worth reporting, too: go on at the line end or at the next tag.
    private static int EndOfUnclosed(string text, int start)
    {
        var rest = text.AsSpan(start);
        var nextTag = rest.IndexOf("{{", StringComparison.Ordinal);
        var lineEnd = rest.IndexOf('\n');
        if (nextTag >= 0 && (lineEnd < 0 || nextTag < lineEnd))
            return start + nextTag;
        return lineEnd < 0 ? text.Length : start + lineEnd;
    }

    private static TextCut CutEscape(string text, int open, int percents)
    {
        var start = open + percents + 2;
        var mark = "}" + new string('%', percents) + "}";
        var before = start < text.Length ? TrimOf(text[start]) : WhitespaceTrim.None;
        if (before != WhitespaceTrim.None)
            start++;

        var close = text.IndexOf(mark, start, StringComparison.Ordinal);
        if (close < 0)
        {
            return new TextCut(open, text.Length, IsCode: false)
            {
                ContentStart = Math.Min(start, text.Length), Before = before, IsUnclosed = true, IsEscaped = true,
            };
        }

        var end = close;
        var after = end > start ? TrimOf(text[end - 1]) : WhitespaceTrim.None;
        if (after != WhitespaceTrim.None)
            end--;
        return new TextCut(open, close + mark.Length, IsCode: false)
        {
            ContentStart = start, ContentEnd = end, Before = before, After = after, IsEscaped = true,
        };
    }

    private static WhitespaceTrim TrimOf(char c) => c switch
    {
        '-' => WhitespaceTrim.All,
        '~' => WhitespaceTrim.Line,
        _ => WhitespaceTrim.None,
    };
}
