namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// Recursive descent over all segments of a template. A fault is noted, the rest of its statement is skipped, and
/// parsing goes on, so that an author sees every fault at once.
/// </summary>
internal sealed partial class Parser
{
    private const int MaxProblems = 200;

    private readonly TokenReader _tokens;
    private readonly IReadOnlyList<TemplateSegment> _segments;
    private readonly TemplateOptions _options;
    private readonly List<TemplateProblem> _problems;
    private readonly Stack<OpenBlock> _open = new();
    private int _depth;
    private bool _tooDeep;

    private Parser(IReadOnlyList<TemplateSegment> segments, TemplateOptions options, List<TemplateProblem> problems)
    {
        _segments = segments;
        _tokens = new TokenReader(segments, options, problems);
        _options = options;
        _problems = problems;
    }

    private sealed record OpenBlock(string Keyword, SegmentPlace Place);

    public static Block Parse(IReadOnlyList<TemplateSegment> segments, TemplateOptions options, List<TemplateProblem> problems)
    {
        var parser = new Parser(segments, options, problems);
        var statements = new List<Statement>();
        while (true)
        {
            statements.AddRange(parser.ParseBlock().Statements);
            if (parser._tokens.Current.Kind == TokenKind.End)
                break;
            parser.ReportStray();
        }

        return new Block(statements);
    }

    private void ReportStray()
    {
        var token = _tokens.Next();
        if (_tooDeep)
        {
            _tokens.SkipToStatementEnd();
            return;
        }

        if (token.IsWord("end"))
            Report(ProblemText.StrayEnd(token.Place));
        else
            Report(ProblemText.StrayDivider(token.Place, token.Text));
        _tokens.SkipToStatementEnd();
    }

    /// <summary>Statements up to <c>end</c>, <c>else</c>, <c>when</c> or the end of the template.</summary>
    private Block ParseBlock()
    {
        var statements = new List<Statement>();
        while (_tokens.Current.Kind != TokenKind.End)
        {
            var token = _tokens.Current;
            if (token.Kind is TokenKind.NewLine or TokenKind.Semicolon or TokenKind.TagEnd)
            {
                _tokens.Next();
            }
            else if (token.Kind == TokenKind.Raw)
            {
                statements.Add(new RawStatement(token.Place.Segment));
                _tokens.Next();
            }
            else if (IsBlockBoundary(token))
            {
                break;
            }
            else
            {
                var problems = _problems.Count;
                if (ParseStatement() is { } statement)
                    statements.Add(statement);
                ExpectStatementEnd(_problems.Count > problems);
            }
        }

        return new Block(statements);
    }

    private bool IsBlockBoundary(Token token) =>
        (token.IsWord("end") || token.IsWord("else") || token.IsWord("when")) && !IsUsedAsName();

    /// <summary>A keyword is an ordinary name where a member, assignment or operator follows it.</summary>
    private bool IsUsedAsName()
    {
        var next = _tokens.Peek();
        return next is { Kind: TokenKind.Operator, Text: "." or "=" or "?." };
    }

    private void ExpectStatementEnd(bool alreadyReported)
    {
        if (_tokens.Current.EndsStatement)
            return;
        if (!alreadyReported)
            Report(ProblemText.UnexpectedToken(_tokens.Current));
        _tokens.SkipToStatementEnd();
    }

    private void Report(TemplateProblem problem)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(problem);
    }

    /// <summary>Runs <paramref name="parse"/> one level deeper, or gives up where the template is too deep.</summary>
    private T? Deeper<T>(Func<T?> parse) where T : class
    {
        if (_depth >= _options.MaxNesting)
        {
            if (!_tooDeep)
                Report(ProblemText.TooDeep(_tokens.Current.Place, _options.MaxNesting));
            _tooDeep = true;
            _tokens.SkipToStatementEnd();
            return null;
        }

        _depth++;
        try
        {
            return parse();
        }
        finally
        {
            _depth--;
        }
    }
}
