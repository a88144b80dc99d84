using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Reminders;

/// <summary>An official reminds a partner now, beside the reminders that go by themselves; at most once a working day, however it comes about.</summary>
internal static class RemindNow
{
    public sealed record Response(Guid Consultation, Guid Mail);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, Official official, SpotCheckDb db, RemindPartners reminding, MailWork work, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if ((await db.FindConsultationsAsync(bureau, null, id, ct)).SingleOrDefault() is not { } found)
            return ConsultationRefusals.NoSuchConsultation(id).ToProblem();
        // An answer, a new link and the reminders that go by themselves take the same row.
        var link = await db.Set<ReplyLink>().FromSql($"SELECT * FROM reply_link WHERE consultation_id = {id} AND revoked_at IS NULL FOR UPDATE").SingleOrDefaultAsync(ct);
        if (found.LetterVoided || found.Mail != MailState.Sent || link is not { UsedAt: null } || link.ExpiresAt <= clock.GetUtcNow())
            return ConsultationRefusals.NothingToRemind.ToProblem();
        var (letter, today) = (found.Letter, clock.Today());
        var workingDays = ConsultationRules.WorkingDaysTo(letter.ReplyBy ?? BeijingDays.DayOf(letter.SentAt), today);
        var last = await db.Set<ConsultationReminder>().Where(r => r.ConsultationId == id && r.WorkingDays >= workingDays).OrderByDescending(r => r.WorkingDays).FirstOrDefaultAsync(ct);
        if (last is not null)
            return ConsultationRefusals.RemindedBefore(last.QueuedAt).ToProblem();
        var mail = await reminding.QueueAsync(letter, link, workingDays, today, today, ct);
        audit.Record(official, "consultation.reminded", "consultation", id.ToString(), after: new { workingDays, mail.MessageId });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        work.Wake();
        return TypedResults.Ok(new Response(id, mail.Id));
    }
}
