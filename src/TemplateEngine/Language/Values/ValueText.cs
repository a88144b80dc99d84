using System.Globalization;
using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>How values become text: the culture, and the format of dates.</summary>
internal sealed record ValueFormat(CultureInfo Culture, string DateFormat)
{
    public const string DefaultDateFormat = "%d %b %Y";

    public static ValueFormat Invariant { get; } = new(CultureInfo.InvariantCulture, DefaultDateFormat);
}

/// <summary>A value that contains itself, or is too long, has no text.</summary>
internal sealed class UnprintableException : Exception;

/// <summary>The text a template prints for a value.</summary>
internal static class ValueText
{
    private const int MaxDepth = 32;
    private const int MaxLength = 8_000_000;

    public static string Of(Value value, ValueFormat format)
    {
        switch (value.Kind)
        {
            case ValueKind.Null: return "";
            case ValueKind.String: return value.AsString!;
            case ValueKind.Bool: return value.AsBool ? "true" : "false";
            case ValueKind.Int: return value.AsInt64.ToString(CultureInfo.InvariantCulture);
            case ValueKind.BigInt: return value.RawBigInteger.ToString(CultureInfo.InvariantCulture);
            case ValueKind.Single: return ((float)value.RawDouble).ToString(format.Culture);
            case ValueKind.Double: return value.RawDouble.ToString(format.Culture);
            case ValueKind.Decimal: return value.RawDecimal.ToString(format.Culture);
            case ValueKind.Date: return DateText.Format(value.AsDate, format.DateFormat, format);
            case ValueKind.TimeSpan: return value.AsTimeSpan.ToString("c", CultureInfo.InvariantCulture);
            case ValueKind.Function: return value.AsFunction!.Name;
            case ValueKind.Custom: return value.AsCustom!.AsText;
            default:
                var text = new StringBuilder();
                Append(text, value, format, 0);
                return text.ToString();
        }
    }

    /// <summary>Text in double quotes, special characters escaped, as it would be written in a template.</summary>
    public static string Literal(string text)
    {
        var result = new StringBuilder(text.Length + 2);
        AppendLiteral(result, text);
        return result.ToString();
    }

    public static void AppendEscaped(StringBuilder result, string text)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '"': result.Append("\\\""); break;
                case '\\': result.Append("\\\\"); break;
                case '\n': result.Append("\\n"); break;
                case '\r': result.Append("\\r"); break;
                case '\t': result.Append("\\t"); break;
                case '\b': result.Append("\\b"); break;
                case '\f': result.Append("\\f"); break;
                case < ' ' or '\x7f': result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"); break;
                default: result.Append(c); break;
            }
        }
    }

    private static void AppendLiteral(StringBuilder result, string text)
    {
        result.Append('"');
        AppendEscaped(result, text);
        result.Append('"');
    }

    private static void Append(StringBuilder text, Value value, ValueFormat format, int depth)
    {
        // An object can contain itself; its text would have no end.
        if (depth > MaxDepth || text.Length > MaxLength)
            throw new UnprintableException();
        switch (value.Kind)
        {
            case ValueKind.Null: text.Append("null"); break;
            case ValueKind.String: AppendLiteral(text, value.AsString!); break;
            case ValueKind.Array: AppendArray(text, value.AsArray!, format, depth); break;
            case ValueKind.Object: AppendObject(text, value.AsObject!, format, depth); break;
            case ValueKind.Range: AppendRange(text, value.AsRange!); break;
            default: text.Append(Of(value, format)); break;
        }
    }

    private static void AppendArray(StringBuilder text, ScriptArray array, ValueFormat format, int depth)
    {
        text.Append('[');
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            Append(text, array[i], format, depth + 1);
        }

        text.Append(']');
    }

    private static void AppendObject(StringBuilder text, ScriptObject members, ValueFormat format, int depth)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (name, value) in members.Members())
        {
            if (!isFirst)
                text.Append(", ");
            isFirst = false;
            text.Append(name).Append(": ");
            Append(text, value, format, depth + 1);
        }

        text.Append('}');
    }

    private static void AppendRange(StringBuilder text, ValueRange range)
    {
        text.Append('[');
        for (long i = 0; i < range.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            text.Append(range.At(i));
            if (text.Length > MaxLength)
                throw new UnprintableException();
        }

        text.Append(']');
    }
}
