using System.Buffers;
using System.Globalization;
using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>The canonical form of a JSON value: RFC 8785, restricted as in docs/draw-protocol.md §1.</summary>
public static class Jcs
{
    /// <summary>Writes a value in its one canonical form.</summary>
    /// <param name="value">The value; strings are NFC without lone surrogates, integers |n| ≤ 2^53 − 1.</param>
    /// <returns>UTF-8 bytes without line ends between tokens.</returns>
    public static byte[] Serialize(JcsValue value)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        Write(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads a JSON file strictly.</summary>
    /// <param name="utf8">UTF-8 without BOM, one value and nothing after it.</param>
    /// <param name="value">The value, if it is one of the restricted kind.</param>
    /// <param name="violation">The first broken rule otherwise, with line and column.</param>
    /// <returns>Whether the bytes are such a file.</returns>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JcsValue? value,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        var parser = new JcsParser(utf8);
        value = parser.ParseFile();
        violation = value is null ? parser.Violation : null;
        return value is not null;
    }

    private static void Write(JcsValue value, ArrayBufferWriter<byte> output)
    {
        switch (value)
        {
            case JcsObject o:
                WriteObject(o, output);
                break;
            case JcsArray a:
                output.Write("["u8);
                for (var i = 0; i < a.Items.Count; i++)
                {
                    if (i > 0)
                        output.Write(","u8);
                    Write(a.Items[i], output);
                }

                output.Write("]"u8);
                break;
            case JcsString s:
                WriteString(s.Value, output);
                break;
            case JcsInteger n:
                n.Value.TryFormat(output.GetSpan(24), out var written, provider: CultureInfo.InvariantCulture);
                output.Advance(written);
                break;
            case JcsBoolean b:
                output.Write(b.Value ? "true"u8 : "false"u8);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    private static void WriteObject(JcsObject value, ArrayBufferWriter<byte> output)
    {
        output.Write("{"u8);
        // RFC 8785 §3.2.3: keys in the order of their UTF-16 code units.
        var members = value.Members.ToArray();
        Array.Sort(members, static (x, y) => string.CompareOrdinal(x.Key, y.Key));
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            WriteString(members[i].Key, output);
            output.Write(":"u8);
            Write(members[i].Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteString(string text, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var plain = rest.IndexOfAny(Escaped);
            if (plain < 0)
                plain = rest.Length;
            Encoding.UTF8.GetBytes(rest[..plain], output);
            if (plain == rest.Length)
                break;
            WriteEscape(rest[plain], output);
            rest = rest[(plain + 1)..];
        }

        output.Write("\""u8);
    }

    private static void WriteEscape(char c, ArrayBufferWriter<byte> output)
    {
        switch (c)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\b': output.Write("\\b"u8); break;
            case '\t': output.Write("\\t"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\f': output.Write("\\f"u8); break;
            case '\r': output.Write("\\r"u8); break;
            default:
                Encoding.ASCII.GetBytes($"\\u{(int)c:x4}", output);
                break;
        }
    }

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(static i => (char)i)));
}
