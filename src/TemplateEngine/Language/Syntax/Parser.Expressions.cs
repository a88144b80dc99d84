namespace SpotCheck.TemplateEngine.Language;

/// <summary>How tightly operators bind; a higher number binds first.</summary>
internal static class Precedence
{
    public const int Lowest = 0;
    public const int Coalesce = 20;
    public const int AboveOr = 31;
    public const int Unary = 100;

    public static int Of(Token token)
    {
        if (token.Kind != TokenKind.Operator)
            return -1;
        return token.Text switch
        {
            "??" or "?!" => Coalesce,
            "||" => 30,
            "&&" => 40,
            "==" or "!=" => 50,
            "<" or "<=" or ">" or ">=" => 60,
            "<<" or ">>" => 65,
            ".." or "..<" => 66,
            "+" or "-" => 70,
            "*" or "/" or "//" or "%" => 80,
            _ => -1,
        };
    }
}

internal sealed partial class Parser
{
    /// <summary>Operators in a row; each makes the tree one level deeper.</summary>
    private const int MaxChain = 400;

    private int _inLoopHeader;
    private int _conditionalDepth;
    private bool _isInBrackets;

    private Statement? ParseExpressionStatement()
    {
        var start = _tokens.Current;
        var expression = ParseBinary(Precedence.Lowest);
        if (expression is null)
            return null;

        var op = _tokens.Current;
        if (op.Kind == TokenKind.Operator && op.Text is "=" or "+=" or "-=" or "*=" or "/=" or "//=" or "%=")
            return ParseAssignment(expression, op);
        return ParseTail(expression) is { } whole ? new ExpressionStatement(start.Place, whole) : null;
    }

    private Statement? ParseAssignment(Expression target, Token op)
    {
        _tokens.Next();
        if (target is CallExpression { HasParentheses: true } call && op.Is("="))
            return ParseInlineFunction(call);
        CheckAssignable(target);
        var value = ParseOperand();
        return new AssignStatement(target.Place, target, op.Text[..^1], op.Place, value);
    }

    private void CheckAssignable(Expression target)
    {
        var inner = target is NestedExpression nested ? nested.Inner : target;
        if (inner is not (NameExpression { Name: not "this" } or LocalExpression { Name: not ("$" or "$$") } or MemberExpression or IndexExpression or MissingExpression))
            Report(ProblemText.NotAssignable(target.Place, "="));
    }

    /// <summary>A whole expression with pipes and <c>? :</c>; null where there is none, which is reported.</summary>
    private Expression? ParseExpression(int minimum = Precedence.Lowest) => Deeper(() => ParseWhole(minimum));

    private Expression? ParseWhole(int minimum)
    {
        var expression = ParseBinary(minimum);
        if (expression is null)
            return null;
        if (minimum <= Precedence.Lowest)
            expression = ParseTail(expression);
        if (expression is not null && _tokens.Current.Is("="))
        {
            Report(ProblemText.AssignmentInside(expression.Place));
            _tokens.Next();
            ParseExpression();
        }

        return expression;
    }

    /// <summary>What binds least: <c>? :</c>, pipes, and operators after a pipe.</summary>
    private Expression? ParseTail(Expression expression)
    {
        for (var i = 0; ; i++)
        {
            if (_isInBrackets)
                _tokens.SkipNewLinesBefore("?");
            if (_tokens.Current.Is("?"))
                return ParseConditional(expression);
            if (IsPipe())
                expression = ParsePipe(expression);
            else if (Precedence.Of(_tokens.Current) < 0)
                return expression;
            else if (ParseBinary(Precedence.Lowest, expression) is { } whole)
                expression = whole;
            else
                return null;
            if (i > MaxChain)
                return StopChain(expression);
        }
    }

    private bool IsPipe() => _tokens.Current.Is("|") || _tokens.Current.Is("|>")
        || (_tokens.Current.Kind == TokenKind.NewLine
            && (_tokens.IsOperatorAfterNewLines("|") || _tokens.IsOperatorAfterNewLines("|>")));

    private PipeExpression ParsePipe(Expression from)
    {
        _tokens.SkipNewLines();
        _tokens.Next();
        _tokens.SkipNewLines();
        var to = ParseUnary(allowCall: true) ?? Missing();
        return new PipeExpression(from.Place, from, to);
    }

    private Expression? ParseConditional(Expression condition)
    {
        _tokens.Next();
        _tokens.SkipNewLines();
        _conditionalDepth++;
        var then = ParseExpression();
        _conditionalDepth--;
        _tokens.SkipNewLinesBefore(":");
        if (then is null)
            return null;
        if (!_tokens.TryOperator(":"))
        {
            Report(ProblemText.Expected(_tokens.Current, ":", ":"));
            return null;
        }

        _tokens.SkipNewLines();
        var otherwise = ParseExpression();
        return otherwise is null ? null : new ConditionalExpression(condition.Place, condition, then, otherwise);
    }

    private Expression? ParseBinary(int minimum, Expression? known = null)
    {
        var left = known ?? ParseUnary(allowCall: true);
        if (left is null)
            return null;

        for (var i = 0; ; i++)
        {
            if (_isInBrackets)
                _tokens.SkipNewLinesBefore(token => Precedence.Of(token) >= 0);
            var op = _tokens.Current;
            var precedence = Precedence.Of(op);
            if (precedence < 0 || precedence < minimum)
                return left;
            if (i > MaxChain)
                return StopChain(left);
            _tokens.Next();
            _tokens.SkipNewLines();
            var right = Deeper(() => ParseBinary(precedence + 1));
            if (right is null)
                return null;
            left = new BinaryExpression(left.Place, op.Text, op.Place, left, right);
        }
    }

    private Expression? StopChain(Expression expression)
    {
        Report(ProblemText.TooDeep(_tokens.Current.Place, MaxChain));
        _tokens.SkipToStatementEnd();
        return expression;
    }

    private Expression? ParseUnary(bool allowCall)
    {
        var op = _tokens.Current;
        if (op.Kind != TokenKind.Operator || op.Text is not ("!" or "-" or "+" or "^" or "@" or "++" or "--"))
            return ParseCall(allowCall);

        _tokens.Next();
        var operand = Deeper(() => ParseUnary(allowCall && op.Text is not ("@" or "^")));
        if (operand is null)
            return null;
        switch (op.Text)
        {
            case "@": return new AliasExpression(op.Place, operand);
            case "^": return new ExpandExpression(op.Place, operand);
            case "++" or "--":
                CheckAssignable(operand);
                return new IncrementExpression(op.Place, operand, op.Is("++") ? 1 : -1, IsPrefix: true);
            default: return new UnaryExpression(op.Place, op.Text, operand);
        }
    }
}
