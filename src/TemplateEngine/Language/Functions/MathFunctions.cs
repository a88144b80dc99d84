using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>The object <c>math</c>.</summary>
internal static class MathFunctions
{
    public static readonly ScriptObject Members = new FunctionSet("math")
        .Add("abs", "value", a => OnNumber(a, double.Abs, decimal.Abs, BigInteger.Abs))
        .Add("ceil", "value", a => OnNumber(a, double.Ceiling, decimal.Ceiling, n => n))
        .Add("divided_by", "value divisor", DividedBy)
        .Add("floor", "value", a => OnNumber(a, double.Floor, decimal.Floor, n => n))
        .Add("format", "value format culture?", a => NumberText.Format(a, a[0]))
        .Add("is_number", "value", a => a[0].IsNumber)
        .Add("minus", "value with", a => Calculate(a, "-"))
        .Add("modulo", "value with", a => Calculate(a, "%"))
        .Add("plus", "value with", a => Calculate(a, "+"))
        .Add("random", "min_value max_value", Random)
        .Add("round", "value precision?", Round)
        .Add("times", "value with", a => Calculate(a, "*"))
        .Add("uuid", "", Uuid)
        .Freeze();

    private static Value OnNumber(
        Arguments a, Func<double, double> real, Func<decimal, decimal> money, Func<BigInteger, BigInteger> whole)
    {
        if (a[0].IsNull)
            return Value.Null;
        var number = a.Number(0);
        return number.Kind switch
        {
            ValueKind.Int or ValueKind.BigInt => Value.From(whole(Numbers.ToBigInteger(number))),
            ValueKind.Decimal => Value.From(money(number.RawDecimal)),
            ValueKind.Single => Value.From((float)real(number.RawDouble)),
            _ => Value.From(real(number.RawDouble)),
        };
    }

    private static Value Calculate(Arguments a, string op)
    {
        var place = a.Context.CallPlace;
        var operation = new BinaryOp(place, op, place, new LiteralOp(place, a[0]), new LiteralOp(place, a[1]));
        var left = a[0].IsNull ? Value.Null : a.Number(0);
        var right = a[1].IsNull ? Value.Null : a.Number(1);
        return Arithmetic.Apply(a.Context, operation, left, right);
    }

    private static Value DividedBy(Arguments a)
    {
        var quotient = Calculate(a, "/");
        if (quotient.IsNull || a.Number(1).Kind is not (ValueKind.Int or ValueKind.BigInt))
            return quotient;
        return quotient.Kind == ValueKind.Decimal
            ? Value.From((BigInteger)decimal.Floor(quotient.RawDecimal))
            : Value.From((BigInteger)Math.Floor(Numbers.ToDouble(quotient)));
    }

    // 四舍五入: half away from zero, as everywhere in official figures.
    private static Value Round(Arguments a)
    {
        const int MaxDigits = 15;
        var digits = Math.Clamp(a.Int(1, 0), 0, MaxDigits);
        return OnNumber(
            a,
            number => RoundReal(number, digits),
            number => decimal.Round(number, digits, MidpointRounding.AwayFromZero),
            number => number);
    }

    // 2.675 is a little less than 2.675 in binary; what an author sees counts, so the shortest decimal form is rounded.
    private static double RoundReal(double number, int digits) =>
        decimal.TryParse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? (double)decimal.Round(exact, digits, MidpointRounding.AwayFromZero)
            : Math.Round(number, digits, MidpointRounding.AwayFromZero);

    private static Value Random(Arguments a)
    {
        var (from, to) = (a.Int(0), a.Int(1));
        if (to < from)
            throw a.Context.Fault("template.bad-range", $"随机数的上限 {to} 小于下限 {from}。", "The upper bound is below the lower one.");
        var bytes = Dice(a, sizeof(ulong));
        return from == to ? from : Value.From(from + (long)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) % (ulong)((long)to - from)));
    }

    private static Value Uuid(Arguments a)
    {
        const int Length = 16;
        var bytes = Dice(a, Length);

        // RFC 9562 5.4: version 4 in the high bits of byte 6, variant 10 in those of byte 8.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static byte[] Dice(Arguments a, int count)
    {
        var bytes = new byte[count];
        if (a.Context.Options.Randomness is not { } fill)
            throw a.Context.Fault("template.no-randomness", "这里不提供随机数。", "No randomness is provided here.");
        fill(bytes);
        return bytes;
    }
}

/// <summary>.NET's standard and custom numeric formats.</summary>
internal static class NumberText
{
    /// <summary>Formats by arguments 1 (the format) and 2 (the culture).</summary>
    public static Value Format(Arguments a, Value value)
    {
        if (value.IsNull)
            return "";
        var format = a.Text(1);
        var culture = a.Culture(2);
        const int MaxFormat = 100;
        if (format.Length > MaxFormat || HasHugePrecision(format))
            throw BadFormat(a, format);
        try
        {
            return value.Kind switch
            {
                ValueKind.Int => value.AsInt64.ToString(format, culture),
                ValueKind.BigInt => value.RawBigInteger.ToString(format, culture),
                ValueKind.Decimal => value.RawDecimal.ToString(format, culture),
                ValueKind.Single => ((float)value.RawDouble).ToString(format, culture),
                ValueKind.Double => value.RawDouble.ToString(format, culture),
                ValueKind.Date => value.AsDate.ToString(format, culture),
                ValueKind.TimeSpan => value.AsTimeSpan.ToString(format, culture),
                _ => a.Context.Text(value),
            };
        }
        catch (FormatException)
        {
            throw BadFormat(a, format);
        }
    }

    // "N999999999" would make a text of a gigabyte.
    private static bool HasHugePrecision(string format) =>
        format.Length > 3 && char.IsAsciiLetter(format[0]) && format.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static Exception BadFormat(Arguments a, string format) => a.Context.Fault(
        "template.bad-format", $"格式“{format}”不对，请写成 N2、0.00、X4 的样子。", $"Bad format {format}.");
}
