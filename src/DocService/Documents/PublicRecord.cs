using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents;

internal enum PublicState
{
    /// <summary>有效</summary>
    InForce,

    /// <summary>已作废</summary>
    Voided,

    /// <summary>已更正: another document took its place.</summary>
    Corrected,
}

/// <summary>What anybody who holds an issued document may learn about it: nothing that the paper does not say, but whether it still holds.</summary>
/// <param name="Title">Only of what may be published; otherwise null.</param>
/// <param name="CorrectedBy">Number or day of the document that took its place.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="PdfSha256">Of the PDF, where one was made.</param>
internal sealed record PublicRecord(string Code, PublicState State, string Kind, string? Number, string Issuer, DateOnly IssueDate, string? Title, string? CorrectedBy, string Sha256, string? PdfSha256)
{
    public static async Task<PublicRecord?> FindAsync(SpotCheckDb db, string code, CancellationToken ct)
    {
        if (!VerificationCode.IsCode(code))
            return null;
        var found = await (from issued in db.Set<IssuedDocument>().AsNoTracking()
                           where issued.VerificationCode == code
                           join document in db.Set<OfficialDocument>() on issued.DocumentId equals document.Id
                           join bureau in db.Set<Bureau>() on issued.BureauId equals bureau.Id
                           select new
                           {
                               issued.DocumentId, issued.Prefix, issued.Year, issued.Sequence, issued.IssueDate, issued.Sha256, document.Kind, document.State, document.Signed, Issuer = bureau.Name,
                               Pdf = db.Set<IssuedPdf>().Where(pdf => pdf.DocumentId == issued.DocumentId).Select(pdf => pdf.Sha256).FirstOrDefault(),
                           }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var successor = await (from document in db.Set<OfficialDocument>()
                               where document.Corrects == found.DocumentId && document.State == DocumentState.Issued
                               join issued in db.Set<IssuedDocument>() on document.Id equals issued.DocumentId
                               select new { issued.Prefix, issued.Year, issued.Sequence, issued.IssueDate }).FirstOrDefaultAsync(ct);
        var data = JsonNode.Parse(found.Signed!)!.AsObject();
        var kind = DocumentKind.Find(found.Kind)!;
        return new(code, found.State == DocumentState.Voided ? PublicState.Voided : successor is null ? PublicState.InForce : PublicState.Corrected,
            kind.Name, Written(found.Prefix, found.Year, found.Sequence), found.Issuer, found.IssueDate, MayBePublished(kind, data) ? DocumentDesk.TitleOf(data) : null,
            successor is null ? null : Written(successor.Prefix, successor.Year, successor.Sequence) ?? FieldCheck.WriteDay(successor.IssueDate), found.Sha256, found.Pdf);
    }

    // 附注 of a document that everybody may read says so (GB/T 9704-2012, 7.3.6); an announcement is made to be read.
    private static bool MayBePublished(DocumentKind kind, JsonObject data) =>
        (Announcements.Contains(kind) || data.TextOf("附注")?.Contains("公开发布", StringComparison.Ordinal) == true) && data["密级"] is null;

    private static readonly DocumentKind[] Announcements = [DocumentKind.DrawnListAnnouncement, DocumentKind.ResultAnnouncement, DocumentKind.PlanChangeAnnouncement];

    private static string? Written(string? prefix, int? year, int? sequence) => prefix is null ? null : new DocumentNumber(prefix, year!.Value, sequence!.Value).ToString();
}
