namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>
/// The pieces of a template as deflate bits and sums, made once. Writing a piece then copies bits; writing it again
/// within the window is one back-reference, whatever its length.
/// </summary>
internal sealed class PieceCodes
{
    // What values are expected to weigh beside static markup when the code is made, in bytes for each hole.
    private const int ExpectedValueBytes = 10;

    private readonly PieceCode[] _pieces;

    public PieceCodes(IReadOnlyList<byte[]> pieces)
    {
        var tokens = pieces.Select(piece => DeflateTokens.Of(piece)).ToList();
        Code = MakeCode(pieces, tokens);
        _pieces = new PieceCode[pieces.Count];
        var bits = new DeflateBits();
        for (var i = 0; i < _pieces.Length; i++)
        {
            bits.Clear();
            foreach (var token in tokens[i])
            {
                if (token.Length == 0)
                    Code.Literals(bits, [token.Literal]);
                else
                    Code.Match(bits, token.Length, token.Distance);
            }

            var bytes = pieces[i];
            _pieces[i] = new(bits.ToWords(), (int)bits.BitCount, bytes, Crc32.Append(0, bytes), Crc32.ShiftOf(bytes.Length));
        }
    }

    public DeflateCode Code { get; }

    public ref readonly PieceCode this[int piece] => ref _pieces[piece];

    public int Count => _pieces.Length;

    private static DeflateCode MakeCode(IReadOnlyList<byte[]> pieces, List<List<DeflateToken>> tokens)
    {
        var literals = new int[DeflateSymbols.LiteralCount];
        var distances = new int[DeflateSymbols.DistanceCount];
        literals[DeflateSymbols.EndOfBlock] = 1;
        foreach (var token in tokens.SelectMany(list => list))
        {
            if (token.Length == 0)
            {
                literals[token.Literal]++;
                continue;
            }

            literals[DeflateSymbols.Length(token.Length).Symbol]++;
            distances[DeflateSymbols.Distance(token.Distance).Symbol]++;
        }

        AddRepeatedPieces(pieces, literals, distances);
        AddValues(pieces.Count, literals);
        return new DeflateCode(literals, distances);
    }

    // Each piece is expected once more as a back-reference of a row's length.
    private static void AddRepeatedPieces(IReadOnlyList<byte[]> pieces, int[] literals, int[] distances)
    {
        foreach (var piece in pieces.Where(piece => piece.Length >= DeflateSymbols.ShortestMatch))
        {
            var length = Math.Min(piece.Length, DeflateSymbols.LongestMatch);
            literals[DeflateSymbols.Length(length).Symbol] += 4;
        }

        for (var distance = 512; distance <= DeflateSymbols.FarthestMatch; distance *= 2)
            distances[DeflateSymbols.Distance(distance).Symbol] += pieces.Count / 4 + 1;
    }

    // Chinese in UTF-8 begins with E4 to E9 and goes on with 80 to BF; the rest are digits and Latin letters.
    private static void AddValues(int holes, int[] literals)
    {
        var bytes = holes * ExpectedValueBytes;
        for (var b = 0xE4; b <= 0xE9; b++)
            literals[b] += bytes / 40;
        for (var b = 0x80; b <= 0xBF; b++)
            literals[b] += bytes / 150;
        for (var b = '0'; b <= '9'; b++)
            literals[b] += bytes / 25;
        for (var b = 'A'; b <= 'Z'; b++)
            literals[b] += bytes / 250;
    }
}

/// <summary>One piece, ready to be copied.</summary>
internal readonly record struct PieceCode(ulong[] Words, int BitCount, byte[] Bytes, uint Crc, uint Shift);
