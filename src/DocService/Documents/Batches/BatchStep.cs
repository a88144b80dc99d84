using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Batches;

/// <summary>What is done with some rows of a batch inside one transaction: drafted by the clerk's order, signed and issued by the section head's.</summary>
internal sealed class BatchStep(SpotCheckDb db, DocumentDrafting drafting, DocumentDesk desk, DocumentRemarks remarks, DocumentIssuing issuing, AuditTrail audit, TimeProvider clock)
{
    public async Task RunAsync(DocumentBatch batch, IReadOnlyList<BatchItem> items, CancellationToken ct)
    {
        var orderedBy = batch.State == BatchState.Drafting ? batch.CreatedBy : batch.IssuedBy!;
        var official = await (from person in db.Set<Person>().AsNoTracking()
                              where person.Id == orderedBy && person.Active
                              join bureau in db.Set<Bureau>() on person.BureauId equals bureau.Id
                              join department in db.Set<Department>() on person.DepartmentId equals department.Id
                              select new Official(person.Id, person.Name, bureau.Id, bureau.Name, department.Id, department.Name, person.Roles)).SingleOrDefaultAsync(ct);
        // Whoever gave the order may have lost his role since.
        if (official is null || official.BureauId != batch.BureauId || !official.Is(batch.State == BatchState.Drafting ? Role.Clerk : Role.SectionHead))
        {
            foreach (var item in items)
                item.Fail("下达这一批的人已不在岗或者没有相应权限，没有继续办理。请由在岗人员重新办理。");
        }
        else if (batch.State == BatchState.Drafting)
        {
            await DraftAsync(batch, items, official, ct);
        }
        else
        {
            await IssueAsync(batch, items, official, ct);
        }
    }

    private async Task DraftAsync(DocumentBatch batch, IReadOnlyList<BatchItem> items, Official clerk, CancellationToken ct)
    {
        var kind = DocumentKind.Find(batch.Kind)!;
        foreach (var item in items)
        {
            var subject = JsonSerializer.Deserialize<DocumentSubject>(item.Subject, JsonSerializerOptions.Web)!;
            var drafted = await drafting.DraftAsync(batch.BureauId, kind, subject, JsonNode.Parse(item.Fields)!.AsObject(), clerk, ct);
            if (drafted.Refusal is { } refusal)
            {
                item.Fail(refusal.Chinese);
                continue;
            }
            var findings = await remarks.JudgeAsync(drafted.Composed!, desk.Today, ct);
            item.Draft(drafted.Composed!.Document.Id, findings.Count == 0 ? null : findings[0].Sentence);
        }
    }

    private async Task IssueAsync(DocumentBatch batch, IReadOnlyList<BatchItem> items, Official head, CancellationToken ct)
    {
        var ids = items.Where(item => item.DocumentId is not null).Select(item => item.DocumentId!.Value).ToList();
        var documents = await db.Set<OfficialDocument>().Where(document => ids.Contains(document.Id)).ToDictionaryAsync(document => document.Id, ct);
        var ready = new List<(BatchItem Item, ComposedDocument Composed)>();
        foreach (var item in items.Where(item => item.DocumentId is not null))
        {
            if (await SignAsync(documents[item.DocumentId!.Value], item, head, ct) is { } composed)
                ready.Add((item, composed));
        }
        await db.SaveChangesAsync(ct);

        var day = desk.Today;
        var kind = DocumentKind.Find(batch.Kind)!;
        var next = kind.IsNumbered ? await issuing.LockNumbersAsync(batch.BureauId, batch.Prefix, day.Year, ct) : null;
        // Everything signed is saved; row by row only the frozen file is new, so nothing else is looked through.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var (item, composed) in ready)
        {
            var (issued, findings) = issuing.Freeze(composed, next, day, head);
            if (issued is null)
            {
                item.Fail(findings[0].Sentence);
                continue;
            }
            db.Add(issued);
            // Number by number: the database takes none but the next.
            await db.SaveChangesAsync(ct);
            db.Entry(issued).State = EntityState.Detached;
            composed.Document.Issue();
            audit.Record(head, "document.issued", "document", issued.DocumentId.ToString(), after: new { Number = next?.ToString(), issued.Sha256 });
            item.Issue();
            next = next is null ? null : next with { Sequence = next.Sequence + 1 };
        }
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    // A draft somebody has mended since is no longer faulty; one that somebody issued by itself is left alone.
    private async Task<ComposedDocument?> SignAsync(OfficialDocument document, BatchItem item, Official head, CancellationToken ct)
    {
        if (document.State is not (DocumentState.Draft or DocumentState.Signed))
        {
            if (document.State == DocumentState.Issued)
                item.Issue();
            else
                item.Fail("这份文件已作废。");
            return null;
        }
        var composed = await desk.ComposeAsync(document, ct);
        if (document.State == DocumentState.Signed)
            return composed;
        if (await remarks.JudgeAsync(composed, desk.Today, ct) is { Count: > 0 } findings)
        {
            item.Fail(findings[0].Sentence);
            return null;
        }
        var content = GivenFields.Json(composed.Data);
        document.Sign(content, composed.Template, head.Id, clock.GetUtcNow());
        audit.Record(head, "document.signed", "document", document.Id.ToString(), after: content);
        return composed;
    }
}
