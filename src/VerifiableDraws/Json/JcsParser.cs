using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace SpotCheck.VerifiableDraws;

/// <summary>A strict reader of RFC 8259 with the limits of docs/draw-protocol.md §1; remembers the first violation with line and column.</summary>
internal ref struct JcsParser(ReadOnlySpan<byte> input)
{
    // No record nests deeper than 8; a bound keeps hostile input from the stack.
    private const int DepthLimit = 32;

    private readonly ReadOnlySpan<byte> _input = input;
    private int _at;

    public Violation? Violation { get; private set; }

    public JcsValue? ParseFile()
    {
        if (!Utf8.IsValid(_input))
            return Refuse("UTF-8", "bytes that are not UTF-8");
        var value = ParseValue(0);
        if (value is null)
            return null;
        SkipSpace();
        return _at == _input.Length ? value : Refuse("nothing after the value", Here());
    }

    private JcsValue? ParseValue(int depth)
    {
        if (depth > DepthLimit)
            return Refuse($"at most {DepthLimit} levels", "deeper nesting");
        SkipSpace();
        if (_at == _input.Length)
            return Refuse("a value", "the end");
        switch (_input[_at])
        {
            case (byte)'{': return ParseObject(depth);
            case (byte)'[': return ParseArray(depth);
            case (byte)'"': return ParseString() is { } text ? new JcsString(text) : null;
            case (byte)'t': return Word("true"u8) ? new JcsBoolean(true) : Refuse("a value", Here());
            case (byte)'f': return Word("false"u8) ? new JcsBoolean(false) : Refuse("a value", Here());
            case (byte)'n': return Word("null"u8) ? JcsNull.Instance : Refuse("a value", Here());
            default: return ParseInteger();
        }
    }

    private JcsObject? ParseObject(int depth)
    {
        _at++;
        var members = new List<KeyValuePair<string, JcsValue>>();
        HashSet<string>? keys = null;
        if (Take('}'))
            return new JcsObject(members);
        do
        {
            SkipSpace();
            if (_at == _input.Length || _input[_at] != '"')
                return (JcsObject?)Refuse("a key", Here());
            if (ParseString() is not { } key)
                return null;
            if (members.Count >= 16)
                keys ??= [.. members.Select(static m => m.Key)];
            if (keys is null ? members.Exists(m => string.Equals(m.Key, key, StringComparison.Ordinal)) : !keys.Add(key))
                return (JcsObject?)Refuse("every key once", "a second " + Violation.Quote(key));
            if (!Take(':'))
                return (JcsObject?)Refuse("a colon", Here());
            if (ParseValue(depth + 1) is not { } value)
                return null;
            members.Add(KeyValuePair.Create(key, value));
        }
        while (Take(','));
        return Take('}') ? new JcsObject(members) : (JcsObject?)Refuse("a comma or the end of the object", Here());
    }

    private JcsArray? ParseArray(int depth)
    {
        _at++;
        var items = new List<JcsValue>();
        if (Take(']'))
            return new JcsArray(items);
        do
        {
            if (ParseValue(depth + 1) is not { } value)
                return null;
            items.Add(value);
        }
        while (Take(','));
        return Take(']') ? new JcsArray(items) : (JcsArray?)Refuse("a comma or the end of the array", Here());
    }

    private JcsValue? ParseInteger()
    {
        var start = _at;
        var end = _at;
        if (end < _input.Length && _input[end] == '-')
            end++;
        var digits = end;
        while (end < _input.Length && _input[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        if (end == digits)
            return Refuse("a value", Here());
        if (end - digits > 1 && _input[digits] == '0')
            return Refuse("an integer without leading zeros", Here());
        if (end < _input.Length && _input[end] is (byte)'.' or (byte)'e' or (byte)'E')
            return Refuse("an integer without fraction and exponent", Here());
        var text = Encoding.ASCII.GetString(_input[start..end]);
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || number is > Protocol.MaxInteger or < -Protocol.MaxInteger)
            return Refuse("an integer of at most 2^53-1", text);
        if (number == 0 && text.Length > 1)
            return Refuse("0", "-0");
        _at = end;
        return new JcsInteger(number);
    }

    private string? ParseString()
    {
        var start = ++_at;
        var plain = _input[start..].IndexOfAny(StringEnds);
        if (plain >= 0 && _input[start + plain] == '"')
        {
            _at = start + plain + 1;
            return Checked(Encoding.UTF8.GetString(_input.Slice(start, plain)));
        }

        var text = new StringBuilder();
        while (true)
        {
            var run = _input[_at..].IndexOfAny(StringEnds);
            if (run < 0)
                return RefuseText("the end of the string", "the end of the file");
            text.Append(Encoding.UTF8.GetString(_input.Slice(_at, run)));
            _at += run;
            if (_input[_at] == '"')
            {
                _at++;
                return Checked(text.ToString());
            }

            if (_input[_at] != '\\' || !ParseEscape(text))
                return RefuseText("an allowed character or escape", Here());
        }
    }

    private bool ParseEscape(StringBuilder text)
    {
        if (_at + 1 >= _input.Length)
            return false;
        var c = _input[_at + 1];
        if (c == 'u')
        {
            if (_at + 6 > _input.Length)
                return false;
            var code = 0;
            foreach (var digit in _input.Slice(_at + 2, 4))
            {
                if (!char.IsAsciiHexDigit((char)digit))
                    return false;
                code = (code * 16) + Convert.ToInt32(((char)digit).ToString(), 16);
            }

            text.Append((char)code);
            _at += 6;
            return true;
        }

        var index = "\"\\/bfnrt"u8.IndexOf(c);
        if (index < 0)
            return false;
        text.Append("\"\\/\b\f\n\r\t"[index]);
        _at += 2;
        return true;
    }

    private string? Checked(string text) =>
        TextRules.IsNfc(text) ? text : RefuseText("a string in NFC without lone surrogates", Violation.Quote(text));

    private bool Take(char c)
    {
        SkipSpace();
        if (_at == _input.Length || _input[_at] != c)
            return false;
        _at++;
        return true;
    }

    private bool Word(ReadOnlySpan<byte> word)
    {
        if (!_input[_at..].StartsWith(word))
            return false;
        _at += word.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _input.Length && _input[_at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            _at++;
    }

    private readonly string Here() =>
        _at >= _input.Length ? "the end" : Violation.Quote(((char)_input[_at]).ToString());

    private string? RefuseText(string expected, string found)
    {
        Refuse(expected, found);
        return null;
    }

    private JcsValue? Refuse(string expected, string found)
    {
        var before = _input[..Math.Min(_at, _input.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = _at - before.LastIndexOf((byte)'\n');
        Violation ??= new Violation($"line {line} byte {column}", expected, found);
        return null;
    }

    private static readonly System.Buffers.SearchValues<byte> StringEnds =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static i => (byte)i), (byte)'"', (byte)'\\']);
}
