using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Writes the steps of one part as a deflate stream and counts length and sum on the way.</summary>
internal sealed class PartCoder(PieceCodes pieces)
{
    private readonly DeflateBits _bits = new();

    // Where each piece was last written, as position + 1, so that cleared memory means never.
    private readonly long[] _written = new long[pieces.Count];

    public uint Crc { get; private set; }

    public long Length { get; private set; }

    /// <summary>The stream of one part; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Write(PieceOutput output, ReadOnlySpan<OutputStep> steps)
    {
        _bits.Clear();
        _written.AsSpan().Clear();
        var code = pieces.Code;
        code.Begin(_bits);
        uint crc = 0;
        long position = 0;
        foreach (ref readonly var step in steps)
        {
            if (step.Piece < 0)
            {
                var text = output.TextOf(step);
                code.Literals(_bits, text);
                crc = Crc32.Append(crc, text);
                position += text.Length;
                continue;
            }

            ref readonly var piece = ref pieces[step.Piece];
            if (step.Length != piece.Bytes.Length)
            {
                var half = piece.Bytes.AsSpan(0, step.Length);
                code.Literals(_bits, half);
                crc = Crc32.Append(crc, half);
                position += half.Length;
                continue;
            }

            WritePiece(in piece, ref _written[step.Piece], position);
            crc = Crc32.Combine(crc, piece.Crc, piece.Shift);
            position += piece.Bytes.Length;
        }

        code.End(_bits);
        (Crc, Length) = (crc, position);
        return _bits.Finish();
    }

    private void WritePiece(in PieceCode piece, ref long written, long position)
    {
        var distance = position + 1 - written;
        var known = written != 0 && distance <= DeflateSymbols.FarthestMatch;
        written = position + 1;
        var length = piece.Bytes.Length;
        if (!known || length < DeflateSymbols.ShortestMatch)
        {
            _bits.Add(piece.Words, piece.BitCount);
            return;
        }

        if (length <= DeflateSymbols.LongestMatch && pieces.Code.MatchCost(length, (int)distance) >= piece.BitCount)
        {
            _bits.Add(piece.Words, piece.BitCount);
            return;
        }

        while (length > 0)
        {
            // No remainder may be shorter than the shortest match.
            var part = length <= DeflateSymbols.LongestMatch ? length : Math.Min(DeflateSymbols.LongestMatch, length - DeflateSymbols.ShortestMatch);
            pieces.Code.Match(_bits, part, (int)distance);
            length -= part;
        }
    }
}
