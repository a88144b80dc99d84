using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>The clerk begins a document; plan, bureau and records fill in what they know.</summary>
internal static class DraftDocument
{
    /// <param name="Kind">One of <c>GET /api/document-kinds</c>: <c>plan-notice</c>, <c>inspection-notice</c> …</param>
    /// <param name="Subject">What it is about.</param>
    /// <param name="Fields">What the clerk gives already.</param>
    public sealed record Request(string Kind, DocumentSubject Subject, JsonObject? Fields = null);

    public static async Task<Results<Created<DocumentView>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, DocumentDrafting drafting, DocumentDesk desk, CancellationToken ct)
    {
        if (DocumentKind.Find(request.Kind) is not { } kind)
            return DocumentRefusals.NoSuchKind(request.Kind).ToProblem();
        var drafted = await drafting.DraftAsync(bureau, kind, request.Subject, request.Fields, official, ct);
        if (drafted.Refusal is { } refusal)
            return refusal.ToProblem();
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/bureaus/{bureau}/documents/{drafted.Document!.Id}", DocumentView.Of(await desk.ComposeAsync(drafted.Document, ct), null));
    }
}
