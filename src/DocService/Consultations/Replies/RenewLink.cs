using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Replies;

/// <summary>A new link for a letter: the old one has expired or got into wrong hands, or the partner wants to correct its answer. The old one ends at once.</summary>
internal static class RenewLink
{
    /// <param name="Reason">For the partner, in the e-mail: 原链接已过期, 贵单位要求更正.</param>
    public sealed record Request(string Reason);

    public sealed record Response(Guid Consultation, Guid Mail, DateTimeOffset ExpiresAt);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, ReplyDesk desk, LetterMail text, Outbox outbox, MailWork work, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var reason = request.Reason.Trim();
        if (reason.Length is 0 or > 200 || !HeaderTextIsSafe(reason))
            return ConsultationRefusals.NoReason("重新开放").ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<ConsultationLetter>().SingleOrDefaultAsync(l => l.Id == id && l.BureauId == bureau, ct) is not { } letter)
            return ConsultationRefusals.NoSuchConsultation(id).ToProblem();
        if (await db.FindIssuedLetterAsync(bureau, letter.DocumentId, ct) is not { } issued)
            return ConsultationRefusals.LetterVoided(letter.Number).ToProblem();

        var now = clock.GetUtcNow();
        var old = await db.Set<ReplyLink>().FromSql($"SELECT * FROM reply_link WHERE consultation_id = {id} AND revoked_at IS NULL FOR UPDATE").SingleOrDefaultAsync(ct);
        if (old is not null)
        {
            old.Revoke("链接已重新发出", now);
            await db.SaveChangesAsync(ct);
        }
        var link = desk.Make(letter, Guid.NewGuid(), (await ConsultationRules.OfAsync(db, bureau, ct)).ExpiryOf(letter.ReplyBy, now), official.Id);
        var subject = $"【回复链接】{letter.Title}";
        var mail = outbox.Queue(bureau, official.BureauName, "consultation-link", id.ToString(),
            new(MailboxAddress.Read(letter.Address)!, letter.Partner, subject, text.NewLink(letter, link, official.BureauName, issued.Contact, reason), []));
        db.Add(link);
        audit.Record(official, "consultation.link-renewed", "consultation", id.ToString(), after: new { reason, link.ExpiresAt, mail.MessageId });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        work.Wake();
        return TypedResults.Ok(new Response(id, mail.Id, link.ExpiresAt));
    }

    private static bool HeaderTextIsSafe(string text) => !text.Any(char.IsControl);
}
