using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Caching.Memory;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents;

/// <summary>A document as pictures of its pages, or why there are none.</summary>
internal sealed record PictureResult(IReadOnlyList<byte[]> Pages, Refusal? Refusal);

/// <summary>Pictures of the printed pages, to look at before anything is issued. Made once for equal bytes and kept for a while.</summary>
internal sealed class PagePictures(PdfSettings settings, PdfConversion conversion) : IDisposable
{
    /// <summary>More pages than anybody looks through before issuing.</summary>
    public const int MostPages = 60;

    // Clear enough to read on a screen, about 100 KB a page.
    private const int DotsPerInch = 110;
    private const int MemoryMebibytes = 2048;
    private const long MostKept = 64L << 20;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private readonly SemaphoreSlim turns = new(2);

    public async Task<PictureResult> OfAsync(byte[] content, OfficeFormat format, CancellationToken ct)
    {
        var key = Convert.ToHexString(SHA256.HashData(content));
        if (kept.TryGetValue(key, out IReadOnlyList<byte[]>? known))
            return new(known!, null);
        var converted = await conversion.ConvertAsync(content, ct, format.Extension);
        if (converted.Pdf is not { } pdf)
            return new([], converted.Refusal);
        await turns.WaitAsync(ct);
        try
        {
            var result = await DrawAsync(pdf, ct);
            if (result.Refusal is null)
                kept.Set(key, result.Pages, new MemoryCacheEntryOptions { Size = result.Pages.Sum(page => (long)page.Length), SlidingExpiration = KeptFor });
            return result;
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        kept.Dispose();
        turns.Dispose();
    }

    private async Task<PictureResult> DrawAsync(byte[] pdf, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-pages-");
        try
        {
            var source = Path.Combine(folder.FullName, "document.pdf");
            await File.WriteAllBytesAsync(source, pdf, ct);
            var command = LimitedProcess.Command(settings.PictureProgram, MemoryMebibytes, ["-png", "-r", $"{DotsPerInch}", "-l", $"{MostPages}", source, Path.Combine(folder.FullName, "page")]);
            if (await LimitedProcess.RunAsync(command, settings.TimeLimit, ct) != ProcessEnd.Done)
                return new([], Unavailable);
            var pages = new List<byte[]>();
            foreach (var file in folder.GetFiles("page*.png").OrderBy(file => file.Name, StringComparer.Ordinal))
                pages.Add(await File.ReadAllBytesAsync(file.FullName, ct));
            return pages.Count == 0 ? new([], Unavailable) : new(pages, null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static readonly Refusal Unavailable = new("documents.pictures-unavailable",
        "这台服务器不能生成页面图片（缺少 pdftoppm，或者文件太大）。请改为预览 PDF 或者 .docx。", "Pages cannot be drawn on this server. Preview the PDF or the .docx.", StatusCodes.Status503ServiceUnavailable);
}

/// <summary>How many pictures there are to ask for, page by page from 1.</summary>
/// <param name="Pages">At most <see cref="PagePictures.MostPages"/>; later pages are left out.</param>
internal sealed record PagesView(int Pages)
{
    public static async Task<Results<Ok<PagesView>, RefusalResult>> OfAsync(PagePictures pictures, byte[] content, OfficeFormat format, CancellationToken ct)
    {
        var result = await pictures.OfAsync(content, format, ct);
        return result.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Ok(new PagesView(result.Pages.Count));
    }

    public static async Task<Results<FileContentHttpResult, RefusalResult>> PageAsync(PagePictures pictures, byte[] content, OfficeFormat format, int page, CancellationToken ct)
    {
        var result = await pictures.OfAsync(content, format, ct);
        if (result.Refusal is { } refusal)
            return refusal.ToProblem();
        return page >= 1 && page <= result.Pages.Count ? TypedResults.File(result.Pages[page - 1], "image/png")
            : Refusal.NotFound("documents.no-such-page", $"没有第 {page} 页，这份文件共 {result.Pages.Count} 页。请选择其中的一页。", $"There are {result.Pages.Count} pages.").ToProblem();
    }
}
