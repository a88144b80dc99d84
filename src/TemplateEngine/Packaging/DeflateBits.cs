using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>A growing string of bits, lowest bit first, as deflate wants it; kept in blocks, so that growing copies nothing.</summary>
internal sealed class DeflateBits
{
    private const int FirstBlock = 16 * 1024;
    private const int LargestBlock = 1 << 20;

    private readonly List<(byte[] Bytes, int Length)> _full = [];
    private readonly Stack<byte[]> _spare = [];
    private byte[] _block = new byte[FirstBlock];
    private int _position;
    private long _fullLength;
    private ulong _bits;
    private int _count;

    /// <summary>Bits so far.</summary>
    public long BitCount => (_fullLength + _position) * 8L + _count;

    /// <summary>Bytes so far, the last filled up with zero bits.</summary>
    public int ByteCount => (int)((BitCount + 7) / 8);

    public void Clear()
    {
        _full.Clear();
        (_position, _fullLength, _bits, _count) = (0, 0, 0, 0);
    }

    /// <summary>Adds up to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint bits, int count)
    {
        _bits |= (ulong)bits << _count;
        _count += count;
        if (_count >= 32)
        {
            if (_block.Length - _position < 8)
                Grow(8);
            BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(_position), (uint)_bits);
            _position += 4;
            _bits >>= 32;
            _count -= 32;
        }
    }

    /// <summary>Adds a string of bits that was made before.</summary>
    /// <param name="words">The bits, 64 a word.</param>
    /// <param name="count">How many of them.</param>
    public void Add(ReadOnlySpan<ulong> words, int count)
    {
        if (_block.Length - _position < words.Length * 8 + 16)
            Grow(words.Length * 8 + 16);
        var shift = _count;
        var carry = _bits;
        var target = _block.AsSpan(_position);
        var whole = count >> 6;
        for (var i = 0; i < whole; i++)
        {
            var word = words[i];
            BinaryPrimitives.WriteUInt64LittleEndian(target[(i * 8)..], carry | (word << shift));
            carry = shift == 0 ? 0 : word >> (64 - shift);
        }

        _position += whole * 8;
        _bits = carry;
        var rest = count & 63;
        if (rest == 0)
            return;
        var last = words[whole];
        var low = Math.Min(rest, 32);
        Add((uint)(last & (ulong.MaxValue >> (64 - low))), low);
        if (rest > 32)
            Add((uint)(last >> 32), rest - 32);
    }

    /// <summary>Moves everything another string holds to this end; its blocks are used again, so that a long string is never held twice.</summary>
    public void Take(DeflateBits other)
    {
        foreach (var (bytes, length) in other._full)
        {
            AddWords(bytes.AsSpan(0, length));
            _spare.Push(bytes);
        }

        AddWords(other._block.AsSpan(0, other._position));
        if (other._count > 0)
            Add((uint)other._bits, other._count);
        other.Clear();
    }

    /// <summary>Writes all bytes, the last filled up with zero bits.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        foreach (var (bytes, length) in _full)
            output.Write(bytes.AsSpan(0, length));
        output.Write(_block.AsSpan(0, _position));
        Span<byte> rest = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(rest, _bits);
        output.Write(rest[..((_count + 7) / 8)]);
    }

    /// <summary>The bits as words, for <see cref="Add(ReadOnlySpan{ulong}, int)"/>.</summary>
    public ulong[] ToWords()
    {
        var output = new ArrayBufferWriter<byte>(ByteCount + 8);
        WriteTo(output);
        output.Write<byte>([0, 0, 0, 0, 0, 0, 0, 0]);
        var words = new ulong[(BitCount + 63) / 64];
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(output.WrittenSpan[(i * 8)..]);
        return words;
    }

    // Blocks are written in steps of four and eight bytes.
    private void AddWords(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 4; bytes = bytes[4..])
            Add(BinaryPrimitives.ReadUInt32LittleEndian(bytes), 32);
    }

    private void Grow(int more)
    {
        _full.Add((_block, _position));
        _fullLength += _position;
        _block = _spare.TryPop(out var used) && used.Length >= more ? used : new byte[Math.Max(Math.Min(_block.Length * 2, LargestBlock), more)];
        _position = 0;
    }
}
