namespace SpotCheck.TemplateEngine.Language;

internal sealed partial class FieldCollector
{
    private FieldNode? Resolve(Expression expression, bool isOptional)
    {
        var outer = _isOptional;
        _isOptional |= isOptional;
        var node = Resolve(expression);
        _isOptional = outer;
        return node;
    }

    /// <summary>The field an expression leads to, null where it is computed; its parts are noted.</summary>
    private FieldNode? Resolve(Expression expression)
    {
        switch (expression)
        {
            case NameExpression name:
                return ResolveName(name);
            case LocalExpression local:
                return Find(local.Name, out var known) ? known : null;
            case MemberExpression member:
                return ResolveMember(member);
            case IndexExpression index:
                return ResolveIndex(index);
            case NestedExpression nested:
                return Resolve(nested.Inner);
            case AliasExpression alias:
                return Resolve(alias.Operand);
            case PipeExpression { To: CallExpression call } pipe:
                return ResolveCall(call.Target, [new Argument(null, pipe.From.Place, pipe.From), .. call.Arguments]);
            case PipeExpression pipe:
                return ResolveCall(pipe.To, [new Argument(null, pipe.From.Place, pipe.From)]);
            case CallExpression call:
                return ResolveCall(call.Target, call.Arguments);
            case BinaryExpression { Operator: "??" } coalesce:
                var left = Resolve(coalesce.Left, isOptional: true);
                return Resolve(coalesce.Right) ?? left;
            case ConditionalExpression choice:
                Test(choice.Condition);
                var then = Resolve(choice.Then);
                return Resolve(choice.Else) ?? then;
            default:
                ResolveParts(expression);
                return null;
        }
    }

    private void ResolveParts(Expression expression)
    {
        switch (expression)
        {
            case BinaryExpression binary:
                var use = binary.Operator is "-" or "*" or "/" or "//" or "%" or ".." or "..<" ? FieldUse.Number : FieldUse.Scalar;
                Use(binary.Left, binary.Operator is "&&" or "||" or "?!" ? FieldUse.Condition : use);
                Use(binary.Right, binary.Operator is "&&" or "||" ? FieldUse.Condition : use);
                break;
            case UnaryExpression unary:
                Use(unary.Operand, unary.Operator is "!" ? FieldUse.Condition : FieldUse.Number);
                break;
            case IncrementExpression increment:
                Use(increment.Target, FieldUse.Number);
                break;
            case ExpandExpression expand:
                Use(expand.Operand, FieldUse.List);
                break;
            case InterpolatedExpression text:
                foreach (var part in text.Parts)
                    Use(part, FieldUse.Scalar);
                break;
            case ArrayExpression array:
                foreach (var item in array.Items)
                    Use(item, FieldUse.None);
                break;
            case ObjectExpression members:
                foreach (var member in members.Members)
                    Use(member.Value, FieldUse.None);
                break;
            case FunctionExpression function:
                CollectFunction(function.Function);
                break;
        }
    }

    private bool Find(string name, out FieldNode? node)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].TryGetValue(name, out node))
                return true;
        }

        node = null;
        return false;
    }

    private FieldNode? ResolveName(NameExpression name)
    {
        if (Find(name.Name, out var known))
            return known;
        if (name.Name is "this")
            return _objects.Count > 0 ? _objects[^1] : _data;
        if (_objects.Count > 0)
            return Noted(_objects[^1]?.Member(name.Name), name.Place);
        if (name.Name is "for" or "while" or "tablerow" || Builtins.All.Contains(name.Name) || IsExtension(name.Name))
            return null;
        return Noted(_data.Member(name.Name), name.Place);
    }

    private bool IsExtension(string name) => _unit.Options.Extensions is { } extensions && extensions.Contains(name);

    private FieldNode? ResolveMember(MemberExpression member)
    {
        NoteFunction(member);
        var owner = Resolve(member.Target, isOptional: member.IsOptional);
        if (owner is null)
            return null;
        if (member.Name is "empty?" || (member.Name is "size" && owner.Use.HasFlag(FieldUse.List)))
            return null;
        if (member.Name is "size")
        {
            owner.Mark(FieldUse.List);
            return null;
        }

        // A date's parts are no fields.
        if (owner.Use.HasFlag(FieldUse.Date))
            return null;
        return Noted(owner.Member(member.Name), member.NamePlace, member.IsOptional);
    }

    private void NoteFunction(MemberExpression member)
    {
        if (member.Target is NameExpression owner && !Find(owner.Name, out _))
            _functions.Add(new FunctionUse(owner.Name, member.Name, new FieldPlace(_unit, member.NamePlace)));
    }

    private FieldNode? ResolveIndex(IndexExpression index)
    {
        var owner = Resolve(index.Target);
        if (index.Index is LiteralExpression { Value: var key } && key.AsString is { } name)
            return Noted(owner?.Member(name), index.Index.Place);
        Use(index.Index, FieldUse.Scalar);
        return index.Index is LiteralExpression { Value.Kind: ValueKind.Int } or UnaryExpression ? owner?.ItemOf() : null;
    }

    private FieldNode? Noted(FieldNode? node, SegmentPlace place, bool isOptional = false)
    {
        node?.MarkPlace(new FieldPlace(_unit, place), isOptional || _isOptional || _guarded.Contains(node));
        return node;
    }

    private FieldNode? ResolveCall(Expression target, IReadOnlyList<Argument> arguments)
    {
        var name = target is MemberExpression { Target: NameExpression owner } member && !Find(owner.Name, out _)
            ? $"{owner.Name}.{member.Name}"
            : null;
        if (name is null)
            Resolve(target);
        else if (target is MemberExpression function)
            NoteFunction(function);
        var hint = name is null ? null : FieldFunctions.Of(name);
        FieldNode? first = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var node = Resolve(arguments[i].Value, isOptional: i == 0 && hint is { AllowsMissing: true });
            if (i == 0)
                first = node;
            else
                node?.Mark(name is "公文.起止" && i == 1 ? FieldUse.Date : FieldUse.Scalar);
        }

        if (target is NameExpression { Name: "include" })
            CollectInclude(arguments);
        if (hint is null || first is null)
            return null;
        first.Mark(hint.Use);
        return Result(first, hint, arguments);
    }

    private FieldNode? Result(FieldNode first, FunctionHint hint, IReadOnlyList<Argument> arguments)
    {
        var named = arguments.FirstOrDefault(a => string.Equals(a.Name, hint.MemberName, StringComparison.Ordinal))
            ?? (hint.MemberArgument >= 0 && hint.MemberArgument < arguments.Count ? arguments[hint.MemberArgument] : null);
        if (named is { Value: LiteralExpression { Value: var value } } && value.AsString is { } member)
        {
            var node = Noted(first.ItemOf().Member(member), named.Value.Place);
            node?.Mark(FieldUse.Scalar);
        }

        if (hint.GivesItem)
            return first.ItemOf();
        return hint.KeepsList || hint.AllowsMissing ? first : null;
    }

    private void CollectInclude(IReadOnlyList<Argument> arguments)
    {
        if (_loader is null || arguments is not [{ Value: LiteralExpression { Value: var name } }, ..] || name.AsString is not { } file
            || !_included.Add(file) || _loader.Load(file) is not { } template)
        {
            return;
        }

        new FieldCollector(_data, template.Unit, _loader, _included, _functions).CollectBlock(template.Syntax);
    }
}
