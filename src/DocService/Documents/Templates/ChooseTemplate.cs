using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>The section head takes a version into use, goes back to an earlier one, or to the built-in template.</summary>
internal static class ChooseTemplate
{
    /// <param name="Version">0 for the built-in template.</param>
    public sealed record Request(int Version, string Reason);

    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string bureau, string kind, Request request, Official official, SpotCheckDb db, TemplateDesk desk, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (DocumentKind.Find(kind) is not { } known)
            return DocumentRefusals.NoSuchKind(kind).ToProblem();
        if (request.Reason?.Trim() is not { Length: >= 1 and <= 1000 } why)
            return DocumentRefusals.NoReason("启用模板").ToProblem();
        if (request.Version != 0)
        {
            if (await desk.FindAsync(bureau, known, request.Version, ct) is not { } template)
                return TemplateRefusals.NoSuchVersion(known, request.Version).ToProblem();
            // Checked anew: since it was uploaded the fields of the kind or the engine may have changed.
            if (await TemplateCheck.WithinTimeAsync(template.Content, desk.FormOf(known), ct) is not { } check)
                return TemplateRefusals.TooSlow.ToProblem();
            if (check.Faults > 0 || check.Unreadable is not null)
                return TemplateRefusals.Faulty(known, request.Version, Math.Max(1, check.Faults)).ToProblem();
        }
        var before = await desk.InUseAsync(bureau, known, ct);
        if (before == request.Version)
            return TemplateRefusals.AlreadyInUse(known, before).ToProblem();
        db.Add(new TemplateChoice { BureauId = bureau, Kind = kind, Version = request.Version, Reason = why, ChosenBy = official.Id, ChosenAt = clock.GetUtcNow() });
        audit.Record(official, "template.chosen", "template", $"{kind}/{request.Version}", before: new { Version = before }, after: new { request.Version, Reason = why });
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
