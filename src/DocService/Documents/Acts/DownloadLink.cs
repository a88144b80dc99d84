using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>
/// An address that opens one file for two minutes without a sign-in: the pane inside Excel cannot save a file itself, and the browser it opens
/// has neither its cookie nor its token. The address is sealed by the service; whoever has no right to the document gets none.
/// </summary>
internal static class DownloadLink
{
    private const string Purpose = "SpotCheck.Documents.DownloadLink.v1";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    internal enum Form
    {
        Docx,
        Pdf,
        PreviewDocx,
        PreviewPdf,
    }

    public sealed record Request(Form Form);

    /// <param name="Path">From the service's root.</param>
    public sealed record Response(string Path, DateTimeOffset ValidUntil);

    public static async Task<Results<Ok<Response>, RefusalResult>> Make(
        string bureau, Guid document, Request request, Official official, DocumentDesk desk, IDataProtectionProvider protection, TimeProvider clock, CancellationToken ct)
    {
        if (await desk.FindAsync(bureau, document, ct) is null)
            return DocumentRefusals.NoSuchDocument(document).ToProblem();
        if (request.Form is Form.PreviewDocx or Form.PreviewPdf && !official.Is(Role.Clerk) && !official.Is(Role.SectionHead))
            return Refusal.WrongPerson("documents.preview-for-drafters", "未印发的公文只有经办人和股室负责人可以预览。", "Only clerks and section heads preview documents before they are issued.").ToProblem();
        var until = clock.GetUtcNow() + Life;
        var token = protection.CreateProtector(Purpose).Protect(string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeSeconds()}|{bureau}|{document}|{request.Form}"));
        return TypedResults.Ok(new Response("/download/" + token, until));
    }

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Open(
        string token, SpotCheckDb db, Templates.TemplateDesk templates, PreviewDesk previews, PdfConversion conversion, IDataProtectionProvider protection, TimeProvider clock, CancellationToken ct)
    {
        if (Read(token, protection) is not { } link || clock.GetUtcNow() > link.Until)
            return Refusal.NotFound("documents.link-expired", "这个下载地址无效或已过期（有效期两分钟）。请回到窗格重新点击下载。", "This address is not valid or older than two minutes. Ask for it again in the pane.").ToProblem();
        return link.Form switch
        {
            Form.Docx => await DownloadDocument.Docx(link.Bureau, link.Document, db, templates, ct),
            Form.Pdf => await DownloadDocument.Pdf(link.Bureau, link.Document, db, templates, conversion, clock, ct),
            _ => await DownloadDocument.Preview(link.Bureau, link.Document, link.Form == Form.PreviewPdf, previews, conversion, ct),
        };
    }

    private sealed record Link(DateTimeOffset Until, string Bureau, Guid Document, Form Form);

    private static Link? Read(string token, IDataProtectionProvider protection)
    {
        try
        {
            var parts = protection.CreateProtector(Purpose).Unprotect(token).Split('|');
            return new(DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture)), parts[1], Guid.Parse(parts[2]), Enum.Parse<Form>(parts[3]));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
