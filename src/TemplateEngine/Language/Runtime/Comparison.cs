using System.Globalization;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Equality and order of values.</summary>
internal static class Comparison
{
    private const int MaxDepth = 32;

    // A list can hold another one twice, which holds another one twice … : few lists, endless comparisons.
    private const int MaxPairs = 2_000_000;

    public static bool AreEqual(Value left, Value right, ValueFormat format)
    {
        var pairs = MaxPairs;
        return AreEqual(left, right, format, 0, ref pairs);
    }

    private static bool AreEqual(Value left, Value right, ValueFormat format, int depth, ref int pairs)
    {
        if (--pairs < 0)
            throw new UnprintableException();
        if (left.Equals(right))
            return true;
        if (IsEmptyMark(left))
            return IsEmpty(right);
        if (IsEmptyMark(right))
            return IsEmpty(left);
        if (left.IsNull || right.IsNull)
            return false;
        if (left.IsNumber && right.IsNumber)
            return CompareNumbers(left, right) == 0;
        if (left.Kind == ValueKind.String || right.Kind == ValueKind.String)
            return string.Equals(ValueText.Of(left, format), ValueText.Of(right, format), StringComparison.Ordinal);
        if (depth < MaxDepth && left.Kind is ValueKind.Array or ValueKind.Range && right.Kind is ValueKind.Array or ValueKind.Range)
            return AreListsEqual(left, right, format, depth, ref pairs);
        return depth < MaxDepth && left.Kind == ValueKind.Object && right.Kind == ValueKind.Object
            && AreObjectsEqual(left.AsObject!, right.AsObject!, format, depth, ref pairs);
    }

    public static bool IsEmpty(Value value) => value.Kind switch
    {
        ValueKind.Null => true,
        ValueKind.String => value.AsString!.Length == 0,
        ValueKind.Array => value.AsArray!.Count == 0,
        ValueKind.Object => value.AsObject!.IsEmpty,
        ValueKind.Range => value.AsRange!.IsEmpty,
        _ => false,
    };

    /// <summary>Below 0, 0 or above 0; null where the two have no order.</summary>
    public static int? Compare(Value left, Value right, ValueFormat format)
    {
        if (left.IsNumber && right.IsNumber)
            return CompareNumbers(left, right);
        if (left.Kind == ValueKind.String || right.Kind == ValueKind.String)
            return format.Culture.CompareInfo.Compare(ValueText.Of(left, format), ValueText.Of(right, format));
        return (left.Kind, right.Kind) switch
        {
            (ValueKind.Date, ValueKind.Date) => left.AsDate.CompareTo(right.AsDate),
            (ValueKind.TimeSpan, ValueKind.TimeSpan) => left.AsTimeSpan.CompareTo(right.AsTimeSpan),
            (ValueKind.Bool, ValueKind.Bool) => left.AsBool.CompareTo(right.AsBool),
            (ValueKind.Array, ValueKind.Array) => CompareLists(left.AsArray!, right.AsArray!, format),
            _ => null,
        };
    }

    /// <summary>A total order for sorting: null first, then what has an order, kinds apart from each other.</summary>
    public static int ForSorting(Value left, Value right, ValueFormat format)
    {
        if (left.IsNull || right.IsNull)
            return right.IsNull.CompareTo(left.IsNull);
        return Compare(left, right, format) ?? left.Kind.CompareTo(right.Kind);
    }

    private static bool IsEmptyMark(Value value) => ReferenceEquals(value.Reference, Builtins.Empty);

    private static int CompareNumbers(Value left, Value right)
    {
        if (left.Kind == ValueKind.Int && right.Kind == ValueKind.Int)
            return left.AsInt64.CompareTo(right.AsInt64);
        if (left.Kind is ValueKind.Double or ValueKind.Single || right.Kind is ValueKind.Double or ValueKind.Single)
            return Numbers.ToDouble(left).CompareTo(Numbers.ToDouble(right));
        if (left.Kind == ValueKind.BigInt || right.Kind == ValueKind.BigInt)
        {
            return left.Kind == ValueKind.Decimal || right.Kind == ValueKind.Decimal
                ? Numbers.ToDouble(left).CompareTo(Numbers.ToDouble(right))
                : Numbers.ToBigInteger(left).CompareTo(Numbers.ToBigInteger(right));
        }

        return Numbers.ToDecimal(left).CompareTo(Numbers.ToDecimal(right));
    }

    private static bool AreListsEqual(Value left, Value right, ValueFormat format, int depth, ref int pairs)
    {
        var count = Count(left);
        if (count != Count(right))
            return false;
        for (long i = 0; i < count; i++)
        {
            if (!AreEqual(At(left, i), At(right, i), format, depth + 1, ref pairs))
                return false;
        }

        return true;
    }

    private static long Count(Value list) => list.AsArray?.Count ?? list.AsRange!.Count;

    private static Value At(Value list, long index) =>
        list.AsArray is { } array ? array[(int)index] : Value.From(list.AsRange!.At(index));

    private static bool AreObjectsEqual(ScriptObject left, ScriptObject right, ValueFormat format, int depth, ref int pairs)
    {
        var count = 0;
        foreach (var (name, value) in left.Members())
        {
            count++;
            if (!right.TryGet(name, out var other) || !AreEqual(value, other, format, depth + 1, ref pairs))
                return false;
        }

        return count == right.Members().Count();
    }

    private static int? CompareLists(ScriptArray left, ScriptArray right, ValueFormat format)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            // One level only: a list can contain itself.
            if (left[i].Kind == ValueKind.Array)
                return null;
            if (Compare(left[i], right[i], format) is not 0 and var difference)
                return difference;
        }

        return left.Count.CompareTo(right.Count);
    }
}
