using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>Before a document is issued: the clerk fills in, the section head signs or returns.</summary>
internal static class ChangeDocument
{
    /// <param name="Revision">The revision the person saw.</param>
    /// <param name="Fields">All fields the clerk gives; they replace those given before.</param>
    public sealed record FillRequest(int Revision, JsonObject Fields);

    public sealed record SignRequest(int Revision);

    public sealed record ReturnRequest(int Revision, string Reason);

    public static async Task<Results<Ok<DocumentView>, RefusalResult>> Fill(
        string bureau, Guid document, FillRequest request, Official official, SpotCheckDb db, DocumentDesk desk, TemplateDesk templates, DocumentRemarks remarks, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var found = await desk.FindAsync(bureau, document, ct);
        if (Judge(found, document, DocumentState.Draft, "修改", request.Revision) is { } refusal)
            return refusal.ToProblem();
        if (GivenFields.Judge(templates.FormOf(DocumentKind.Find(found!.Kind)!), request.Fields, out var given) is { } unfit)
            return unfit.ToProblem();
        var before = found.Given;
        found.Change(given);
        db.Add(new DocumentRevision { DocumentId = found.Id, Revision = found.Revision, Given = given, WrittenBy = official.Id, WrittenAt = clock.GetUtcNow() });
        audit.Record(official, "document.changed", "document", document.ToString(), before, given);
        return await SaveAsync(db, desk, remarks, found, request.Revision, ct);
    }

    public static async Task<Results<Ok<DocumentView>, RefusalResult>> Sign(
        string bureau, Guid document, SignRequest request, Official official, SpotCheckDb db, DocumentDesk desk, DocumentRemarks remarks, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var found = await desk.FindAsync(bureau, document, ct);
        if (Judge(found, document, DocumentState.Draft, "签发", request.Revision) is { } refusal)
            return refusal.ToProblem();
        if (found!.DraftedBy == official.Id)
            return DocumentRefusals.OwnDraft.ToProblem();
        var composed = await desk.ComposeAsync(found, ct);
        if (await remarks.JudgeAsync(composed, desk.Today, ct) is { Count: > 0 } findings)
            return DocumentRefusals.NotReady(findings).ToProblem();
        var content = GivenFields.Json(composed.Data);
        found.Sign(content, composed.Template, official.Id, clock.GetUtcNow());
        audit.Record(official, "document.signed", "document", document.ToString(), after: content);
        return await SaveAsync(db, desk, remarks, found, request.Revision, ct);
    }

    public static async Task<Results<Ok<DocumentView>, RefusalResult>> Return(
        string bureau, Guid document, ReturnRequest request, Official official, SpotCheckDb db, DocumentDesk desk, DocumentRemarks remarks, AuditTrail audit, CancellationToken ct)
    {
        var found = await desk.FindAsync(bureau, document, ct);
        if (Judge(found, document, DocumentState.Signed, "退回", request.Revision) is { } refusal)
            return refusal.ToProblem();
        if (request.Reason.Trim().Length is 0 or > 1000)
            return DocumentRefusals.NoReason("退回").ToProblem();
        found!.Return(request.Reason.Trim());
        audit.Record(official, "document.returned", "document", document.ToString(), after: request.Reason);
        return await SaveAsync(db, desk, remarks, found, request.Revision, ct);
    }

    internal static Refusal? Judge(OfficialDocument? document, Guid id, DocumentState needed, string act, int revision) =>
        document is null ? DocumentRefusals.NoSuchDocument(id)
        : document.State != needed ? DocumentRefusals.WrongState(document, act)
        : document.Revision != revision ? DocumentRefusals.Stale(revision, document.Revision)
        : null;

    private static async Task<Results<Ok<DocumentView>, RefusalResult>> SaveAsync(SpotCheckDb db, DocumentDesk desk, DocumentRemarks remarks, OfficialDocument document, int seen, CancellationToken ct)
    {
        var composed = await desk.ComposeAsync(document, ct);
        document.Caption = DocumentCaption.Of(composed);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return DocumentRefusals.Stale(seen, document.Revision).ToProblem();
        }
        return TypedResults.Ok(DocumentView.Of(composed, null) with { Remarks = await remarks.OfAsync(composed, desk.Today, ct) });
    }
}
