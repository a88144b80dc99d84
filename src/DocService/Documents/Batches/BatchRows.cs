using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Batches;

/// <summary>Where the rows of a batch come from when nobody types them.</summary>
internal enum RowSource
{
    /// <summary>全部抽中对象 of the check run in the subject.</summary>
    DrawnObjects,

    /// <summary>全部参与部门 of the task in the subject.</summary>
    Partners,
}

/// <summary>A row for each drawn object of a run, or for each partner of a joint task.</summary>
internal static class BatchRows
{
    private static readonly DocumentKind[] OfFirms = [DocumentKind.InspectionNotice, DocumentKind.InspectionApproval, DocumentKind.InspectionRecord, DocumentKind.InspectionTranscript];

    public static async Task<(IReadOnlyList<BeginBatch.Row> Rows, Refusal? Refusal)> ReadAsync(SpotCheckDb db, string bureau, DocumentKind kind, RowSource source, JsonObject? about, CancellationToken ct)
    {
        if (source == RowSource.DrawnObjects ? !OfFirms.Contains(kind) : kind != DocumentKind.ConsultationLetter)
            return ([], Unfit(kind, source));
        if (Read(about) is not { } subject)
            return ([], NoSubject(source));
        return source == RowSource.DrawnObjects ? await ObjectsAsync(db, bureau, subject, ct) : await PartnersAsync(db, bureau, subject, ct);
    }

    private static async Task<(IReadOnlyList<BeginBatch.Row>, Refusal?)> ObjectsAsync(SpotCheckDb db, string bureau, DocumentSubject subject, CancellationToken ct)
    {
        if (subject.Run is not { } run || !await db.Set<CheckRun>().AnyAsync(found => found.Id == run && found.BureauId == bureau, ct))
            return ([], NoSubject(RowSource.DrawnObjects));
        var objects = await db.Set<RunObject>().AsNoTracking().Where(drawn => drawn.RunId == run).OrderBy(drawn => drawn.ObjectId).Select(drawn => new { drawn.ObjectId, drawn.Name }).ToListAsync(ct);
        return (objects.ConvertAll(drawn => new BeginBatch.Row(drawn.Name, new JsonObject { ["object"] = drawn.ObjectId })), null);
    }

    private static async Task<(IReadOnlyList<BeginBatch.Row>, Refusal?)> PartnersAsync(SpotCheckDb db, string bureau, DocumentSubject subject, CancellationToken ct)
    {
        if (subject.Plan is not { } id || subject.Task is null || await db.FindAdoptedAsync(bureau, id, ct) is not { } plan || plan.Task(subject.Task) is not { } task)
            return ([], NoSubject(RowSource.Partners));
        return task.IsJoint ? ([.. task.Partners.Select(partner => new BeginBatch.Row(partner, new JsonObject { ["partner"] = partner }))], null) : ([], DocumentRefusals.NotJoint(task.Name));
    }

    private static DocumentSubject? Read(JsonObject? about)
    {
        try
        {
            return about.Deserialize<DocumentSubject>(JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Refusal Unfit(DocumentKind kind, RowSource source) => new("batches.source-unfit",
        $"“{kind.Name}”不是按{(source == RowSource.DrawnObjects ? "抽中的每一户" : "每个参与部门")}各发一份的文种，不能自动取行。{(source == RowSource.DrawnObjects ? $"可以这样取行的有：{string.Join("、", OfFirms.Select(known => known.Name))}。" : "可以这样取行的只有会商函。")}请改选文种，或者自己列出各行。", "This kind is not made once for each of these; give the rows yourself.");

    private static Refusal NoSubject(RowSource source) => new("batches.source-missing",
        source == RowSource.DrawnObjects ? "没有指明检查任务，或者本单位没有这次检查，取不到抽中的对象。请先选择检查任务。" : "没有指明已经审核通过的计划和其中的任务，取不到参与部门。请先选择计划和任务。", "The subject names nothing to take rows from.");
}
