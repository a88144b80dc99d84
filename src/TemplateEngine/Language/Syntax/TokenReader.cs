namespace SpotCheck.TemplateEngine.Language;

/// <summary>The tokens of a whole template, one tag after another, with raw segments as tokens of their own.</summary>
internal sealed class TokenReader
{
    private IReadOnlyList<Token> _tokens;
    private int _position;

    public TokenReader(IReadOnlyList<TemplateSegment> segments, TemplateOptions options, List<TemplateProblem> problems)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i] is CodeSegment code)
                tokens.AddRange(Lexer.Read(code.Code, i, options, problems));
            else
                tokens.Add(new Token(TokenKind.Raw, "", new SegmentPlace(i, 0, 0), SpaceBefore: false));
        }

        var last = tokens.Count > 0 ? tokens[^1].Place : new SegmentPlace(0, 0, 0);
        tokens.Add(new Token(TokenKind.End, "", last with { Length = 0 }, SpaceBefore: false));
        _tokens = tokens;
    }

    public Token Current => _tokens[_position];

    public Token Previous => _position > 0 ? _tokens[_position - 1] : _tokens[0];

    public Token Peek(int ahead = 1) => _tokens[Math.Min(_position + ahead, _tokens.Count - 1)];

    public Token Next()
    {
        var token = Current;
        if (_position < _tokens.Count - 1)
            _position++;
        return token;
    }

    public bool TryOperator(string op)
    {
        if (!Current.Is(op))
            return false;
        Next();
        return true;
    }

    public void SkipNewLines()
    {
        while (Current.Kind == TokenKind.NewLine)
            Next();
    }

    public void SkipNewLinesBefore(string op) => SkipNewLinesBefore(token => token.Is(op));

    public void SkipNewLinesBefore(Func<Token, bool> isWanted)
    {
        var i = 0;
        while (Peek(i).Kind == TokenKind.NewLine)
            i++;
        if (isWanted(Peek(i)))
            SkipNewLines();
    }

    /// <summary>Whether the next tokens are line ends and then <paramref name="op"/>.</summary>
    public bool IsOperatorAfterNewLines(string op)
    {
        var i = 0;
        while (Peek(i).Kind == TokenKind.NewLine)
            i++;
        return Peek(i).Is(op);
    }

    public void SkipToStatementEnd()
    {
        while (!Current.EndsStatement)
            Next();
    }

    /// <summary>Reads <paramref name="tokens"/> in place of the present ones until the result is disposed of.</summary>
    public T Inside<T>(IReadOnlyList<Token> tokens, Func<T> read)
    {
        var (outer, position) = (_tokens, _position);
        _tokens = tokens;
        _position = 0;
        try
        {
            return read();
        }
        finally
        {
            _tokens = outer;
            _position = position;
        }
    }
}
