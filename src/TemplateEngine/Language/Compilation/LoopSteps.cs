namespace SpotCheck.TemplateEngine.Language;

internal sealed class WhileStep(SegmentPlace place, Op condition, Step[] body) : Step
{
    public override Flow Run(RenderContext context)
    {
        var scope = context.PushLoop(LoopKind.While, null, -1);
        context.LoopDepth++;
        var result = Flow.Next;
        for (var i = 0L; condition.Run(context).IsTruthy; i++)
        {
            context.CountStep(place);
            context.ScopeAt(scope).Index = i;
            var flow = RunAll(body, context);
            if (flow == Flow.Return)
                result = flow;
            if (flow is Flow.Break or Flow.Return)
                break;
        }

        context.LoopDepth--;
        context.Pop();
        return result;
    }
}

/// <summary>What a <c>for</c> or <c>tablerow</c> is compiled to.</summary>
internal sealed class ForCode
{
    public required Op Items { get; init; }

    /// <summary>Where a limit that is reached is reported.</summary>
    public required SegmentPlace LimitPlace { get; init; }

    /// <summary>The plain name, null where the variable is a <c>$</c> one.</summary>
    public required string? Name { get; init; }

    /// <summary>The <c>$</c> variable, null where it is a plain name.</summary>
    public required LocalOp? Local { get; init; }

    public Op? Offset { get; init; }

    public Op? Limit { get; init; }

    public Op? Columns { get; init; }

    public bool IsReversed { get; init; }

    public bool IsTableRow { get; init; }

    public OutputEscape Escape { get; init; }

    public Step[] Body { get; set; } = [];

    public Step[]? Else { get; set; }
}

internal sealed class ForStep(ForCode code) : Step
{
    public override Flow Run(RenderContext context)
    {
        var items = code.Items.Run(context);
        var array = items.AsArray;
        var range = items.AsRange;
        if (array is null && range is null && !items.IsNull)
            array = Lists.From(context, items) ?? throw NotAList(context, items);

        var first = Bound(context, code.Offset, 0);
        var last = array?.Count ?? range?.Count ?? 0;
        first = Math.Clamp(first, 0, last);
        last = first + Math.Clamp(Bound(context, code.Limit, last), 0, last - first);
        if (first >= last)
            return code.Else is null ? Flow.Next : RunAll(code.Else, context);

        var before = code.Local?.RunUncalled(context) ?? Value.Null;
        var flow = RunItems(context, array, range, first, last);
        code.Local?.Assign(context, before);
        return flow;
    }

    private Flow RunItems(RenderContext context, ScriptArray? array, ValueRange? range, long first, long last)
    {
        var scope = context.PushLoop(code.IsTableRow ? LoopKind.TableRow : LoopKind.For, code.Name, last - first);
        context.LoopDepth++;
        var columns = code.IsTableRow ? Math.Max(1, Bound(context, code.Columns, 1)) : 0;
        context.ScopeAt(scope).Columns = columns;
        var result = Flow.Next;
        for (var i = 0L; i < last - first; i++)
        {
            context.CountStep(code.LimitPlace);
            var at = code.IsReversed ? last - 1 - i : first + i;
            var item = array is null ? Value.From(range!.At(at)) : at < array.Count ? array.AsSpan()[(int)at] : Value.Null;
            ref var loop = ref context.ScopeAt(scope);
            loop.Previous = loop.Current;
            loop.Current = item;
            loop.Index = i;
            code.Local?.Assign(context, item);

            var flow = columns == 0 ? RunAll(code.Body, context) : RunCell(context, i, columns, last - first);
            if (flow == Flow.Return)
                result = flow;
            if (flow is Flow.Break or Flow.Return)
                break;
        }

        context.LoopDepth--;
        context.Pop();
        return result;
    }

    private Flow RunCell(RenderContext context, long index, long columns, long count)
    {
        var column = index % columns;
        if (column == 0)
            context.Print($"<tr class=\"row{index / columns + 1}\">", code.Escape, "");
        context.Print($"<td class=\"col{column + 1}\">", code.Escape, "");
        var flow = RunAll(code.Body, context);
        context.Print("</td>", code.Escape, "");
        if (column == columns - 1 || index == count - 1 || flow is Flow.Break or Flow.Return)
            context.Print("</tr>\n", code.Escape, "");
        return flow;
    }

    private static long Bound(RenderContext context, Op? op, long otherwise)
    {
        if (op is null)
            return otherwise;
        var value = op.Run(context);
        if (value.IsNull)
            return otherwise;
        if (Numbers.TryToInt64(value, out var number))
            return number;
        throw context.Fault(
            "template.wrong-type", op.Place, $"这里要一个整数，得到的是{Kinds.Chinese(value)}。", $"Expected a whole number, this is {Kinds.English(value)}.");
    }

    private RenderFault NotAList(RenderContext context, Value items) => context.Fault(
        "template.not-a-list",
        code.Items.Place,
        $"循环需要一个列表，这里是{Kinds.Chinese(items)}。请检查 in 后面的字段名。",
        $"A loop needs a list, this is {Kinds.English(items)}.");
}
