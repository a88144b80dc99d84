using System.Buffers;
using System.IO.Compression;
using System.Text;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Goes through a part's XML tag by tag, inflating as it goes; one buffer, however large the part.</summary>
internal sealed class MarkupCursor : IDisposable
{
    // A cell's 32,767 characters as numeric entities stay well below.
    private const int LargestStretch = 1 << 20;
    private static readonly SearchValues<byte> s_tagEnds = SearchValues.Create(">\"'"u8);

    private readonly PackageEntry _entry;
    private readonly Stream _content;
    private byte[] _buffer = new byte[128 * 1024];
    private int _at;
    private int _end;
    private long _read;
    private uint _crc;
    private bool _isOver;
    private (int Start, int Length) _text;
    private (int Start, int Length) _name;
    private (int Start, int Length) _attributes;

    public MarkupCursor(PackageEntry entry)
    {
        _entry = entry;
        var stored = new ReadOnlyMemoryStream(entry.Stored);
        _content = entry.Deflated ? new DeflateStream(stored, CompressionMode.Decompress) : stored;
    }

    /// <summary>Why the part cannot be read on; null while it can.</summary>
    public string? Fault { get; private set; }

    /// <summary>Characters between the last tag and this one, entities as written.</summary>
    public ReadOnlySpan<byte> Text => _buffer.AsSpan(_text.Start, _text.Length);

    /// <summary>Whether the text comes from a CDATA section and holds no entities.</summary>
    public bool IsLiteral { get; private set; }

    /// <summary>The tag's name without its prefix.</summary>
    public ReadOnlySpan<byte> Name => _buffer.AsSpan(_name.Start, _name.Length);

    public bool IsClosing { get; private set; }

    public bool IsEmpty { get; private set; }

    /// <summary>Goes to the next tag (or CDATA section, whose name is empty); false at the end or at a fault.</summary>
    public bool Next()
    {
        while (Fault is null)
        {
            var start = _at;
            if (!Find((byte)'<', ref start, out var open))
                return false;
            _text = (start, open - start);
            _at = open;
            while (_end - _at < "<![CDATA[".Length && Fill())
            {
            }

            if (_end - _at < 2)
                return Broken("最后一个标记没有写完");
            var next = _buffer[_at + 1];
            if (next is not ((byte)'!' or (byte)'?'))
                return ReadTag();
            if (_text.Length > 0)
                return EndText();
            if (next == '!' && _buffer.AsSpan(_at, _end - _at).StartsWith("<![CDATA["u8))
                return ReadLiteral();
            if (next == '!' && !_buffer.AsSpan(_at, _end - _at).StartsWith("<!--"u8))
                return Broken("含有不允许的 DOCTYPE 声明");
            if (!Skip(next == '!' ? "-->"u8 : "?>"u8))
                return Broken("注释或处理指令没有写完");
        }

        return false;
    }

    /// <summary>The value of an attribute as written; empty for none.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        var rest = _buffer.AsSpan(_attributes.Start, _attributes.Length);
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n/"u8);
            var equals = rest.IndexOf((byte)'=');
            if (equals < 0)
                return default;
            var found = rest[..equals].TrimEnd(" \t\r\n"u8);
            rest = rest[(equals + 1)..].TrimStart(" \t\r\n"u8);
            var close = rest.Length == 0 ? -1 : rest[1..].IndexOf(rest[0]);
            if (close < 0)
                return default;
            if (found.SequenceEqual(name))
                return rest.Slice(1, close);
            rest = rest[(close + 2)..];
        }
    }

    /// <summary>Text with its entities read.</summary>
    public static string Decode(ReadOnlySpan<byte> text, bool isLiteral)
    {
        if (isLiteral || text.IndexOf((byte)'&') < 0)
            return Encoding.UTF8.GetString(text);
        return System.Net.WebUtility.HtmlDecode(Encoding.UTF8.GetString(text));
    }

    public void Dispose() => _content.Dispose();

    private bool ReadTag()
    {
        var from = _at + 1;
        var close = from;
        while (true)
        {
            var found = _buffer.AsSpan(close, _end - close).IndexOfAny(s_tagEnds);
            if (found < 0)
            {
                var known = _end - _at;
                if (!Fill())
                    return Broken("最后一个标记没有写完");
                (from, close) = (_at + 1, _at + known);
                continue;
            }

            close += found;
            if (_buffer[close] == '>')
                break;
            var quote = close + 1;
            if (!Find(_buffer[close], ref quote, out var end))
                return Broken("一个属性没有写完");
            (from, close) = (_at + 1, end + 1);
        }

        var tag = _buffer.AsSpan(from, close - from);
        IsClosing = tag.Length > 0 && tag[0] == '/';
        IsEmpty = tag.Length > 0 && tag[^1] == '/';
        IsLiteral = false;
        var nameStart = IsClosing ? 1 : 0;
        var name = tag[nameStart..];
        var length = name.IndexOfAny(" \t\r\n/"u8);
        length = length < 0 ? name.Length : length;
        var prefix = name[..length].IndexOf((byte)':') + 1;
        _name = (from + nameStart + prefix, length - prefix);
        _attributes = (from + nameStart + length, tag.Length - nameStart - length);
        _at = close + 1;
        return true;
    }

    private bool ReadLiteral()
    {
        var start = _at + "<![CDATA[".Length;
        while (_buffer.AsSpan(start, _end - start).IndexOf("]]>"u8) is var found)
        {
            if (found >= 0)
            {
                (_text, _name, _attributes, IsLiteral, IsClosing, IsEmpty) = ((start, found), (start, 0), (start, 0), true, false, false);
                _at = start + found + 3;
                return true;
            }

            if (!Fill())
                break;
            start = _at + "<![CDATA[".Length;
        }

        return Broken("CDATA 没有写完");
    }

    private bool Skip(ReadOnlySpan<byte> end)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_at, _end - _at).IndexOf(end);
            if (found >= 0)
            {
                _at += found + end.Length;
                return true;
            }

            // What was looked at can be forgotten but for half an ending.
            _at = Math.Max(_at, _end - end.Length + 1);
            if (!Fill())
                return false;
        }
    }

    // Where the buffer moves, what was found before moves with it.
    private bool Find(byte wanted, ref int from, out int position)
    {
        position = -1;
        var searched = from;
        while (true)
        {
            var found = _buffer.AsSpan(searched, _end - searched).IndexOf(wanted);
            if (found >= 0)
            {
                position = searched + found;
                return true;
            }

            var (offset, done) = (from - _at, _end - _at);
            if (!Fill())
                return false;
            (from, searched) = (_at + offset, _at + done);
        }
    }

    // Text before a comment or a CDATA section is handed over first.
    private bool EndText()
    {
        (_name, _attributes, IsLiteral, IsClosing, IsEmpty) = ((_at, 0), (_at, 0), false, false, false);
        return true;
    }

    // Keeps what lies from the current place on and reads behind it.
    private bool Fill()
    {
        if (_isOver || Fault is not null)
            return false;
        var keep = Math.Min(_at, _text.Start + _text.Length == _at ? _text.Start : _at);
        var kept = _end - keep;
        if (kept > LargestStretch)
            return Broken("有一段文字超过 1 MB");
        if (kept > _buffer.Length / 2)
        {
            var larger = new byte[_buffer.Length * 2];
            _buffer.AsSpan(keep, kept).CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(keep, kept).CopyTo(_buffer);
        }

        (_at, _end, _text) = (_at - keep, kept, (_text.Start - keep, _text.Length));
        return Read();
    }

    private bool Read()
    {
        int count;
        try
        {
            count = _content.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (InvalidDataException)
        {
            return Broken("无法解压");
        }

        _crc = Crc32.Append(_crc, _buffer.AsSpan(_end, count));
        _end += count;
        _read += count;
        if (_read > _entry.Length)
            return Broken("比它说的长");
        if (count > 0)
            return true;
        _isOver = true;
        return _read == _entry.Length && _crc == _entry.Crc ? false : Broken("数据与校验和不符");
    }

    private bool Broken(string what)
    {
        Fault ??= what;
        return false;
    }
}
