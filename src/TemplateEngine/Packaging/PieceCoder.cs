namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>Writes pieces and text as one deflate stream and counts length and sum on the way.</summary>
internal sealed class PieceCoder(PieceCodes pieces)
{
    private readonly RecentTexts _texts = new();
    private DeflateBits _bits = new();

    // Where each piece was last written, as position + 1, so that cleared memory means never.
    private readonly long[] _written = new long[pieces.Count];

    public uint Crc { get; private set; }

    public long Length { get; private set; }

    /// <summary>Begins a stream, or a stretch that is later appended to another.</summary>
    /// <param name="withHeader">Whether the stretch is the first of its stream.</param>
    public void Begin(bool withHeader = true)
    {
        _bits.Clear();
        Forget();
        (Crc, Length) = (0, 0);
        if (withHeader)
            pieces.Code.Begin(_bits);
    }

    /// <summary>Text that is not known beforehand.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        var distance = _texts.Find(text, Length);
        if (distance > 0)
            pieces.Code.Match(_bits, text.Length, distance);
        else
            pieces.Code.Literals(_bits, text);
        Crc = Crc32.Append(Crc, text);
        Length += text.Length;
    }

    /// <summary>A whole piece.</summary>
    public void Add(int index)
    {
        ref readonly var piece = ref pieces[index];
        ref var written = ref _written[index];
        var length = piece.Bytes.Length;
        var distance = Length + 1 - written;
        if (written != 0 && distance <= DeflateSymbols.FarthestMatch && length >= DeflateSymbols.ShortestMatch
            && (length > DeflateSymbols.LongestMatch || pieces.Code.MatchCost(length, (int)distance) < piece.BitCount))
        {
            Repeat(length, (int)distance);
        }
        else
        {
            _bits.Add(piece.Words, piece.BitCount);
        }

        written = Length + 1;
        Crc = Crc32.Combine(Crc, piece.Crc, piece.Shift);
        Length += length;
    }

    /// <summary>The first bytes of a piece.</summary>
    public void Add(int index, int length)
    {
        if (length == pieces[index].Bytes.Length)
            Add(index);
        else
            Add(pieces[index].Bytes.AsSpan(0, length));
    }

    /// <summary>A stretch that was coded before with the same code; it is used up.</summary>
    public void Add(CodedStretch stretch)
    {
        if (_bits.BitCount == 0)
            _bits = stretch.Bits;
        else
            _bits.Take(stretch.Bits);
        Forget();
        Crc = Crc32.Combine(Crc, stretch.Crc, Crc32.ShiftOf(stretch.Length));
        Length += stretch.Length;
    }

    /// <summary>Hands over what was written since <see cref="Begin"/>, to be appended to another stream.</summary>
    public CodedStretch Cut()
    {
        var stretch = new CodedStretch(_bits, Crc, Length);
        _bits = new();
        return stretch;
    }

    /// <summary>Ends the stream; it is valid until the next beginning.</summary>
    public DeflateBits Finish()
    {
        pieces.Code.End(_bits);
        return _bits;
    }

    private void Forget()
    {
        _written.AsSpan().Clear();
        _texts.Clear();
    }

    // No remainder may be shorter than the shortest match.
    private void Repeat(int length, int distance)
    {
        while (length > 0)
        {
            var part = length <= DeflateSymbols.LongestMatch ? length : Math.Min(DeflateSymbols.LongestMatch, length - DeflateSymbols.ShortestMatch);
            pieces.Code.Match(_bits, part, distance);
            length -= part;
        }
    }
}

/// <summary>Part of a deflate stream that can be put behind any other made with the same code.</summary>
internal sealed record CodedStretch(DeflateBits Bits, uint Crc, long Length);
