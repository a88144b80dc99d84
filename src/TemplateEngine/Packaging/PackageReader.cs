using System.Buffers.Binary;
using System.Text;

namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>Why a package cannot be used: a stable code and a Chinese sentence.</summary>
internal sealed record PackageFault(string Code, string Message);

/// <summary>Reads the directory of a zip package without trusting it (PKWARE APPNOTE 6.3.3).</summary>
internal static class PackageReader
{
    private const uint EndSignature = 0x06054B50;
    private const uint DirectorySignature = 0x02014B50;
    private const uint LocalSignature = 0x04034B50;
    private const int EndLength = 22;
    private const int DirectoryLength = 46;
    private const int LocalLength = 30;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Lists the entries, or says why there are none to be had.</summary>
    public static PackageFault? TryRead(ReadOnlyMemory<byte> package, PackageLimits limits, out IReadOnlyList<PackageEntry> entries)
    {
        entries = [];
        if (package.Length > limits.PackedBytes)
            return new("package.too-large", $"文件有 {package.Length:N0} 字节，最多允许 {limits.PackedBytes:N0} 字节。请删去不需要的图片后再试。");
        if (Foreign(package.Span) is { } foreign)
            return foreign;

        var end = FindEnd(package.Span);
        if (end < 0)
            return Broken("找不到压缩包目录，文件不完整");

        var list = new List<PackageEntry>();
        var fault = ReadDirectory(package, end, limits, list);
        if (fault is null)
            entries = list;
        return fault;
    }

    // What people send instead of a .docx or .xlsx: an encrypted or pre-2007 file (both OLE compound files), or nothing.
    private static PackageFault? Foreign(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return new("package.empty", "文件是空的（0 字节）。请重新保存模板后再试。");
        if (bytes.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return new("package.encrypted-or-legacy", "文件已加密，或者是 2003 及更早版本的格式（.doc、.xls）。请取消密码保护，另存为 .docx 或 .xlsx 后再试。");
        if (!bytes.StartsWith("PK"u8))
            return new("package.not-a-package", "文件不是 .docx 或 .xlsx：开头不是压缩包标记。请用 Word 或 Excel 打开后另存为 .docx 或 .xlsx。");
        return null;
    }

    private static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.Length - EndLength; at >= 0 && at >= bytes.Length - EndLength - ushort.MaxValue; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) == EndSignature)
                return at;
        }

        return -1;
    }

    private static PackageFault? ReadDirectory(ReadOnlyMemory<byte> package, int end, PackageLimits limits, List<PackageEntry> entries)
    {
        var bytes = package.Span;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(end + 10)..]);
        long at = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 16)..]);
        if (count > limits.Entries)
            return new("package.too-many-entries", $"压缩包里有 {count} 个部分，最多允许 {limits.Entries} 个。");

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long unpacked = 0;
        for (var i = 0; i < count; i++)
        {
            if (at + DirectoryLength > end || BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)at..]) != DirectorySignature)
                return Broken($"目录第 {i + 1} 项损坏");
            var record = bytes[(int)at..end];
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(record[28..]);
            var next = at + DirectoryLength + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(record[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
            if (next > end)
                return Broken($"目录第 {i + 1} 项损坏");
            if (NameOf(record.Slice(DirectoryLength, nameLength)) is not { } name)
                return new("package.unsafe-name", $"压缩包里第 {i + 1} 个部分的名称不安全（含有 ..、反斜杠、绝对路径或乱码）。");

            at = next;
            if (name.EndsWith('/'))
                continue;
            if (!names.Add(name))
                return new("package.duplicate-entry", $"压缩包里有两个同名的部分“{name}”。请用 Word 或 Excel 重新另存后再试。");
            var fault = ReadEntry(package, record, name, limits, ref unpacked, entries);
            if (fault is not null)
                return fault;
        }

        return entries.Count == 0 ? Broken("压缩包里没有内容") : null;
    }

    private static PackageFault? ReadEntry(ReadOnlyMemory<byte> package, ReadOnlySpan<byte> record, string name, PackageLimits limits, ref long unpacked, List<PackageEntry> entries)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        if ((flags & 0x41) != 0)
            return new("package.encrypted-entry", $"压缩包里的“{name}”加了密码。请取消密码保护后再试。");
        if (method is not (0 or 8))
            return Broken($"“{name}”用了不支持的压缩方式 {method}");

        var storedLength = BinaryPrimitives.ReadUInt32LittleEndian(record[20..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(record[24..]);
        unpacked += length;
        if (unpacked > limits.UnpackedBytes)
            return new("package.unpacked-too-large", $"压缩包展开后超过 {limits.UnpackedBytes:N0} 字节（到“{name}”为止已有 {unpacked:N0} 字节），可能是压缩炸弹。");

        var bytes = package.Span;
        long local = BinaryPrimitives.ReadUInt32LittleEndian(record[42..]);
        if (local + LocalLength > bytes.Length || BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)local..]) != LocalSignature)
            return Broken($"“{name}”的位置不对");
        var start = local + LocalLength
            + BinaryPrimitives.ReadUInt16LittleEndian(bytes[((int)local + 26)..])
            + BinaryPrimitives.ReadUInt16LittleEndian(bytes[((int)local + 28)..]);
        if (start + storedLength > bytes.Length)
            return Broken($"“{name}”的数据不完整");

        // Deflate packs at most about 1,032 : 1; a larger claim is a lie we need not allocate for.
        if (method == 8 && length > (storedLength + 1L) * 1032)
            return Broken($"“{name}”声称的大小不可能");
        entries.Add(new(name, method == 8, BinaryPrimitives.ReadUInt32LittleEndian(record[16..]), package.Slice((int)start, (int)storedLength), length));
        return null;
    }

    private static string? NameOf(ReadOnlySpan<byte> bytes)
    {
        string name;
        try
        {
            name = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        var unsafeName = name.Length == 0 || name[0] == '/' || name.Contains('\\', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal)
            || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Any(step => step is ".." or ".");
        return unsafeName ? null : name;
    }

    private static PackageFault Broken(string what) =>
        new("package.broken", $"文件损坏：{what}。请用 Word 或 Excel 打开并重新另存后再试。");
}
