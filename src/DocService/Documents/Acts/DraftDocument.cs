using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>The clerk begins a document; plan, bureau and records fill in what they know.</summary>
internal static class DraftDocument
{
    /// <param name="Kind"><c>plan-notice</c>, <c>consultation-letter</c>, <c>monthly-report</c>.</param>
    /// <param name="Subject">What it is about.</param>
    /// <param name="Fields">What the clerk gives already.</param>
    public sealed record Request(string Kind, DocumentSubject Subject, JsonObject? Fields = null);

    public static async Task<Results<Created<DocumentView>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, DocumentDesk desk, DocumentTemplates templates, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (DocumentKind.Find(request.Kind) is not { } kind)
            return DocumentRefusals.NoSuchKind(request.Kind).ToProblem();
        if (await desk.JudgeSubjectAsync(bureau, kind, request.Subject, ct) is { } refusal)
            return refusal.ToProblem();
        if (GivenFields.Judge(templates.Of(kind), request.Fields, out var given) is { } unfit)
            return unfit.ToProblem();

        var document = new OfficialDocument
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), BureauId = bureau, Kind = kind.Id, Subject = JsonSerializer.Serialize(request.Subject, JsonSerializerOptions.Web),
            Given = given, DraftedBy = official.Id, DraftedAt = clock.GetUtcNow(),
        };
        db.Add(document);
        audit.Record(official, "document.drafted", "document", document.Id.ToString(), after: new { document.Kind, document.Subject, document.Given });
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/bureaus/{bureau}/documents/{document.Id}", DocumentView.Of(await desk.ComposeAsync(document, ct), null));
    }
}
