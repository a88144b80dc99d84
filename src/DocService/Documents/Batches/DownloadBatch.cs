using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Batches;

/// <summary>All issued files of a batch as one zip, with a list of every row. Written to a temporary file as it is read: memory does not grow with the batch.</summary>
internal static class DownloadBatch
{
    private const int FilesAtOnce = 50;

    public static async Task<Results<FileStreamHttpResult, RefusalResult>> Handle(string bureau, Guid batch, SpotCheckDb db, TemplateDesk templates, CancellationToken ct)
    {
        if (await ReadBatches.FindAsync(db, bureau, batch, ct) is not { } found)
            return BatchRefusals.NoSuchBatch(batch).ToProblem();
        if (!await db.Set<BatchItem>().AnyAsync(item => item.BatchId == batch && item.State == BatchItemState.Issued, ct))
            return Refusal.WrongState("batches.nothing-issued", $"“{found.Title}”还没有印发任何文件。请在印发后下载。", "Nothing of the batch is issued yet.").ToProblem();
        var extension = templates.FormOf(DocumentKind.Find(found.Kind)!).Format.Extension;
        // A zip is written with steps back; the answer cannot take them.
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"spotcheck-batch-{Guid.NewGuid():N}.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await WriteAsync(file, db, batch, extension, ct);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        file.Position = 0;
        return TypedResults.File(file, "application/zip", FileNameOf(found.Title) + ".zip");
    }

    private static async Task WriteAsync(Stream stream, SpotCheckDb db, Guid batch, string extension, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        var list = new StringBuilder("序号,名称,发文字号,文件,SHA-256,说明\r\n");
        for (var last = 0; ;)
        {
            var rows = await (from item in db.Set<BatchItem>().AsNoTracking()
                              where item.BatchId == batch && item.Ordinal > last
                              join issued in db.Set<IssuedDocument>() on item.DocumentId equals (Guid?)issued.DocumentId into frozen
                              from issued in frozen.DefaultIfEmpty()
                              orderby item.Ordinal
                              select new { item.Ordinal, item.Name, item.Problem, issued.Prefix, Year = (int?)issued.Year, Sequence = (int?)issued.Sequence, issued.Sha256, issued.Docx }).Take(FilesAtOnce).ToListAsync(ct);
            if (rows.Count == 0)
                break;
            foreach (var row in rows)
            {
                var number = row.Prefix is null ? "" : new DocumentNumber(row.Prefix, row.Year!.Value, row.Sequence!.Value).ToString();
                var name = row.Docx is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{row.Ordinal:0000} {number} {FileNameOf(row.Name)}{extension}").Replace("  ", " ", StringComparison.Ordinal);
                list.Append(CultureInfo.InvariantCulture, $"{row.Ordinal},{Cell(row.Name)},{Cell(number)},{Cell(name)},{row.Sha256},{Cell(row.Problem ?? (row.Docx is null ? "没有印发" : ""))}\r\n");
                if (row.Docx is { } content)
                    await AddAsync(zip, name, content, ct);
            }
            last = rows[^1].Ordinal;
        }
        await AddAsync(zip, "清单.csv", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(list.ToString())], ct);
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content, CancellationToken ct)
    {
        // Office files are zips themselves and do not shrink again.
        await using var entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(ct);
        await entry.WriteAsync(content, ct);
    }

    private static string FileNameOf(string text) =>
        string.Concat(text.Trim().Select(character => char.IsControl(character) || "\\/:*?\"<>|".Contains(character, StringComparison.Ordinal) ? '_' : character).Take(60)).TrimEnd('.', ' ');

    // Excel would take =, +, - and @ at the beginning for a formula.
    private static string Cell(string text) => $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
