using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Writes black and white modules as a PNG of one bit a pixel (PNG specification, 11.2).</summary>
internal static class BitmapPng
{
    public static byte[] Write(bool[] modules, int size, int quietZone, int pixelsPerModule)
    {
        var side = (size + 2 * quietZone) * pixelsPerModule;
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        header[8] = 1;

        var output = new ArrayBufferWriter<byte>();
        output.Write<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(output, "IHDR"u8, header);
        WriteChunk(output, "IDAT"u8, Pixels(modules, size, quietZone, pixelsPerModule, side));
        WriteChunk(output, "IEND"u8, []);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Pixels(bool[] modules, int size, int quietZone, int pixelsPerModule, int side)
    {
        var rowBytes = (side + 7) / 8;
        using var packed = new MemoryStream();
        using (var deflater = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < side; y++)
            {
                var row = new byte[1 + rowBytes];
                for (var x = 0; x < side; x++)
                {
                    var (column, line) = (x / pixelsPerModule - quietZone, y / pixelsPerModule - quietZone);
                    var dark = column >= 0 && column < size && line >= 0 && line < size && modules[line * size + column];
                    row[1 + x / 8] |= (byte)(dark ? 0 : 0x80 >> (x % 8));
                }

                deflater.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(IBufferWriter<byte> output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(type);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Append(0, type), data));
        output.Write(number);
    }
}
