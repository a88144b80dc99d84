using System.Buffers;
using System.Text;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>
/// The table of texts that cells point into, as UTF-8 outside the object graph: a register of a million firms has some
/// million different texts, which as .NET strings would not fit beside the import. What exceeds the memory budget lies in
/// a temporary file that vanishes with the process.
/// </summary>
internal sealed class SharedStrings : IDisposable
{
    private const int ChunkBytes = 1 << 20;
    private const long InMemoryBytes = 64L << 20;
    private const int MaxCount = 64_000_000;

    private readonly List<byte[]> chunks = [];
    private readonly List<uint> starts = [];
    private readonly long maxBytes;
    private readonly int maxCharacters;
    private FileStream? overflow;
    private byte[] pending = new byte[ChunkBytes];
    private byte[]? window;
    private long windowStart = -1;
    private long length;

    public SharedStrings(SheetLimits limits)
    {
        maxBytes = Math.Min(limits.MaxSharedStringBytes, uint.MaxValue);
        maxCharacters = limits.MaxCellCharacters;
    }

    public int Count => starts.Count;

    public static SharedStrings Load(XlsxPackage package, string part, SheetLimits limits)
    {
        var strings = new SharedStrings(limits);
        try
        {
            using var xml = package.Xml(part);
            var text = new StringBuilder();
            var buffer = new char[4096];
            var phoneticDepth = int.MaxValue;
            while (xml.Step())
            {
                if (xml.NodeType == System.Xml.XmlNodeType.EndElement)
                {
                    if (xml.Depth <= phoneticDepth)
                        phoneticDepth = int.MaxValue;
                    if (xml.LocalName == "si")
                        strings.Add(XmlReading.Unescape(text));
                }
                else if (xml.NodeType == System.Xml.XmlNodeType.Element)
                {
                    if (xml.LocalName == "si")
                    {
                        text.Clear();
                        if (xml.IsEmptyElement)
                            strings.Add("");
                    }
                    else if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
                    {
                        // Phonetic reading aids are not part of the text.
                        phoneticDepth = xml.Depth;
                    }
                    else if (xml.LocalName == "t" && phoneticDepth == int.MaxValue)
                    {
                        xml.AppendText(text, buffer, strings.maxCharacters);
                    }
                }
            }
            return strings;
        }
        catch
        {
            strings.Dispose();
            throw;
        }
    }

    public void Add(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (length + bytes > maxBytes || starts.Count >= MaxCount)
            throw new SheetRefusedException("sheet.too-much-text", $"工作簿的文字总量超过 {SheetFile.Megabytes(maxBytes)} MB，已停止读取。请拆分成几个文件。");
        starts.Add((uint)length);
        var rented = ArrayPool<byte>.Shared.Rent(bytes);
        Encoding.UTF8.GetBytes(text, rented);
        Append(rented.AsSpan(0, bytes));
        ArrayPool<byte>.Shared.Return(rented);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var at = (int)(length % ChunkBytes);
            var count = Math.Min(bytes.Length, ChunkBytes - at);
            bytes[..count].CopyTo(pending.AsSpan(at));
            bytes = bytes[count..];
            length += count;
            if (length % ChunkBytes == 0)
                KeepPending();
        }
    }

    private void KeepPending()
    {
        if (overflow is null && length <= InMemoryBytes)
        {
            chunks.Add(pending);
            pending = new byte[ChunkBytes];
            return;
        }
        overflow ??= VanishingFile.Create();
        overflow.Write(pending);
    }

    /// <summary>The text at an index, or <c>null</c> beyond the table.</summary>
    public string? Get(int index)
    {
        if ((uint)index >= (uint)starts.Count)
            return null;
        long start = starts[index];
        var end = index + 1 < starts.Count ? starts[index + 1] : length;
        var count = (int)(end - start);
        if (count == 0)
            return "";
        var at = (int)(start % ChunkBytes);
        if (at + count <= ChunkBytes)
            return Encoding.UTF8.GetString(Chunk(start), at, count);

        var joined = ArrayPool<byte>.Shared.Rent(count);
        var copied = 0;
        while (copied < count)
        {
            at = (int)((start + copied) % ChunkBytes);
            var piece = Math.Min(count - copied, ChunkBytes - at);
            Chunk(start + copied).AsSpan(at, piece).CopyTo(joined.AsSpan(copied));
            copied += piece;
        }
        var text = Encoding.UTF8.GetString(joined, 0, count);
        ArrayPool<byte>.Shared.Return(joined);
        return text;
    }

    private byte[] Chunk(long position)
    {
        var chunk = position / ChunkBytes;
        if (chunk == length / ChunkBytes)
            return pending;
        if (chunk < chunks.Count)
            return chunks[(int)chunk];
        if (windowStart != chunk)
        {
            window ??= new byte[ChunkBytes];
            RandomAccess.Read(overflow!.SafeFileHandle, window, (chunk - chunks.Count) * ChunkBytes);
            windowStart = chunk;
        }
        return window!;
    }

    public void Dispose() => overflow?.Dispose();
}
