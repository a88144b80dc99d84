using System.Security.Cryptography;
using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>The object <c>string</c>. Null counts as empty text.</summary>
internal static class StringFunctions
{
    private const string Ellipsis = "...";

    public static readonly ScriptObject Members = new FunctionSet("string")
        .Add("append", "text with", a => Join(a, a.Text(0), a.Text(1)))
        .Add("base64_decode", "text", DecodeBase64)
        .Add("base64_encode", "text", a => Convert.ToBase64String(Encoding.UTF8.GetBytes(a.Text(0))))
        .Add("capitalize", "text", a => StringConversions.Capitalize(a.Text(0)))
        .Add("capitalizewords", "text", a => StringConversions.CapitalizeWords(a.Text(0)))
        .Add("contains", "text value", a => Finds(a, (text, value) => text.Contains(value, StringComparison.Ordinal)))
        .Add("downcase", "text", a => a.Text(0).ToLowerInvariant())
        .Add("empty", "text", a => a.Text(0).Length == 0)
        .Add("ends_with", "text value", a => Finds(a, (text, value) => text.EndsWith(value, StringComparison.Ordinal)))
        .Add("equals_ignore_case", "text value", a => string.Equals(a.Text(0), a.Text(1), StringComparison.OrdinalIgnoreCase))
        .Add("escape", "text", Escape)
        .Add("handleize", "text", a => StringConversions.Handle(a.Text(0)))
        .Add("hmac_sha1", "text secret_key", a => Hash(a, text => HMACSHA1.HashData(Encoding.UTF8.GetBytes(text.Key), text.Bytes)))
        .Add("hmac_sha256", "text secret_key", a => Hash(a, text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(text.Key), text.Bytes)))
        .Add("hmac_sha512", "text secret_key", a => Hash(a, text => HMACSHA512.HashData(Encoding.UTF8.GetBytes(text.Key), text.Bytes)))
        .Add("index_of", "text search start_index? count? string_comparison?", IndexOf)
        .Add("literal", "text", a => ValueText.Literal(a.Text(0)))
        .Add("lstrip", "text", a => a.Text(0).TrimStart())
        .Add("md5", "text", a => Hash(a, text => MD5.HashData(text.Bytes)))
        .Add("pad_left", "text width", a => a.Text(0).PadLeft(Width(a)))
        .Add("pad_right", "text width", a => a.Text(0).PadRight(Width(a)))
        .Add("pluralize", "number singular plural", a => Comparison.AreEqual(a[0], 1, a.Context.Format) ? a[1] : a[2])
        .Add("prepend", "text by", a => Join(a, a.Text(1), a.Text(0)))
        .Add("remove", "text remove", a => Replace(a, a.Text(1), ""))
        .Add("remove_first", "text remove", a => ReplaceOne(a.Text(0), a.Text(1), "", fromEnd: false))
        .Add("remove_last", "text remove", a => ReplaceOne(a.Text(0), a.Text(1), "", fromEnd: true))
        .Add("replace", "text match replace", a => Replace(a, a.Text(1), a.Text(2)))
        .Add("replace_first", "text match replace from_end?", a => ReplaceOne(a.Text(0), a.Text(1), a.Text(2), a.IsGiven(3) && a[3].IsTruthy))
        .Add("rstrip", "text", a => a.Text(0).TrimEnd())
        .Add("sha1", "text", a => Hash(a, text => SHA1.HashData(text.Bytes)))
        .Add("sha256", "text", a => Hash(a, text => SHA256.HashData(text.Bytes)))
        .Add("sha512", "text", a => Hash(a, text => SHA512.HashData(text.Bytes)))
        .Add("size", "text", a => a.Text(0).Length)
        .Add("slice", "text start length?", a => Slice(a.Text(0), a.Int(1), a.Int(2, 0) is var length && length == 0 ? a.Text(0).Length : length))
        .Add("slice1", "text start length?", a => Slice(a.Text(0), a.Int(1), a.Int(2, 1)))
        .Add("split", "text match", Split)
        .Add("starts_with", "text value", a => Finds(a, (text, value) => text.StartsWith(value, StringComparison.Ordinal)))
        .Add("strip", "text", a => a.Text(0).Trim())
        .Add("strip_newlines", "text", a => a.Text(0).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal))
        .Add("to_double", "text", a => StringConversions.ToDouble(a, Value.From))
        .Add("to_float", "text", a => StringConversions.ToDouble(a, number => Value.From((float)number)))
        .Add("to_int", "text", a => StringConversions.ToWhole(a, int.MinValue, int.MaxValue))
        .Add("to_long", "text", a => StringConversions.ToWhole(a, long.MinValue, long.MaxValue))
        .Add("truncate", "text length ellipsis?", Truncate)
        .Add("truncatewords", "text count ellipsis?", TruncateWords)
        .Add("upcase", "text", a => a.Text(0).ToUpperInvariant())
        .Add("whitespace", "text", a => string.IsNullOrWhiteSpace(a.Text(0)))
        .Freeze();

    private static Value Join(Arguments a, string first, string second)
    {
        a.Context.CheckLength((long)first.Length + second.Length);
        return first + second;
    }

    private static Value Finds(Arguments a, Func<string, string, bool> find) =>
        a.IsGiven(0) && a.Text(1).Length > 0 && find(a.Text(0), a.Text(1));

    private static Value Escape(Arguments a)
    {
        var result = new StringBuilder();
        ValueText.AppendEscaped(result, a.Text(0));
        return result.ToString();
    }

    private static Value DecodeBase64(Arguments a)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(a.Text(0)));
        }
        catch (FormatException)
        {
            throw a.WrongType(0, "Base64 文字", "Base64 text");
        }
    }

    private static Value Hash(Arguments a, Func<(byte[] Bytes, string Key), byte[]> hash)
    {
        var key = a.Count > 1 ? a.Text(1) : "";
        return Convert.ToHexStringLower(hash((Encoding.UTF8.GetBytes(a.Text(0)), key)));
    }

    private static Value IndexOf(Arguments a)
    {
        var text = a.Text(0);
        var start = Math.Clamp(a.Int(2, 0), 0, text.Length);
        var count = Math.Clamp(a.Int(3, text.Length), 0, text.Length - start);
        var comparison = StringComparison.CurrentCulture;
        if (!Enum.TryParse(a.Text(4, nameof(StringComparison.Ordinal)), ignoreCase: true, out comparison))
        {
            throw a.WrongType(4, "比较方式，如 Ordinal、OrdinalIgnoreCase", "a kind of comparison, as Ordinal");
        }

        // The machine's culture must not change what a document says.
        comparison = comparison switch
        {
            StringComparison.CurrentCulture => StringComparison.InvariantCulture,
            StringComparison.CurrentCultureIgnoreCase => StringComparison.InvariantCultureIgnoreCase,
            _ => comparison,
        };
        return text.IndexOf(a.Text(1), start, count, comparison);
    }

    private static int Width(Arguments a)
    {
        var width = Math.Max(0, a.Int(1));
        a.Context.CheckLength(width);
        return width;
    }

    private static Value Replace(Arguments a, string match, string replacement)
    {
        var text = a.Text(0);
        if (match.Length == 0)
            return text;
        a.Context.CheckLength(text.Length + text.Length / match.Length * (long)Math.Max(0, replacement.Length - match.Length));
        return text.Replace(match, replacement, StringComparison.Ordinal);
    }

    private static Value ReplaceOne(string text, string match, string replacement, bool fromEnd)
    {
        if (match.Length == 0)
            return text;
        var found = fromEnd ? text.LastIndexOf(match, StringComparison.Ordinal) : text.IndexOf(match, StringComparison.Ordinal);
        return found < 0 ? text : string.Concat(text.AsSpan(0, found), replacement, text.AsSpan(found + match.Length));
    }

    private static Value Slice(string text, long start, long length)
    {
        if (start < 0)
            start += text.Length;
        if (start < 0)
        {
            length += start;
            start = 0;
        }

        if (start >= text.Length || length <= 0)
            return "";
        return text.Substring((int)start, (int)Math.Min(length, text.Length - start));
    }

    private static Value Split(Arguments a)
    {
        var text = a.Text(0);
        var match = a.Text(1);
        if (match.Length == 0)
            return Lists.From(a.Context, text)!;
        return new ScriptArray(text.Split(match, StringSplitOptions.RemoveEmptyEntries).Select(part => Value.From(part)));
    }

    private static Value Truncate(Arguments a)
    {
        var text = a.Text(0);
        var length = Math.Max(0, a.Int(1));
        if (text.Length <= length)
            return text;
        var ellipsis = a.Text(2, Ellipsis);
        return string.Concat(text.AsSpan(0, Math.Max(0, length - ellipsis.Length)), ellipsis);
    }

    private static Value TruncateWords(Arguments a)
    {
        var words = a.Text(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var count = Math.Max(0, a.Int(1));
        var kept = string.Join(' ', words.Take(count));
        return words.Length > count ? kept + a.Text(2, Ellipsis) : kept;
    }
}
