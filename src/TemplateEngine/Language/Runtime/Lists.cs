namespace SpotCheck.TemplateEngine.Language;

/// <summary>Lists out of whatever a template treats as one.</summary>
internal static class Lists
{
    /// <summary>The items of a list, range, text (its characters) or object (its members); null where it has none.</summary>
    public static ScriptArray? From(RenderContext context, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Array:
                return value.AsArray;
            case ValueKind.Null:
                return null;
            case ValueKind.Range:
                var range = value.AsRange!;
                context.CheckCount(range.Count);
                var numbers = new ScriptArray((int)range.Count);
                for (var i = 0; i < range.Count; i++)
                    numbers.Add(range.At(i));
                return numbers;
            case ValueKind.String:
                var characters = new ScriptArray();
                context.CheckCount(value.AsString!.Length);
                foreach (var rune in value.AsString!.EnumerateRunes())
                    characters.Add(rune.ToString());
                return characters;
            case ValueKind.Object:
                return Members(value.AsObject!);
            default:
                return null;
        }
    }

    public static ScriptArray Concat(RenderContext context, ScriptArray first, ScriptArray second)
    {
        context.CheckCount((long)first.Count + second.Count);
        var result = first.Copy();
        foreach (var item in second.AsSpan())
            result.Add(item);
        return result;
    }

    public static ScriptArray Except(RenderContext context, ScriptArray first, ScriptArray second)
    {
        var result = new ScriptArray();
        foreach (var item in first.AsSpan())
        {
            if (!Contains(context, second, item))
                result.Add(item);
        }

        return result;
    }

    public static bool Contains(RenderContext context, ScriptArray list, Value item)
    {
        context.CountWork(list.Count);
        foreach (var each in list.AsSpan())
        {
            if (Comparison.AreEqual(each, item, context.Format))
                return true;
        }

        return false;
    }

    private static ScriptArray Members(ScriptObject members)
    {
        var result = new ScriptArray();
        foreach (var (name, value) in members.Members())
            result.Add(new ScriptObject().With("key", name).With("value", value));
        return result;
    }
}
