using System.Text.Json;
using System.Text.Json.Nodes;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents;

/// <summary>A new draft with all its fields, or why there is none.</summary>
internal sealed record Drafting(ComposedDocument? Composed, Refusal? Refusal);

/// <summary>Begins documents, for the clerk's own act and for features that need a letter.</summary>
internal sealed class DocumentDrafting(SpotCheckDb db, DocumentDesk desk, TemplateDesk templates, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Adds the draft and its audit entry to the context; the caller saves, with whatever belongs to the same act.</summary>
    /// <param name="corrects">The issued document this one is to take the place of.</param>
    public async Task<Drafting> DraftAsync(string bureau, DocumentKind kind, DocumentSubject subject, JsonObject? fields, Official official, CancellationToken ct, Guid? corrects = null)
    {
        if (await desk.JudgeSubjectAsync(bureau, kind, subject, ct) is { } refusal)
            return new(null, refusal);
        if (GivenFields.Judge(templates.FormOf(kind), fields, out var given) is { } unfit)
            return new(null, unfit);
        var document = new OfficialDocument
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), BureauId = bureau, Kind = kind.Id, Subject = JsonSerializer.Serialize(subject, JsonSerializerOptions.Web),
            Given = given, DraftedBy = official.Id, DraftedAt = clock.GetUtcNow(), Corrects = corrects,
        };
        var composed = await desk.ComposeAsync(document, ct);
        document.Caption = DocumentCaption.Of(composed);
        db.Add(document);
        db.Add(new DocumentRevision { DocumentId = document.Id, Revision = document.Revision, Given = given, WrittenBy = official.Id, WrittenAt = document.DraftedAt });
        audit.Record(official, "document.drafted", "document", document.Id.ToString(), after: new { document.Kind, document.Subject, document.Given, document.Corrects });
        return new(composed, null);
    }
}
