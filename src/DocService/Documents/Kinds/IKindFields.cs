using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>Where a draft stands.</summary>
/// <param name="Section">The section of whoever drafts it; the bureau's name before there is a draft.</param>
/// <param name="Office">印发机关: the bureau with its office.</param>
/// <param name="Today">Beijing time.</param>
internal sealed record DraftContext(SpotCheckDb Db, Bureau Bureau, DocumentSubject Subject, string Section, string Office, DateOnly Today)
{
    /// <summary>What the clerk gave, for the kinds that print a list of his beside their records; null before there is a draft.</summary>
    public JsonObject? Given { get; init; }

    /// <summary>What was read for other drafts before.</summary>
    public DraftMemory Memory { get; init; } = new();

    public static async Task<DraftContext> OfAsync(SpotCheckDb db, DraftMemory memory, string bureauId, DocumentSubject subject, string? draftedBy, DateOnly today, CancellationToken ct)
    {
        var (bureau, office) = await memory.BureauAsync(db, bureauId, ct);
        var section = draftedBy is null ? bureau.Name : await memory.SectionAsync(db, draftedBy, ct);
        return new(db, bureau, subject, section, office, today) { Memory = memory };
    }

    /// <summary>The fields of the head and the sign-off that are the same in every kind.</summary>
    public JsonObject File(string title) => new()
    {
        ["发文机关标志"] = Bureau.Name + "文件", ["联合机关"] = new JsonArray(), ["发文机关"] = Bureau.Name, ["标题"] = TitleArrangement.Arrange(Bureau.Name, title),
        ["联系人"] = Section, ["署名"] = Bureau.Name, ["代章"] = false, ["印发机关"] = Office,
    };

    /// <summary>A document without 版头 and 版记.</summary>
    public JsonObject Notice(string title) => new()
    {
        ["发文机关"] = Bureau.Name, ["标题"] = title, ["署名"] = Bureau.Name, ["代章"] = false,
    };
}

/// <summary>What a kind of document takes from plan, draw, check run, results and figures by itself.</summary>
internal interface IKindFields
{
    /// <summary>Why there is nothing to write about; null where there is.</summary>
    Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct);

    /// <summary>The fields, by their names in <c>fields.md</c>; what only the clerk knows is left out.</summary>
    Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct);
}

internal static class KindFields
{
    private static readonly Dictionary<string, IKindFields> Known = new(StringComparer.Ordinal)
    {
        [DocumentKind.ImplementationPlanNotice.Id] = new ImplementationPlanNoticeFields(),
        [DocumentKind.SpecialCheckNotice.Id] = new SpecialCheckNoticeFields(),
        [DocumentKind.TaskAssignment.Id] = new TaskAssignmentFields(),
        [DocumentKind.InspectionNotice.Id] = new InspectionNoticeFields(),
        [DocumentKind.InspectionApproval.Id] = new InspectionApprovalFields(),
        [DocumentKind.InspectionRecord.Id] = new InspectionRecordFields(),
        [DocumentKind.InspectionTranscript.Id] = new InspectionTranscriptFields(),
        [DocumentKind.DrawnListAnnouncement.Id] = new DrawnListAnnouncementFields(),
        [DocumentKind.ResultAnnouncement.Id] = new ResultAnnouncementFields(),
        [DocumentKind.PlanAdjustmentRequest.Id] = new PlanAdjustmentRequestFields(),
        [DocumentKind.PlanChangeAnnouncement.Id] = new PlanChangeAnnouncementFields(),
        [DocumentKind.ReferralLetter.Id] = new ReferralLetterFields(),
        [DocumentKind.QuarterlyBulletin.Id] = new QuarterlyBulletinFields(),
        [DocumentKind.WorkLedger.Id] = new WorkLedgerFields(),
    };

    /// <summary>Null for a kind that <see cref="DocumentDesk"/> reads itself.</summary>
    public static IKindFields? Of(DocumentKind kind) => Known.GetValueOrDefault(kind.Id);
}
