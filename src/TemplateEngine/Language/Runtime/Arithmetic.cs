using System.Numerics;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>The arithmetic of the language: on numbers, texts, lists, dates and intervals.</summary>
internal static class Arithmetic
{
    public static Value Apply(RenderContext context, BinaryOp op, Value left, Value right)
    {
        if (left.Kind == ValueKind.Int && right.Kind == ValueKind.Int)
            return OnWholeNumbers(context, op, left.AsInt64, right.AsInt64);
        if (left.Kind == ValueKind.String || right.Kind == ValueKind.String || left.Kind == ValueKind.Custom || right.Kind == ValueKind.Custom)
            return OnTexts(context, op, left, right);
        if (left.Kind is ValueKind.Array or ValueKind.Range && op.Operator is not "%")
            return OnLists(context, op, left, right);
        if (left.IsNull || right.IsNull)
            return Value.Null;
        if (left.IsNumber && right.IsNumber)
            return OnNumbers(context, op, left, right);
        if (left.Kind is ValueKind.Date or ValueKind.TimeSpan || right.Kind is ValueKind.Date or ValueKind.TimeSpan)
            return OnTimes(context, op, left, right);
        throw NotDefined(context, op, left, right);
    }

    public static RenderFault NotDefined(RenderContext context, BinaryOp op, Value left, Value right, bool atStart = false) => context.Fault(
        "template.wrong-type",
        atStart ? op.Place : op.OperatorPlace,
        $"“{op.Operator}”不能用于{Kinds.Chinese(left)}和{Kinds.Chinese(right)}。",
        $"{op.Operator} is not defined for {Kinds.English(left)} and {Kinds.English(right)}.");

    private static Value OnWholeNumbers(RenderContext context, BinaryOp op, long left, long right)
    {
        long result;
        switch (op.Operator)
        {
            case "+":
                result = unchecked(left + right);
                return ((left ^ result) & (right ^ result)) < 0 ? Value.From((BigInteger)left + right) : Value.From(result);
            case "-":
                result = unchecked(left - right);
                return ((left ^ right) & (left ^ result)) < 0 ? Value.From((BigInteger)left - right) : Value.From(result);
            case "*":
                var high = Math.BigMul(left, right, out result);
                return high != result >> 63 ? Value.From((BigInteger)left * right) : Value.From(result);
            case "/":
                return right == 0 ? throw DivisionByZero(context, op) : Value.From((double)left / right);
            case "//" or "%" when right == 0:
                throw DivisionByZero(context, op);
            case "//":
                return right == -1 ? Value.From(-(BigInteger)left) : Value.From(left / right);
            default:
                return right == -1 ? Value.From(0L) : Value.From(left % right);
        }
    }

    private static RenderFault DivisionByZero(RenderContext context, BinaryOp op) => context.Fault(
        "template.division-by-zero", op.OperatorPlace, "除数是 0。请先判断除数，或检查数据。", "Division by zero.");

    private static Value OnNumbers(RenderContext context, BinaryOp op, Value left, Value right)
    {
        if (left.Kind is ValueKind.Double or ValueKind.Single || right.Kind is ValueKind.Double or ValueKind.Single)
        {
            var isDouble = left.Kind == ValueKind.Double || right.Kind == ValueKind.Double;
            var isSingle = !isDouble && left.Kind != ValueKind.Decimal && right.Kind != ValueKind.Decimal;
            return OnDoubles(context, op, Numbers.ToDouble(left), Numbers.ToDouble(right), isSingle);
        }

        if (left.Kind == ValueKind.Decimal || right.Kind == ValueKind.Decimal)
            return OnDecimals(context, op, left, right);
        return OnBigIntegers(context, op, Numbers.ToBigInteger(left), Numbers.ToBigInteger(right));
    }

    private static Value OnDoubles(RenderContext context, BinaryOp op, double left, double right, bool isSingle)
    {
        var result = op.Operator switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => right == 0 ? throw DivisionByZero(context, op) : left / right,
            "//" => right == 0 ? throw DivisionByZero(context, op) : Math.Round(left / right),
            _ => right == 0 ? throw DivisionByZero(context, op) : left % right,
        };
        return isSingle ? Value.From((float)result) : Value.From(result);
    }

    private static Value OnDecimals(RenderContext context, BinaryOp op, Value left, Value right)
    {
        try
        {
            var (a, b) = (Numbers.ToDecimal(left), Numbers.ToDecimal(right));
            return Value.From(op.Operator switch
            {
                "+" => a + b,
                "-" => a - b,
                "*" => a * b,
                "/" => b == 0 ? throw DivisionByZero(context, op) : a / b,
                "//" => b == 0 ? throw DivisionByZero(context, op) : Math.Round(a / b),
                _ => b == 0 ? throw DivisionByZero(context, op) : a % b,
            });
        }
        catch (OverflowException)
        {
            throw context.Fault("template.number-too-large", op.OperatorPlace, "计算结果超出数字的范围。", "The result is out of range.");
        }
    }

    private static Value OnBigIntegers(RenderContext context, BinaryOp op, BigInteger left, BigInteger right)
    {
        const long MaxBits = 32_000;
        if (left.GetBitLength() + right.GetBitLength() > MaxBits)
            throw context.Fault("template.number-too-large", op.OperatorPlace, "计算结果超出数字的范围。", "The result is out of range.");
        if (right.IsZero && op.Operator is "/" or "//" or "%")
            throw DivisionByZero(context, op);

        return op.Operator switch
        {
            "+" => Value.From(left + right),
            "-" => Value.From(left - right),
            "*" => Value.From(left * right),
            "/" => Value.From((double)left / (double)right),
            "//" => Value.From(BigInteger.Divide(left, right)),
            _ => Value.From(BigInteger.Remainder(left, right)),
        };
    }

    private static Value OnTexts(RenderContext context, BinaryOp op, Value left, Value right)
    {
        if (op.Operator is "+")
        {
            var (a, b) = (context.Text(left), context.Text(right));
            context.CheckLength((long)a.Length + b.Length, op.Place);
            return string.Concat(a, b);
        }

        if (op.Operator is not "*")
            throw NotDefined(context, op, left, right);
        var (text, times) = left.Kind == ValueKind.String ? (left.AsString!, right) : (right.AsString!, left);
        if (times.IsNull)
            return Value.Null;
        if (!Numbers.TryToInt64(times, out var count))
            throw NotDefined(context, op, left, right, atStart: true);
        return Repeat(context, text, count, op.Place);
    }

    private static Value Repeat(RenderContext context, string text, long count, SegmentPlace place)
    {
        if (count <= 0 || text.Length == 0)
            return "";
        context.CheckLength(count > int.MaxValue ? long.MaxValue : count * text.Length, place);
        return string.Create(text.Length * (int)count, text, static (target, text) =>
        {
            for (var i = 0; i < target.Length; i += text.Length)
                text.CopyTo(target[i..]);
        });
    }

    private static Value OnLists(RenderContext context, BinaryOp op, Value left, Value right)
    {
        var list = Lists.From(context, left)!;
        switch (op.Operator)
        {
            case "+" when right.Kind is ValueKind.Array or ValueKind.Range:
                return Lists.Concat(context, list, Lists.From(context, right)!);
            case "-" when right.Kind is ValueKind.Array or ValueKind.Range:
                return Lists.Except(context, list, Lists.From(context, right)!);
            case "*" when Numbers.TryToInt64(right, out var count):
                if (list.Count == 0)
                    return new ScriptArray();
                context.CheckCount(Math.Max(0, Math.Min(count, int.MaxValue) * list.Count), op.Place);
                var result = new ScriptArray();
                for (var i = 0L; i < count; i++)
                {
                    foreach (var item in list.AsSpan())
                        result.Add(item);
                }

                return result;
            default:
                throw NotDefined(context, op, left, right);
        }
    }

    private static Value OnTimes(RenderContext context, BinaryOp op, Value left, Value right)
    {
        try
        {
            return (op.Operator, left.Kind, right.Kind) switch
            {
                ("-", ValueKind.Date, ValueKind.Date) => Value.From(left.AsDate - right.AsDate),
                ("+", ValueKind.Date, ValueKind.TimeSpan) => left.AsDate + right.AsTimeSpan,
                ("+", ValueKind.TimeSpan, ValueKind.Date) => right.AsDate + left.AsTimeSpan,
                ("-", ValueKind.Date, ValueKind.TimeSpan) => left.AsDate - right.AsTimeSpan,
                ("+", ValueKind.TimeSpan, ValueKind.TimeSpan) => Value.From(left.AsTimeSpan + right.AsTimeSpan),
                ("-", ValueKind.TimeSpan, ValueKind.TimeSpan) => Value.From(left.AsTimeSpan - right.AsTimeSpan),
                ("*", ValueKind.TimeSpan, _) when right.IsNumber => Value.From(left.AsTimeSpan * Numbers.ToDouble(right)),
                ("/", ValueKind.TimeSpan, _) when right.IsNumber => Value.From(left.AsTimeSpan / Numbers.ToDouble(right)),
                _ => throw NotDefined(context, op, left, right),
            };
        }
        catch (Exception failure) when (failure is OverflowException or ArgumentException)
        {
            throw context.Fault("template.date-out-of-range", op.OperatorPlace, "日期或时间超出范围。", "The date or interval is out of range.");
        }
    }
}
