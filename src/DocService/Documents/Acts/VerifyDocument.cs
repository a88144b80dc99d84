using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>The public page of an issued document, for whoever holds a copy. Without sign-in; says only what the paper says, and whether it still holds.</summary>
internal static class VerifyDocument
{
    /// <summary>No official document is larger.</summary>
    public const int LargestUpload = 30 * 1024 * 1024;

    private const string CacheMinute = "public, max-age=60";

    /// <param name="Matches">The file is the issued one, byte by byte.</param>
    /// <param name="What"><c>document</c>, <c>pdf</c>, or null where it is neither.</param>
    public sealed record CheckView(bool Matches, string? What, string Sha256, PublicState State);

    public static async Task<IResult> Page(string code, Reader reader, HttpResponse response, SpotCheckDb db, CancellationToken ct)
    {
        var record = await PublicRecord.FindAsync(db, code, ct);
        response.Headers.CacheControl = record is null ? "no-store" : CacheMinute;
        return TypedResults.Content(VerificationPage.Of(code, record, reader), "text/html; charset=utf-8", statusCode: record is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    public static async Task<Results<Ok<PublicRecord>, RefusalResult>> Record(string code, HttpResponse response, SpotCheckDb db, CancellationToken ct)
    {
        if (await PublicRecord.FindAsync(db, code, ct) is not { } record)
            return Unknown.ToProblem();
        response.Headers.CacheControl = CacheMinute;
        return TypedResults.Ok(record);
    }

    /// <summary>For a browser that cannot hash by itself: the file is hashed as it comes in and never kept.</summary>
    public static async Task<Results<Ok<CheckView>, RefusalResult>> Check(string code, HttpRequest request, SpotCheckDb db, CancellationToken ct)
    {
        if (await PublicRecord.FindAsync(db, code, ct) is not { } record)
            return Unknown.ToProblem();
        var (sha256, length) = await HashAsync(request.Body, ct);
        if (length == 0)
            return new Refusal("documents.no-file", "没有收到文件。请选择一个文件再核验。", "Send the file as the body.").ToProblem();
        var what = sha256 == record.Sha256 ? "document" : sha256 == record.PdfSha256 ? "pdf" : null;
        return TypedResults.Ok(new CheckView(what is not null, what, sha256, record.State));
    }

    private static async Task<(string Sha256, long Length)> HashAsync(Stream body, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var length = 0L;
            while (await body.ReadAsync(buffer, ct) is > 0 and var read)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                length += read;
            }
            return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static readonly Refusal Unknown = Refusal.NotFound("documents.unknown-code", "没有这个核验码的文件。请核对网址或者重新扫码。", "There is no issued document with this code.");
}
