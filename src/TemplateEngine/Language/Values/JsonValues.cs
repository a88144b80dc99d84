using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>JSON to values and back. Whole numbers of any size stay exact; fractions are binary, as in Scriban.</summary>
public static class JsonValues
{
    private const int MaxDepth = 64;
    private const int MaxBytes = 16_000_000;

    private static readonly JsonReaderOptions s_reading = new()
    {
        MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    private static readonly JsonWriterOptions s_writing = new()
    {
        // The text goes into documents, not into scripts: Chinese stays Chinese.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth,
    };

    /// <summary>Reads one value.</summary>
    /// <param name="json">UTF-8, with or without byte order mark.</param>
    /// <exception cref="JsonException">It is not JSON; line and position are in the exception.</exception>
    public static Value Read(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        var reader = new Utf8JsonReader(json, s_reading);
        if (!reader.Read())
            throw new JsonException("The text is empty.");
        try
        {
            var value = ReadValue(ref reader, new Dictionary<int, string>());
            if (reader.Read())
                throw new JsonException("There is more than one value.");
            return value;
        }
        catch (InvalidOperationException failure)
        {
            // What the reader says of a string that is no UTF-8 or holds half a surrogate pair.
            throw new JsonException("A text is not valid Unicode.", failure);
        }
    }

    /// <summary>Reads an object to be a template's data.</summary>
    /// <param name="json">UTF-8.</param>
    /// <exception cref="JsonException">It is not JSON, or not an object.</exception>
    public static ScriptObject ReadObject(ReadOnlySpan<byte> json) =>
        Read(json).AsObject ?? throw new JsonException("The data must be an object.");

    /// <summary>Writes a value; null where it is nested too deep (it may contain itself).</summary>
    internal static string? Write(Value value, ValueFormat format)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_writing))
        {
            if (!WriteValue(writer, value, format, 0))
                return null;
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static Value ReadValue(ref Utf8JsonReader reader, Dictionary<int, string> names)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMembers(ref reader, names, 0);
            case JsonTokenType.StartArray:
                return ReadItems(ref reader, names);
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return ReadNumber(ref reader);
            case JsonTokenType.True:
                return Value.True;
            case JsonTokenType.False:
                return Value.False;
            default:
                return Value.Null;
        }
    }

    // The rows of a list mostly have as many members as the one before.
    private static ScriptArray ReadItems(ref Utf8JsonReader reader, Dictionary<int, string> names)
    {
        var items = new ScriptArray();
        var members = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                items.Add(ReadValue(ref reader, names));
                continue;
            }

            var item = ReadMembers(ref reader, names, members);
            members = item.Count;
            items.Add(item);
        }

        return items;
    }

    private static ScriptObject ReadMembers(ref Utf8JsonReader reader, Dictionary<int, string> names, int capacity)
    {
        var members = new ScriptObject(capacity);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadName(ref reader, names);
            reader.Read();
            members.Set(name, ReadValue(ref reader, names));
        }

        return members;
    }

    // A register repeats the same names in every row; one string a name is enough.
    private static string ReadName(ref Utf8JsonReader reader, Dictionary<int, string> names)
    {
        if (reader.ValueIsEscaped || reader.HasValueSequence)
            return reader.GetString()!;
        var hash = new HashCode();
        hash.AddBytes(reader.ValueSpan);
        var key = hash.ToHashCode();
        if (names.TryGetValue(key, out var known) && reader.ValueTextEquals(known))
            return known;
        var name = reader.GetString()!;
        names[key] = name;
        return name;
    }

    private static Value ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole))
            return whole;
        var text = reader.ValueSpan;
        const int MaxDigits = 1000;
        if (text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && text.Length < MaxDigits)
            return Value.From(BigInteger.Parse(Encoding.ASCII.GetString(text), System.Globalization.CultureInfo.InvariantCulture));
        return reader.GetDouble();
    }

    private static bool WriteValue(Utf8JsonWriter writer, Value value, ValueFormat format, int depth)
    {
        // Depth alone is not enough: a list can hold another one twice, which holds another one twice …
        if (depth >= MaxDepth - 1 || writer.BytesCommitted + writer.BytesPending > MaxBytes)
            return false;
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                return true;
            case ValueKind.Bool:
                writer.WriteBooleanValue(value.AsBool);
                return true;
            case ValueKind.Int:
                writer.WriteNumberValue(value.AsInt64);
                return true;
            case ValueKind.Double or ValueKind.Single when double.IsFinite(value.RawDouble):
                writer.WriteNumberValue(Numbers.ToDouble(value));
                return true;
            case ValueKind.Decimal:
                writer.WriteNumberValue(value.RawDecimal);
                return true;
            case ValueKind.BigInt:
                writer.WriteRawValue(value.RawBigInteger.ToString(System.Globalization.CultureInfo.InvariantCulture));
                return true;
            case ValueKind.Array or ValueKind.Range:
                return WriteList(writer, value, format, depth);
            case ValueKind.Object:
                return WriteMembers(writer, value.AsObject!, format, depth);
            case ValueKind.Date:
                writer.WriteStringValue(value.AsDate);
                return true;
            default:
                writer.WriteStringValue(ValueText.Of(value, format));
                return true;
        }
    }

    private static bool WriteList(Utf8JsonWriter writer, Value value, ValueFormat format, int depth)
    {
        writer.WriteStartArray();
        var count = value.AsArray?.Count ?? value.AsRange!.Count;
        const int MaxCount = 1_000_000;
        if (count > MaxCount)
            return false;
        for (var i = 0; i < count; i++)
        {
            var item = value.AsArray is { } array ? array[i] : Value.From(value.AsRange!.At(i));
            if (!WriteValue(writer, item, format, depth + 1))
                return false;
        }

        writer.WriteEndArray();
        return true;
    }

    private static bool WriteMembers(Utf8JsonWriter writer, ScriptObject members, ValueFormat format, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members.Members())
        {
            if (value.Kind == ValueKind.Function)
                continue;
            writer.WritePropertyName(name);
            if (!WriteValue(writer, value, format, depth + 1))
                return false;
        }

        writer.WriteEndObject();
        return true;
    }
}
