using System.Text;
using System.Text.Unicode;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>Tells UTF-8, UTF-16 and GB18030 apart by reading the whole text: only a text without one wrong byte is UTF-8.</summary>
internal static class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Detect(Stream input, string fileName)
    {
        var buffer = new byte[1 << 16];
        var kept = 0;
        var isUtf8 = true;
        input.Position = 0;
        for (long position = 0; ;)
        {
            var count = input.Read(buffer, kept, buffer.Length - kept);
            var bytes = buffer.AsSpan(0, kept + count);
            if (position == 0 && (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)))
                return bytes[0] == 0xFF ? new UnicodeEncoding(false, true, true) : new UnicodeEncoding(true, true, true);
            if (bytes.Contains((byte)0))
                throw new SheetRefusedException("sheet.not-a-sheet", $"文件“{fileName}”不是表格文本（第 {position + bytes.IndexOf((byte)0) + 1} 个字节是二进制数据）。请上传 .xlsx 或 .csv 文件。");
            if (count == 0)
            {
                isUtf8 &= kept == 0;
                break;
            }
            position += count;
            if (!isUtf8)
                continue;
            var whole = bytes.Length - IncompleteTail(bytes);
            isUtf8 = Utf8.IsValid(bytes[..whole]);
            bytes[whole..].CopyTo(buffer);
            kept = isUtf8 ? bytes.Length - whole : 0;
        }
        input.Position = 0;
        return isUtf8
            ? new UTF8Encoding(false, true)
            : Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    private static int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var unit = bytes[^back];
            if (unit >= 0xC0)
                return back < (unit >= 0xF0 ? 4 : unit >= 0xE0 ? 3 : 2) ? back : 0;
            if (unit < 0x80)
                return 0;
        }
        return 0;
    }
}
