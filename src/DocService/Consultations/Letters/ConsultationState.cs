using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Consultations.Merging;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Letters;

internal enum ConsultationState
{
    /// <summary>No letter yet.</summary>
    NotSent,

    /// <summary>On its way.</summary>
    Sending,

    /// <summary>Nobody knows whether it arrived: a person decides.</summary>
    Undecided,

    /// <summary>Refused by the mail server.</summary>
    Failed,

    /// <summary>Arrived; the answer is awaited.</summary>
    Sent,

    /// <summary>The reply date has passed without an answer.</summary>
    Overdue,

    Answered,

    /// <summary>Answered, and opened again for a correction.</summary>
    Reopened,

    /// <summary>The letter was voided or another took its place.</summary>
    Void,
}

/// <summary>A letter with all that came of it, and the state that follows.</summary>
internal sealed record Consultation(ConsultationLetter Letter, MailState Mail, string? LastAnswer, bool LetterVoided, ReplyLink? Link, ConsultationReply? Reply, IReadOnlyList<ProposalDecision> Decisions)
{
    /// <summary>The link was revoked and no other took its place: a newer letter did.</summary>
    private bool Replaced => Link is { RevokedAt: not null };

    public ConsultationState StateOn(DateOnly today) =>
        LetterVoided || (Replaced && Reply is null) ? ConsultationState.Void
        : Reply is not null && Link is { UsedAt: null, RevokedAt: null } ? ConsultationState.Reopened
        : Reply is not null ? ConsultationState.Answered
        : Mail switch
        {
            MailState.Undecided => ConsultationState.Undecided,
            MailState.Failed => ConsultationState.Failed,
            MailState.Sent => Letter.ReplyBy < today ? ConsultationState.Overdue : ConsultationState.Sent,
            _ => ConsultationState.Sending,
        };

    public static string Chinese(ConsultationState state) => state switch
    {
        ConsultationState.NotSent => "未发函",
        ConsultationState.Sending => "正在发送",
        ConsultationState.Undecided => "待确认是否送达",
        ConsultationState.Failed => "发送失败",
        ConsultationState.Sent => "待回复",
        ConsultationState.Overdue => "逾期未回复",
        ConsultationState.Answered => "已回复",
        ConsultationState.Reopened => "已开放更正",
        _ => "已作废",
    };
}

/// <summary>Reads consultations of a bureau.</summary>
internal static class ConsultationStore
{
    public static async Task<IReadOnlyList<Consultation>> FindConsultationsAsync(this SpotCheckDb db, string bureau, Guid? plan, Guid? id, CancellationToken ct)
    {
        var letters = await (from letter in db.Set<ConsultationLetter>().AsNoTracking()
                             join mail in db.Set<OutgoingMail>() on letter.MailId equals mail.Id
                             join document in db.Set<OfficialDocument>() on letter.DocumentId equals document.Id
                             where letter.BureauId == bureau && (plan == null || letter.PlanId == plan) && (id == null || letter.Id == id)
                             orderby letter.SentAt, letter.Number
                             select new { letter, mail.State, mail.LastAnswer, Voided = document.State == DocumentState.Voided }).ToListAsync(ct);
        var ids = letters.Select(found => found.letter.Id).ToList();
        var links = await db.Set<ReplyLink>().AsNoTracking().Where(link => ids.Contains(link.ConsultationId)).ToListAsync(ct);
        var replies = await db.Set<ConsultationReply>().AsNoTracking().Where(reply => ids.Contains(reply.ConsultationId) && reply.State == ReplyState.Final).ToListAsync(ct);
        var decisions = await db.Set<ProposalDecision>().AsNoTracking().Where(decision => ids.Contains(decision.ConsultationId)).ToListAsync(ct);
        return [.. letters.Select(found =>
        {
            var reply = replies.Where(r => r.ConsultationId == found.letter.Id).OrderBy(r => r.ReceivedAt).ThenBy(r => r.Id).LastOrDefault();
            return new Consultation(found.letter, found.State, found.LastAnswer, found.Voided,
                links.Where(l => l.ConsultationId == found.letter.Id).OrderBy(l => l.RevokedAt is null).ThenBy(l => l.MadeAt).LastOrDefault(), reply,
                [.. decisions.Where(d => d.ReplyId == reply?.Id).OrderBy(d => d.DecidedAt)]);
        })];
    }
}
