using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Mail;

/// <summary>
/// Sends what waits in the outbox, one letter after another. Several copies of the service share the work: each claims with
/// SKIP LOCKED and holds an advisory lock while it lives, so that what a killed copy left behind is taken up at once.
/// </summary>
internal sealed partial class MailWork(IServiceScopeFactory scopes, IMailOutlet outlet, TimeProvider clock, ILogger<MailWork> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    // Graph shows a sent message within seconds as a rule; how long at most is promised nowhere.
    private static readonly TimeSpan[] Looks = [TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    private readonly SemaphoreSlim woken = new(0, 1);
    private DateTimeOffset pausedUntil;

    /// <summary>There is something new; otherwise it is found within seconds.</summary>
    public void Wake()
    {
        if (woken.CurrentCount == 0)
        {
            try
            {
                woken.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has just woken it.
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Tells the copies apart, and this copy from itself before it lost its connection.
                var worker = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
                await using var alive = scopes.CreateAsyncScope();
                var session = alive.ServiceProvider.GetRequiredService<SpotCheckDb>();
                await session.Database.OpenConnectionAsync(stoppingToken);
                await session.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MailClaims.LockClass}, {worker})", stoppingToken);
                try
                {
                    await SendWhileConnectedAsync(session, worker, stoppingToken);
                }
                finally
                {
                    // Not by the stopping token: a pooled connection must not keep the lock.
                    await session.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MailClaims.LockClass}, {worker})", CancellationToken.None);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(log, fault);
                await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendWhileConnectedAsync(SpotCheckDb session, int worker, CancellationToken ct)
    {
        while (true)
        {
            // Also proves that the lock's connection still stands.
            await MailClaims.TakeUpAbandonedAsync(session, clock.GetUtcNow(), ct);
            if (outlet.CanLookAfterwards)
                await LookForUndecidedAsync(session, ct);
            while (await SendNextAsync(worker, ct))
            {
            }
            await woken.WaitAsync(LookEvery, ct);
        }
    }

    private async Task LookForUndecidedAsync(SpotCheckDb db, CancellationToken ct)
    {
        foreach (var letter in await MailClaims.ToLookForAsync(db, clock.GetUtcNow(), ct))
        {
            var sighting = await outlet.LookAsync(letter, ct);
            var now = clock.GetUtcNow();
            var (state, said) = sighting switch
            {
                Sighting.Delivered => (MailState.Sent, "事后核对：邮件已发出。"),
                Sighting.NotDelivered => (MailState.Queued, letter.LastAnswer),
                _ => (MailState.Undecided, letter.LastAnswer),
            };
            await MailClaims.SettleSightingAsync(db, letter, state, state == MailState.Undecided ? NextLook(letter, now) : now, said, now, ct);
            LogSighting(log, letter.Id, sighting);
        }
    }

    // Ever more rarely, and after a day no more: then only a person can tell.
    private static DateTimeOffset NextLook(OutgoingMail letter, DateTimeOffset now)
    {
        var waited = now - (letter.UndecidedSince ?? letter.QueuedAt);
        return waited >= GiveUpAfter ? DateTimeOffset.MaxValue.AddYears(-1) : now + Looks.FirstOrDefault(pause => waited < pause * 4, Looks[^1]);
    }

    private async Task<bool> SendNextAsync(int worker, CancellationToken ct)
    {
        if (clock.GetUtcNow() < pausedUntil)
            return false;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
        if (await MailClaims.ClaimAsync(db, worker, clock.GetUtcNow(), ct) is not { } letter)
            return false;
        DeliveryOutcome outcome;
        try
        {
            outcome = await outlet.DeliverAsync(letter, new HandingOver(db, letter.Id, worker, ct), ct);
        }
        catch
        {
            // The service stops or something unforeseen broke before the message was handed over; where it was, the outlet has answered.
            await MailClaims.ReleaseAsync(db, letter.Id, worker);
            throw;
        }
        if (outcome.RetryAfter is { } pause)
            pausedUntil = clock.GetUtcNow() + pause;
        await MailClaims.SettleAsync(db, letter, worker, Settle(letter, outcome), outcome.Said, clock.GetUtcNow());
        LogDelivery(log, letter.Id, letter.Attempts, outcome.Delivery);
        return true;
    }

    private (MailState State, DateTimeOffset Next)? Settle(OutgoingMail letter, DeliveryOutcome outcome)
    {
        var now = clock.GetUtcNow();
        return outcome.Delivery switch
        {
            Delivery.Accepted => (MailState.Sent, now),
            Delivery.Refused => (MailState.Failed, now),
            Delivery.Unknown => (MailState.Undecided, now + Looks[0]),
            Delivery.Later when now - letter.QueuedAt >= GiveUpAfter => (MailState.Failed, now),
            Delivery.Later when outcome.RetryAfter is { } asked => (MailState.Queued, now + asked),
            Delivery.Later => (MailState.Queued, now + Pauses[Math.Min(letter.Attempts, Pauses.Length) - 1]),
            _ => null,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {Letter}, attempt {Attempt}: {Delivery}")]
    private static partial void LogDelivery(ILogger log, Guid letter, int attempt, Delivery delivery);

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {Letter} was looked for: {Sighting}")]
    private static partial void LogSighting(ILogger log, Guid letter, Sighting sighting);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox stopped and starts again")]
    private static partial void LogFault(ILogger log, Exception fault);

    private sealed class HandingOver(SpotCheckDb db, Guid letter, int worker, CancellationToken ct) : IHandingOver
    {
        public Task<bool> AboutToAsync() => MailClaims.MarkHandingOverAsync(db, letter, worker, ct);

        public Task<bool> RememberAsync(string mark) => MailClaims.RememberAsync(db, letter, worker, mark, ct);
    }
}
