using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;

namespace SpotCheck.DocService.Tests.Mail;

/// <summary>Letters on their way through a real mail server, on good days and bad.</summary>
public sealed class SendingTests(TestPostgres postgres) : IAsyncLifetime
{
    private readonly LoopbackMailServer server = new();
    private RunningService? service;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (service is not null)
            await service.DisposeAsync();
    }

    [Fact]
    public async Task A_letter_goes_out_once_with_its_message_id()
    {
        await Start();

        var mail = await Queue("scjg@example.gov.cn");
        var sent = await Until(mail, MailState.Sent);

        var message = Assert.Single(server.Messages);
        Assert.Equal("scjg@example.gov.cn", message.Recipient);
        Assert.Contains($"Message-ID: <{sent.MessageId}>", message.Text, StringComparison.Ordinal);
        Assert.Equal(System.Text.Encoding.ASCII.GetString(sent.Content), message.Text);
    }

    [Fact]
    public async Task Several_copies_of_the_service_share_the_work_and_no_letter_goes_out_twice()
    {
        await Start();
        await using var second = await RunningService.StartAsync(postgres, builder =>
        {
            Configure(builder);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:SpotCheck"] = service!.Database });
        });
        server.Answer = async _ =>
        {
            await Task.Delay(20);
            return "250 ok";
        };
        var letters = new List<Guid>();
        for (var count = 0; count < 40; count++)
            letters.Add(await Queue($"p{count}@example.cn", wake: false));
        service!.Services.GetRequiredService<MailWork>().Wake();
        second.Services.GetRequiredService<MailWork>().Wake();

        foreach (var letter in letters)
            await Until(letter, MailState.Sent);

        Assert.Equal(letters.Count, server.Messages.Count);
        Assert.Equal(letters.Count, server.Messages.Select(m => m.Recipient).Distinct().Count());
    }

    [Fact]
    public async Task An_address_the_server_refuses_fails_with_its_words_and_can_be_sent_again()
    {
        server.Recipient = to => to.StartsWith("gone", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null;
        await Start();

        var mail = await Queue("gone@example.cn");

        Assert.Equal("550 5.1.1 no such user", (await Until(mail, MailState.Failed)).LastAnswer);
        Assert.Empty(server.Messages);
        server.Recipient = _ => null;
        Assert.Equal(HttpStatusCode.NoContent, (await Decide(mail, delivered: false)).StatusCode);
        await Until(mail, MailState.Sent);
        await Refused.Is(await Decide(mail, delivered: false), 409, "mail.nothing-to-decide");
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_later_and_given_up_after_a_day()
    {
        server.DataAnswer = "451 4.3.0 try later";
        await Start();
        var mail = await Queue("scjg@example.cn");

        var waiting = await Until(mail, MailState.Queued, m => m.Attempts == 1);
        Assert.Equal(service!.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), waiting.NextAttemptAt);
        Assert.Equal(1, server.Connections);

        service.Clock.Advance(TimeSpan.FromMinutes(1));
        Wake();
        await Until(mail, MailState.Queued, m => m.Attempts == 2);
        service.Clock.Advance(TimeSpan.FromHours(25));
        Wake();
        await Until(mail, MailState.Failed);
    }

    [Fact]
    public async Task An_answer_that_never_comes_leaves_the_letter_to_a_person()
    {
        server.Answer = _ => Task.FromResult<string?>(null);
        await Start();
        var mail = await Queue("scjg@example.cn");

        await Until(mail, MailState.Undecided);
        service!.Clock.Advance(TimeSpan.FromDays(2));
        await service.RestartAsync();
        await Task.Delay(300);
        Assert.Equal(MailState.Undecided, (await Row(mail)).State);
        Assert.Single(server.Messages);

        Assert.Equal(HttpStatusCode.NoContent, (await Decide(mail, delivered: true)).StatusCode);
        Assert.Equal(MailState.Sent, (await Row(mail)).State);
        var list = await (await service.As(SamplePeople.HandanClerk)).GetFromJsonAsync<JsonElement>("/api/bureaus/handan-swj/mail");
        Assert.Equal("已发出", list[0].GetProperty("stateText").GetString());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_waited_for()
    {
        await Start(port: 1);
        var mail = await Queue("scjg@example.cn");

        var waiting = await Until(mail, MailState.Queued, m => m.Attempts == 1);

        Assert.NotEmpty(waiting.LastAnswer!);
    }

    [Fact]
    public async Task Encryption_comes_before_the_password()
    {
        server.OffersTls = true;
        await Start(security: "StartTls", fingerprint: Convert.ToHexString(SHA256.HashData(server.Certificate.RawData)), user: "clerk", password: "s3cret");

        await Until(await Queue("scjg@example.cn"), MailState.Sent);

        var message = Assert.Single(server.Messages);
        Assert.Equal((true, "/clerk/s3cret"), (message.Encrypted, message.User));
    }

    [Theory]
    [InlineData(true, false, "wrong certificate")]
    [InlineData(false, false, "no TLS offered")]
    [InlineData(true, true, "an answer injected before encryption")]
    public async Task Without_trustworthy_encryption_nothing_is_said(bool offersTls, bool injects, string why)
    {
        (server.OffersTls, server.InjectsAfterStartTls) = (offersTls, injects);
        var fingerprint = injects ? Convert.ToHexString(SHA256.HashData(server.Certificate.RawData)) : new string('0', 64);
        await Start(security: "StartTls", fingerprint: fingerprint, user: "clerk", password: "s3cret");

        var mail = await Queue("scjg@example.cn");
        await Until(mail, MailState.Queued, m => m.Attempts == 1);

        Assert.True(server.Messages.IsEmpty, why);
    }

    [Fact]
    public async Task A_wrong_password_is_the_administrators_matter_no_letter_fails_and_all_wait()
    {
        (server.OffersTls, server.Password) = (true, "changed");
        await Start(security: "StartTls", fingerprint: Convert.ToHexString(SHA256.HashData(server.Certificate.RawData)), user: "clerk", password: "s3cret");
        var first = await Queue("scjg@example.cn");

        var waiting = await Until(first, MailState.Queued, m => m.Attempts == 1);
        Assert.Equal(service!.Clock.GetUtcNow() + TimeSpan.FromMinutes(5), waiting.NextAttemptAt);
        Assert.Contains("535 5.7.8 wrong password", waiting.LastAnswer, StringComparison.Ordinal);
        Assert.Contains("系统管理员", waiting.LastAnswer, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", waiting.LastAnswer, StringComparison.Ordinal);
        var second = await Queue("gaj@example.cn");
        Assert.Equal((0, 1), ((await Row(second)).Attempts, server.Connections));

        server.Password = "s3cret";
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        Wake();
        await Until(first, MailState.Sent);
        await Until(second, MailState.Sent);
        Assert.Equal(2, server.Messages.Count);
    }

    [Fact]
    public async Task At_every_step_4xx_is_waited_out_5xx_fails_and_a_break_in_the_text_is_for_a_person()
    {
        await Start();
        foreach (var (fault, state, says) in new (Action Fault, MailState State, string Says)[]
        {
            (() => server.SenderAnswer = "451 4.7.1 greylisted", MailState.Queued, "451 4.7.1 greylisted"),
            (() => server.SenderAnswer = "550 5.7.1 sender denied", MailState.Failed, "550 5.7.1 sender denied"),
            (() => server.Recipient = _ => "450 4.2.1 mailbox busy", MailState.Queued, "450 4.2.1 mailbox busy"),
            (() => server.DataAnswer = "554 5.5.0 no valid recipients", MailState.Failed, "554 5.5.0 no valid recipients"),
            (() => server.Answer = _ => Task.FromResult<string?>("452 4.3.1 disk full"), MailState.Queued, "452 4.3.1 disk full"),
            (() => server.Answer = _ => Task.FromResult<string?>("554 5.7.1 taken for spam"), MailState.Failed, "554 5.7.1 taken for spam"),
            (() => server.CutsInTheMiddle = true, MailState.Undecided, "没有收到答复"),
            (() => server.Greeting = "421 4.3.2 closing down", MailState.Queued, "421 4.3.2 closing down"),
        })
        {
            (server.SenderAnswer, server.DataAnswer, server.CutsInTheMiddle, server.Greeting) = (null, null, false, null);
            (server.Recipient, server.Answer) = (_ => null, _ => Task.FromResult<string?>("250 2.0.0 queued"));
            fault();

            var letter = await Until(await Queue("scjg@example.cn"), state, m => m.Attempts == 1);

            Assert.Contains(says, letter.LastAnswer, StringComparison.Ordinal);
        }
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_process_killed_while_the_server_has_the_message_leaves_an_undecided_letter_and_never_a_second_one()
    {
        await Start(port: 1);
        var taken = new TaskCompletionSource();
        var killed = new TaskCompletionSource();
        server.Answer = async _ =>
        {
            taken.TrySetResult();
            await killed.Task;
            return "250 too late";
        };
        var mail = await Queue("scjg@example.cn", wake: false, later: true);
        using var other = Launch();
        try
        {
            await Make(mail, due: true);
            await taken.Task.WaitAsync(TimeSpan.FromMinutes(4));
        }
        finally
        {
            other.Kill();
            await other.WaitForExitAsync();
            killed.SetResult();
        }

        Wake();
        var row = await Until(mail, MailState.Undecided);
        Assert.Contains("核实", row.LastAnswer, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_process_killed_before_the_message_was_handed_over_loses_nothing()
    {
        await Start(port: 1);
        var asked = new TaskCompletionSource();
        var killed = new TaskCompletionSource();
        server.BeforeRecipient = () =>
        {
            asked.TrySetResult();
            return killed.Task;
        };
        var mail = await Queue("scjg@example.cn", wake: false, later: true);
        using (var other = Launch())
        {
            await Make(mail, due: true);
            await asked.Task.WaitAsync(TimeSpan.FromMinutes(4));
            other.Kill();
            await other.WaitForExitAsync();
            killed.SetResult();
        }

        using var next = Launch();
        try
        {
            await Until(mail, MailState.Sent, seconds: 240);
        }
        finally
        {
            next.Kill();
            await next.WaitForExitAsync();
        }
        Assert.Single(server.Messages);
    }

    private async Task Start(int? port = null, string security = "None", string? fingerprint = null, string? user = null, string? password = null) =>
        service = await RunningService.StartAsync(postgres, builder =>
        {
            Configure(builder, port, security);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Mail:Smtp:CertificateFingerprint"] = fingerprint, ["Mail:Smtp:UserName"] = user, ["Mail:Smtp:Password"] = password,
            });
        });

    private void Configure(WebApplicationBuilder builder) => Configure(builder, null, "None");

    private void Configure(WebApplicationBuilder builder, int? port, string security) =>
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:Smtp:Host"] = "127.0.0.1", ["Mail:Smtp:Port"] = $"{port ?? server.Port}", ["Mail:Smtp:Security"] = security, ["Mail:From"] = "swj@example.gov.cn",
        });

    // The service as a process of its own on the same database, so that it can be killed.
    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServiceApp).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["ConnectionStrings__SpotCheck"] = service!.Database;
        start.Environment["Data__Folder"] = service.DataFolder;
        start.Environment["Mail__Smtp__Host"] = "127.0.0.1";
        start.Environment["Mail__Smtp__Port"] = $"{server.Port}";
        start.Environment["Mail__Smtp__Security"] = "None";
        start.Environment["Mail__From"] = "swj@example.gov.cn";
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }

    private async Task<Guid> Queue(string to, bool wake = true, bool later = false)
    {
        var id = await service!.Db(async db =>
        {
            var outbox = new Outbox(db, service.Services.GetRequiredService<MailSettings>(), service.Clock);
            var mail = outbox.Queue(SamplePeople.Handan, "邯郸市商务局", "test", "1", new(MailboxAddress.Read(to)!, "收件单位", "函", "正文\n.\n", [new("函.docx", "application/octet-stream", [1, 2, 3])]));
            if (later)
                mail.NextAttemptAt = DateTimeOffset.MaxValue.AddYears(-1);
            await db.SaveChangesAsync();
            return mail.Id;
        });
        if (wake)
            Wake();
        return id;
    }

    // The test's own copy has a clock of 2023, the launched one the real time: due only for the latter.
    private Task Make(Guid mail, bool due) => service!.Db(db => db.Database.ExecuteSqlAsync(
        $"UPDATE outgoing_mail SET next_attempt_at = {(due ? service.Clock.GetUtcNow().AddYears(1) : DateTimeOffset.MaxValue)} WHERE id = {mail}"));

    private void Wake() => service!.Services.GetRequiredService<MailWork>().Wake();

    private async Task<HttpResponseMessage> Decide(Guid mail, bool delivered) =>
        await (await service!.As(SamplePeople.HandanClerk)).PostAsJsonAsync($"/api/bureaus/handan-swj/mail/{mail}/decision", new { delivered });

    private Task<OutgoingMail> Row(Guid mail) => service!.Db(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.Id == mail));

    private async Task<OutgoingMail> Until(Guid mail, MailState state, Func<OutgoingMail, bool>? also = null, int seconds = 30)
    {
        for (var attempt = 0; attempt < seconds * 20; attempt++)
        {
            var row = await Row(mail);
            if (row.State == state && also?.Invoke(row) != false)
                return row;
            await Task.Delay(50);
        }
        var last = await Row(mail);
        throw new TimeoutException($"The letter is {last.State} ({last.LastAnswer}), not {state}.");
    }
}
