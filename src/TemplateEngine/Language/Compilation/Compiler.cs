namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// Turns the syntax tree into steps and operations: names of enclosing loops become scope numbers, <c>$</c> names
/// slots, expressions of literals their values.
/// </summary>
internal sealed partial class Compiler
{
    private readonly CodeUnit _unit;

    // Scopes of the present function, innermost last: the loop variable's name, or null for any other scope.
    private List<string?> _scopes = [];
    private int _objectScopes;

    private Compiler(CodeUnit unit) => _unit = unit;

    public static void Compile(Block syntax, CodeUnit unit) => unit.Body = new Compiler(unit).CompileBlock(syntax);

    private Step[] CompileBlock(Block block)
    {
        var steps = new List<Step>(block.Statements.Count);
        foreach (var statement in block.Statements)
        {
            if (CompileStatement(statement) is { } step)
                steps.Add(step);
        }

        return [.. steps];
    }

    private Step? CompileStatement(Statement statement) => statement switch
    {
        RawStatement raw => new RawStep((RawSegment)_unit.Segments[raw.Segment]),
        ExpressionStatement print => CompilePrint(print),
        AssignStatement assign => CompileAssignment(assign),
        IfStatement branch => new IfStep(
            [.. branch.Branches.Select(b => (CompileExpression(b.Condition), CompileBlock(b.Body)))],
            branch.Else is null ? null : CompileBlock(branch.Else)),
        CaseStatement choice => new CaseStep(
            CompileExpression(choice.Value),
            [.. choice.Branches.Select(b => (b.Values.Select(CompileExpression).ToArray(), CompileBlock(b.Body)))],
            choice.Else is null ? null : CompileBlock(choice.Else)),
        ForStatement loop => CompileFor(loop),
        WhileStatement loop => CompileWhile(loop),
        WithStatement with => CompileWith(with),
        CaptureStatement capture => CompileCapture(capture),
        WrapStatement wrap => CompileWrap(wrap),
        FunctionStatement function => CompileFunctionStatement(function),
        ImportStatement import => new ImportStep(CompileExpression(import.Target)),
        ReadOnlyStatement { Target: NameExpression name } => new ReadOnlyStep(name.Name),
        ReadOnlyStatement { Target: LocalExpression local } => new ReadOnlyStep(local.Name),
        ReturnStatement result => new ReturnStep(result.Value is null ? null : CompileExpression(result.Value)),
        JumpStatement jump => new JumpStep(jump.Place, jump.IsBreak),
        _ => null,
    };

    private CodeSegment? SegmentOf(SegmentPlace place) =>
        place.Segment >= 0 && place.Segment < _unit.Segments.Count ? _unit.Segments[place.Segment] as CodeSegment : null;

    private PrintStep CompilePrint(ExpressionStatement statement)
    {
        var segment = SegmentOf(statement.Place);
        return new PrintStep(CompileExpression(statement.Expression), segment?.Escape ?? OutputEscape.None, segment?.Indent ?? "");
    }

    private AssignStep CompileAssignment(AssignStatement assign)
    {
        var target = CompileTarget(assign.Target);
        var value = CompileExpression(assign.Value);
        var operation = assign.Operator.Length == 0
            ? null
            : new BinaryOp(assign.Place, assign.Operator, assign.OperatorPlace, target, value);
        return new AssignStep(target, operation, value);
    }

    // for.index as a target is a member like any other: the loop's own cannot be set.
    private Op CompileTarget(Expression target) => target switch
    {
        NestedExpression nested => CompileTarget(nested.Inner),
        MemberExpression member => CompilePlainMember(member),
        _ => CompileExpression(target),
    };

    private ForStep CompileFor(ForStatement loop)
    {
        var items = CompileExpression(loop.Items);
        var name = (loop.Variable as NameExpression)?.Name;
        var local = loop.Variable is LocalExpression variable ? CompileExpression(variable) as LocalOp : null;
        var code = new ForCode
        {
            Items = items,
            LimitPlace = loop.Items is BinaryExpression { Operator: ".." or "..<" } range ? range.OperatorPlace : loop.Items.Place,
            Name = name,
            Local = local,
            Offset = CompileOptional(loop.Modifiers.Offset),
            Limit = CompileOptional(loop.Modifiers.Limit),
            Columns = CompileOptional(loop.Modifiers.Columns),
            IsReversed = loop.Modifiers.IsReversed,
            IsTableRow = loop.IsTableRow,
            Escape = SegmentOf(loop.Place)?.Escape ?? OutputEscape.None,
        };

        // An else of the loop runs outside of it.
        code.Else = loop.Else is null ? null : CompileBlock(loop.Else);
        _scopes.Add(name);
        code.Body = CompileBlock(loop.Body);
        _scopes.RemoveAt(_scopes.Count - 1);
        return new ForStep(code);
    }

    private Op? CompileOptional(Expression? expression) => expression is null ? null : CompileExpression(expression);

    private WhileStep CompileWhile(WhileStatement loop)
    {
        _scopes.Add(null);
        var step = new WhileStep(loop.Place, CompileExpression(loop.Condition), CompileBlock(loop.Body));
        _scopes.RemoveAt(_scopes.Count - 1);
        return step;
    }

    private WithStep CompileWith(WithStatement with)
    {
        var target = CompileExpression(with.Target);
        _scopes.Add(null);
        _objectScopes++;
        var step = new WithStep(target, CompileBlock(with.Body));
        _objectScopes--;
        _scopes.RemoveAt(_scopes.Count - 1);
        return step;
    }

    private CaptureStep? CompileCapture(CaptureStatement capture) =>
        CompileTarget(capture.Target) is IAssignable target ? new CaptureStep(target, CompileBlock(capture.Body)) : null;

    private PrintStep CompileWrap(WrapStatement wrap)
    {
        var target = CompileExpression(wrap.Call);
        var segment = SegmentOf(wrap.Place);

        // The block runs inside the wrapped function, so the scopes around it here are not the ones around it then.
        var body = InNewFunction(0, () => CompileBlock(wrap.Body));
        var call = new WrapOp(wrap.Place, target, body, _unit);
        return new PrintStep(call, segment?.Escape ?? OutputEscape.None, segment?.Indent ?? "");
    }

    private FunctionStep? CompileFunctionStatement(FunctionStatement function)
    {
        var code = CompileFunction(function.Function);
        return CompileTarget(function.Target) is IAssignable target ? new FunctionStep(target, code, _unit) : null;
    }

    private FunctionCode CompileFunction(FunctionSyntax function)
    {
        ParameterCode[]? parameters = null;
        if (function.Parameters is not null)
        {
            parameters = [.. function.Parameters.Select(p =>
                new ParameterCode(p.Name, p.Default is not null, LiteralOf(p.Default), p.TakesRest))];
        }

        var code = new FunctionCode { Name = function.Name, Parameters = parameters };
        code.Body = InNewFunction(parameters is null ? 0 : 1, () => CompileBlock(function.Body));
        return code;
    }

    private Value LiteralOf(Expression? expression) =>
        expression is not null && CompileExpression(expression) is LiteralOp literal ? literal.Value : Value.Null;

    /// <summary>Compiles what runs as a call: scopes outside cannot be addressed by number.</summary>
    private Step[] InNewFunction(int ownScopes, Func<Step[]> compile)
    {
        var (scopes, objectScopes) = (_scopes, _objectScopes);
        _scopes = [.. Enumerable.Repeat<string?>(null, ownScopes)];
        _objectScopes = 0;
        var result = compile();
        (_scopes, _objectScopes) = (scopes, objectScopes);
        return result;
    }
}
