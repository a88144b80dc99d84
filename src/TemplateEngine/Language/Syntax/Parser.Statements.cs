namespace SpotCheck.TemplateEngine.Language;

internal sealed partial class Parser
{
    private static readonly Block s_emptyBlock = new([]);

    private Statement? ParseStatement()
    {
        var token = _tokens.Current;
        if (token.Kind == TokenKind.Identifier && Keywords.StartsStatement(token.Text))
        {
            if (string.Equals(token.Text, "while", StringComparison.Ordinal) && IsUsedAsName() && !IsKnownLoopMember())
            {
                Report(ProblemText.UnknownLoopMember(token.Place, "while", _tokens.Peek(2).Text));
                _tokens.SkipToStatementEnd();
                return null;
            }

            if (!IsUsedAsName())
                return Deeper(() => ParseKeyword(_tokens.Next()));
        }

        return ParseExpressionStatement();
    }

    private bool IsKnownLoopMember() => _tokens.Peek(2).Text is "index" or "first" or "even" or "odd";

    private Statement? ParseKeyword(Token keyword)
    {
        switch (keyword.Text)
        {
            case "if": return ParseIf(keyword);
            case "for": return ParseFor(keyword, isTableRow: false);
            case "tablerow": return ParseFor(keyword, isTableRow: true);
            case "while": return new WhileStatement(keyword.Place, ParseOperand(), ParseBody(keyword));
            case "case": return ParseCase(keyword);
            case "with": return new WithStatement(keyword.Place, ParseOperand(), ParseBody(keyword));
            case "capture": return ParseCapture(keyword);
            case "wrap": return new WrapStatement(keyword.Place, ParseOperand(), ParseBody(keyword));
            case "func": return ParseFunction(keyword);
            case "import": return new ImportStatement(keyword.Place, ParseOperand());
            case "readonly": return ParseReadOnly(keyword);
            case "ret": return new ReturnStatement(keyword.Place, _tokens.Current.EndsStatement ? null : ParseOperand());
            default: return new JumpStatement(keyword.Place, string.Equals(keyword.Text, "break", StringComparison.Ordinal));
        }
    }

    private Expression ParseOperand() => ParseExpression() ?? Missing();

    /// <summary>Stands for an expression that was not there; the fault is already reported.</summary>
    private MissingExpression Missing() => new(_tokens.Current.Place);

    /// <summary>The statements of a block and its <c>end</c>.</summary>
    private Block ParseBody(Token keyword)
    {
        var body = ParseInner(keyword);
        while (IsDivider())
        {
            Report(ProblemText.DividerNotAllowed(_tokens.Current.Place, _tokens.Current.Text, keyword.Text, keyword.Place));
            _tokens.Next();
            _tokens.SkipToStatementEnd();
            ParseInner(keyword);
        }

        ParseEnd(keyword);
        return body;
    }

    private Block ParseInner(Token keyword)
    {
        if (!_tokens.Current.EndsStatement)
        {
            Report(ProblemText.UnexpectedToken(_tokens.Current));
            _tokens.SkipToStatementEnd();
        }

        _open.Push(new OpenBlock(keyword.Text, keyword.Place));
        var body = ParseBlock();
        _open.Pop();
        return body;
    }

    private bool IsDivider() =>
        _tokens.Current.Kind == TokenKind.Identifier && Keywords.Dividers.Contains(_tokens.Current.Text);

    private void ParseEnd(Token keyword)
    {
        if (_tokens.Current.IsWord("end"))
        {
            _tokens.Next();
            return;
        }

        var place = _tokens.Previous.Kind == TokenKind.TagEnd ? _tokens.Previous.Place : _tokens.Current.Place;
        Report(ProblemText.UnclosedBlock(place, keyword.Text, keyword.Place));
    }

    private IfStatement ParseIf(Token keyword)
    {
        var branches = new List<ConditionalBlock> { new(ParseOperand(), ParseInner(keyword)) };
        Block? otherwise = null;
        while (IsDivider())
        {
            var divider = _tokens.Current;
            if (divider.IsWord("when"))
            {
                Report(ProblemText.DividerNotAllowed(divider.Place, "when", "if", keyword.Place));
                _tokens.SkipToStatementEnd();
                ParseInner(keyword);
                continue;
            }

            _tokens.Next();
            if (otherwise is not null)
                Report(ProblemText.SecondElse(divider.Place, keyword.Text, keyword.Place));
            if (_tokens.Current.IsWord("if"))
            {
                _tokens.Next();
                branches.Add(new ConditionalBlock(ParseOperand(), ParseInner(keyword)));
            }
            else
            {
                otherwise = ParseInner(keyword);
            }
        }

        ParseEnd(keyword);
        return new IfStatement(keyword.Place, branches, otherwise);
    }

    private CaseStatement ParseCase(Token keyword)
    {
        var value = ParseOperand();
        var before = ParseInner(keyword);
        foreach (var statement in before.Statements)
        {
            if (statement is RawStatement raw && !HoldsText(raw))
                continue;
            Report(ProblemText.StatementBeforeWhen(statement.Place, keyword.Place));
            break;
        }

        var branches = new List<WhenBlock>();
        Block? otherwise = null;
        while (IsDivider())
        {
            var divider = _tokens.Next();
            if (otherwise is not null)
                Report(ProblemText.SecondElse(divider.Place, keyword.Text, keyword.Place));
            if (divider.IsWord("when"))
                branches.Add(new WhenBlock(ParseWhenValues(), ParseInner(keyword)));
            else
                otherwise = ParseInner(keyword);
        }

        ParseEnd(keyword);
        return new CaseStatement(keyword.Place, value, branches, otherwise);
    }

    // Markup between case and when (the rest of a paragraph) is no text; text there would be lost.
    private bool HoldsText(RawStatement raw)
    {
        var bytes = ((RawSegment)_segments[raw.Segment]).Bytes.Span;
        return !bytes.Contains((byte)'<') && bytes.IndexOfAnyExcept(" \t\r\n"u8) >= 0;
    }

    private List<Expression> ParseWhenValues()
    {
        var values = new List<Expression>();
        do
        {
            values.Add(ParseExpression(Precedence.AboveOr) ?? Missing());
        }
        while (_tokens.TryOperator(",") || _tokens.TryOperator("||"));

        return values;
    }

    private Statement? ParseFor(Token keyword, bool isTableRow)
    {
        var variable = _tokens.Current.Kind is TokenKind.Identifier or TokenKind.Local ? ParsePath() : null;
        if (variable is not (NameExpression or LocalExpression) || !_tokens.Current.IsWord("in"))
        {
            Report(ProblemText.BadFor(keyword.Place, keyword.Text));
            _tokens.SkipToStatementEnd();
            ParseForRest(keyword);
            return null;
        }

        _tokens.Next();
        _inLoopHeader++;
        var items = ParseOperand();
        _inLoopHeader--;
        var modifiers = ParseModifiers(isTableRow);
        var (body, otherwise) = ParseForRest(keyword);
        return new ForStatement(keyword.Place, variable, items, modifiers, body, otherwise, isTableRow);
    }

    private (Block Body, Block? Else) ParseForRest(Token keyword)
    {
        var body = ParseInner(keyword);
        Block? otherwise = null;
        while (IsDivider())
        {
            var divider = _tokens.Next();
            if (divider.IsWord("when"))
                Report(ProblemText.DividerNotAllowed(divider.Place, "when", keyword.Text, keyword.Place));
            else if (otherwise is not null)
                Report(ProblemText.SecondElse(divider.Place, keyword.Text, keyword.Place));
            if (divider.IsWord("when"))
                _tokens.SkipToStatementEnd();
            otherwise = ParseInner(keyword);
        }

        ParseEnd(keyword);
        return (body, otherwise);
    }

    private LoopModifiers ParseModifiers(bool isTableRow)
    {
        var modifiers = new LoopModifiers(null, null, IsReversed: false, null);
        while (_tokens.Current.Kind == TokenKind.Identifier)
        {
            var name = _tokens.Next();
            if (name.IsWord("reversed"))
            {
                modifiers = modifiers with { IsReversed = true };
                continue;
            }

            if (!_tokens.TryOperator(":"))
            {
                Report(ProblemText.UnexpectedToken(name));
                _tokens.SkipToStatementEnd();
                break;
            }

            var value = ParseArgumentValue();
            if (name.IsWord("offset"))
                modifiers = modifiers with { Offset = value };
            else if (name.IsWord("limit"))
                modifiers = modifiers with { Limit = value };
            else if (name.IsWord("cols") && isTableRow)
                modifiers = modifiers with { Columns = value };
            else
                Report(ProblemText.UnknownLoopModifier(name.Place, name.Text, isTableRow));
        }

        return modifiers;
    }

    private CaptureStatement ParseCapture(Token keyword)
    {
        var target = ParseOperand();
        CheckAssignable(target);
        return new CaptureStatement(keyword.Place, target, ParseBody(keyword));
    }

    private ReadOnlyStatement ParseReadOnly(Token keyword)
    {
        var target = ParseOperand();
        if (target is not (NameExpression { Name: not "this" } or LocalExpression { Name: not ("$" or "$$") } or MissingExpression))
            Report(ProblemText.NotAssignable(target.Place, "readonly"));
        return new ReadOnlyStatement(keyword.Place, target);
    }
}
