using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Batches;

/// <summary>The clerk has many documents drafted, one for each row; they are made in the background.</summary>
internal static class BeginBatch
{
    public const int LargestBody = 24 * 1024 * 1024;
    private const int MostRows = 5000;
    private const int MostShown = 20;

    /// <param name="Name">Part of the file's name: an enterprise, a department.</param>
    /// <param name="Subject">What this one is about, over the subject of all.</param>
    /// <param name="Fields">Fields of this one, over those of all.</param>
    public sealed record Row(string Name, JsonObject? Subject = null, JsonObject? Fields = null);

    /// <param name="Title">What the batch is called.</param>
    /// <param name="Subject">What all are about.</param>
    /// <param name="Rows">One for each document; none where <paramref name="Source"/> gives them.</param>
    /// <param name="Fields">Fields of all.</param>
    /// <param name="Source">Takes the rows from the run or the task in the subject, instead of typed ones.</param>
    public sealed record Request(string Kind, string Title, IReadOnlyList<Row>? Rows = null, JsonObject? Subject = null, JsonObject? Fields = null, RowSource? Source = null);

    public sealed record RowFault(int Row, string Name, string Sentence);

    public static async Task<Results<Accepted<BatchView>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, TemplateDesk templates, AuditTrail audit, BatchWork work, TimeProvider clock, CancellationToken ct)
    {
        if (DocumentKind.Find(request.Kind) is not { } kind)
            return DocumentRefusals.NoSuchKind(request.Kind).ToProblem();
        var (rows, unfit) = request.Source is not { } source ? (request.Rows ?? [], null)
            : request.Rows is { Count: > 0 } ? ([], RowsAndSource) : await BatchRows.ReadAsync(db, bureau, kind, source, request.Subject, ct);
        if (unfit is not null)
            return unfit.ToProblem();
        request = request with { Rows = rows };
        if (Judge(request) is { } refusal)
            return refusal.ToProblem();
        var batch = new DocumentBatch
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), BureauId = bureau, Kind = kind.Id, Title = request.Title.Trim(), Total = request.Rows!.Count, CreatedBy = official.Id, CreatedAt = clock.GetUtcNow(),
        };
        var (items, faults) = Items(batch, request, templates.FormOf(kind));
        if (faults.Count > 0)
            return Faulty(faults).ToProblem();
        db.Add(batch);
        db.AddRange(items);
        audit.Record(official, "batch.begun", "document-batch", batch.Id.ToString(), after: new { batch.Kind, batch.Title, batch.Total });
        await db.SaveChangesAsync(ct);
        work.Wake();
        return TypedResults.Accepted($"/api/bureaus/{bureau}/document-batches/{batch.Id}", await BatchView.OfAsync(db, batch, ct));
    }

    private static readonly Refusal RowsAndSource = new("batches.rows-and-source", "既列出了各行，又要求自动取行。请只用一种。", "Give rows or a source, not both.");

    private static Refusal? Judge(Request request)
    {
        if (request.Title.Trim().Length is 0 or > 100 || request.Title.Any(char.IsControl))
            return new("batches.title", "请给这一批起个名称，1 至 100 字。", "Give the batch a title of 1 to 100 characters.");
        return request.Rows!.Count is 0 or > MostRows || request.Rows!.Any(row => row is null)
            ? new("batches.rows", $"一批 1 至 {MostRows} 份，现在是 {request.Rows!.Count} 份。请分批办理。", $"A batch has 1 to {MostRows} rows.") : null;
    }

    private static (List<BatchItem> Items, List<RowFault> Faults) Items(DocumentBatch batch, Request request, DocumentForm form)
    {
        var items = new List<BatchItem>();
        var faults = new List<RowFault>();
        for (var i = 0; i < request.Rows!.Count && faults.Count < MostShown; i++)
        {
            var row = request.Rows![i];
            if (row.Name.Trim().Length is 0 or > 100 || row.Name.Any(char.IsControl))
                faults.Add(new(i + 1, row.Name.Length > 30 ? row.Name[..30] : row.Name, "名称应为 1 至 100 字，没有换行。"));
            else if (SubjectOf(request.Subject, row.Subject) is not { } subject)
                faults.Add(new(i + 1, row.Name, "“subject”里有不认识的内容。请核对后重新提交。"));
            else if (GivenFields.Judge(form, Over(request.Fields, row.Fields), out var fields) is { } refusal)
                faults.Add(new(i + 1, row.Name, refusal.Chinese));
            else
                items.Add(new BatchItem { BatchId = batch.Id, Ordinal = i + 1, Name = row.Name.Trim(), Subject = subject, Fields = fields });
        }
        return (items, faults);
    }

    private static string? SubjectOf(JsonObject? all, JsonObject? own)
    {
        try
        {
            var subject = Over(all, own).Deserialize<DocumentSubject>(Strict);
            return JsonSerializer.Serialize(subject, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    private static JsonObject Over(JsonObject? all, JsonObject? own) => DocumentDesk.Overlay(all?.DeepClone().AsObject() ?? [], own ?? []);

    private static Refusal Faulty(List<RowFault> faults) => new("batches.rows-faulty",
        $"有 {(faults.Count == MostShown ? "至少 " : "")}{faults.Count} 行不对，没有起草。第 {faults[0].Row} 行“{faults[0].Name}”：{faults[0].Sentence}", $"{faults.Count} rows are faulty; row {faults[0].Row} is the first.")
    {
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["rows"] = faults },
    };
}
