using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Consultations.Forms;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Letters;

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
        string bureau, Request request, Official official, SpotCheckDb db, LetterSending sending, MailWork work, CancellationToken ct)
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
            await sending.QueueAsync(plan, request.Task, official, issued, address, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        work.Wake();
        return TypedResults.Ok(await ListConsultations.FindAsync(db, bureau, request.Plan, request.Task, ct));
    }

    private static async Task<IssuedLetter?> JudgeAsync(SpotCheckDb db, string bureau, Request request, Destination destination, CancellationToken ct) =>
        await db.FindIssuedLetterAsync(bureau, destination.Document, ct) is { } issued && issued.Subject.Plan == request.Plan && issued.Subject.Task == request.Task ? issued : null;

    internal static LetterAttachment Attachment(IssuedLetter issued) => new(issued.FileName, Docx, issued.Docx);
}

/// <summary>Queues one letter with its link and its form, and ends the links of earlier letters to the same partner about the same task.</summary>
internal sealed class LetterSending(SpotCheckDb db, Outbox outbox, ReplyDesk desk, LetterMail mail, AuditTrail audit, TimeProvider clock)
{
    public async Task QueueAsync(LoadedVersion plan, string task, Official official, IssuedLetter issued, string address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rules = await ConsultationRules.OfAsync(db, plan.Plan.BureauId, ct);
        var partner = issued.Subject.Partner!;
        var earlier = await (from link in db.Set<ReplyLink>()
                             join sent in db.Set<ConsultationLetter>() on link.ConsultationId equals sent.Id
                             where sent.BureauId == plan.Plan.BureauId && sent.PlanId == plan.Plan.Id && sent.Task == task && sent.Partner == partner && link.RevokedAt == null
                             select link).ToListAsync(ct);
        foreach (var link in earlier)
            link.Revoke($"已由{issued.Number}代替", now);

        var (id, mailId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var letter = new ConsultationLetter
        {
            Id = id, BureauId = plan.Plan.BureauId, PlanId = plan.Plan.Id, Task = task, Partner = partner, DocumentId = issued.Document, Number = issued.Number,
            Title = issued.Title, TaskName = plan.Task(task)!.Name, PlanVersion = plan.Version.Number, Fields = ReplyJson.Write(TaskFields.Of(plan, task)), ReplyBy = issued.ReplyBy,
            Address = MailboxAddress.Read(address)!.Value, MailId = mailId, SentBy = official.Id, SentAt = now,
        };
        var made = desk.Make(letter, issued.Document, rules.ExpiryOf(issued.ReplyBy, now), official.Id);
        var text = mail.Letter(letter, made, official.BureauName, issued.Contact);
        var queued = outbox.Queue(plan.Plan.BureauId, official.BureauName, "consultation", id.ToString(),
            new(MailboxAddress.Read(address)!, partner, issued.Title, text, [SendConsultation.Attachment(issued), ReplySheet.Attachment(letter)]), mailId);
        db.Add(letter);
        db.Add(made);
        audit.Record(official, "consultation.sent", "document", issued.Document.ToString(), after: new { issued.Sha256, queued.MessageId, queued.Recipient, made.ExpiresAt });
    }
}
