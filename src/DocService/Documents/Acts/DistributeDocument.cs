using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>分发: to whom an issued document went, by which way, how many copies.</summary>
internal static class DistributeDocument
{
    private const int MostRecipients = 500;

    public sealed record Recipient(string Name, DistributionChannel Channel, int Copies = 1);

    public sealed record Request(IReadOnlyList<Recipient> Recipients);

    public sealed record View(string Recipient, DistributionChannel Channel, int Copies, string RecordedBy, DateTimeOffset RecordedAt);

    public static async Task<Results<Ok<List<View>>, RefusalResult>> List(string bureau, Guid document, SpotCheckDb db, DocumentDesk desk, CancellationToken ct) =>
        await desk.FindAsync(bureau, document, ct) is null ? DocumentRefusals.NoSuchDocument(document).ToProblem() : TypedResults.Ok(await ViewsAsync(db, document, ct));

    public static async Task<Results<Ok<List<View>>, RefusalResult>> Handle(
        string bureau, Guid document, Request request, Official official, SpotCheckDb db, DocumentDesk desk, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await desk.FindAsync(bureau, document, ct) is not { } found)
            return DocumentRefusals.NoSuchDocument(document).ToProblem();
        if (found.State != DocumentState.Issued)
            return DocumentRefusals.WrongState(found, "分发（只有已印发的文件可以分发）").ToProblem();
        if (request.Recipients.Count is 0 or > MostRecipients || request.Recipients.Any(one => one is null || one.Name.Trim().Length is 0 or > 100 || one.Name.Any(char.IsControl) || one.Copies is < 1 or > 10_000))
            return new Refusal("documents.recipients", $"请写明 1 至 {MostRecipients} 个收文单位，每个名称 1 至 100 字，份数 1 至 10000。", "Name 1 to 500 recipients of 1 to 100 characters, 1 to 10,000 copies each.").ToProblem();
        foreach (var (order, one) in request.Recipients.Index())
        {
            db.Add(new DocumentDistribution
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow().AddMilliseconds(order)), DocumentId = document, BureauId = bureau, Recipient = one.Name.Trim(), Channel = one.Channel, Copies = one.Copies,
                RecordedBy = official.Id, RecordedAt = clock.GetUtcNow(),
            });
        }
        audit.Record(official, "document.distributed", "document", document.ToString(), after: request);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await ViewsAsync(db, document, ct));
    }

    private static Task<List<View>> ViewsAsync(SpotCheckDb db, Guid document, CancellationToken ct) =>
        (from sent in db.Set<DocumentDistribution>()
         where sent.DocumentId == document
         join person in db.Set<Person>() on sent.RecordedBy equals person.Id
         orderby sent.RecordedAt, sent.Id
         select new View(sent.Recipient, sent.Channel, sent.Copies, person.Name, sent.RecordedAt)).ToListAsync(ct);
}
