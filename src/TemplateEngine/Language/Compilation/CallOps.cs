namespace SpotCheck.TemplateEngine.Language;

/// <summary>An argument as compiled: <see cref="Name"/> is null for one by position.</summary>
internal readonly record struct ArgumentCode(string? Name, Op Value);

internal sealed class CallOp(SegmentPlace place, Op target, ArgumentCode[] arguments) : Op(place)
{
    private readonly bool _hasNamed = arguments.Any(a => a.Name is not null);

    public override Value Run(RenderContext context) => Call(context, context.ArgumentTop, null);

    /// <summary>Calls with what is already pushed from <paramref name="start"/> on as the first arguments.</summary>
    public Value Call(RenderContext context, int start, WrapBlock? block)
    {
        var function = Callee(context, target, Place);
        ScriptObject? named = null;
        if (_hasNamed)
            named = new ScriptObject();
        foreach (var argument in arguments)
        {
            if (argument.Name is not null)
                named!.Set(argument.Name, argument.Value.Run(context));
            else if (argument.Value is ExpandOp expand)
                expand.Push(context);
            else
                context.PushArgument(argument.Value.Run(context));
        }

        var result = context.Call(function, start, named, block, Place);
        context.DropArguments(start);
        return result;
    }

    public static ScriptFunction Callee(RenderContext context, Op target, SegmentPlace place)
    {
        var callee = target.RunUncalled(context);
        if (callee.AsFunction is { } function)
            return function;

        var name = (target as NameOp)?.Name;
        var suggestion = name is null ? null : Suggestions.Nearest(name, context.KnownNames());
        throw context.Fault(
            "template.not-a-function",
            place,
            name is not null && callee.IsNull
                ? $"没有名为“{name}”的函数。{Suggestions.Chinese(suggestion)}"
                : $"{Kinds.Chinese(callee)}不是函数，不能带参数调用。请检查是否漏写了运算符或引号。",
            name is not null && callee.IsNull
                ? $"There is no function {name}.{Suggestions.English(suggestion)}"
                : $"{Kinds.English(callee)} is no function.",
            suggestion);
    }
}

/// <summary><c>from | to</c>: the left side is the first argument of the right one.</summary>
internal sealed class PipeOp(SegmentPlace place, Op from, Op to) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var start = context.ArgumentTop;
        if (from is ExpandOp expand)
            expand.Push(context);
        else
            context.PushArgument(from.Run(context));
        if (to is CallOp call)
            return call.Call(context, start, null);

        var function = CallOp.Callee(context, to, to.Place);
        var result = context.Call(function, start, null, null, to.Place);
        context.DropArguments(start);
        return result;
    }
}

/// <summary><c>^list</c>.</summary>
internal sealed class ExpandOp(SegmentPlace place, Op list) : Op(place)
{
    public override Value Run(RenderContext context) => list.Run(context);

    public void Push(RenderContext context)
    {
        var value = list.Run(context);
        if (value.Kind is not (ValueKind.Array or ValueKind.Range))
        {
            context.PushArgument(value);
            return;
        }

        foreach (var item in Lists.From(context, value)!.AsSpan())
            context.PushArgument(item);
    }
}

/// <summary>Gives the function a block to run as <c>$$</c>.</summary>
internal sealed class WrapOp(SegmentPlace place, Op target, Step[] body, CodeUnit unit) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var block = new WrapBlock(body, unit, context.Locals);
        if (target is CallOp call)
            return call.Call(context, context.ArgumentTop, block);
        var function = CallOp.Callee(context, target, Place);
        return context.Call(function, context.ArgumentTop, null, block, Place);
    }
}
