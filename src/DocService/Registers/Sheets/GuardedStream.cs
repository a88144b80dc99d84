namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>
/// An unpacked part of a workbook under watch: its real size (a header can lie), its ratio to the packed size, and the
/// distance between two angle brackets, so that no single name, attribute or text can grow without bound inside the XML reader.
/// </summary>
internal sealed class GuardedStream(Stream inner, string part, long packedBytes, SheetLimits limits, Action<int>? onRead) : Stream
{
    // A cell's 32,767 characters as numeric entities of 10 bytes each stay well below.
    private const int MaxBytesBetweenBrackets = 1 << 20;
    private const long RatioMattersFrom = 16L << 20;

    private long produced;
    private long sinceBracket;

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = inner.Read(buffer);
        }
        catch (InvalidDataException broken)
        {
            throw new SheetRefusedException("sheet.broken", $"工作簿已损坏：部件 {part} 无法解压。请用 Excel 打开并另存后再上传。", broken);
        }
        produced += count;
        onRead?.Invoke(count);
        if (produced > limits.MaxUnpackedBytes || (produced > RatioMattersFrom && produced / Math.Max(1, packedBytes) > limits.MaxRatio))
        {
            throw new SheetRefusedException("sheet.zip-bomb",
                $"工作簿的部件 {part} 解压后异常巨大（压缩前后相差 {limits.MaxRatio} 倍以上，或超过 {SheetFile.Megabytes(limits.MaxUnpackedBytes)} MB），已停止读取。请用 Excel 另存一份，只保留需要的数据。");
        }
        WatchBrackets(buffer[..count]);
        return count;
    }

    private void WatchBrackets(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var at = bytes.IndexOfAny((byte)'<', (byte)'>');
            sinceBracket += at < 0 ? bytes.Length : at;
            if (sinceBracket > MaxBytesBetweenBrackets)
                throw new SheetRefusedException("sheet.cell-too-long", $"工作簿的部件 {part} 里有一段文字超过 1 MB，单元格最多 {limits.MaxCellCharacters} 个字。请缩短后再上传。");
            if (at < 0)
                return;
            sinceBracket = 0;
            bytes = bytes[(at + 1)..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
