using System.Buffers;
using System.IO.Compression;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Puts a package together: parts without tags as they are, still compressed, and the rendered ones after them.</summary>
internal sealed class RenderedPackage(PieceTable pieces, IReadOnlyList<PackageEntry> unchanged, IReadOnlyList<string> rendered)
{
    public void Write(PieceOutput steps, IBufferWriter<byte> output)
    {
        var entries = unchanged.ToList();
        var content = new ArrayBufferWriter<byte>();
        var part = -1;
        foreach (var step in steps.Steps)
        {
            if (step.Piece < 0)
            {
                content.Write(steps.TextOf(step));
                continue;
            }

            var piece = pieces.All[step.Piece];
            if (piece.Kind == PieceKind.PartStart)
            {
                if (part >= 0)
                    entries.Add(PackageWriter.Pack(rendered[part], content.WrittenSpan, CompressionLevel.Fastest));
                content.ResetWrittenCount();
                part = piece.Number;
                continue;
            }

            content.Write(piece.Bytes.AsSpan(0, step.Length));
        }

        entries.Add(PackageWriter.Pack(rendered[part], content.WrittenSpan, CompressionLevel.Fastest));
        output.Write(PackageWriter.Write(entries));
    }
}
