using System.Buffers.Binary;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// A picture in the data. Printed in the alternative text of a picture it takes that picture's place; printed in text
/// it stands there in its own size.
/// </summary>
public sealed class PictureValue : CustomValue
{
    /// <summary>Bytes of one picture at most: 20 MB.</summary>
    public const int MaxBytes = 20 << 20;

    // Word counts 914,400 units to the inch and takes 96 pixels for one.
    private const long UnitsPerPixel = 914_400 / 96;

    private PictureValue(byte[] content, string extension, int width, int height)
    {
        Content = content;
        Extension = extension;
        (WidthPixels, HeightPixels) = (width, height);
    }

    /// <summary>Width in pixels.</summary>
    public int WidthPixels { get; }

    /// <summary>Height in pixels.</summary>
    public int HeightPixels { get; }

    /// <inheritdoc/>
    public override string AsText => "";

    internal byte[] Content { get; }

    /// <summary>png or jpeg.</summary>
    internal string Extension { get; }

    internal long Width => WidthPixels * UnitsPerPixel;

    internal long Height => HeightPixels * UnitsPerPixel;

    /// <summary>A PNG or JPEG file; null when the bytes are neither, are cut off, or are more than <see cref="MaxBytes"/>.</summary>
    public static PictureValue? FromBytes(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxBytes)
            return null;
        if (PngSize(content) is (int pngWidth, int pngHeight))
            return new(content.ToArray(), "png", pngWidth, pngHeight);
        if (JpegSize(content) is (int jpegWidth, int jpegHeight))
            return new(content.ToArray(), "jpeg", jpegWidth, jpegHeight);
        return null;
    }

    /// <summary>A two-dimensional code given as its modules.</summary>
    /// <param name="modules">Row by row, true for dark.</param>
    /// <param name="size">Modules a side, 1 to 400; the square of it is the length of <paramref name="modules"/>.</param>
    /// <param name="quietZone">Light modules around it; ISO/IEC 18004 asks for 4.</param>
    /// <param name="pixelsPerModule">1 to 40.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static PictureValue FromModules(ReadOnlySpan<bool> modules, int size, int quietZone = 4, int pixelsPerModule = 8)
    {
        if (size is < 1 or > 400 || modules.Length != size * size || quietZone is < 0 or > 40 || pixelsPerModule is < 1 or > 40)
            throw new ArgumentException("A code has 1 to 400 modules a side, up to 40 around it, 1 to 40 pixels each.", nameof(modules));
        var side = (size + 2 * quietZone) * pixelsPerModule;
        return new(BitmapPng.Write(modules.ToArray(), size, quietZone, pixelsPerModule), "png", side, side);
    }

    /// <summary>A picture written as text: a data address or plain base 64; null when it is none.</summary>
    internal static PictureValue? FromText(string text)
    {
        var comma = text.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',', StringComparison.Ordinal) : -1;
        var code = text.AsSpan(comma + 1).Trim();
        if (code.Length < 20 || code.Length > MaxBytes / 3 * 4 + 4)
            return null;
        var content = new byte[code.Length / 4 * 3 + 3];
        return Convert.TryFromBase64Chars(code, content, out var length) ? FromBytes(content.AsSpan(0, length)) : null;
    }

    // PNG specification 5.2 and 11.2.1: signature, then IHDR with width and height; IEND closes the file.
    private static (int Width, int Height)? PngSize(ReadOnlySpan<byte> content)
    {
        if (content.Length < 45 || !content.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            || !content.Slice(12, 4).SequenceEqual("IHDR"u8) || content.LastIndexOf("IEND"u8) < 0)
        {
            return null;
        }

        return Checked(BinaryPrimitives.ReadInt32BigEndian(content[16..]), BinaryPrimitives.ReadInt32BigEndian(content[20..]));
    }

    // ITU-T T.81 B.1: markers with lengths until a start of frame (C0 to CF but C4, C8, CC).
    private static (int Width, int Height)? JpegSize(ReadOnlySpan<byte> content)
    {
        if (content.Length < 20 || content[0] != 0xFF || content[1] != 0xD8)
            return null;
        for (var at = 2; at + 9 < content.Length && content[at] == 0xFF;)
        {
            var marker = content[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Checked(BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
        }

        return null;
    }

    private static (int Width, int Height)? Checked(int width, int height) =>
        width is > 0 and <= 30_000 && height is > 0 and <= 30_000 ? (width, height) : null;
}
