using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
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
    /// <param name="Corrects">An issued document of the same kind that this one takes the place of; it must be named in the text.</param>
    public sealed record Request(string Kind, DocumentSubject Subject, JsonObject? Fields = null, Guid? Corrects = null);

    public static async Task<Results<Created<DocumentView>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, DocumentDrafting drafting, DocumentDesk desk, DocumentRemarks remarks, CancellationToken ct)
    {
        if (DocumentKind.Find(request.Kind) is not { } kind)
            return DocumentRefusals.NoSuchKind(request.Kind).ToProblem();
        if (request.Corrects is { } old && await JudgeCorrectionAsync(bureau, kind, old, db, desk, ct) is { } unfit)
            return unfit.ToProblem();
        var drafted = await drafting.DraftAsync(bureau, kind, request.Subject, request.Fields, official, ct, request.Corrects);
        if (drafted.Refusal is { } refusal)
            return refusal.ToProblem();
        await db.SaveChangesAsync(ct);
        var composed = drafted.Composed!;
        var view = DocumentView.Of(composed, null) with { Remarks = await remarks.OfAsync(composed, desk.Today, ct) };
        return TypedResults.Created($"/api/bureaus/{bureau}/documents/{composed.Document.Id}", view);
    }

    private static async Task<Refusal?> JudgeCorrectionAsync(string bureau, DocumentKind kind, Guid old, SpotCheckDb db, DocumentDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(bureau, old, ct) is not { } found)
            return DocumentRefusals.NoSuchDocument(old);
        if (found.Kind != kind.Id)
            return DocumentRefusals.OtherKind(DocumentKind.Find(found.Kind)!, kind);
        if (found.State is not (DocumentState.Issued or DocumentState.Voided))
            return DocumentRefusals.WrongState(found, "用另一份文件更正（未印发的可以直接修改）");
        return await db.Set<OfficialDocument>().AnyAsync(other => other.Corrects == old && other.State == DocumentState.Issued, ct) ? DocumentRefusals.AlreadyCorrected : null;
    }
}
