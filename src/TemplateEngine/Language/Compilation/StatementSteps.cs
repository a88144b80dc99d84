namespace SpotCheck.TemplateEngine.Language;

internal sealed class RawStep(RawSegment segment) : Step
{
    public override Flow Run(RenderContext context)
    {
        context.WriteRaw(segment);
        return Flow.Next;
    }
}

/// <summary>An expression by itself: its value is printed.</summary>
internal sealed class PrintStep(Op value, OutputEscape escape, string indent) : Step
{
    public Op Value { get; } = value;

    public override Flow Run(RenderContext context)
    {
        var (arguments, scopes) = (context.ArgumentTop, context.ScopeTop);
        context.CallPlace = Value.Place;
        try
        {
            context.Print(Value.Run(context), escape, indent);
        }
        catch (RenderFault fault) when (context.GoesOnAfter(fault))
        {
            context.DropArguments(arguments);
            context.DropScopes(scopes);
        }

        return Flow.Next;
    }
}

internal sealed class AssignStep(Op target, BinaryOp? operation, Op value) : Step
{
    public override Flow Run(RenderContext context)
    {
        var result = operation is null
            ? value.Run(context)
            : operation.Apply(context, target.Run(context), value.Run(context));
        if (target is not IAssignable place)
            throw context.Fault("template.not-assignable", target.Place, "这里不能赋值。", "This cannot be assigned to.");
        place.Assign(context, result);
        return Flow.Next;
    }
}

internal sealed class IfStep((Op Condition, Step[] Body)[] branches, Step[]? otherwise) : Step
{
    public override Flow Run(RenderContext context)
    {
        foreach (var (condition, body) in branches)
        {
            if (condition.Run(context).IsTruthy)
                return RunAll(body, context);
        }

        return otherwise is null ? Flow.Next : RunAll(otherwise, context);
    }
}

internal sealed class CaseStep(Op value, (Op[] Values, Step[] Body)[] branches, Step[]? otherwise) : Step
{
    public override Flow Run(RenderContext context)
    {
        var wanted = value.Run(context);
        foreach (var (values, body) in branches)
        {
            foreach (var each in values)
            {
                if (Comparison.AreEqual(wanted, each.Run(context), context.Format))
                    return RunAll(body, context);
            }
        }

        return otherwise is null ? Flow.Next : RunAll(otherwise, context);
    }
}

internal sealed class WithStep(Op target, Step[] body) : Step
{
    public override Flow Run(RenderContext context)
    {
        var value = target.Run(context);
        if (value.AsObject is not { } members)
        {
            throw context.Fault(
                "template.not-an-object",
                target.Place,
                $"with 需要一个对象，这里是{Kinds.Chinese(value)}。",
                $"with needs an object, this is {Kinds.English(value)}.");
        }

        context.PushObject(members);
        var flow = RunAll(body, context);
        context.Pop();
        return flow;
    }
}

internal sealed class CaptureStep(IAssignable target, Step[] body) : Step
{
    public override Flow Run(RenderContext context)
    {
        var flow = Flow.Next;
        var text = context.Capture(() => flow = RunAll(body, context));
        target.Assign(context, text);
        return flow;
    }
}

internal sealed class FunctionStep(IAssignable target, FunctionCode code, CodeUnit unit) : Step
{
    public override Flow Run(RenderContext context)
    {
        target.Assign(context, new UserFunction(code, unit));
        return Flow.Next;
    }
}

internal sealed class ImportStep(Op target) : Step
{
    public override Flow Run(RenderContext context)
    {
        var value = target.Run(context);
        if (value.AsObject is not { } members)
        {
            throw context.Fault(
                "template.not-an-object",
                target.Place,
                $"import 需要一个对象，这里是{Kinds.Chinese(value)}。",
                $"import needs an object, this is {Kinds.English(value)}.");
        }

        var current = context.CurrentObject;
        foreach (var (name, member) in members.Members().ToList())
        {
            if (!current.IsReadOnly(name))
                current.Set(name, member);
        }

        return Flow.Next;
    }
}

internal sealed class ReadOnlyStep(string name) : Step
{
    public override Flow Run(RenderContext context)
    {
        if (name[0] == '$')
            context.MakeReadOnlyLocal(name);
        else
            context.CurrentObject.MakeReadOnly(name);
        return Flow.Next;
    }
}

internal sealed class ReturnStep(Op? value) : Step
{
    public override Flow Run(RenderContext context)
    {
        context.ReturnValue = value?.Run(context) ?? Value.Null;
        return Flow.Return;
    }
}

internal sealed class JumpStep(SegmentPlace place, bool isBreak) : Step
{
    public override Flow Run(RenderContext context)
    {
        if (context.LoopDepth == 0)
        {
            var word = isBreak ? "break" : "continue";
            throw context.Fault(
                "template.jump-outside-loop", place, $"{word} 只能写在循环里面。", $"{word} can only stand in a loop.");
        }

        return isBreak ? Flow.Break : Flow.Continue;
    }
}
