using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents;

/// <summary>A file somebody sends: the whole body, or the one file of a form.</summary>
internal static class UploadedFile
{
    /// <summary>Its bytes, or why there are none. More than the route allows is refused by the server before it gets here.</summary>
    public static async Task<(byte[] Content, Refusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        if (request.HasFormContentType)
        {
            if ((await request.ReadFormAsync(ct)).Files is not [var file])
                return ([], NoFile);
            await file.CopyToAsync(buffer, ct);
        }
        else
        {
            await request.Body.CopyToAsync(buffer, ct);
        }
        return buffer.Length == 0 ? ([], NoFile) : (buffer.ToArray(), null);
    }

    private static readonly Refusal NoFile = new("documents.no-file", "没有收到文件。请选择一个文件再提交。", "Send one file, as the body or in a form.");
}
