using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>The texts of a workbook's cells: the shared table, and the one being read; a text that comes again is one string.</summary>
internal sealed partial class CellTexts
{
    private const int Slots = 4096;
    private const int LongestRemembered = 96;

    private readonly List<string> _shared = [];
    private readonly (byte[]? Bytes, string Text)[] _recent = new (byte[]?, string)[Slots];
    private byte[] _bytes = new byte[1024];
    private int _count;

    public bool IsEmpty => _count == 0;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    /// <summary>Reads the shared table; why it cannot be read, or null.</summary>
    public string? ReadShared(PackageEntry entry)
    {
        using var cursor = new MarkupCursor(entry);
        var (inText, isHint) = (false, false);
        Begin();
        while (cursor.Next())
        {
            if (inText && !isHint)
                Append(cursor.Text, cursor.IsLiteral);
            var name = cursor.Name;
            if (name.IsEmpty)
                continue;
            inText = name.SequenceEqual("t"u8) && !cursor.IsClosing && !cursor.IsEmpty;
            if (name.SequenceEqual("rPh"u8))
                isHint = !cursor.IsClosing;
            if (!name.SequenceEqual("si"u8) || (!cursor.IsClosing && !cursor.IsEmpty))
                continue;
            _shared.Add(Text());
            Begin();
        }

        return cursor.Fault;
    }

    public void Begin() => _count = 0;

    public void Append(ReadOnlySpan<byte> text, bool isLiteral)
    {
        if (!isLiteral && text.IndexOf((byte)'&') >= 0)
            text = Encoding.UTF8.GetBytes(MarkupCursor.Decode(text, isLiteral: false));
        if (_count + text.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + text.Length));
        text.CopyTo(_bytes.AsSpan(_count));
        _count += text.Length;
    }

    /// <summary>The text of the shared table that the number just read points to.</summary>
    public Value Shared() =>
        Utf8Parser.TryParse(Bytes, out int index, out var used) && used == _count && (uint)index < (uint)_shared.Count && _shared[index].Length > 0 ? _shared[index] : Value.Null;

    /// <summary>The text just read.</summary>
    public string Text()
    {
        var bytes = Bytes;
        if (bytes.Length is 0 or > LongestRemembered)
            return Decode(bytes);
        ref var slot = ref _recent[Hash(bytes)];
        if (slot.Bytes is { } known && bytes.SequenceEqual(known))
            return slot.Text;
        slot = (bytes.ToArray(), Decode(bytes));
        return slot.Text;
    }

    // Excel writes a character by its number as _x000D_ (ECMA-376 part 1, 22.9.2.19).
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Contains("_x", StringComparison.Ordinal)
            ? Numbered().Replace(text, match => ((char)Convert.ToUInt16(match.Value[2..6], 16)).ToString())
            : text;
    }

    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        uint hash = (uint)bytes.Length * 0xC2B2AE3Du;
        for (; bytes.Length >= 4; bytes = bytes[4..])
            hash = (hash ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes)) * 0x9E3779B1u;
        foreach (var b in bytes)
            hash = (hash ^ b) * 0x85EBCA77u;
        return (int)(hash >> 20);
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.None, 1000)]
    private static partial Regex Numbered();
}
