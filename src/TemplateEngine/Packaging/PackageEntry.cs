using System.IO.Compression;

namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>One stored part of a zip package, still compressed.</summary>
internal sealed record PackageEntry(string Name, bool Deflated, uint Crc, ReadOnlyMemory<byte> Stored, long Length)
{
    /// <summary>Inflates the entry; null when the data do not match the stated length or sum.</summary>
    /// <remarks>The stated length was already counted against the limits, so it is never exceeded, whatever the data say.</remarks>
    public byte[]? Inflate()
    {
        var content = new byte[Length];
        if (!Deflated)
        {
            if (Stored.Length != Length)
                return null;
            Stored.CopyTo(content);
        }
        else if (!TryInflate(content))
        {
            return null;
        }

        return Crc32.Append(0, content) == Crc ? content : null;
    }

    private bool TryInflate(byte[] content)
    {
        using var stored = new ReadOnlyMemoryStream(Stored);
        using var inflater = new DeflateStream(stored, CompressionMode.Decompress);
        try
        {
            var read = inflater.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            Span<byte> beyond = stackalloc byte[1];
            return read == content.Length && inflater.Read(beyond) == 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
