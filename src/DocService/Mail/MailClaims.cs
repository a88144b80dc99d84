using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Mail;

/// <summary>Who has which letter, as statements that hold between several copies of the service.</summary>
internal static class MailClaims
{
    /// <summary>First key of the advisory locks that say which copy lives.</summary>
    public const int LockClass = 7_270_010;

    /// <summary>Takes the longest waiting letter that is due, or <c>null</c>.</summary>
    public static async Task<OutgoingMail?> ClaimAsync(SpotCheckDb db, int worker, DateTimeOffset now, CancellationToken ct)
    {
        var claimed = await db.Set<OutgoingMail>().FromSql(
            $"""
            UPDATE outgoing_mail SET state = 'Sending', mark = 'Begun', claimed_by = {worker}, attempts = attempts + 1
            WHERE id = (SELECT id FROM outgoing_mail WHERE state = 'Queued' AND next_attempt_at <= {now}
                        ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """).AsNoTracking().ToListAsync(ct);
        return claimed.SingleOrDefault();
    }

    /// <summary>Marks that the step which cannot be taken back comes next; <c>false</c> when the letter is no longer ours.</summary>
    public static async Task<bool> MarkHandingOverAsync(SpotCheckDb db, Guid letter, int worker, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"UPDATE outgoing_mail SET mark = 'HandingOver' WHERE id = {letter} AND state = 'Sending' AND claimed_by = {worker}", ct) == 1;

    /// <summary>Writes down how it ended. An answer that comes after all also settles a letter already set aside as undecided.</summary>
    public static async Task SettleAsync(
        SpotCheckDb db, OutgoingMail letter, int worker, (MailState State, DateTimeOffset Next)? settled, string said, DateTimeOffset now)
    {
        if (settled is not { } end)
            return;
        DateTimeOffset? sentAt = end.State == MailState.Sent ? now : null;
        DateTimeOffset? undecidedSince = end.State == MailState.Undecided ? now : null;
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE outgoing_mail SET state = {end.State.ToString()}, mark = 'None', next_attempt_at = {end.Next}, sent_at = {sentAt}, last_answer = {said}, undecided_since = {undecidedSince}
            WHERE id = {letter.Id} AND claimed_by = {worker} AND state IN ('Sending', 'Undecided')
            """, CancellationToken.None);
    }

    /// <summary>Gives a letter back that was not handed over.</summary>
    public static Task ReleaseAsync(SpotCheckDb db, Guid letter, int worker) =>
        db.Database.ExecuteSqlAsync(
            $"UPDATE outgoing_mail SET state = 'Queued', mark = 'None', claimed_by = NULL, attempts = attempts - 1 WHERE id = {letter} AND claimed_by = {worker} AND state = 'Sending' AND mark = 'Begun'",
            CancellationToken.None);

    /// <summary>Keeps the outlet's mark; <c>false</c> when the letter is no longer ours.</summary>
    public static async Task<bool> RememberAsync(SpotCheckDb db, Guid letter, int worker, string mark, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"UPDATE outgoing_mail SET outlet_mark = {mark} WHERE id = {letter} AND state = 'Sending' AND claimed_by = {worker}", ct) == 1;

    /// <summary>Letters of copies that no longer live: back into the queue, or set aside where they may have gone out.</summary>
    public static Task TakeUpAbandonedAsync(SpotCheckDb db, DateTimeOffset now, CancellationToken ct)
    {
        const string Interrupted = "服务在等待邮件服务器答复时中断，不知道对方是否已收到。请向对方核实后选择“已送达”或“重新发送”。";
        return db.Database.ExecuteSqlAsync(
            $"""
            UPDATE outgoing_mail m SET
                state = CASE m.mark WHEN 'HandingOver' THEN 'Undecided' ELSE 'Queued' END,
                undecided_since = CASE m.mark WHEN 'HandingOver' THEN {now} END,
                next_attempt_at = CASE m.mark WHEN 'HandingOver' THEN {now} ELSE m.next_attempt_at END,
                last_answer = CASE m.mark WHEN 'HandingOver' THEN {Interrupted} ELSE m.last_answer END,
                mark = 'None'
            WHERE m.state = 'Sending' AND NOT EXISTS (
                SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid::bigint = {LockClass} AND l.objid::bigint = m.claimed_by AND l.granted
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
            """, ct);
    }

    /// <summary>Undecided letters whose next look is due.</summary>
    public static async Task<IReadOnlyList<OutgoingMail>> ToLookForAsync(SpotCheckDb db, DateTimeOffset now, CancellationToken ct) =>
        await db.Set<OutgoingMail>().AsNoTracking().Where(m => m.State == MailState.Undecided && m.NextAttemptAt <= now).OrderBy(m => m.Id).Take(50).ToListAsync(ct);

    /// <summary>Writes down what a look has shown, unless a person was faster.</summary>
    public static Task SettleSightingAsync(SpotCheckDb db, OutgoingMail letter, MailState state, DateTimeOffset next, string? said, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? sentAt = state == MailState.Sent ? now : null;
        return db.Database.ExecuteSqlAsync(
            $"""
            UPDATE outgoing_mail SET state = {state.ToString()}, next_attempt_at = {next}, sent_at = {sentAt}, last_answer = {said}
            WHERE id = {letter.Id} AND state = 'Undecided' AND next_attempt_at = {letter.NextAttemptAt}
            """, ct);
    }
}
