using System.Globalization;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Members and items of values that are no objects.</summary>
internal static class Members
{
    public static Value Of(RenderContext context, Value owner, string name) => owner.Kind switch
    {
        ValueKind.Array => OfArray(owner.AsArray!, name),
        ValueKind.String => name switch
        {
            "size" => owner.AsString!.Length,
            "empty?" => owner.AsString!.Length == 0,
            _ => Value.Null,
        },
        ValueKind.Range => name switch
        {
            "size" => Value.From(owner.AsRange!.ExactCount),
            "empty?" => owner.AsRange!.IsEmpty,
            _ => Value.Null,
        },
        ValueKind.Date => OfDate(owner.AsDate, name),
        ValueKind.TimeSpan => OfTimeSpan(owner.AsTimeSpan, name),
        _ => Value.Null,
    };

    public static Value At(RenderContext context, Value owner, Value key, SegmentPlace place)
    {
        switch (owner.Kind)
        {
            case ValueKind.Array when Numbers.TryToInt64(key, out var index):
                var array = owner.AsArray!;
                if (index < 0)
                    index += array.Count;
                return index >= 0 && index < array.Count ? array[(int)index] : Value.Null;
            case ValueKind.Array when key.AsString is { } name:
                return OfArray(owner.AsArray!, name);
            case ValueKind.Range when Numbers.TryToInt64(key, out var index):
                var range = owner.AsRange!;
                if (index < 0)
                    index += range.Count;
                return index >= 0 && index < range.Count ? Value.From(range.At(index)) : Value.Null;
            case ValueKind.String when Numbers.TryToInt64(key, out var index):
                var text = owner.AsString!;
                if (index < 0)
                    index += text.Length;
                return index >= 0 && index < text.Length ? text[(int)index].ToString() : Value.Null;
            default:
                throw NotIndexable(context, owner, key, place);
        }
    }

    public static RenderFault NotIndexable(RenderContext context, Value owner, Value key, SegmentPlace place) => context.Fault(
        "template.not-indexable",
        place,
        $"不能对{Kinds.Chinese(owner)}用{Kinds.Chinese(key)}作下标。列表用数字作下标，对象用名称作下标。",
        $"Cannot index {Kinds.English(owner)} by {Kinds.English(key)}.");

    public static void SetItem(RenderContext context, ScriptArray array, long index, Value value, SegmentPlace place)
    {
        if (index < 0)
            index += array.Count;
        if (index < 0)
            throw context.Fault("template.bad-index", place, "下标超出了列表的范围。", "The index is out of range.");
        if (array.IsFrozen)
            throw context.Fault("template.read-only", place, "这个列表是只读的，不能修改。请先用 array.add 等函数得到新列表。", "The list is read-only.");
        if (index >= array.Count)
            context.CheckCount(index + 1, place);
        while (array.Count <= index)
            array.Add(Value.Null);
        array[(int)index] = value;
    }

    private static Value OfArray(ScriptArray array, string name)
    {
        if (array.Members is not null && array.Members.TryGet(name, out var member))
            return member;
        return name switch
        {
            "size" => array.Count,
            "empty?" => array.Count == 0,
            _ => Value.Null,
        };
    }

    private static Value OfDate(DateTimeOffset date, string name) => name switch
    {
        "year" => date.Year,
        "month" => date.Month,
        "day" => date.Day,
        "day_of_year" => date.DayOfYear,
        "day_of_week" => date.DayOfWeek.ToString(),
        "hour" => date.Hour,
        "minute" => date.Minute,
        "second" => date.Second,
        "millisecond" => date.Millisecond,
        "ticks" => date.Ticks,
        "date" => new DateTimeOffset(date.Date, date.Offset),
        "time_of_day" => Value.From(date.TimeOfDay),
        _ => Value.Null,
    };

    private static Value OfTimeSpan(TimeSpan span, string name) => name switch
    {
        "days" => span.Days,
        "hours" => span.Hours,
        "minutes" => span.Minutes,
        "seconds" => span.Seconds,
        "milliseconds" => span.Milliseconds,
        "ticks" => span.Ticks,
        "total_days" => span.TotalDays,
        "total_hours" => span.TotalHours,
        "total_minutes" => span.TotalMinutes,
        "total_seconds" => span.TotalSeconds,
        "total_milliseconds" => span.TotalMilliseconds,
        _ => Value.Null,
    };
}
