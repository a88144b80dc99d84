using System.Text.Json;
using System.Text.Json.Nodes;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents;

/// <summary>A new draft, or why there is none.</summary>
internal sealed record Drafting(OfficialDocument? Document, Refusal? Refusal);

/// <summary>Begins documents, for the clerk's own act and for features that need a letter.</summary>
internal sealed class DocumentDrafting(SpotCheckDb db, DocumentDesk desk, DocumentTemplates templates, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Adds the draft and its audit entry to the context; the caller saves, with whatever belongs to the same act.</summary>
    public async Task<Drafting> DraftAsync(string bureau, DocumentKind kind, DocumentSubject subject, JsonObject? fields, Official official, CancellationToken ct)
    {
        if (await desk.JudgeSubjectAsync(bureau, kind, subject, ct) is { } refusal)
            return new(null, refusal);
        if (GivenFields.Judge(templates.Of(kind), fields, out var given) is { } unfit)
            return new(null, unfit);
        var document = new OfficialDocument
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), BureauId = bureau, Kind = kind.Id, Subject = JsonSerializer.Serialize(subject, JsonSerializerOptions.Web),
            Given = given, DraftedBy = official.Id, DraftedAt = clock.GetUtcNow(),
        };
        db.Add(document);
        audit.Record(official, "document.drafted", "document", document.Id.ToString(), after: new { document.Kind, document.Subject, document.Given });
        return new(document, null);
    }
}
