namespace SpotCheck.TemplateEngine.Language;

internal sealed partial class Parser
{
    private Statement? ParseFunction(Token keyword)
    {
        var name = _tokens.Current;
        if (name.Kind is not (TokenKind.Identifier or TokenKind.Local))
        {
            Report(ProblemText.Expected(name, "函数名", "a function name"));
            _tokens.SkipToStatementEnd();
            ParseBody(keyword);
            return null;
        }

        _tokens.Next();
        IReadOnlyList<ParameterSyntax>? parameters = null;
        if (_tokens.TryOperator("("))
            parameters = ParseParameters();
        if (!_tokens.Current.EndsStatement)
        {
            Report(ProblemText.UnexpectedToken(_tokens.Current));
            _tokens.SkipToStatementEnd();
        }

        var function = new FunctionSyntax(name.Text, parameters, ParseBody(keyword), keyword.Place);
        return new FunctionStatement(keyword.Place, NameOf(name), function);
    }

    private static Expression NameOf(Token name) => name.Kind == TokenKind.Local
        ? new LocalExpression(name.Place, name.Text)
        : new NameExpression(name.Place, name.Text);

    private List<ParameterSyntax> ParseParameters()
    {
        var parameters = new List<ParameterSyntax>();
        _tokens.SkipNewLines();
        while (!_tokens.Current.Is(")"))
        {
            if (ParseParameter(parameters) is not { } parameter)
                return parameters;
            parameters.Add(parameter);
            _tokens.SkipNewLines();
            if (!_tokens.TryOperator(","))
                break;
            _tokens.SkipNewLines();
        }

        if (!_tokens.TryOperator(")"))
            Report(ProblemText.Expected(_tokens.Current, ")", ")"));
        return parameters;
    }

    private ParameterSyntax? ParseParameter(List<ParameterSyntax> before)
    {
        var name = _tokens.Current;
        if (name.Kind != TokenKind.Identifier)
        {
            Report(ProblemText.Expected(name, "参数名", "a parameter name"));
            _tokens.SkipToStatementEnd();
            return null;
        }

        _tokens.Next();
        var previous = before.Count > 0 ? before[^1] : null;
        if (previous is { TakesRest: true })
            Report(ProblemText.ParameterAfterRest(name.Place, name.Text, previous.Name));
        if (_tokens.TryOperator("..."))
            return new ParameterSyntax(name.Text, null, TakesRest: true, name.Place);
        if (_tokens.TryOperator("="))
            return new ParameterSyntax(name.Text, ParseDefault(), TakesRest: false, name.Place);
        if (previous is { Default: not null })
            Report(ProblemText.RequiredAfterOptional(name.Place, name.Text, previous.Name));
        return new ParameterSyntax(name.Text, null, TakesRest: false, name.Place);
    }

    private Expression ParseDefault()
    {
        var value = ParseArgumentValue();
        if (value is not (LiteralExpression or UnaryExpression { Operand: LiteralExpression }))
            Report(ProblemText.DefaultNotLiteral(value.Place));
        return value;
    }

    private FunctionExpression ParseAnonymousFunction()
    {
        var keyword = _tokens.Next();
        IReadOnlyList<ParameterSyntax>? parameters = null;
        if (_tokens.TryOperator("("))
            parameters = ParseParameters();
        var (header, conditional, brackets) = (_inLoopHeader, _conditionalDepth, _isInBrackets);
        (_inLoopHeader, _conditionalDepth, _isInBrackets) = (0, 0, false);
        var body = ParseBody(keyword);
        (_inLoopHeader, _conditionalDepth, _isInBrackets) = (header, conditional, brackets);
        return new FunctionExpression(keyword.Place, new FunctionSyntax("", parameters, body, keyword.Place));
    }

    /// <summary><c>name(x, y) = expression</c>.</summary>
    private FunctionStatement? ParseInlineFunction(CallExpression call)
    {
        var parameters = new List<ParameterSyntax>();
        foreach (var argument in call.Arguments)
        {
            if (argument is { Name: null, Value: NameExpression name })
                parameters.Add(new ParameterSyntax(name.Name, null, TakesRest: false, name.Place));
            else
                Report(ProblemText.BadInlineParameter(argument.Value.Place));
        }

        CheckAssignable(call.Target);
        var place = _tokens.Current.Place;
        var value = ParseOperand();
        var function = new FunctionSyntax(
            call.Target is NameExpression target ? target.Name : "",
            parameters,
            new Block([new ReturnStatement(place, value)]),
            call.Place);
        return new FunctionStatement(call.Place, call.Target, function);
    }
}
