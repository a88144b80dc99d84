namespace SpotCheck.TemplateEngine.Language;

internal sealed class LiteralOp(SegmentPlace place, Value value) : Op(place)
{
    public Value Value { get; } = value;

    public override Value Run(RenderContext context) => Value;
}

/// <summary>Something that may give a function, which is called unless it is wanted as it is.</summary>
internal abstract class CallableOp(SegmentPlace place) : Op(place)
{
    public sealed override Value Run(RenderContext context)
    {
        var value = RunUncalled(context);
        return value.Kind == ValueKind.Function ? CallWithout(context, value.AsFunction!) : value;
    }

    public abstract override Value RunUncalled(RenderContext context);

    /// <summary>Where a fault of the call is reported.</summary>
    protected virtual SegmentPlace CallPlace => Place;

    private Value CallWithout(RenderContext context, ScriptFunction function) =>
        context.Call(function, context.ArgumentTop, null, null, CallPlace);
}

/// <summary>A name: a loop variable, a member of the objects in scope, the data, a built-in.</summary>
internal sealed class NameOp(SegmentPlace place, string name) : CallableOp(place), IAssignable
{
    private long _cache;

    public string Name { get; } = name;

    public override Value RunUncalled(RenderContext context)
    {
        var value = context.Look(Name, ref _cache, out var found);
        if (!found && context.Options.StrictFields)
            throw UnknownField(context);
        return value;
    }

    public void Assign(RenderContext context, Value value) => context.Assign(Name, value, Place);

    private RenderFault UnknownField(RenderContext context)
    {
        var suggestion = Suggestions.Nearest(Name, context.KnownNames());
        return context.Fault(
            "template.unknown-field",
            Place,
            $"数据里没有“{Name}”。{Suggestions.Chinese(suggestion)}",
            $"The data has no {Name}.{Suggestions.English(suggestion)}",
            suggestion);
    }
}

/// <summary>The variable of a loop around this place in the same function: its scope is known while compiling.</summary>
internal sealed class LoopVariableOp(SegmentPlace place, int scope) : CallableOp(place), IAssignable
{
    public override Value RunUncalled(RenderContext context) => context.OwnScope(scope).Current;

    public void Assign(RenderContext context, Value value) => context.OwnScope(scope).Current = value;
}

internal sealed class ThisOp(SegmentPlace place) : Op(place)
{
    public override Value Run(RenderContext context) => context.CurrentObject;
}

/// <summary><c>$name</c>.</summary>
internal sealed class LocalOp(SegmentPlace place, CodeUnit unit, string name, int slot) : CallableOp(place), IAssignable
{
    public override Value RunUncalled(RenderContext context) => context.Locals.Get(unit, slot, name);

    public void Assign(RenderContext context, Value value)
    {
        if (context.IsReadOnlyLocal(name))
        {
            throw context.Fault(
                "template.read-only", Place, $"“{name}”是只读的，不能再赋值。请换一个名称。", $"{name} is read-only.");
        }

        context.Locals.Set(unit, slot, name, value);
    }
}

/// <summary><c>$</c>: all arguments of the call.</summary>
internal sealed class ArgumentsOp(SegmentPlace place) : Op(place)
{
    public override Value Run(RenderContext context) => context.Locals.Arguments;
}

/// <summary><c>$0</c>, <c>$1</c> …</summary>
internal sealed class ArgumentOp(SegmentPlace place, int index) : CallableOp(place), IAssignable
{
    public override Value RunUncalled(RenderContext context)
    {
        var arguments = context.Locals.Arguments;
        return index < arguments.Count ? arguments[index] : Value.Null;
    }

    public void Assign(RenderContext context, Value value) =>
        Members.SetItem(context, context.Locals.Arguments, index, value, Place);
}

/// <summary><c>$$</c>: the block a <c>wrap</c> statement passed.</summary>
internal sealed class WrapBlockOp(SegmentPlace place) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        if (context.Locals.Block is { } block && context.RunBlock(block, Place) == Flow.Return)
            return context.ReturnValue;
        return Value.Null;
    }
}

internal sealed class MemberOp(SegmentPlace place, Op target, string name, SegmentPlace namePlace, bool isOptional)
    : CallableOp(place), IAssignable
{
    private long _cache;

    protected override SegmentPlace CallPlace => namePlace with { Offset = namePlace.Offset + namePlace.Length, Length = 0 };

    public override Value RunUncalled(RenderContext context)
    {
        var owner = target.Run(context);
        if (owner.Kind == ValueKind.Object)
        {
            var members = owner.AsObject!;
            if (members.TryGet(name, ref _cache, out var value))
                return value;
            return name is "empty?" ? Value.From(members.IsEmpty) : Missing(context, members);
        }

        if (owner.IsNull)
        {
            if (isOptional)
                return Value.Null;
            if (name is "empty?")
                return Value.True;
            throw NullMember(context);
        }

        return Members.Of(context, owner, name);
    }

    public void Assign(RenderContext context, Value value)
    {
        var owner = target.Run(context);
        switch (owner.Kind)
        {
            case ValueKind.Object:
                context.SetMember(owner.AsObject!, name, value, namePlace);
                return;
            case ValueKind.Array when !owner.AsArray!.IsFrozen:
                context.SetMember(owner.AsArray!.Members ??= new ScriptObject(), name, value, namePlace);
                return;
            default:
                throw context.Fault(
                    "template.not-an-object",
                    namePlace,
                    $"不能给{Kinds.Chinese(owner)}设置成员“{name}”。",
                    $"Cannot set {name} on {Kinds.English(owner)}.");
        }
    }

    private RenderFault NullMember(RenderContext context)
    {
        var suggestion = target is NameOp owner ? Suggestions.Nearest(owner.Name, context.KnownNames().Where(n => n != owner.Name)) : null;
        return context.Fault(
            "template.null-member",
            namePlace,
            $"取不到“{name}”：它前面的值是空的。请检查数据里有没有这个对象，或改写为 ?.{name} 。{Suggestions.Chinese(suggestion)}",
            $"Cannot get {name} of null. Check the data, or write ?.{name}.{Suggestions.English(suggestion)}",
            suggestion);
    }

    private RenderFault UnknownFunction(RenderContext context, string set, ScriptObject members)
    {
        var suggestion = Suggestions.Nearest(name, members.Names);
        return context.Fault(
            "template.unknown-function",
            namePlace,
            $"“{set}”里没有函数“{name}”。{Suggestions.Chinese(suggestion)}",
            $"{set} has no function {name}.{Suggestions.English(suggestion)}",
            suggestion);
    }

    private Value Missing(RenderContext context, ScriptObject members)
    {
        if (members.FunctionSetName is { } set)
            throw UnknownFunction(context, set, members);
        if (!context.Options.StrictFields || isOptional)
            return Value.Null;
        var suggestion = Suggestions.Nearest(name, members.Members().Select(m => m.Key));
        throw context.Fault(
            "template.unknown-field",
            namePlace,
            $"数据里没有“{name}”。{Suggestions.Chinese(suggestion)}",
            $"The data has no {name}.{Suggestions.English(suggestion)}",
            suggestion);
    }
}

internal sealed class IndexOp(SegmentPlace place, Op target, Op index) : CallableOp(place), IAssignable
{
    private long _cache;

    public override Value RunUncalled(RenderContext context)
    {
        var owner = target.Run(context);
        if (owner.IsNull)
        {
            throw context.Fault(
                "template.null-index", Place, "不能对空值取下标。请检查数据里有没有这个列表或对象。", "Cannot index null.");
        }

        var key = index.Run(context);
        if (owner.Kind == ValueKind.Object)
            return owner.AsObject!.TryGet(key.AsString ?? context.Text(key), ref _cache, out var value) ? value : Value.Null;
        return Members.At(context, owner, key, Place);
    }

    public void Assign(RenderContext context, Value value)
    {
        var owner = target.Run(context);
        var key = index.Run(context);
        if (owner.AsObject is { } members)
            context.SetMember(members, context.Text(key), value, index.Place);
        else if (owner.AsArray is { } array && Numbers.TryToInt64(key, out var number))
            Members.SetItem(context, array, number, value, index.Place);
        else if (owner.AsArray is { IsFrozen: false } list && key.AsString is { } name)
            context.SetMember(list.Members ??= new ScriptObject(), name, value, index.Place);
        else
            throw Members.NotIndexable(context, owner, key, Place);
    }
}

/// <summary><c>for.index</c> and its like.</summary>
internal sealed class LoopMemberOp(SegmentPlace place, LoopKind kind, string name, Op otherwise) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var found = context.FindLoop(kind);
        if (found < 0)
            return otherwise.Run(context);

        ref var loop = ref context.ScopeAt(found);
        return name switch
        {
            "index" => Value.From(loop.Index),
            "rindex" => Value.From(loop.Length - loop.Index - 1),
            "length" => Value.From(loop.Length),
            "first" => loop.Index == 0,
            "last" => loop.Index == loop.Length - 1,
            "even" => loop.Index % 2 == 0,
            "odd" => loop.Index % 2 != 0,
            "changed" => loop.Index == 0 || !Comparison.AreEqual(loop.Current, loop.Previous, context.Format),
            "col" when loop.Columns > 0 => Value.From(loop.Index % loop.Columns + 1),
            "row" when loop.Columns > 0 => Value.From(loop.Index / loop.Columns + 1),
            _ => Value.Null,
        };
    }
}
