using System.IO.Compression;

namespace SpotCheck.DocService.Consultations.Replies;

/// <summary>Which files may come with an answer. Told by their content; the name only has to agree.</summary>
internal static class AttachmentRules
{
    public const int MostFiles = 5;
    public const int LargestFile = 10 << 20;
    public const int LargestTogether = 20 << 20;

    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <returns>The media type, or why the file is not taken.</returns>
    public static (string? ContentType, string? Problem) Judge(string fileName, byte[] content)
    {
        var shown = fileName.Length == 0 ? "附件" : $"“{fileName}”";
        if (content.Length == 0)
            return (null, $"{shown}是空文件（0字节）。请重新选择。");
        if (content.Length > LargestFile)
            return (null, $"{shown}有{(content.Length + 1_048_575) >> 20} MB，超过10 MB。请压缩或分成几个文件。");
        var type = TypeOf(content);
        if (type is null)
            return (null, $"{shown}不是PDF、JPEG、PNG或DOCX文件（按内容判断）。请上传盖章回执的扫描件或照片。");
        string[] endings = type switch { "application/pdf" => [".pdf"], "image/jpeg" => [".jpg", ".jpeg"], "image/png" => [".png"], _ => [".docx"] };
        return endings.Any(ending => fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? (type, null)
            : (null, $"{shown}的内容是{endings[0][1..].ToUpperInvariant()}，扩展名却不是{string.Join("或", endings)}。请改正文件名后再上传。");
    }

    /// <summary>A bare name that every system can store.</summary>
    public static string NameOf(string? given)
    {
        var name = Path.GetFileName((given ?? "").Replace('\\', '/')).Trim().TrimStart('.').Normalize();
        var clean = string.Concat(name.Where(c => !char.IsControl(c) && !"<>:\"|?*/".Contains(c, StringComparison.Ordinal) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format));
        return clean.Length <= 100 ? clean : clean[^100..];
    }

    private static string? TypeOf(byte[] content) => content switch
    {
        [0x25, 0x50, 0x44, 0x46, 0x2D, ..] => "application/pdf",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0x50, 0x4B, 0x03, 0x04, ..] => IsPlainDocx(content) ? Docx : null,
        _ => null,
    };

    // Only the directory is read, nothing unpacked. A document with macros is not taken whatever its ending.
    private static bool IsPlainDocx(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false));
            var names = archive.Entries.Take(2000).Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return names.Contains("[Content_Types].xml") && names.Contains("word/document.xml") && !names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
