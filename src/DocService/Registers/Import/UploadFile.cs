using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers.Sheets;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>A clerk uploads a file of register rows; it is read beside the request and waits, previewed, for a confirmation.</summary>
internal static class UploadFile
{
    public static readonly long MaxFileBytes = SheetLimits.Register.MaxFileBytes;

    /// <summary>The file and the lines around it.</summary>
    public const long MaxBodyBytes = (256L << 20) + (64 << 10);

    // A small file is read before the answer; a large one is asked for again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<Results<Accepted<ImportView>, RefusalResult>> Handle(
        string bureau, string kind, HttpRequest request, Official official, SpotCheckDb db, ImportWork work, TimeProvider clock, CancellationToken ct)
    {
        if (RegisterKinds.Parse(kind) is not { } register)
            return RegisterRefusals.NoSuchRegister.ToProblem();
        if (request.ContentLength > MaxBodyBytes)
            return RegisterRefusals.TooLarge(MaxFileBytes).ToProblem();
        if (await ReceiveAsync(request, ct) is not { } received)
            return RegisterRefusals.NoFile.ToProblem();
        if (received.File is not { } file)
            return RegisterRefusals.TooLarge(MaxFileBytes).ToProblem();

        var import = new RegisterImport
        {
            Id = Guid.CreateVersion7(), BureauId = bureau, Kind = register, FileName = received.Name, FileBytes = file.Length,
            FileHash = received.Hash, UploadedAt = clock.GetUtcNow(), UploadedBy = official.Id,
        };
        db.Add(import);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        var reading = work.BeginReading(import, file);
        await Task.WhenAny(reading, Task.Delay(Patience, ct));
        var view = await ImportView.FindAsync(db, bureau, import.Id, ct);
        return TypedResults.Accepted($"/api/bureaus/{bureau}/registers/{kind}/imports/{import.Id}", view!);
    }

    private sealed record Received(FileStream? File, string Name, string Hash);

    private static async Task<Received?> ReceiveAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return null;
        }
        var parts = new MultipartReader(boundary, request.Body);
        while (await NextAsync(parts, ct) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.IsFileDisposition())
                continue;
            var name = (disposition.FileNameStar.Value ?? disposition.FileName.Value ?? "").Trim('"');
            return await KeepAsync(part.Body, SafeName(name), ct);
        }
        return null;
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader parts, CancellationToken ct)
    {
        try
        {
            return await parts.ReadNextSectionAsync(ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }

    private static async Task<Received> KeepAsync(Stream body, string name, CancellationToken ct)
    {
        var file = VanishingFile.Create();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[1 << 16];
            int count;
            while ((count = await body.ReadAsync(buffer, ct)) > 0)
            {
                if (file.Position + count > MaxFileBytes)
                {
                    await file.DisposeAsync();
                    return new(null, name, "");
                }
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), ct);
            }
            file.Position = 0;
            return new(file, name, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static string SafeName(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var safe = string.Concat(last.EnumerateRunes().Where(r => !System.Text.Rune.IsControl(r) && r.Value != 0xFFFD).Select(r => r.ToString()));
        return safe.Length is 0 ? "未命名" : safe.Length > 120 ? safe[^120..] : safe;
    }
}
