using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>A template changed in Word: checked, and kept as the bureau's next version. What cannot be opened at all is not kept.</summary>
internal static class UploadTemplate
{
    /// <summary>Above this a file is no template.</summary>
    public const int LargestUpload = 8 * 1024 * 1024;

    private const int MostVersions = 500;

    public static async Task<Results<Created<TemplateVersionView>, RefusalResult>> Handle(
        string bureau, string kind, [FromQuery] string? reason, HttpRequest request, Official official, SpotCheckDb db, TemplateDesk desk, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (DocumentKind.Find(kind) is not { } known)
            return DocumentRefusals.NoSuchKind(kind).ToProblem();
        if (reason?.Trim() is not { Length: >= 1 and <= 1000 } why)
            return DocumentRefusals.NoReason("上传模板").ToProblem();
        var (content, refusal) = await UploadedFile.ReadAsync(request, ct);
        if (refusal is not null)
            return refusal.ToProblem();
        if (await TemplateCheck.WithinTimeAsync(content, desk.FormOf(known), ct) is not { } check)
            return TemplateRefusals.TooSlow.ToProblem();
        if (check.Unreadable is { } unreadable)
            return TemplateRefusals.Unreadable(unreadable).ToProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two uploads at once must not take one number.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({bureau + "/template/" + kind}))", ct);
        var last = await db.Set<BureauTemplate>().Where(template => template.BureauId == bureau && template.Kind == kind).MaxAsync(template => (int?)template.Version, ct) ?? 0;
        if (last >= MostVersions)
            return Refusal.WrongState("templates.too-many", $"“{known.Name}”已有 {last} 版模板，不能再上传。请联系系统管理员。", $"There are {last} versions already.").ToProblem();
        var stored = new BureauTemplate
        {
            BureauId = bureau, Kind = kind, Version = last + 1, Content = content, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            Faults = check.Faults, Notices = check.Findings.Count - check.Faults, Reason = why, UploadedBy = official.Id, UploadedAt = clock.GetUtcNow(),
        };
        db.Add(stored);
        audit.Record(official, "template.uploaded", "template", $"{kind}/{stored.Version}", after: new { stored.Sha256, stored.Reason, stored.Faults });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Created($"/api/bureaus/{bureau}/templates/{kind}/{stored.Version}", TemplateVersionView.Of(stored, official.Name, false, check));
    }
}
