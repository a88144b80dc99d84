using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>Writes zip packages whose bytes depend on their contents alone: fixed order, fixed time, no extra fields.</summary>
internal static class PackageWriter
{
    /// <summary>An entry from plain bytes, deflated at the given level, or stored when that is not smaller.</summary>
    public static PackageEntry Pack(string name, ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var packed = new MemoryStream(content.Length / 4 + 64);
        using (var deflater = new DeflateStream(packed, level, leaveOpen: true))
            deflater.Write(content);
        var crc = Crc32.Append(0, content);
        return packed.Length < content.Length
            ? new(name, Deflated: true, crc, packed.GetBuffer().AsMemory(0, (int)packed.Length), content.Length)
            : new(name, Deflated: false, crc, content.ToArray(), content.Length);
    }

    /// <summary>The whole package.</summary>
    public static byte[] Write(IReadOnlyList<PackageEntry> entries)
    {
        var output = new ArrayBufferWriter<byte>(entries.Sum(entry => entry.Stored.Length + 2 * entry.Name.Length + 80) + 22);
        Write(entries, [], output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The whole package, entries first and then those that are still bits.</summary>
    public static void Write(IReadOnlyList<PackageEntry> entries, IReadOnlyList<CodedEntry> coded, IBufferWriter<byte> output)
    {
        var directory = new ArrayBufferWriter<byte>();
        var offset = 0;
        foreach (var entry in entries)
        {
            WriteDirectory(directory, entry, offset);
            WriteLocal(output, entry);
            offset += LocalHeaderLength(entry.Name) + entry.Stored.Length;
        }

        foreach (var entry in coded)
        {
            var stored = entry.Bits.ByteCount;
            WriteDirectory(directory, entry.Name, deflated: true, entry.Crc, stored, entry.Length, offset);
            WriteLocalHeader(output, entry.Name, deflated: true, entry.Crc, stored, entry.Length);
            entry.Bits.WriteTo(output);
            offset += LocalHeaderLength(entry.Name) + stored;
        }

        output.Write(directory.WrittenSpan);
        WriteEnd(output, entries.Count + coded.Count, offset, directory.WrittenCount);
    }

    /// <summary>Local header and data of one entry.</summary>
    public static void WriteLocal(IBufferWriter<byte> output, PackageEntry entry)
    {
        WriteLocalHeader(output, entry.Name, entry.Deflated, entry.Crc, entry.Stored.Length, entry.Length);
        output.Write(entry.Stored.Span);
    }

    /// <summary>Length of a local header with this name.</summary>
    public static int LocalHeaderLength(string name) => 30 + Encoding.UTF8.GetByteCount(name);

    public static void WriteLocalHeader(IBufferWriter<byte> output, string name, bool deflated, uint crc, long storedLength, long length)
    {
        var nameLength = Encoding.UTF8.GetByteCount(name);
        var header = output.GetSpan(30 + nameLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034B50);
        WriteCore(header[4..], deflated, crc, storedLength, length, nameLength);
        Encoding.UTF8.GetBytes(name, header[30..]);
        output.Advance(30 + nameLength);
    }

    public static void WriteDirectory(IBufferWriter<byte> output, PackageEntry entry, int offset) =>
        WriteDirectory(output, entry.Name, entry.Deflated, entry.Crc, entry.Stored.Length, entry.Length, offset);

    public static void WriteDirectory(IBufferWriter<byte> output, string name, bool deflated, uint crc, long storedLength, long length, int offset)
    {
        var nameLength = Encoding.UTF8.GetByteCount(name);
        var record = output.GetSpan(46 + nameLength);
        record[..46].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x02014B50);
        BinaryPrimitives.WriteUInt16LittleEndian(record[4..], 20);
        WriteCore(record[6..], deflated, crc, storedLength, length, nameLength);
        BinaryPrimitives.WriteUInt32LittleEndian(record[42..], (uint)offset);
        Encoding.UTF8.GetBytes(name, record[46..]);
        output.Advance(46 + nameLength);
    }

    public static void WriteEnd(IBufferWriter<byte> output, int count, int directoryOffset, int directoryLength)
    {
        var end = output.GetSpan(22)[..22];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)directoryLength);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)directoryOffset);
        output.Advance(22);
    }

    // The 26 bytes a local header and a directory record share. Bit 11: the name is UTF-8. 1980-01-01 is the format's first day.
    private static void WriteCore(Span<byte> header, bool deflated, uint crc, long storedLength, long length, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], 0x0800);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)(deflated ? 8 : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], 0x21);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], (uint)storedLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], (uint)length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)nameLength);
        BinaryPrimitives.WriteUInt16LittleEndian(header[24..], 0);
    }
}

/// <summary>An entry whose data are a finished string of bits.</summary>
internal sealed record CodedEntry(string Name, DeflateBits Bits, uint Crc, long Length);
