namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// Goes through a template's syntax as a rendering would, with fields in place of values, and notes which fields of
/// the data are used how.
/// </summary>
internal sealed partial class FieldCollector
{
    private readonly FieldNode _data;
    private readonly CodeUnit _unit;
    private readonly ITemplateLoader? _loader;
    private readonly HashSet<string> _included;
    private readonly List<FunctionUse> _functions;

    // Names the template itself gives a meaning; null where it is no field.
    private readonly List<Dictionary<string, FieldNode?>> _scopes = [new(StringComparer.Ordinal)];

    // Objects opened by with.
    private readonly List<FieldNode?> _objects = [];
    // Fields a condition around this place has found to be there.
    private readonly HashSet<FieldNode> _guarded = [];
    private bool _isOptional;

    private FieldCollector(FieldNode data, CodeUnit unit, ITemplateLoader? loader, HashSet<string> included, List<FunctionUse> functions)
    {
        _functions = functions;
        _data = data;
        _unit = unit;
        _loader = loader;
        _included = included;
    }

    public static void Collect(Template template, FieldNode data, ITemplateLoader? loader, List<FunctionUse> functions)
    {
        var collector = new FieldCollector(data, template.Unit, loader, new HashSet<string>(StringComparer.Ordinal), functions);
        collector.CollectBlock(template.Syntax);
    }

    private void CollectBlock(Block? block)
    {
        foreach (var statement in block?.Statements ?? [])
            CollectStatement(statement);
    }

    private void CollectStatement(Statement statement)
    {
        switch (statement)
        {
            case ExpressionStatement print:
                Use(print.Expression, FieldUse.Scalar);
                break;
            case AssignStatement assign:
                var value = Resolve(assign.Value);
                if (assign.Target is NameExpression or LocalExpression)
                    _scopes[^1][NameOf(assign.Target)] = assign.Operator.Length == 0 ? value : null;
                else
                    Resolve(assign.Target, isOptional: true);
                break;
            case IfStatement branch:
                foreach (var (condition, body) in branch.Branches)
                    CollectGuarded(condition, body);

                CollectBlock(branch.Else);
                break;
            case CaseStatement choice:
                Use(choice.Value, FieldUse.Scalar);
                foreach (var (values, body) in choice.Branches)
                {
                    foreach (var each in values)
                        Use(each, FieldUse.Scalar);
                    CollectBlock(body);
                }

                CollectBlock(choice.Else);
                break;
            case ForStatement loop:
                CollectFor(loop);
                break;
            case WhileStatement loop:
                Test(loop.Condition);
                CollectBlock(loop.Body);
                break;
            case WithStatement with:
                var target = Resolve(with.Target);
                target?.Mark(FieldUse.Object);
                _objects.Add(target);
                CollectBlock(with.Body);
                _objects.RemoveAt(_objects.Count - 1);
                break;
            case CaptureStatement capture:
                CollectBlock(capture.Body);
                if (capture.Target is NameExpression or LocalExpression)
                    _scopes[^1][NameOf(capture.Target)] = null;
                break;
            case WrapStatement wrap:
                Resolve(wrap.Call);
                CollectBlock(wrap.Body);
                break;
            case FunctionStatement function:
                if (function.Target is NameExpression or LocalExpression)
                    _scopes[^1][NameOf(function.Target)] = null;
                CollectFunction(function.Function);
                break;
            case ImportStatement import:
                Resolve(import.Target)?.Mark(FieldUse.Object);
                break;
            case ReturnStatement { Value: { } result }:
                Use(result, FieldUse.None);
                break;
        }
    }

    // In the block of a condition the field the condition asks for may be used: without it the block is left out.
    private void CollectGuarded(Expression condition, Block body)
    {
        var asked = new List<FieldNode>();
        Test(condition, asked);
        var added = asked.Where(_guarded.Add).ToList();
        CollectBlock(body);
        _guarded.ExceptWith(added);
    }

    private void CollectFor(ForStatement loop)
    {
        var items = Resolve(loop.Items);
        items?.Mark(FieldUse.List);
        foreach (var modifier in (Expression?[])[loop.Modifiers.Offset, loop.Modifiers.Limit, loop.Modifiers.Columns])
        {
            if (modifier is not null)
                Use(modifier, FieldUse.Number);
        }

        InScope(() =>
        {
            _scopes[^1][NameOf(loop.Variable)] = items?.ItemOf();
            CollectBlock(loop.Body);
        });
        CollectBlock(loop.Else);
    }

    private void CollectFunction(FunctionSyntax function) => InScope(() =>
    {
        foreach (var parameter in function.Parameters ?? [])
            _scopes[^1][parameter.Name] = null;
        CollectBlock(function.Body);
    });

    private void InScope(Action collect)
    {
        _scopes.Add(new Dictionary<string, FieldNode?>(StringComparer.Ordinal));
        collect();
        _scopes.RemoveAt(_scopes.Count - 1);
    }

    private static string NameOf(Expression target) => target is NameExpression name ? name.Name : ((LocalExpression)target).Name;

    /// <summary>Notes what an expression as a whole is used for.</summary>
    private void Use(Expression expression, FieldUse use) => Resolve(expression)?.Mark(use);

    /// <summary>A condition: a field alone is asked for, not needed.</summary>
    private void Test(Expression condition, List<FieldNode>? asked = null)
    {
        switch (condition)
        {
            case NameExpression or MemberExpression:
                if (Resolve(condition, isOptional: true) is { } node)
                {
                    node.Mark(FieldUse.Condition);
                    asked?.Add(node);
                }

                break;
            case UnaryExpression { Operator: "!" } not:
                Test(not.Operand);
                break;
            case NestedExpression nested:
                Test(nested.Inner, asked);
                break;
            case BinaryExpression { Operator: "&&" or "||" } both:
                Test(both.Left, both.Operator is "&&" ? asked : null);
                Test(both.Right, both.Operator is "&&" ? asked : null);
                break;
            default:
                Use(condition, FieldUse.None);
                break;
        }
    }
}
