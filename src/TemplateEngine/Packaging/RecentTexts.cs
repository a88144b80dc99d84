namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>
/// Remembers where short texts were written last, so that a text that comes again – a category, a town, a name – can be
/// written as a back-reference. One look, one comparison; what is forgotten is written out.
/// </summary>
internal sealed class RecentTexts
{
    private const int Slots = 1024;
    private const int Longest = DeflateSymbols.LongestMatch;

    private readonly byte[] _ring = new byte[DeflateSymbols.FarthestMatch + Longest];
    private readonly Entry[] _entries = new Entry[Slots];
    private int _ringEnd;

    public void Clear() => _entries.AsSpan().Clear();

    /// <summary>Distance to the last time this text was written, or 0; notes that it is written at <paramref name="position"/> now.</summary>
    public int Find(ReadOnlySpan<byte> text, long position)
    {
        if (text.Length is < 4 or > Longest)
            return 0;
        ref var entry = ref _entries[Hash(text)];
        var distance = position + 1 - entry.Position;
        var isKnown = entry.Position != 0 && distance <= DeflateSymbols.FarthestMatch && entry.Length == text.Length
            && _ring.AsSpan(entry.Start, entry.Length).SequenceEqual(text);
        if (isKnown)
        {
            entry.Position = position + 1;
            return (int)distance;
        }

        if (_ringEnd + text.Length > _ring.Length)
        {
            Clear();
            _ringEnd = 0;
        }

        text.CopyTo(_ring.AsSpan(_ringEnd));
        entry = new Entry { Position = position + 1, Start = _ringEnd, Length = text.Length };
        _ringEnd += text.Length;
        return 0;
    }

    private static int Hash(ReadOnlySpan<byte> text)
    {
        var head = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(text);
        var tail = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]);
        return (int)(((head * 0x9E3779B1u) ^ (tail * 0x85EBCA77u) ^ ((uint)text.Length * 0xC2B2AE3Du)) >> 22);
    }

    private struct Entry
    {
        public long Position;
        public int Start;
        public int Length;
    }
}
