using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>A growing string of bits, lowest bit first, as deflate wants it.</summary>
internal sealed class DeflateBits
{
    private byte[] _bytes = new byte[4096];
    private int _position;
    private ulong _bits;
    private int _count;

    /// <summary>Bits so far.</summary>
    public long BitCount => _position * 8L + _count;

    public void Clear() => (_position, _bits, _count) = (0, 0, 0);

    /// <summary>Adds up to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint bits, int count)
    {
        _bits |= (ulong)bits << _count;
        _count += count;
        if (_count >= 32)
        {
            if (_bytes.Length - _position < 8)
                Grow(8);
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_position), (uint)_bits);
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
        if (_bytes.Length - _position < words.Length * 8 + 16)
            Grow(words.Length * 8 + 16);
        var shift = _count;
        var carry = _bits;
        var target = _bytes.AsSpan(_position);
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

    /// <summary>Fills the last byte with zero bits and gives everything; the memory is valid until the next change.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        if (_bytes.Length - _position < 8)
            Grow(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_position), _bits);
        return _bytes.AsMemory(0, _position + (_count + 7) / 8);
    }

    /// <summary>The bits as words, for <see cref="Add(ReadOnlySpan{ulong}, int)"/>.</summary>
    public ulong[] ToWords()
    {
        var bytes = Finish().Span;
        var words = new ulong[(BitCount + 63) / 64];
        Span<byte> padded = new byte[words.Length * 8];
        bytes.CopyTo(padded);
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(padded[(i * 8)..]);
        return words;
    }

    private void Grow(int more) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _position + more));
}
