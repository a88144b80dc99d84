using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents;

/// <summary>How .docx files become PDF files. Settings <c>Pdf__…</c>.</summary>
internal sealed class PdfSettings
{
    /// <summary>LibreOffice's program. Default <c>soffice</c>, found on the path.</summary>
    [Required]
    public string Program { get; init; } = "soffice";

    /// <summary>Poppler's program that makes pictures of pages. Default <c>pdftoppm</c>, found on the path.</summary>
    [Required]
    public string PictureProgram { get; init; } = "pdftoppm";

    /// <summary>Where a conversion keeps its file and profile until it ends. Default: the system's temporary folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Limit for one file. Default 60 s; 5 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Address space of one conversion in MiB, on Linux. Default 6144; 2048 to 65536.</summary>
    [Range(2048, 65536)]
    public int MemoryMebibytes { get; init; } = 6144;

    /// <summary>Conversions at a time. Default 1; 1 to 16.</summary>
    [Range(1, 16)]
    public int Parallel { get; init; } = 1;

    /// <summary>Conversions that may wait. Default 16; 0 to 1000.</summary>
    [Range(0, 1000)]
    public int Waiting { get; init; } = 16;
}

/// <summary>A PDF, or why there is none. The .docx is the record; the PDF is a picture of it.</summary>
internal sealed record PdfResult(byte[]? Pdf, Refusal? Refusal);

/// <summary>
/// Turns Word and Excel files into PDF files with LibreOffice: few at a time, each with its own profile, folder, time and memory. Equal bytes
/// give one PDF for a while: whoever looked at the pages gets their PDF at once. Only who may have the file comes this far.
/// </summary>
internal sealed class PdfConversion(PdfSettings settings) : IDisposable
{
    private const long MostKept = 64L << 20;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private readonly SemaphoreSlim turns = new(settings.Parallel);
    private int inside;

    /// <param name="extension">Of the file, with its dot.</param>
    public async Task<PdfResult> ConvertAsync(byte[] content, CancellationToken ct, string extension = ".docx")
    {
        var key = Convert.ToHexString(SHA256.HashData(content)) + extension;
        if (kept.TryGetValue(key, out byte[]? known))
            return new(known, null);
        try
        {
            if (Interlocked.Increment(ref inside) > settings.Parallel + settings.Waiting)
                return new(null, Busy);
            await turns.WaitAsync(ct);
            try
            {
                var result = await ConvertAloneAsync(content, extension, ct);
                if (result.Pdf is { } made)
                    kept.Set(key, made, new MemoryCacheEntryOptions { Size = made.Length, SlidingExpiration = KeptFor });
                return result;
            }
            finally
            {
                turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }

    public void Dispose()
    {
        kept.Dispose();
        turns.Dispose();
    }

    private async Task<PdfResult> ConvertAloneAsync(byte[] content, string extension, CancellationToken ct)
    {
        var folder = OwnFolder();
        try
        {
            var source = Path.Combine(folder.FullName, "document" + extension);
            await File.WriteAllBytesAsync(source, content, ct);
            var run = await LimitedProcess.RunAsync(Command(folder.FullName, source), settings.TimeLimit, ct);
            var pdf = Path.Combine(folder.FullName, "document.pdf");
            return run switch
            {
                ProcessEnd.Absent => new(null, Absent),
                ProcessEnd.TooSlow => new(null, TooSlow),
                _ => File.Exists(pdf) ? new(await File.ReadAllBytesAsync(pdf, ct), null) : new(null, Failed),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private DirectoryInfo OwnFolder()
    {
        var path = Path.Combine(settings.Folder ?? Path.GetTempPath(), $"spotcheck-pdf-{Guid.NewGuid():N}");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private ProcessStartInfo Command(string folder, string source)
    {
        string[] convert = ["--headless", "--norestore", $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile")).AbsoluteUri}", "--convert-to", "pdf", "--outdir", folder, source];
        var start = LimitedProcess.Command(settings.Program, settings.MemoryMebibytes, convert);
        start.Environment["FONTCONFIG_FILE"] = Path.Combine(AppContext.BaseDirectory, "fonts.conf");
        start.Environment["HOME"] = folder;
        return start;
    }

    private static readonly Refusal Absent = new("documents.pdf-unavailable",
        "这台服务器没有安装 LibreOffice，不能生成 PDF。请下载 .docx，用 Word 或者 WPS 打印；或者请系统管理员安装 LibreOffice。",
        "LibreOffice is not installed on this server. Download the .docx, or have LibreOffice installed.", StatusCodes.Status503ServiceUnavailable);

    private static readonly Refusal Busy = new("documents.pdf-busy",
        "正在生成的 PDF 太多。请过一分钟再试，或者直接下载 .docx。", "Too many PDFs are being made. Try again in a minute, or download the .docx.", StatusCodes.Status503ServiceUnavailable);

    private Refusal TooSlow => new("documents.pdf-too-slow",
        $"生成 PDF 超过了 {settings.TimeLimit.TotalSeconds:0} 秒，已停止。请下载 .docx，用 Word 或者 WPS 打印。", "The PDF took too long and was stopped. Download the .docx.", StatusCodes.Status503ServiceUnavailable);

    private static readonly Refusal Failed = new("documents.pdf-failed",
        "LibreOffice 没有生成 PDF。请下载 .docx，用 Word 或者 WPS 打印；如果反复出现，请告知系统管理员。", "LibreOffice made no PDF. Download the .docx.", StatusCodes.Status503ServiceUnavailable);
}
