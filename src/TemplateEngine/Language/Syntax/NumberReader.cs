using System.Globalization;
using System.Numerics;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Reads number literals: <c>1_000</c>, <c>0xff</c>, <c>0b101</c>, <c>1e3</c>, <c>1.5</c>, <c>1.5m</c>, <c>2f</c>, <c>7u</c>.</summary>
internal static class NumberReader
{
    /// <summary>Largest exponent of a whole number; more digits than this no document needs.</summary>
    private const int MaxExponent = 1000;

    /// <returns>The number, or null where it is none; <paramref name="end"/> is behind it either way.</returns>
    public static Value? Read(ReadOnlySpan<char> code, int start, out int end)
    {
        if (code[start] == '0' && start + 1 < code.Length)
        {
            if (code[start + 1] is 'x' or 'X')
                return ReadRadix(code, start + 2, 16, out end);
            if (code[start + 1] is 'b' or 'B')
                return ReadRadix(code, start + 2, 2, out end);
        }

        return ReadDecimal(code, start, out end);
    }

    private static Value? ReadRadix(ReadOnlySpan<char> code, int start, int radix, out int end)
    {
        var number = BigInteger.Zero;
        var digits = 0;
        for (end = start; end < code.Length; end++)
        {
            var c = code[end];
            if (c == '_')
                continue;
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                break;
            if (++digits <= MaxExponent)
                number = number * radix + digit;
        }

        var isUnsigned = end < code.Length && code[end] is 'u' or 'U';
        if (isUnsigned)
            end++;
        if (digits is 0 or > MaxExponent || ContinuesWithName(code, ref end))
            return null;

        // Without u the literal is a signed 32 or 64 bit pattern, as in C.
        if (radix == 16 && !isUnsigned)
        {
            if (digits <= 8 && number > int.MaxValue)
                number -= BigInteger.One << 32;
            else if (digits is > 8 and <= 16 && number > long.MaxValue)
                number -= BigInteger.One << 64;
        }

        return Value.From(number);
    }

    private static Value? ReadDecimal(ReadOnlySpan<char> code, int start, out int end)
    {
        end = SkipDigits(code, start);
        var isWhole = true;
        if (end + 1 < code.Length && code[end] == '.' && char.IsAsciiDigit(code[end + 1]))
        {
            isWhole = false;
            end = SkipDigits(code, end + 1);
        }

        if (ExponentLength(code, end) is var exponent and > 0)
        {
            isWhole &= code[end + 1] != '-';
            end += exponent;
        }

        var text = code[start..end].ToString().Replace("_", "", StringComparison.Ordinal);
        var suffix = end < code.Length ? char.ToLowerInvariant(code[end]) : '\0';
        if (suffix is 'f' or 'd' or 'm' or 'u')
            end++;
        else
            suffix = '\0';
        if (ContinuesWithName(code, ref end))
            return null;

        return suffix switch
        {
            'f' => Parse(text, value => Value.From((float)value)),
            'd' => Parse(text, Value.From),
            'm' => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var money) ? Value.From(money) : (Value?)null,
            _ when isWhole => ParseWhole(text),
            _ => Parse(text, Value.From),
        };
    }

    private static Value? Parse(string text, Func<double, Value> wrap) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? wrap(number)
            : (Value?)null;

    private static Value? ParseWhole(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var small))
            return Value.From(small);

        var exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return null;
        var digits = exponentAt >= 0 ? text[..exponentAt] : text;
        if (exponent is < 0 or > MaxExponent || digits.Length > MaxExponent)
            return null;
        return Value.From(BigInteger.Parse(digits, CultureInfo.InvariantCulture) * BigInteger.Pow(10, exponent));
    }

    private static int SkipDigits(ReadOnlySpan<char> code, int start)
    {
        while (start < code.Length && (char.IsAsciiDigit(code[start]) || code[start] == '_'))
            start++;
        return start;
    }

    private static int ExponentLength(ReadOnlySpan<char> code, int start)
    {
        if (start >= code.Length || code[start] is not ('e' or 'E'))
            return 0;
        var i = start + 1;
        if (i < code.Length && code[i] is '+' or '-')
            i++;
        return i < code.Length && char.IsAsciiDigit(code[i]) ? SkipDigits(code, i) - start : 0;
    }

    // 12ab is neither a number nor a name. 12户 is caught here, too, with a sentence about quantities.
    private static bool ContinuesWithName(ReadOnlySpan<char> code, ref int end)
    {
        if (end >= code.Length || !Characters.StartsName(code[end]))
            return false;
        while (end < code.Length && Characters.ContinuesName(code[end]))
            end++;
        return true;
    }
}
