using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Arithmetic: <c>+ - * / // %</c>.</summary>
internal sealed class BinaryOp(SegmentPlace place, string op, SegmentPlace operatorPlace, Op left, Op right) : Op(place)
{
    public string Operator { get; } = op;

    public SegmentPlace OperatorPlace { get; } = operatorPlace;

    public override Value Run(RenderContext context) =>
        Arithmetic.Apply(context, this, left.Run(context), right.Run(context));

    public Value Apply(RenderContext context, Value first, Value second) => Arithmetic.Apply(context, this, first, second);
}

internal sealed class CompareOp(SegmentPlace place, string op, SegmentPlace operatorPlace, Op left, Op right) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var first = left.Run(context);
        var second = right.Run(context);
        switch (op)
        {
            case "==": return Comparison.AreEqual(first, second, context.Format);
            case "!=": return !Comparison.AreEqual(first, second, context.Format);
        }

        if (first.IsNull || second.IsNull)
            return Value.False;
        if (Comparison.Compare(first, second, context.Format) is not { } order)
        {
            throw context.Fault(
                "template.wrong-type",
                operatorPlace,
                $"{Kinds.Chinese(first)}和{Kinds.Chinese(second)}不能比较大小。",
                $"{Kinds.English(first)} and {Kinds.English(second)} have no order.");
        }

        return op switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}

/// <summary><c>&amp;&amp;</c> and <c>||</c>.</summary>
internal sealed class LogicOp(SegmentPlace place, bool isAnd, Op left, Op right) : Op(place)
{
    public override Value Run(RenderContext context) =>
        left.Run(context).IsTruthy == isAnd ? right.Run(context).IsTruthy : !isAnd;
}

/// <summary><c>??</c> and <c>?!</c>.</summary>
internal sealed class CoalesceOp(SegmentPlace place, bool whenNull, Op left, Op right) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var value = left.Run(context);
        return value.IsNull == whenNull ? right.Run(context) : value;
    }
}

/// <summary><c>..</c> and <c>..&lt;</c>.</summary>
internal sealed class RangeOp(SegmentPlace place, bool includesLast, Op first, Op last) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var from = Bound(context, first);
        var to = Bound(context, last);
        if (includesLast)
            return new ValueRange(from, to, isEmpty: false);
        return from == to ? new ValueRange(from, to, isEmpty: true) : new ValueRange(from, from < to ? to - 1 : to + 1, isEmpty: false);
    }

    private static long Bound(RenderContext context, Op op)
    {
        var value = op.Run(context);
        if (Numbers.TryToInt64(value, out var number))
            return number;
        throw context.Fault(
            "template.wrong-type",
            op.Place,
            $"区间的两端要是整数，这里是{Kinds.Chinese(value)}。",
            $"A range needs whole numbers, this is {Kinds.English(value)}.");
    }
}

/// <summary><c>list &lt;&lt; item</c> and <c>item &gt;&gt; list</c>: a new list with the item at its end or front.</summary>
internal sealed class ShiftOp(SegmentPlace place, bool isLeft, SegmentPlace operatorPlace, Op left, Op right) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var first = left.Run(context);
        var second = right.Run(context);
        var list = isLeft ? first : second;
        var item = isLeft ? second : first;
        if (list.Kind is ValueKind.Int or ValueKind.BigInt && item.Kind == ValueKind.Int)
            return ShiftNumber(context, first, second.AsInt64);
        if (list.Kind is not (ValueKind.Array or ValueKind.Null))
        {
            throw context.Fault(
                "template.wrong-type",
                operatorPlace,
                $"“{(isLeft ? "<<" : ">>")}”用来往列表里加一项，这里是{Kinds.Chinese(list)}。",
                $"{(isLeft ? "<<" : ">>")} adds an item to a list, this is {Kinds.English(list)}.");
        }

        var copy = list.AsArray?.Copy() ?? new ScriptArray();
        context.CheckCount(copy.Count + 1L, operatorPlace);
        copy.InsertAt(isLeft ? copy.Count : 0, item);
        return copy;
    }

    private Value ShiftNumber(RenderContext context, Value number, long bits)
    {
        const int MaxBits = 4096;
        if (bits is < 0 or > MaxBits)
            throw context.Fault("template.number-too-large", operatorPlace, "移位的位数超出范围。", "Shifted too far.");
        var big = Numbers.ToBigInteger(number);
        return Value.From(isLeft ? big << (int)bits : big >> (int)bits);
    }
}

internal sealed class ConditionalOp(SegmentPlace place, Op condition, Op then, Op otherwise) : Op(place)
{
    public override Value Run(RenderContext context) =>
        condition.Run(context).IsTruthy ? then.Run(context) : otherwise.Run(context);
}

internal sealed class NotOp(SegmentPlace place, Op operand) : Op(place)
{
    public override Value Run(RenderContext context) => !operand.Run(context).IsTruthy;
}

/// <summary>Unary <c>-</c> and <c>+</c>.</summary>
internal sealed class SignOp(SegmentPlace place, bool isMinus, Op operand) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var value = operand.Run(context);
        if (value.IsNull)
            return Value.Null;
        if (value.IsNumber || value.Kind == ValueKind.TimeSpan)
            return isMinus ? Numbers.Negate(value) : value;
        throw context.Fault(
            "template.wrong-type",
            Place,
            $"正负号只能用于数字，这里是{Kinds.Chinese(value)}。",
            $"A sign needs a number, this is {Kinds.English(value)}.");
    }
}

/// <summary><c>++x</c>, <c>x++</c>, <c>--x</c>, <c>x--</c>.</summary>
internal sealed class IncrementOp(SegmentPlace place, Op target, BinaryOp addition, bool isPrefix) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var before = target.Run(context);
        var after = addition.Apply(context, before, Value.From(1L));
        ((IAssignable)target).Assign(context, after);
        return isPrefix ? after : before;
    }
}

internal sealed class InterpolationOp(SegmentPlace place, Op[] parts) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(context.Text(part.Run(context)));
            context.CheckLength(text.Length, Place);
        }

        return text.ToString();
    }
}

internal sealed class ArrayOp(SegmentPlace place, Op[] items) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var array = new ScriptArray(items.Length);
        foreach (var item in items)
            array.Add(item.Run(context));
        return array;
    }
}

internal sealed class ObjectOp(SegmentPlace place, KeyValuePair<string, Op>[] members) : Op(place)
{
    public override Value Run(RenderContext context)
    {
        var result = new ScriptObject();
        foreach (var (name, value) in members)
            result.Set(name, value.Run(context));
        return result;
    }
}

/// <summary><c>@x</c>: the value without calling it.</summary>
internal sealed class AliasOp(SegmentPlace place, Op operand) : Op(place)
{
    public override Value Run(RenderContext context) => operand.RunUncalled(context);
}

/// <summary><c>(x)</c>: a function in it is called, except where the brackets are what is called.</summary>
internal sealed class NestedOp(SegmentPlace place, Op inner) : CallableOp(place), IAssignable
{
    public override Value RunUncalled(RenderContext context) => inner.Run(context);

    public void Assign(RenderContext context, Value value)
    {
        if (inner is IAssignable target)
            target.Assign(context, value);
    }
}

/// <summary><c>do … end</c>.</summary>
internal sealed class FunctionOp(SegmentPlace place, FunctionCode code, CodeUnit unit) : Op(place)
{
    public override Value Run(RenderContext context) => new UserFunction(code, unit);
}
