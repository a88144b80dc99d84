using System.Buffers;
using System.Collections.Concurrent;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Puts a package together: parts without tags as they are, still compressed, and the rendered ones after them.</summary>
internal sealed class RenderedPackage
{
    private const int Most = 16;
    private readonly PieceTable _pieces;
    private readonly PieceCodes _codes;
    private readonly IReadOnlyList<string> _rendered;
    private readonly IReadOnlyList<PackageEntry> _entries;
    private readonly PackageParts _parts;
    private readonly StoredEntries _unchanged;
    private readonly ConcurrentBag<PieceCoder> _coders = [];

    public RenderedPackage(PieceTable pieces, IReadOnlyList<PackageEntry> unchanged, IReadOnlyList<string> rendered, PackageParts parts)
    {
        _pieces = pieces;
        _codes = new([.. pieces.All.Select(piece => piece.Bytes)]);
        _rendered = rendered;
        _parts = parts;
        _entries = unchanged;
        _unchanged = StoredEntries.Of(unchanged);
    }

    /// <summary>Number of parts a complete rendering has.</summary>
    public int PartCount => _rendered.Count;

    /// <summary>Writes the package.</summary>
    /// <param name="steps">A complete rendering.</param>
    /// <param name="output">Takes the bytes.</param>
    public void Write(PieceOutput steps, IBufferWriter<byte> output)
    {
        if (!_coders.TryTake(out var coder))
            coder = new PieceCoder(_codes);
        var unchanged = steps.HasAdditions ? StoredEntries.Of(PackageAdditions.Add(_parts, _entries, _rendered, steps)) : _unchanged;
        output.Write(unchanged.Locals);
        Span<RenderedEntry> entries = _rendered.Count <= 32 ? stackalloc RenderedEntry[_rendered.Count] : new RenderedEntry[_rendered.Count];
        var offset = unchanged.Locals.Length;
        var all = steps.Steps;
        for (var at = 0; at < all.Length;)
        {
            var part = _pieces.All[all[at].Piece].Number;
            var end = at + 1;
            while (end < all.Length && !IsPartStart(all[end]))
                end++;
            var stored = Code(coder, steps, all[(at + 1)..end]);
            entries[part] = new(coder.Crc, stored.ByteCount, coder.Length, offset);
            PackageWriter.WriteLocalHeader(output, _rendered[part], deflated: true, coder.Crc, stored.ByteCount, coder.Length);
            stored.WriteTo(output);
            offset += PackageWriter.LocalHeaderLength(_rendered[part]) + stored.ByteCount;
            at = end;
        }

        WriteDirectory(unchanged, entries, offset, output);
        if (_coders.Count < Most)
            _coders.Add(coder);
    }

    /// <summary>The lines of the main part; none where it is larger or deeper than is read.</summary>
    /// <param name="steps">A complete rendering.</param>
    public IReadOnlyList<DocumentLine> ReadText(PieceOutput steps)
    {
        var main = _rendered.ToList().FindIndex(name => string.Equals(name, _parts.Main, StringComparison.OrdinalIgnoreCase));
        if (main < 0)
            return DocumentText.LinesOf(_parts);
        var content = new ArrayBufferWriter<byte>(64 * 1024);
        var part = -1;
        foreach (ref readonly var step in steps.Steps)
        {
            if (IsPartStart(step))
                part = _pieces.All[step.Piece].Number;
            else if (part == main)
                content.Write(step.Piece < 0 ? steps.TextOf(step) : _pieces.All[step.Piece].Bytes.AsSpan(0, step.Length));
        }

        return DocumentText.LinesOf(_parts.Main, content.WrittenSpan.ToArray());
    }

    private static DeflateBits Code(PieceCoder coder, PieceOutput output, ReadOnlySpan<OutputStep> steps)
    {
        coder.Begin();
        foreach (ref readonly var step in steps)
        {
            if (step.Piece < 0)
                coder.Add(output.TextOf(step));
            else
                coder.Add(step.Piece, step.Length);
        }

        return coder.Finish();
    }

    private bool IsPartStart(OutputStep step) => step.Piece >= 0 && _pieces.All[step.Piece].Kind == PieceKind.PartStart;

    private void WriteDirectory(StoredEntries unchanged, ReadOnlySpan<RenderedEntry> entries, int offset, IBufferWriter<byte> output)
    {
        output.Write(unchanged.Directory);
        var length = unchanged.Directory.Length;
        for (var part = 0; part < entries.Length; part++)
        {
            var entry = entries[part];
            PackageWriter.WriteDirectory(output, _rendered[part], deflated: true, entry.Crc, entry.StoredLength, entry.Length, entry.Offset);
            length += PackageWriter.LocalHeaderLength(_rendered[part]) + 16;
        }

        PackageWriter.WriteEnd(output, unchanged.Count + entries.Length, offset, length);
    }

    /// <summary>Entries laid out one behind the other, with their part of the directory.</summary>
    private sealed record StoredEntries(byte[] Locals, byte[] Directory, int Count)
    {
        public static StoredEntries Of(IReadOnlyList<PackageEntry> entries)
        {
            var locals = new ArrayBufferWriter<byte>();
            var directory = new ArrayBufferWriter<byte>();
            foreach (var entry in entries)
            {
                PackageWriter.WriteDirectory(directory, entry, locals.WrittenCount);
                PackageWriter.WriteLocal(locals, entry);
            }

            return new(locals.WrittenSpan.ToArray(), directory.WrittenSpan.ToArray(), entries.Count);
        }
    }

    private readonly record struct RenderedEntry(uint Crc, int StoredLength, long Length, int Offset);
}
