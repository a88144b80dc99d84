using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations;

/// <summary>Sends the issued consultation letters of a joint task, one to each partner department: all of them are queued or none.</summary>
internal static class SendConsultation
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <param name="Plan">The adopted plan.</param>
    /// <param name="Task">Number of the joint task.</param>
    /// <param name="Letters">Which issued letter goes where.</param>
    public sealed record Request(Guid Plan, string Task, IReadOnlyList<Destination> Letters);

    /// <param name="Document">An issued consultation letter about this task.</param>
    /// <param name="Address">One e-mail address.</param>
    public sealed record Destination(Guid Document, string Address);

    public static async Task<Results<Ok<IReadOnlyList<ListConsultations.Entry>>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, Outbox outbox, MailWork work, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAdoptedAsync(bureau, request.Plan, ct) is not { } plan || plan.Task(request.Task) is not { } task)
            return ConsultationRefusals.NoSuchTask.ToProblem();
        if (!task.IsJoint)
            return ConsultationRefusals.NotJoint(task.Name).ToProblem();
        if (request.Letters.Count is 0 or > 100)
            return ConsultationRefusals.NoLetters.ToProblem();

        // Of two people who send at once, the second finds the letters sent.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7270011, hashtext({bureau}))", ct);
        var letters = new List<(IssuedLetter Issued, string Address)>();
        foreach (var destination in request.Letters)
        {
            if (await JudgeAsync(db, bureau, request, destination, ct) is not { } issued)
                return ConsultationRefusals.NotIssued.ToProblem();
            if (letters.Exists(l => l.Issued.Subject.Partner == issued.Subject.Partner))
                return ConsultationRefusals.TwiceToOne(issued.Subject.Partner!).ToProblem();
            if (await db.Set<ConsultationLetter>().AnyAsync(l => l.DocumentId == issued.Document, ct))
                return ConsultationRefusals.SentBefore(issued.Number).ToProblem();
            if (Outbox.Judge(destination.Address, issued.Subject.Partner!, issued.Title, [Attachment(issued)]) is { } refusal)
                return refusal.ToProblem();
            letters.Add((issued, destination.Address));
        }

        foreach (var (issued, address) in letters)
            Queue(bureau, request, official, db, outbox, audit, clock, issued, address);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        work.Wake();
        return TypedResults.Ok(await ListConsultations.FindAsync(db, bureau, request.Plan, request.Task, ct));
    }

    private static async Task<IssuedLetter?> JudgeAsync(SpotCheckDb db, string bureau, Request request, Destination destination, CancellationToken ct) =>
        await db.FindIssuedLetterAsync(bureau, destination.Document, ct) is { } issued && issued.Subject.Plan == request.Plan && issued.Subject.Task == request.Task ? issued : null;

    private static void Queue(
        string bureau, Request request, Official official, SpotCheckDb db, Outbox outbox, AuditTrail audit, TimeProvider clock, IssuedLetter issued, string address)
    {
        var partner = issued.Subject.Partner!;
        var text = $"{partner}：\n\n现将《{issued.Title}》（{issued.Number}）发去，见附件。请按函中要求的期限回复。\n\n{official.BureauName}\n";
        var id = Guid.CreateVersion7();
        var mail = outbox.Queue(bureau, official.BureauName, "consultation", id.ToString(), new(MailboxAddress.Read(address)!, partner, issued.Title, text, [Attachment(issued)]));
        db.Add(new ConsultationLetter
        {
            Id = id, BureauId = bureau, PlanId = request.Plan, Task = request.Task, Partner = partner, DocumentId = issued.Document, Number = issued.Number,
            Address = mail.Recipient, MailId = mail.Id, SentBy = official.Id, SentAt = clock.GetUtcNow(),
        });
        audit.Record(official, "consultation.sent", "document", issued.Document.ToString(), after: new { issued.Sha256, mail.MessageId, mail.Recipient });
    }

    private static LetterAttachment Attachment(IssuedLetter issued) => new(issued.FileName, Docx, issued.Docx);
}
