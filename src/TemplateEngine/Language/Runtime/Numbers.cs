using System.Globalization;
using System.Numerics;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Conversions between the kinds of numbers.</summary>
internal static class Numbers
{
    public static double ToDouble(Value value) => value.Kind switch
    {
        ValueKind.Int => value.AsInt64,
        ValueKind.BigInt => (double)value.RawBigInteger,
        ValueKind.Decimal => (double)value.RawDecimal,
        // The shortest decimal form of the 32-bit number, so that 0.1f added to a 64-bit number counts as 0.1.
        ValueKind.Single => double.Parse(((float)value.RawDouble).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        _ => value.RawDouble,
    };

    /// <exception cref="OverflowException">Out of the range of decimals.</exception>
    public static decimal ToDecimal(Value value) => value.Kind switch
    {
        ValueKind.Int => value.AsInt64,
        ValueKind.BigInt => (decimal)value.RawBigInteger,
        ValueKind.Decimal => value.RawDecimal,
        _ => (decimal)value.RawDouble,
    };

    public static BigInteger ToBigInteger(Value value) =>
        value.Kind == ValueKind.BigInt ? value.RawBigInteger : value.AsInt64;

    /// <summary>A whole number of 64 bits, also from a fraction without decimals.</summary>
    public static bool TryToInt64(Value value, out long number)
    {
        number = 0;
        switch (value.Kind)
        {
            case ValueKind.Int:
                number = value.AsInt64;
                return true;
            case ValueKind.Double or ValueKind.Single:
                var real = value.RawDouble;
                if (real is < -9e18 or > 9e18 || double.IsNaN(real) || real != Math.Floor(real))
                    return false;
                number = (long)real;
                return true;
            case ValueKind.Decimal:
                var money = value.RawDecimal;
                if (money is < long.MinValue or > long.MaxValue || money != decimal.Floor(money))
                    return false;
                number = (long)money;
                return true;
            default:
                return false;
        }
    }

    public static Value Negate(Value value) => value.Kind switch
    {
        ValueKind.Int => value.AsInt64 == long.MinValue ? Value.From(-(BigInteger)value.AsInt64) : Value.From(-value.AsInt64),
        ValueKind.BigInt => Value.From(-value.RawBigInteger),
        ValueKind.Decimal => Value.From(-value.RawDecimal),
        ValueKind.Single => Value.From((float)-value.RawDouble),
        ValueKind.Double => Value.From(-value.RawDouble),
        ValueKind.TimeSpan => Value.From(-value.AsTimeSpan),
        _ => Value.Null,
    };
}

/// <summary>What kinds of values are called in messages.</summary>
internal static class Kinds
{
    public static string Chinese(Value value) => value.Kind switch
    {
        ValueKind.Null => "空值",
        ValueKind.Bool => "真假值",
        ValueKind.String => "文字",
        ValueKind.Date => "日期",
        ValueKind.TimeSpan => "时间间隔",
        ValueKind.Range => "区间",
        ValueKind.Array => "列表",
        ValueKind.Object => "对象",
        ValueKind.Function => "函数",
        ValueKind.Custom => "特殊内容",
        _ => "数字",
    };

    public static string English(Value value) => value.Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Bool => "a boolean",
        ValueKind.String => "a string",
        ValueKind.Date => "a date",
        ValueKind.TimeSpan => "an interval",
        ValueKind.Range => "a range",
        ValueKind.Array => "a list",
        ValueKind.Object => "an object",
        ValueKind.Function => "a function",
        ValueKind.Custom => "special content",
        _ => "a number",
    };
}
