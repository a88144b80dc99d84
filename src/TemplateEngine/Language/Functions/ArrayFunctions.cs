namespace SpotCheck.TemplateEngine.Language;

/// <summary>The object <c>array</c>. A list given is never changed; a new one is returned.</summary>
internal static class ArrayFunctions
{
    public static readonly ScriptObject Members = new FunctionSet("array")
        .Add("add", "list value", a => Insert(a, a.List(0)?.Count ?? 0, a[1]))
        .Add("add_range", "list1 list2", Concat)
        .Add("any", "list function args...", Any)
        .Add("compact", "list", a => Where(a, item => !item.IsNull))
        .Add("concat", "list1 list2", Concat)
        .Add("contains", "list item", a => a.List(0) is { } list && Lists.Contains(a.Context, list, a[1]))
        .Add("cycle", "list group?", Cycle)
        .Add("each", "list function", Each)
        .Add("filter", "list function", Filter)
        .Add("first", "list", a => a.List(0) is { Count: > 0 } list ? list[0] : Value.Null)
        .Add("insert_at", "list index value", a => Insert(a, a.Int(1), a[2]))
        .Add("join", "list delimiter function?", Join)
        .Add("last", "list", a => a.List(0) is { Count: > 0 } list ? list[list.Count - 1] : Value.Null)
        .Add("limit", "list count", a => Slice(a, 0, a.Int(1)))
        .Add("map", "list member", Map)
        .Add("offset", "list index", a => Slice(a, a.Int(1), int.MaxValue))
        .Add("remove_at", "list index", RemoveAt)
        .Add("reverse", "list", Reverse)
        .Add("size", "list", a => a.List(0)?.Count ?? 0)
        .Add("sort", "list member?", Sort)
        .Add("uniq", "list", Uniq)
        .Freeze();

    private static Value Concat(Arguments a) =>
        Lists.Concat(a.Context, a.List(0) ?? new ScriptArray(), a.List(1) ?? new ScriptArray());

    private static ScriptArray Insert(Arguments a, int index, Value value)
    {
        var copy = a.List(0)?.Copy() ?? new ScriptArray();
        if (index < 0)
            index = Math.Max(0, copy.Count + index);
        a.Context.CheckCount(Math.Max(copy.Count, (long)index) + 1);
        while (copy.Count < index)
            copy.Add(Value.Null);
        copy.InsertAt(index, value);
        return copy;
    }

    private static ScriptArray Where(Arguments a, Func<Value, bool> keep)
    {
        var result = new ScriptArray();
        foreach (var item in (a.List(0) ?? new ScriptArray()).AsSpan())
        {
            if (keep(item))
                result.Add(item);
        }

        return result;
    }

    private static Value Any(Arguments a)
    {
        var function = a.Function(1);
        var rest = a[2].AsArray!;
        var arguments = new Value[rest.Count + 1];
        rest.AsSpan().CopyTo(arguments.AsSpan(1));
        foreach (var item in (a.List(0) ?? new ScriptArray()).AsSpan())
        {
            arguments[0] = item;
            if (a.Context.Invoke(function, arguments).IsTruthy)
                return true;
        }

        return false;
    }

    private static Value Each(Arguments a)
    {
        var function = a.Function(1);
        var result = new ScriptArray();
        foreach (var item in (a.List(0) ?? new ScriptArray()).AsSpan())
            result.Add(a.Context.Invoke(function, [item]));
        return result;
    }

    private static Value Filter(Arguments a)
    {
        var (function, context) = (a.Function(1), a.Context);
        return Where(a, item => context.Invoke(function, ArgumentsFor(function, item)).IsTruthy);
    }

    // do … end without parameters is a fair filter; one with parameters gets the item.
    private static Value[] ArgumentsFor(ScriptFunction function, Value item) =>
        function is UserFunction { Code.Parameters.Length: 0 } ? [] : [item];

    private static Value Cycle(Arguments a)
    {
        var list = a.List(0);
        if (list is null or { Count: 0 })
            return Value.Null;
        var group = a.IsGiven(1) ? a.Text(1) : a.Context.Text(list);
        var position = a.Context.Cycles.GetValueOrDefault(group) % list.Count;
        a.Context.Cycles[group] = position + 1;
        return list[position];
    }

    private static Value Join(Arguments a)
    {
        var delimiter = a.Text(1);
        var function = a.IsGiven(2) ? a.Function(2) : null;
        var texts = new List<string>();
        var length = 0L;
        foreach (var item in (a.List(0) ?? new ScriptArray()).AsSpan())
        {
            var text = a.Context.Text(item);
            if (function is not null)
                text = a.Context.Text(a.Context.Invoke(function, [text]));
            texts.Add(text);
            length += text.Length + delimiter.Length;
            a.Context.CheckLength(length);
        }

        return string.Join(delimiter, texts);
    }

    private static ScriptArray Slice(Arguments a, int start, int count)
    {
        var result = new ScriptArray();
        if (a.List(0) is not { } list)
            return result;
        start = Math.Max(0, start);
        var end = Math.Min(list.Count, (long)start + Math.Max(0, count));
        for (var i = start; i < end; i++)
            result.Add(list[i]);
        return result;
    }

    private static Value Map(Arguments a)
    {
        var member = a.Text(1);
        var result = new ScriptArray();
        foreach (var item in (a.List(0) ?? new ScriptArray()).AsSpan())
            result.Add(MemberOf(a.Context, item, member));
        return result;
    }

    private static Value MemberOf(RenderContext context, Value item, string member)
    {
        if (item.IsNull)
            return Value.Null;
        return item.AsObject is { } owner ? owner[member] : Language.Members.Of(context, item, member);
    }

    private static Value RemoveAt(Arguments a)
    {
        var copy = a.List(0)?.Copy() ?? new ScriptArray();
        var index = a.Int(1);
        if (index < 0)
            index += copy.Count;
        if (index >= 0 && index < copy.Count)
            copy.RemoveAt(index);
        return copy;
    }

    private static Value Reverse(Arguments a)
    {
        var copy = a.List(0)?.Copy() ?? new ScriptArray();
        copy.Reverse();
        return copy;
    }

    private static Value Sort(Arguments a)
    {
        var list = a.List(0) ?? new ScriptArray();
        var context = a.Context;
        var items = list.AsSpan().ToArray();
        var keys = a.IsGiven(1) ? Keys(context, items, a.Text(1)) : items;
        var order = new int[items.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        context.CountWork(items.Length * 16L);
        Array.Sort(order, (x, y) => Comparison.ForSorting(keys[x], keys[y], context.Format) is not 0 and var difference ? difference : x - y);
        return new ScriptArray(order.Select(i => items[i]));
    }

    private static Value[] Keys(RenderContext context, Value[] items, string member) =>
        Array.ConvertAll(items, item => MemberOf(context, item, member));

    private static Value Uniq(Arguments a)
    {
        var result = new ScriptArray();
        var seen = new HashSet<Value>();
        foreach (var item in (a.List(0) ?? new ScriptArray()).AsSpan())
        {
            // Numbers of different kinds and lists are equal by content, which a hash does not know.
            var isPlain = item.Kind is ValueKind.Int or ValueKind.String;
            if (isPlain ? seen.Add(item) : !Lists.Contains(a.Context, result, item))
                result.Add(item);
        }

        return result;
    }
}
