using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents;

/// <summary>What came of issuing: the frozen document, or why there is none.</summary>
internal sealed record Issuing(OfficialDocument? Document, IssuedDocument? Issued, Refusal? Refusal);

/// <summary>
/// Gives a signed document its number and freezes its bytes, both in one transaction: a number without bytes, bytes without a number,
/// a gap or a number twice cannot come about, however many issue at once and wherever a process dies.
/// </summary>
internal sealed class DocumentIssuing(SpotCheckDb db, DocumentDesk desk, LetterLinks links, ServiceSettings settings, AuditTrail audit, TimeProvider clock)
{
    /// <param name="prefix">机关代字; ignored for a kind without a number.</param>
    /// <param name="date">成文日期; null for today.</param>
    public async Task<Issuing> IssueAsync(string bureau, Guid id, int revision, string? prefix, DateOnly? date, Official official, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var document = await db.Set<OfficialDocument>()
            .FromSql($"SELECT * FROM official_document WHERE id = {id} AND bureau_id = {bureau} FOR UPDATE").SingleOrDefaultAsync(ct);
        if (Judge(document, id, revision, date) is { } refusal)
            return new(null, null, refusal);

        var day = date ?? desk.Today;
        var kind = DocumentKind.Find(document!.Kind)!;
        DocumentNumber? number = null;
        if (kind.IsNumbered)
        {
            number = await LockNumbersAsync(bureau, prefix, day.Year, ct);
            if (number is null)
                return new(null, null, await NoPrefixAsync(bureau, prefix, ct));
        }

        var composed = await desk.ComposeAsync(document, ct);
        var (issued, findings) = Freeze(composed, number, day, official);
        if (issued is null)
            return new(null, null, DocumentRefusals.NotReady(findings));
        db.Add(issued);
        await db.SaveChangesAsync(ct);
        document.Issue();
        audit.Record(official, "document.issued", "document", document.Id.ToString(), after: new { Number = number?.ToString(), issued.Sha256 });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new(document, issued, null);
    }

    /// <summary>The document with its number, day and QR code as the row that is frozen; or why it cannot be rendered.</summary>
    public (IssuedDocument? Issued, IReadOnlyList<FieldFinding> Findings) Freeze(ComposedDocument composed, DocumentNumber? number, DateOnly day, Official official)
    {
        if (composed.Findings.Count > 0)
            return (null, composed.Findings);
        var code = VerificationCode.New();
        var data = WithIssue(composed.Data, number, day, VerificationCode.AddressOf(settings, code));
        if (composed.Template.Kind == DocumentKind.ConsultationLetter)
            links.Write(composed.Document.Id, data);
        var rendering = composed.Template.Render(data);
        if (rendering.Document is not { } content)
            return (null, rendering.Findings);
        return (new IssuedDocument
        {
            DocumentId = composed.Document.Id, BureauId = composed.Document.BureauId, Prefix = number?.Prefix, Year = number?.Year, Sequence = number?.Sequence,
            IssuedBy = official.Id, IssuedAt = clock.GetUtcNow(), IssueDate = day, Docx = content, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            TemplateSha256 = composed.Template.Sha256, TemplateVersion = composed.Template.Version, VerificationCode = code,
        }, []);
    }

    /// <summary>A sample as it would look when issued, QR code included.</summary>
    public static JsonObject AsIssued(JsonObject sample)
    {
        var complete = sample.DeepClone().AsObject();
        const string address = "https://spotcheck.example.gov.cn/public/documents/0000000000000000";
        complete[VerificationCode.Field] = VerificationCode.PictureOf(address);
        complete[VerificationCode.AddressField] = address;
        return complete;
    }

    /// <summary>The fields that come with the number; in a preview they say that they are still to come.</summary>
    /// <param name="address">Of the public page; null for no QR code.</param>
    public static JsonObject WithIssue(JsonObject data, DocumentNumber? number, DateOnly? day, string? address)
    {
        var written = day is { } known ? FieldCheck.WriteDay(known) : "（签发之日）";
        var complete = data.DeepClone().AsObject();
        complete["发文字号"] = number?.ToString() ?? "（待编号）";
        complete["成文日期"] = written;
        complete["印发日期"] = written;
        complete[VerificationCode.Field] = address is null ? null : VerificationCode.PictureOf(address);
        complete[VerificationCode.AddressField] = address;
        return complete;
    }

    private Refusal? Judge(OfficialDocument? document, Guid id, int revision, DateOnly? date)
    {
        if (document is null)
            return DocumentRefusals.NoSuchDocument(id);
        if (document.State != DocumentState.Signed)
            return DocumentRefusals.WrongState(document, "印发");
        if (document.Revision != revision)
            return DocumentRefusals.Stale(revision, document.Revision);
        var signed = DateOnly.FromDateTime(document.SignedAt!.Value.ToOffset(TimeSpan.FromHours(8)).DateTime);
        return date is { } day && (day > desk.Today || day < signed) ? DocumentRefusals.WrongDay(day, signed, desk.Today) : null;
    }

    /// <summary>The next number of the prefix; null where the bureau has no such prefix. Whoever asked is alone with its numbers until he commits.</summary>
    public async Task<DocumentNumber?> LockNumbersAsync(string bureau, string? prefix, int year, CancellationToken ct)
    {
        var ledger = await db.Set<NumberPrefix>()
            .FromSql($"SELECT * FROM number_prefix WHERE prefix = {prefix ?? ""} AND bureau_id = {bureau} FOR UPDATE").SingleOrDefaultAsync(ct);
        if (ledger is null)
            return null;
        var last = await db.Set<IssuedDocument>().Where(issued => issued.Prefix == ledger.Prefix && issued.Year == year).MaxAsync(issued => issued.Sequence, ct);
        return new(ledger.Prefix, year, last + 1 ?? ledger.FirstOf(year));
    }

    public async Task<Refusal> NoPrefixAsync(string bureau, string? prefix, CancellationToken ct)
    {
        var known = await db.Set<NumberPrefix>().Where(entry => entry.BureauId == bureau).Select(entry => entry.Prefix).Order().ToListAsync(ct);
        return DocumentRefusals.NoSuchPrefix(prefix, known);
    }
}
