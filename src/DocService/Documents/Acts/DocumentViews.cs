using System.Text.Json.Nodes;
using SpotCheck.DocService.Plans.Lint;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>A document as the add-in and the workbench show it.</summary>
/// <param name="Fields">All fields as they are now; of a signed document as signed. Of a ledger without its rows of firms, which are in the file.</param>
/// <param name="Given">Of these, what the clerk gave; filling in replaces it as a whole.</param>
/// <param name="Findings">What still keeps it from being signed.</param>
/// <param name="Remarks">What the text lint says about the printed text; for the section head's judgement.</param>
/// <param name="Template">Version of the bureau's template; 0 for the built-in one.</param>
/// <param name="Corrects">The issued document this one takes the place of.</param>
/// <param name="CorrectedBy">The issued document that took the place of this one.</param>
internal sealed record DocumentView(
    Guid Id, string Kind, string KindName, DocumentState State, int Revision, DocumentSubject Subject, string Title, JsonObject Fields, JsonObject Given, IReadOnlyList<FieldFinding> Findings,
    string DraftedBy, DateTimeOffset DraftedAt, string? SignedBy, DateTimeOffset? SignedAt, string? ReturnedBecause, IssuedView? Issued, string? VoidedBecause,
    IReadOnlyList<PlanFinding> Remarks, int Template, Guid? Corrects, Guid? CorrectedBy)
{
    public static DocumentView Of(ComposedDocument composed, IssuedDocument? issued)
    {
        var document = composed.Document;
        return new(document.Id, document.Kind, composed.Template.Kind.Name, document.State, document.Revision, document.ReadSubject(), DocumentDesk.TitleOf(composed.Data), Shown(composed), document.ReadGiven(), composed.Findings,
            document.DraftedBy, document.DraftedAt, document.SignedBy, document.SignedAt, document.ReturnedBecause, issued is null ? null : IssuedView.Of(issued), document.VoidedBecause,
            [], composed.Template.Version, document.Corrects, null);
    }

    // A ledger lists up to 10,000 firms: whoever wants them reads the file, not the answer to every click.
    private static JsonObject Shown(ComposedDocument composed) => composed.Document.Kind != DocumentKind.WorkLedger.Id ? composed.Data
        : new JsonObject(composed.Data.Where(field => field.Key != "名单").Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
}

/// <param name="Sha256">Of the frozen file.</param>
/// <param name="VerificationCode">Of the public page <c>/public/documents/…</c>; null where issued before there was one.</param>
internal sealed record IssuedView(string? Number, DateOnly IssueDate, DateTimeOffset IssuedAt, string IssuedBy, string Sha256, int Bytes, string? VerificationCode)
{
    public static IssuedView Of(IssuedDocument issued) => new(issued.Number?.ToString(), issued.IssueDate, issued.IssuedAt, issued.IssuedBy, issued.Sha256, issued.Docx.Length, issued.VerificationCode);
}

/// <summary>One line of the list.</summary>
/// <param name="Caption">The title and, where it is about one, the firm or the partner it is for.</param>
internal sealed record DocumentLine(Guid Id, string Kind, string KindName, DocumentState State, DocumentSubject Subject, string Caption, DateTimeOffset DraftedAt, string? Number, DateOnly? IssueDate);
