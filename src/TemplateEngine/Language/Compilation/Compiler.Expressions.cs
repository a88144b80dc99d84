using System.Globalization;
using System.Runtime.CompilerServices;

namespace SpotCheck.TemplateEngine.Language;

internal sealed partial class Compiler
{
    private Op CompileExpression(Expression expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expression switch
        {
            LiteralExpression literal => new LiteralOp(literal.Place, literal.Value),
            InterpolatedExpression text => new InterpolationOp(text.Place, [.. text.Parts.Select(CompileExpression)]),
            NameExpression name => CompileName(name),
            LocalExpression local => CompileLocal(local),
            MemberExpression member => CompileMember(member),
            IndexExpression index => new IndexOp(index.Place, CompileExpression(index.Target), CompileExpression(index.Index)),
            UnaryExpression unary => CompileUnary(unary),
            IncrementExpression increment => CompileIncrement(increment),
            BinaryExpression binary => CompileBinary(binary),
            ConditionalExpression choice => new ConditionalOp(
                choice.Place, CompileExpression(choice.Condition), CompileExpression(choice.Then), CompileExpression(choice.Else)),
            CallExpression call => CompileCall(call),
            PipeExpression pipe => new PipeOp(pipe.Place, CompileExpression(pipe.From), CompileExpression(pipe.To)),
            ArrayExpression array => new ArrayOp(array.Place, [.. array.Items.Select(CompileExpression)]),
            ObjectExpression members => new ObjectOp(
                members.Place, [.. members.Members.Select(m => KeyValuePair.Create(m.Name, CompileExpression(m.Value)))]),
            AliasExpression alias => new AliasOp(alias.Place, CompileExpression(alias.Operand)),
            ExpandExpression expand => new ExpandOp(expand.Place, CompileExpression(expand.Operand)),
            NestedExpression nested => CompileNested(nested),
            FunctionExpression function => new FunctionOp(function.Place, CompileFunction(function.Function), _unit),
            _ => throw new InvalidOperationException(expression.GetType().Name),
        };
    }

    private Op CompileName(NameExpression name)
    {
        if (name.Name is "this")
            return new ThisOp(name.Place);

        // Past an object scope a member of that object may hide the loop variable: look at run time.
        for (var i = _scopes.Count - 1; _objectScopes == 0 && i >= 0; i--)
        {
            if (string.Equals(_scopes[i], name.Name, StringComparison.Ordinal))
                return new LoopVariableOp(name.Place, i);
        }

        return new NameOp(name.Place, name.Name);
    }

    private Op CompileLocal(LocalExpression local)
    {
        if (local.Name is "$")
            return new ArgumentsOp(local.Place);
        if (local.Name is "$$")
            return new WrapBlockOp(local.Place);
        return int.TryParse(local.Name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new ArgumentOp(local.Place, index)
            : new LocalOp(local.Place, _unit, local.Name, _unit.SlotOf(local.Name));
    }

    private Op CompileMember(MemberExpression member)
    {
        var op = CompilePlainMember(member);
        return member.Target is NameExpression { Name: var name } && LoopKindOf(name) is var kind and not LoopKind.None
            ? new LoopMemberOp(member.Place, kind, member.Name, op)
            : op;
    }

    private MemberOp CompilePlainMember(MemberExpression member) =>
        new(member.Place, CompileExpression(member.Target), member.Name, member.NamePlace, member.IsOptional);

    private static LoopKind LoopKindOf(string name) => name switch
    {
        "for" => LoopKind.For,
        "while" => LoopKind.While,
        "tablerow" => LoopKind.TableRow,
        _ => LoopKind.None,
    };

    private Op CompileUnary(UnaryExpression unary)
    {
        var operand = CompileExpression(unary.Operand);
        if (unary.Operator is "!")
            return new NotOp(unary.Place, operand);
        if (operand is LiteralOp literal && literal.Value.IsNumber)
            return new LiteralOp(unary.Place, unary.Operator is "-" ? Numbers.Negate(literal.Value) : literal.Value);
        return new SignOp(unary.Place, unary.Operator is "-", operand);
    }

    private IncrementOp CompileIncrement(IncrementExpression increment)
    {
        var target = CompileTarget(increment.Target);
        var one = new LiteralOp(increment.Place, 1);
        var addition = new BinaryOp(increment.Place, increment.By > 0 ? "+" : "-", increment.Place, target, one);
        return new IncrementOp(increment.Place, target, addition, increment.IsPrefix);
    }

    private Op CompileBinary(BinaryExpression binary)
    {
        var left = CompileExpression(binary.Left);
        var right = CompileExpression(binary.Right);
        switch (binary.Operator)
        {
            case "&&" or "||":
                return new LogicOp(binary.Place, binary.Operator is "&&", left, right);
            case "??" or "?!":
                return new CoalesceOp(binary.Place, binary.Operator is "??", left, right);
            case ".." or "..<":
                return new RangeOp(binary.Place, binary.Operator is "..", left, right);
            case "<<" or ">>":
                return new ShiftOp(binary.Place, binary.Operator is "<<", binary.OperatorPlace, left, right);
            case "+" or "-" or "*" or "/" or "//" or "%":
                return Fold(new BinaryOp(binary.Place, binary.Operator, binary.OperatorPlace, left, right), left, right);
            default:
                return new CompareOp(binary.Place, binary.Operator, binary.OperatorPlace, left, right);
        }
    }

    // Only what no culture and no limit can change: whole numbers, short texts.
    private Op Fold(BinaryOp op, Op left, Op right)
    {
        if (left is not LiteralOp { Value: var first } || right is not LiteralOp { Value: var second })
            return op;
        if (first.Kind == ValueKind.Int && second.Kind == ValueKind.Int && second.AsInt64 != 0)
            return new LiteralOp(op.Place, op.Apply(new RenderContext(null, NoOutput.Instance, RenderOptions.Default, null, _unit), first, second));
        if (op.Operator is "+" && first.AsString is { } text && second.AsString is { } other)
            return new LiteralOp(op.Place, text + other);
        return op;
    }

    private CallOp CompileCall(CallExpression call) => new(
        call.Place,
        CompileExpression(call.Target),
        [.. call.Arguments.Select(a => new ArgumentCode(a.Name, CompileExpression(a.Value)))]);

    private Op CompileNested(NestedExpression nested)
    {
        var inner = CompileExpression(nested.Inner);
        return inner is LiteralOp ? inner : new NestedOp(nested.Place, inner);
    }
}
