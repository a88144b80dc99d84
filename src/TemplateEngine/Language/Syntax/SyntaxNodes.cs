namespace SpotCheck.TemplateEngine.Language;

/// <summary>A piece of a template's meaning with its place.</summary>
internal abstract record SyntaxNode(SegmentPlace Place);

internal abstract record Expression(SegmentPlace Place) : SyntaxNode(Place);

internal abstract record Statement(SegmentPlace Place) : SyntaxNode(Place);

internal sealed record LiteralExpression(SegmentPlace Place, Value Value) : Expression(Place);

/// <summary>Stands where an expression was missing, which is already reported; never compiled.</summary>
internal sealed record MissingExpression(SegmentPlace Place) : Expression(Place);

internal sealed record InterpolatedExpression(SegmentPlace Place, IReadOnlyList<Expression> Parts) : Expression(Place);

internal sealed record NameExpression(SegmentPlace Place, string Name) : Expression(Place);

/// <summary><c>$name</c>, <c>$</c>, <c>$0</c>, <c>$$</c>; <see cref="Name"/> holds the <c>$</c>.</summary>
internal sealed record LocalExpression(SegmentPlace Place, string Name) : Expression(Place);

internal sealed record MemberExpression(SegmentPlace Place, Expression Target, string Name, SegmentPlace NamePlace, bool IsOptional)
    : Expression(Place);

internal sealed record IndexExpression(SegmentPlace Place, Expression Target, Expression Index, bool IsOptional)
    : Expression(Place);

internal sealed record UnaryExpression(SegmentPlace Place, string Operator, Expression Operand) : Expression(Place);

internal sealed record IncrementExpression(SegmentPlace Place, Expression Target, int By, bool IsPrefix) : Expression(Place);

internal sealed record BinaryExpression(SegmentPlace Place, string Operator, SegmentPlace OperatorPlace, Expression Left, Expression Right)
    : Expression(Place);

internal sealed record ConditionalExpression(SegmentPlace Place, Expression Condition, Expression Then, Expression Else)
    : Expression(Place);

/// <summary>One argument; <see cref="Name"/> is null for one by position.</summary>
internal sealed record Argument(string? Name, SegmentPlace NamePlace, Expression Value);

internal sealed record CallExpression(
    SegmentPlace Place, Expression Target, IReadOnlyList<Argument> Arguments, bool HasParentheses) : Expression(Place);

internal sealed record PipeExpression(SegmentPlace Place, Expression From, Expression To) : Expression(Place);

internal sealed record ArrayExpression(SegmentPlace Place, IReadOnlyList<Expression> Items) : Expression(Place);

internal sealed record ObjectExpression(SegmentPlace Place, IReadOnlyList<ObjectMember> Members) : Expression(Place);

internal sealed record ObjectMember(string Name, Expression Value);

/// <summary><c>@function</c>: the function itself instead of its result.</summary>
internal sealed record AliasExpression(SegmentPlace Place, Expression Operand) : Expression(Place);

/// <summary><c>^list</c>: the items as arguments.</summary>
internal sealed record ExpandExpression(SegmentPlace Place, Expression Operand) : Expression(Place);

internal sealed record NestedExpression(SegmentPlace Place, Expression Inner) : Expression(Place);

internal sealed record FunctionExpression(SegmentPlace Place, FunctionSyntax Function) : Expression(Place);

internal sealed record FunctionSyntax(string Name, IReadOnlyList<ParameterSyntax>? Parameters, Block Body, SegmentPlace Place);

internal sealed record ParameterSyntax(string Name, Expression? Default, bool TakesRest, SegmentPlace Place);

internal sealed record Block(IReadOnlyList<Statement> Statements);

internal sealed record RawStatement(int Segment) : Statement(new SegmentPlace(Segment, 0, 0));

internal sealed record ExpressionStatement(SegmentPlace Place, Expression Expression) : Statement(Place);

/// <summary><see cref="Operator"/> is empty for <c>=</c>, otherwise the operator before the <c>=</c>.</summary>
internal sealed record AssignStatement(SegmentPlace Place, Expression Target, string Operator, SegmentPlace OperatorPlace, Expression Value)
    : Statement(Place);

internal sealed record IfStatement(SegmentPlace Place, IReadOnlyList<ConditionalBlock> Branches, Block? Else) : Statement(Place);

internal sealed record ConditionalBlock(Expression Condition, Block Body);

internal sealed record CaseStatement(SegmentPlace Place, Expression Value, IReadOnlyList<WhenBlock> Branches, Block? Else)
    : Statement(Place);

internal sealed record WhenBlock(IReadOnlyList<Expression> Values, Block Body);

internal sealed record LoopModifiers(Expression? Offset, Expression? Limit, bool IsReversed, Expression? Columns);

internal sealed record ForStatement(
    SegmentPlace Place, Expression Variable, Expression Items, LoopModifiers Modifiers, Block Body, Block? Else, bool IsTableRow)
    : Statement(Place);

internal sealed record WhileStatement(SegmentPlace Place, Expression Condition, Block Body) : Statement(Place);

internal sealed record WithStatement(SegmentPlace Place, Expression Target, Block Body) : Statement(Place);

internal sealed record CaptureStatement(SegmentPlace Place, Expression Target, Block Body) : Statement(Place);

internal sealed record WrapStatement(SegmentPlace Place, Expression Call, Block Body) : Statement(Place);

internal sealed record FunctionStatement(SegmentPlace Place, Expression Target, FunctionSyntax Function) : Statement(Place);

internal sealed record ImportStatement(SegmentPlace Place, Expression Target) : Statement(Place);

internal sealed record ReadOnlyStatement(SegmentPlace Place, Expression Target) : Statement(Place);

internal sealed record ReturnStatement(SegmentPlace Place, Expression? Value) : Statement(Place);

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed record JumpStatement(SegmentPlace Place, bool IsBreak) : Statement(Place);
