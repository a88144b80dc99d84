using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Reminders;

/// <summary>Queues the reminders that are due. A reminder and its letter are one transaction; several copies of the service never send one twice.</summary>
internal sealed class RemindPartners(SpotCheckDb db, Outbox outbox, LetterMail text, AuditTrail audit, TimeProvider clock)
{
    // Offices open then; nobody is reminded at night.
    private static readonly TimeOnly Begin = new(9, 0);
    private static readonly TimeOnly End = new(18, 0);

    /// <returns>How many were queued.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (today, time) = (BeijingDays.DayOf(now), TimeOnly.FromTimeSpan(now.ToOffset(TimeSpan.FromHours(8)).TimeOfDay));
        if (!WorkingDays.Loaded.IsWorkingDay(today) || time < Begin || time >= End)
            return 0;
        var waiting = await (from letter in db.Set<ConsultationLetter>()
                             join link in db.Set<ReplyLink>() on letter.Id equals link.ConsultationId
                             join mail in db.Set<OutgoingMail>() on letter.MailId equals mail.Id
                             join document in db.Set<OfficialDocument>() on letter.DocumentId equals document.Id
                             where link.RevokedAt == null && link.UsedAt == null && link.ExpiresAt > now && mail.State == MailState.Sent && letter.ReplyBy != null
                                && document.State == DocumentState.Issued
                             select new { letter.Id, letter.BureauId, ReplyBy = letter.ReplyBy!.Value, letter.SentAt }).ToListAsync(ct);
        var queued = 0;
        foreach (var bureau in waiting.GroupBy(letter => letter.BureauId, StringComparer.Ordinal))
        {
            var rules = await ConsultationRules.OfAsync(db, bureau.Key, ct);
            foreach (var letter in bureau)
            {
                // Of several missed ones only the last: a service that was down does not write three letters at once.
                if (rules.RemindOn.Where(days => ConsultationRules.DayOf(letter.ReplyBy, days) is var day && day <= today && day > BeijingDays.DayOf(letter.SentAt)).Order().LastOrDefault(int.MinValue) is > int.MinValue and var due)
                    queued += await RemindAsync(letter.Id, due, ConsultationRules.DayOf(letter.ReplyBy, due), today, ct) ? 1 : 0;
            }
        }
        return queued;
    }

    /// <summary>Queues one reminder; whoever asks holds the link's row and saves.</summary>
    public async Task<OutgoingMail> QueueAsync(ConsultationLetter letter, ReplyLink link, int workingDays, DateOnly dueOn, DateOnly today, CancellationToken ct)
    {
        var bureau = await db.Set<Bureau>().SingleAsync(b => b.Id == letter.BureauId, ct);
        var contact = (await db.FindIssuedLetterAsync(letter.BureauId, letter.DocumentId, ct))?.Contact ?? "";
        var mail = outbox.Queue(letter.BureauId, bureau.Name, "consultation-reminder", letter.Id.ToString(), new(
            MailboxAddress.Read(letter.Address)!, letter.Partner, $"【{(letter.ReplyBy < today ? "催办" : "提醒")}】{letter.Title}", text.Reminder(letter, link, bureau.Name, contact, today), []));
        db.Add(new ConsultationReminder { Id = Guid.CreateVersion7(), ConsultationId = letter.Id, WorkingDays = workingDays, DueOn = dueOn, MailId = mail.Id, QueuedAt = clock.GetUtcNow() });
        return mail;
    }

    private async Task<bool> RemindAsync(Guid id, int workingDays, DateOnly dueOn, DateOnly today, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // An answer takes the same row: whoever comes second sees what the first did.
        var link = await db.Set<ReplyLink>().FromSql($"SELECT * FROM reply_link WHERE consultation_id = {id} AND revoked_at IS NULL FOR UPDATE").SingleOrDefaultAsync(ct);
        if (link is not { UsedAt: null } || await db.Set<ConsultationReminder>().AnyAsync(r => r.ConsultationId == id && r.WorkingDays >= workingDays, ct))
            return false;
        var letter = await db.Set<ConsultationLetter>().SingleAsync(l => l.Id == id, ct);
        var mail = await QueueAsync(letter, link, workingDays, dueOn, today, ct);
        audit.RecordSystem(letter.BureauId, "consultation.reminded", "consultation", id.ToString(), after: new { workingDays, mail.MessageId });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}

/// <summary>Looks every few minutes.</summary>
internal sealed partial class ReminderWork(IServiceScopeFactory scopes, MailWork mail, ILogger<ReminderWork> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<RemindPartners>().RunAsync(stoppingToken) is > 0 and var queued)
                {
                    LogReminded(log, queued);
                    mail.Wake();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(log, fault);
            }
            await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Queued} reminders queued")]
    private static partial void LogReminded(ILogger log, int queued);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminders could not be queued; tried again in a few minutes")]
    private static partial void LogFault(ILogger log, Exception fault);
}
