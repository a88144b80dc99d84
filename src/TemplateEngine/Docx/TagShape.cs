namespace SpotCheck.TemplateEngine.Docx;

/// <summary>What a tag does to the structure around it, read from its code without parsing it.</summary>
/// <param name="Role">Its place in a block.</param>
/// <param name="Keyword">The word that opens the block (<c>for</c>, <c>if</c> …), empty for others.</param>
/// <param name="IsSilent">Whether it prints nothing: block words, assignments, comments.</param>
/// <param name="Marks">Directives given as a comment: <c># 行</c>, <c># 列</c>, <c># 合并</c> ….</param>
internal sealed record TagShape(TagPart Role, string Keyword, bool IsSilent, IReadOnlyList<string> Marks)
{
    private static readonly HashSet<string> Openers = new(StringComparer.Ordinal)
        { "if", "for", "while", "tablerow", "case", "with", "capture", "wrap", "func" };

    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
        { "break", "continue", "readonly", "import", "ret" };

    public bool Has(string mark) => Marks.Contains(mark, StringComparer.Ordinal);

    public static TagShape Of(string code)
    {
        var opened = new Stack<string>();
        var closes = 0;
        var middles = 0;
        var silent = true;
        var marks = new List<string>();
        foreach (var statement in TagLexer.Statements(code, marks))
        {
            var word = statement.Word;
            if (Openers.Contains(word))
                opened.Push(word);
            else if (word is "else" or "when" && opened.Count == 0)
                middles++;
            else if (word == "end" && !opened.TryPop(out _))
                closes++;
            else if (word is not ("else" or "when" or "end") && !Silent.Contains(word) && !statement.Assigns)
                silent = false;
            for (var i = 0; i < statement.InnerBlocks; i++)
                opened.Push("do");
        }

        var role = (opened.Count, middles, closes) switch
        {
            (0, 0, 0) => TagPart.Alone,
            (1, 0, 0) => TagPart.Open,
            (0, 1, 0) => TagPart.Middle,
            (0, 0, 1) => TagPart.Close,
            _ => TagPart.Mixed,
        };
        return new(role, opened.Count == 1 ? opened.Peek() : "", silent, marks);
    }
}

/// <summary>The place of a tag in a block.</summary>
internal enum TagPart
{
    /// <summary>Opens and closes nothing, or closes all it opens.</summary>
    Alone,

    /// <summary>Opens one block.</summary>
    Open,

    /// <summary>Divides a block (<c>else</c>, <c>when</c>).</summary>
    Middle,

    /// <summary>Closes one block.</summary>
    Close,

    /// <summary>Does more than one of these; its blocks cannot be told apart by place.</summary>
    Mixed,
}
