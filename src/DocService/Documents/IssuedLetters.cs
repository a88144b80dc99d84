using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents;

/// <summary>An issued consultation letter, ready to be mailed.</summary>
/// <param name="FileName">邯商务函〔2023〕18号.docx</param>
/// <param name="ReplyBy">回复期限; null where the letter names none.</param>
/// <param name="Contact">联系人和联系电话, as the letter names them.</param>
internal sealed record IssuedLetter(
    Guid Document, string Number, string Title, DocumentSubject Subject, DateOnly IssueDate, string FileName, byte[] Docx, string Sha256, DateOnly? ReplyBy, string Contact, string? ContactMail);

/// <summary>The letters of a bureau that partner departments are to receive. A voided letter is none.</summary>
internal static class IssuedLetters
{
    /// <summary>The letter, or null where the document is no consultation letter of the bureau or is not issued.</summary>
    public static async Task<IssuedLetter?> FindIssuedLetterAsync(this SpotCheckDb db, string bureau, Guid document, CancellationToken ct)
    {
        var found = await (from issued in db.Set<IssuedDocument>().AsNoTracking()
                           join letter in db.Set<OfficialDocument>() on issued.DocumentId equals letter.Id
                           where letter.Id == document && letter.BureauId == bureau && letter.Kind == DocumentKind.ConsultationLetter.Id && letter.State == DocumentState.Issued
                           select new { issued, letter.Subject, letter.Signed }).SingleOrDefaultAsync(ct);
        return found is null ? null : Of(found.issued, found.Subject, found.Signed!);
    }

    /// <summary>All issued letters about a task, in the order of their numbers.</summary>
    public static async Task<IReadOnlyList<IssuedLetter>> ListIssuedLettersAsync(this SpotCheckDb db, string bureau, Guid plan, string task, CancellationToken ct)
    {
        var found = await (from issued in db.Set<IssuedDocument>().AsNoTracking()
                           join letter in db.Set<OfficialDocument>() on issued.DocumentId equals letter.Id
                           where letter.BureauId == bureau && letter.Kind == DocumentKind.ConsultationLetter.Id && letter.State == DocumentState.Issued
                           orderby issued.Prefix, issued.Year, issued.Sequence
                           select new { issued, letter.Subject, letter.Signed }).ToListAsync(ct);
        return [.. found.Select(row => Of(row.issued, row.Subject, row.Signed!)).Where(letter => letter.Subject.Plan == plan && letter.Subject.Task == task)];
    }

    private static IssuedLetter Of(IssuedDocument issued, string subject, string signed)
    {
        var data = JsonNode.Parse(signed)!.AsObject();
        var contact = $"{data.TextOf("联系人")} {data.TextOf("联系电话")}".Trim();
        return new(
            issued.DocumentId, issued.Number!.ToString(), DocumentDesk.TitleOf(data), JsonSerializer.Deserialize<DocumentSubject>(subject, JsonSerializerOptions.Web)!,
            issued.IssueDate, $"{issued.Number}.docx", issued.Docx, issued.Sha256, FieldCheck.ReadDay(data.TextOf("回复期限") ?? ""), contact, data.TextOf("电子邮箱")?.Trim());
    }
}
