using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Mail;

/// <summary>The letters of a bureau and how far they are, newest first.</summary>
internal static class ListMail
{
    public sealed record Entry(
        Guid Id, string Purpose, string Reference, string Recipient, string Subject, MailState State, string StateText,
        int Attempts, DateTimeOffset QueuedAt, DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, string? LastAnswer);

    public static async Task<Ok<IReadOnlyList<Entry>>> Handle(string bureau, MailState? state, SpotCheckDb db, CancellationToken ct)
    {
        var list = await db.Set<OutgoingMail>().AsNoTracking()
            .Where(m => m.BureauId == bureau && (state == null || m.State == state))
            .OrderByDescending(m => m.QueuedAt).ThenBy(m => m.Id).Take(500)
            .Select(m => new { m.Id, m.Purpose, m.Reference, m.Recipient, m.Subject, m.State, m.Attempts, m.QueuedAt, m.NextAttemptAt, m.SentAt, m.LastAnswer })
            .ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<Entry>>([.. list.Select(m =>
            new Entry(m.Id, m.Purpose, m.Reference, m.Recipient, m.Subject, m.State, Chinese(m.State), m.Attempts, m.QueuedAt, m.NextAttemptAt, m.SentAt, m.LastAnswer))]);
    }

    public static string Chinese(MailState state) => state switch
    {
        MailState.Queued => "等待发送",
        MailState.Sending => "正在发送",
        MailState.Sent => "已发出",
        MailState.Undecided => "待人工确认是否送达",
        _ => "发送失败",
    };
}

/// <summary>A clerk says what became of a letter nobody knows about, or sends a failed one again.</summary>
internal static class DecideMail
{
    /// <param name="Delivered">The recipient has it; otherwise it is sent again.</param>
    public sealed record Request(bool Delivered);

    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, AuditTrail audit, MailWork work, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var decided = request.Delivered
            ? await db.Database.ExecuteSqlAsync($"UPDATE outgoing_mail SET state = 'Sent', sent_at = {now} WHERE id = {id} AND bureau_id = {bureau} AND state = 'Undecided'", ct)
            : await db.Database.ExecuteSqlAsync($"UPDATE outgoing_mail SET state = 'Queued', claimed_by = NULL, next_attempt_at = {now} WHERE id = {id} AND bureau_id = {bureau} AND state IN ('Undecided', 'Failed')", ct);
        if (decided == 0)
        {
            return await db.Set<OutgoingMail>().AnyAsync(m => m.Id == id && m.BureauId == bureau, ct)
                ? Refusal.WrongState("mail.nothing-to-decide", "这封函件不需要人工确认：只有“待人工确认”的可以标为已送达，“待人工确认”和“发送失败”的可以重新发送。请刷新列表。",
                    "This letter needs no decision; refresh the list.").ToProblem()
                : Refusal.NotFound("mail.unknown", "没有这封函件，或它属于别的单位。", "There is no such letter in this bureau.").ToProblem();
        }
        audit.Record(official, request.Delivered ? "mail.delivery-confirmed" : "mail.sent-again", "mail", id.ToString());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        work.Wake();
        return TypedResults.NoContent();
    }
}
