namespace SpotCheck.TemplateEngine.Language;

internal sealed partial class Parser
{
    /// <summary>A path with the arguments that follow it.</summary>
    private Expression? ParseCall(bool allowCall)
    {
        var target = ParsePath();
        if (target is null || !allowCall || target is CallExpression or IncrementExpression || !StartsArgument())
            return target;

        var arguments = new List<Argument>();
        while (StartsArgument())
        {
            if (ParseArgument() is not { } argument)
                return null;
            if (argument.Name is null && arguments.Count > 0 && arguments[^1].Name is not null)
                Report(ProblemText.PositionalAfterNamed(argument.Value.Place));
            arguments.Add(argument);
        }

        return new CallExpression(target.Place, target, arguments, HasParentheses: false);
    }

    private bool StartsArgument()
    {
        var token = _tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.Text or TokenKind.Interpolation or TokenKind.Local:
                return true;
            case TokenKind.Identifier:
                return !(_inLoopHeader > 0 && IsLoopModifier(token)) && !token.IsWord("in");
            case TokenKind.Operator:
                return token.Text is "(" or "[" or "{" or "@" or "^" or "!" && token.SpaceBefore;
            default:
                return false;
        }
    }

    private bool IsLoopModifier(Token token) =>
        token.IsWord("reversed") || (_tokens.Peek().Is(":") && token.Text is "limit" or "offset" or "cols");

    private Argument? ParseArgument()
    {
        var token = _tokens.Current;
        if (IsArgumentName(token))
        {
            _tokens.Next();
            _tokens.Next();
            return new Argument(token.Text, token.Place, ParseArgumentValue());
        }

        var value = ParseUnary(allowCall: false);
        return value is null ? null : new Argument(null, token.Place, value);
    }

    // Between ? and : a name before a free-standing colon is the value, not the name of an argument.
    private bool IsArgumentName(Token token)
    {
        var next = _tokens.Peek();
        return token.Kind == TokenKind.Identifier && next.Is(":") && !(_conditionalDepth > 0 && next.SpaceBefore);
    }

    private Expression ParseArgumentValue() => ParseUnary(allowCall: false) ?? Missing();

    /// <summary>A primary expression and the members, indices and bracketed arguments directly behind it.</summary>
    private Expression? ParsePath()
    {
        var path = ParsePrimary();
        for (var i = 0; path is not null; i++)
        {
            var token = _tokens.Current;
            if (i > MaxChain)
                return StopChain(path);
            if (token.Is(".") || token.Is("?."))
                path = ParseMember(path, token);
            else if (token.Is("[") && !token.SpaceBefore)
                path = ParseIndex(path, token);
            else if (token.Is("(") && !token.SpaceBefore && path is not (LiteralExpression or NestedExpression))
                path = ParseBracketedCall(path);
            else if ((token.Is("++") || token.Is("--")) && !token.SpaceBefore)
                return ParsePostfix(path, token);
            else
                return path;
        }

        return path;
    }

    private IncrementExpression ParsePostfix(Expression target, Token op)
    {
        _tokens.Next();
        CheckAssignable(target);
        return new IncrementExpression(target.Place, target, op.Is("++") ? 1 : -1, IsPrefix: false);
    }

    private Expression? ParseMember(Expression target, Token dot)
    {
        _tokens.Next();
        var name = _tokens.Current;
        if (name.Kind != TokenKind.Identifier)
        {
            Report(ProblemText.Expected(name, "成员名", "a member name"));
            return null;
        }

        _tokens.Next();
        var text = name.Text;
        if (name.IsWord("empty") && _tokens.Current.Is("?") && !_tokens.Current.SpaceBefore)
        {
            _tokens.Next();
            text = "empty?";
        }

        return new MemberExpression(target.Place, target, text, name.Place, dot.Is("?."));
    }

    private Expression? ParseIndex(Expression target, Token bracket)
    {
        _tokens.Next();
        _tokens.SkipNewLines();
        var index = InsideBrackets(() => ParseExpression());
        if (index is null)
            return null;
        _tokens.SkipNewLines();
        if (!_tokens.TryOperator("]"))
        {
            Report(ProblemText.Unclosed(_tokens.Current, "[", "]", bracket.Place));
            return null;
        }

        return new IndexExpression(target.Place, target, index, IsOptional: false);
    }

    private Expression? ParseBracketedCall(Expression target)
    {
        var bracket = _tokens.Next();
        var arguments = new List<Argument>();
        _tokens.SkipNewLines();
        while (!_tokens.Current.Is(")"))
        {
            var name = IsArgumentName(_tokens.Current) ? _tokens.Next() : default;
            if (name.Text is not null)
                _tokens.Next();
            var value = InsideBrackets(() => ParseExpression());
            if (value is null)
                return null;
            arguments.Add(new Argument(name.Text, name.Text is null ? value.Place : name.Place, value));
            _tokens.SkipNewLines();
            if (!_tokens.TryOperator(","))
                break;
            _tokens.SkipNewLines();
        }

        if (!_tokens.TryOperator(")"))
        {
            Report(ProblemText.Unclosed(_tokens.Current, "(", ")", bracket.Place));
            return null;
        }

        return new CallExpression(target.Place, target, arguments, HasParentheses: true);
    }

    /// <summary>Inside brackets neither line ends nor loop modifiers nor the colon of <c>? :</c> end anything.</summary>
    private T? InsideBrackets<T>(Func<T?> parse) where T : class
    {
        var (header, conditional, brackets) = (_inLoopHeader, _conditionalDepth, _isInBrackets);
        (_inLoopHeader, _conditionalDepth, _isInBrackets) = (0, 0, true);
        var result = parse();
        (_inLoopHeader, _conditionalDepth, _isInBrackets) = (header, conditional, brackets);
        return result;
    }

    private Expression? ParsePrimary()
    {
        var token = _tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return new LiteralExpression(token.Place, _tokens.Next().Number);
            case TokenKind.Text:
                return new LiteralExpression(token.Place, _tokens.Next().Text);
            case TokenKind.Interpolation:
                return ParseInterpolation(_tokens.Next());
            case TokenKind.Local:
                return new LocalExpression(token.Place, _tokens.Next().Text);
            case TokenKind.Identifier:
                return ParseWord(token);
            case TokenKind.Operator when token.Text is "(":
                return ParseNested(_tokens.Next());
            case TokenKind.Operator when token.Text is "[":
                return ParseArray(_tokens.Next());
            case TokenKind.Operator when token.Text is "{":
                return ParseObject(_tokens.Next());
            default:
                Report(ProblemText.Expected(token, "一个值（字段、数字、文字……）", "an expression"));
                return null;
        }
    }

    private Expression? ParseWord(Token token)
    {
        switch (token.Text)
        {
            case "true": return new LiteralExpression(_tokens.Next().Place, Value.True);
            case "false": return new LiteralExpression(_tokens.Next().Place, Value.False);
            case "null": return new LiteralExpression(_tokens.Next().Place, Value.Null);
            case "do" when _tokens.Peek() is { EndsStatement: true } or { Kind: TokenKind.Operator, Text: "(" }:
                return Deeper(ParseAnonymousFunction);
            default: return new NameExpression(_tokens.Next().Place, token.Text);
        }
    }

    private Expression? ParseNested(Token bracket)
    {
        _tokens.SkipNewLines();
        var inner = InsideBrackets(() => ParseExpression());
        if (inner is null)
            return null;
        _tokens.SkipNewLines();
        if (!_tokens.TryOperator(")"))
        {
            Report(ProblemText.Unclosed(_tokens.Current, "(", ")", bracket.Place));
            return null;
        }

        return new NestedExpression(bracket.Place, inner);
    }

    private Expression? ParseArray(Token bracket)
    {
        var items = new List<Expression>();
        _tokens.SkipNewLines();
        while (!_tokens.Current.Is("]"))
        {
            if (InsideBrackets(() => ParseExpression()) is not { } item)
                return null;
            items.Add(item);
            _tokens.SkipNewLines();
            if (!_tokens.TryOperator(","))
                break;
            _tokens.SkipNewLines();
        }

        if (!_tokens.TryOperator("]"))
        {
            Report(ProblemText.Unclosed(_tokens.Current, "[", "]", bracket.Place));
            return null;
        }

        return new ArrayExpression(bracket.Place, items);
    }

    private Expression? ParseObject(Token bracket)
    {
        var members = new List<ObjectMember>();
        _tokens.SkipNewLines();
        while (!_tokens.Current.Is("}"))
        {
            var name = _tokens.Current;
            if (name.Kind is not (TokenKind.Identifier or TokenKind.Text))
            {
                Report(ProblemText.Expected(name, "成员名或 }", "a member name or }"));
                return null;
            }

            _tokens.Next();
            if (!_tokens.TryOperator(":"))
            {
                Report(ProblemText.Expected(_tokens.Current, ":", ":"));
                return null;
            }

            _tokens.SkipNewLines();
            if (InsideBrackets(() => ParseExpression()) is not { } value)
                return null;
            members.Add(new ObjectMember(name.Text, value));
            _tokens.SkipNewLines();
            if (!_tokens.TryOperator(","))
                break;
            _tokens.SkipNewLines();
        }

        if (!_tokens.TryOperator("}"))
        {
            Report(ProblemText.Unclosed(_tokens.Current, "{", "}", bracket.Place));
            return null;
        }

        return new ObjectExpression(bracket.Place, members);
    }

    private InterpolatedExpression ParseInterpolation(Token token)
    {
        var parts = new List<Expression>();
        foreach (var part in token.Parts!)
        {
            if (part.Text is not null)
                parts.Add(new LiteralExpression(token.Place, part.Text));
            else
                parts.Add(_tokens.Inside(part.Tokens!, ParseInterpolatedPart));
        }

        return new InterpolatedExpression(token.Place, parts);
    }

    private Expression ParseInterpolatedPart()
    {
        var problems = _problems.Count;
        var expression = InsideBrackets(() => ParseExpression());
        if (_tokens.Current.Kind != TokenKind.End && _problems.Count == problems)
            Report(ProblemText.Expected(_tokens.Current, "}", "}"));
        return expression ?? Missing();
    }
}
