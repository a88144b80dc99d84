using System.Globalization;
using System.Numerics;
using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Text to numbers, capitals, URL handles.</summary>
internal static class StringConversions
{
    private const NumberStyles Whole = NumberStyles.Integer | NumberStyles.AllowThousands;
    private const NumberStyles Real = NumberStyles.Float | NumberStyles.AllowThousands;

    public static Value ToWhole(Arguments a, long minimum, long maximum)
    {
        if (a[0].IsNumber && Numbers.TryToInt64(a[0], out var already))
            return already >= minimum && already <= maximum ? already : Value.Null;
        return long.TryParse(a.Text(0), Whole, a.Context.Format.Culture, out var number) && number >= minimum && number <= maximum
            ? number
            : Value.Null;
    }

    public static Value ToDouble(Arguments a, Func<double, Value> wrap) =>
        double.TryParse(a.Text(0), Real, a.Context.Format.Culture, out var number) && double.IsFinite(number)
            ? wrap(number)
            : Value.Null;

    /// <summary>The number a text holds, as exact as it is written; null for none.</summary>
    public static Value? ToNumber(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var whole))
            return whole;
        if (decimal.TryParse(text, Real, CultureInfo.InvariantCulture, out var money))
            return money;
        const int MaxDigits = 1000;
        return text.Length <= MaxDigits && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var big)
            ? Value.From(big)
            : (Value?)null;
    }

    public static string Capitalize(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static string CapitalizeWords(string text)
    {
        var result = new StringBuilder(text);
        for (var i = 0; i < result.Length; i++)
        {
            if (i == 0 || char.IsWhiteSpace(result[i - 1]))
                result[i] = char.ToUpperInvariant(result[i]);
        }

        return result.ToString();
    }

    /// <summary>Lower case letters and digits with single hyphens between.</summary>
    public static string Handle(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                result.Append(char.ToLowerInvariant(c));
            else if (result.Length > 0 && result[^1] != '-')
                result.Append('-');
        }

        return result.ToString().TrimEnd('-');
    }
}
