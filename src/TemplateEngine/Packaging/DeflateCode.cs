namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>
/// One Huffman code for everything a template will ever write, made when the template is compiled: every literal,
/// length and distance has a code, so any value can be written, and the static markup is cheap.
/// </summary>
internal sealed class DeflateCode
{
    // RFC 1951, 3.2.7: the order in which the lengths of the length code are sent.
    private static readonly byte[] LengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly byte[] _literalLengths;
    private readonly ushort[] _literalCodes;
    private readonly byte[] _distanceLengths;
    private readonly ushort[] _distanceCodes;
    private readonly uint[] _packedLiterals = new uint[256];
    private readonly uint[] _matchBits = new uint[DeflateSymbols.LongestMatch + 1];
    private readonly byte[] _matchCounts = new byte[DeflateSymbols.LongestMatch + 1];
    private readonly ulong[] _header;
    private readonly int _headerBits;

    /// <param name="literals">How often each literal and length symbol is expected; zero counts as rare.</param>
    /// <param name="distances">The same for distances.</param>
    public DeflateCode(int[] literals, int[] distances)
    {
        _literalLengths = HuffmanLengths.Of(literals.Select(count => Math.Max(1, count)).ToArray(), 15);
        _literalCodes = HuffmanLengths.Codes(_literalLengths);
        _distanceLengths = HuffmanLengths.Of(distances.Select(count => Math.Max(1, count)).ToArray(), 15);
        _distanceCodes = HuffmanLengths.Codes(_distanceLengths);
        for (var i = 0; i < 256; i++)
            _packedLiterals[i] = _literalCodes[i] | (uint)_literalLengths[i] << 16;
        for (var length = DeflateSymbols.ShortestMatch; length <= DeflateSymbols.LongestMatch; length++)
        {
            var (symbol, extra, extraBits) = DeflateSymbols.Length(length);
            _matchBits[length] = _literalCodes[symbol] | (uint)extra << _literalLengths[symbol];
            _matchCounts[length] = (byte)(_literalLengths[symbol] + extraBits);
        }

        var header = new DeflateBits();
        WriteHeader(header);
        (_header, _headerBits) = (header.ToWords(), (int)header.BitCount);
    }

    /// <summary>Begins the one block of the stream.</summary>
    public void Begin(DeflateBits output) => output.Add(_header, _headerBits);

    /// <summary>Ends the block and the stream.</summary>
    public void End(DeflateBits output) => output.Add(_literalCodes[DeflateSymbols.EndOfBlock], _literalLengths[DeflateSymbols.EndOfBlock]);

    /// <summary>Writes bytes as they are.</summary>
    public void Literals(DeflateBits output, ReadOnlySpan<byte> bytes)
    {
        var packed = _packedLiterals;
        while (bytes.Length >= 2)
        {
            var (first, second) = (packed[bytes[0]], packed[bytes[1]]);
            var length = (int)(first >> 16);
            output.Add((first & 0xFFFF) | (second & 0xFFFF) << length, length + (int)(second >> 16));
            bytes = bytes[2..];
        }

        if (bytes.Length == 1)
            output.Add(packed[bytes[0]] & 0xFFFF, (int)(packed[bytes[0]] >> 16));
    }

    /// <summary>Repeats 3 to 258 bytes from a distance of 1 to 32,768.</summary>
    public void Match(DeflateBits output, int length, int distance)
    {
        output.Add(_matchBits[length], _matchCounts[length]);
        var (symbol, extra, extraBits) = DeflateSymbols.Distance(distance);
        var codeBits = _distanceLengths[symbol];
        output.Add(_distanceCodes[symbol] | (uint)extra << codeBits, codeBits + extraBits);
    }

    /// <summary>Bits a match takes.</summary>
    public int MatchCost(int length, int distance)
    {
        var (symbol, _, extraBits) = DeflateSymbols.Distance(distance);
        return _matchCounts[length] + _distanceLengths[symbol] + extraBits;
    }

    private void WriteHeader(DeflateBits output)
    {
        var all = _literalLengths.Concat(_distanceLengths).ToArray();
        var frequencies = new int[19];
        foreach (var length in all)
            frequencies[length]++;
        var lengths = HuffmanLengths.Of(frequencies, 7);
        var codes = HuffmanLengths.Codes(lengths);

        output.Add(1, 1);
        output.Add(2, 2);
        output.Add(DeflateSymbols.LiteralCount - 257, 5);
        output.Add(DeflateSymbols.DistanceCount - 1, 5);
        output.Add(19 - 4, 4);
        foreach (var symbol in LengthOrder)
            output.Add(lengths[symbol], 3);
        foreach (var length in all)
            output.Add(codes[length], lengths[length]);
    }
}
