using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;

namespace SpotCheck.DocService.Tests.Mail;

/// <summary>Letters through Microsoft Graph, on good days and bad.</summary>
public sealed class GraphTests(TestPostgres postgres) : IAsyncLifetime
{
    private static readonly byte[] Large = [.. Enumerable.Range(0, 9 << 20).Select(i => (byte)(i * 31 >> 3))];

    private LoopbackGraph graph = null!;
    private RunningService? service;

    // Where the test's own copy finds Graph; nowhere, while another process is to have the letter.
    private int? apiPort;

    public async ValueTask InitializeAsync() => graph = await LoopbackGraph.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync();
        await graph.DisposeAsync();
    }

    [Fact]
    public async Task A_small_letter_goes_out_by_sendMail_as_it_was_written()
    {
        await Start();

        await Until(await Queue("scjg@example.gov.cn"), MailState.Sent);

        var mail = Assert.Single(graph.Sent);
        Assert.Equal(("scjg@example.gov.cn", "市场监管局“信用科”", "关于联合抽查的函"), (mail.Recipient, (string)mail.Message["toRecipients"]![0]!["emailAddress"]!["name"]!, (string)mail.Message["subject"]!));
        Assert.Equal("html", (string)mail.Message["body"]!["contentType"]!);
        Assert.Contains(">正文</p>", (string)mail.Message["body"]!["content"]!, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], mail.Files["邯商务函〔2023〕18号.docx"]);
        Assert.Equal(["sendMail"], graph.Requests.Select(request => request.Path));
        Assert.All(graph.Requests, request => Assert.Equal("IdType=\"ImmutableId\"", request.Prefer));
    }

    [Fact]
    public async Task A_large_file_goes_up_in_pieces_and_a_broken_upload_is_taken_up_where_it_broke()
    {
        var broken = 0;
        graph.After = (method, range) => Task.FromResult(!(method == "PUT" && range.StartsWith("bytes 3932160-", StringComparison.Ordinal) && Interlocked.Increment(ref broken) == 1));
        await Start();

        await Until(await Queue("scjg@example.gov.cn", Large), MailState.Sent);

        var mail = Assert.Single(graph.Sent);
        Assert.True(mail.Files["邯商务函〔2023〕18号.docx"].AsSpan().SequenceEqual(Large));
        var puts = graph.Requests.Where(request => request.Method == "PUT").ToList();
        Assert.Equal(["bytes 0-3932159/9437184", "bytes 3932160-7864319/9437184", "bytes 7864320-9437183/9437184"], puts.Select(put => put.Range));
        Assert.All(puts, put => Assert.Null(put.Token));
        Assert.Equal("messages/m001/send", graph.Requests.Last().Path);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_once_and_the_letter_goes_out()
    {
        await Start();
        await Until(await Queue("a@example.cn"), MailState.Sent);
        graph.OnlyToken = "token-2";

        await Until(await Queue("b@example.cn"), MailState.Sent);

        Assert.Equal(["token-1", "token-1", "token-2"], graph.Requests.Select(request => request.Token));
        Assert.Equal(2, graph.Sent.Count);
    }

    [Theory]
    [InlineData(429, "ApplicationThrottled")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task A_busy_Graph_is_left_alone_as_long_as_it_asks_with_every_letter(int status, string code)
    {
        graph.Before = (_, _) => Task.FromResult<(int, string, int?)?>((status, code, 120));
        await Start();
        var first = await Queue("a@example.cn");
        var waiting = await Until(first, MailState.Queued, m => m.Attempts == 1);
        Assert.Equal(service!.Clock.GetUtcNow() + TimeSpan.FromSeconds(120), waiting.NextAttemptAt);

        graph.Before = (_, _) => Task.FromResult<(int, string, int?)?>(null);
        var second = await Queue("b@example.cn");
        await Task.Delay(300);
        Assert.Equal(0, (await Row(second)).Attempts);

        service.Clock.Advance(TimeSpan.FromSeconds(121));
        Wake();
        await Until(first, MailState.Sent);
        await Until(second, MailState.Sent);
        Assert.Equal(["a@example.cn", "b@example.cn"], graph.Sent.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_lost_after_acceptance_is_found_in_Sent_Items_and_no_second_letter_goes_out()
    {
        // Also older letters of the mailbox, so that the look must turn pages.
        await Start();
        for (var count = 0; count < 3; count++)
            await Until(await Queue($"p{count}@example.cn"), MailState.Sent);
        graph.After = (_, path) => Task.FromResult(path != "sendMail");
        graph.ShowsSent = false;

        var mail = await Queue("scjg@example.cn");
        await Until(mail, MailState.Undecided);
        service!.Clock.Advance(TimeSpan.FromSeconds(30));
        Wake();
        await Task.Delay(300);
        Assert.Equal(MailState.Undecided, (await Row(mail)).State);

        graph.ShowsSent = true;
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        Wake();
        await Until(mail, MailState.Sent);
        Assert.Equal(4, graph.Sent.Count);
    }

    [Fact]
    public async Task A_letter_found_nowhere_stays_undecided_and_sent_again_by_a_person_it_is_looked_for_first()
    {
        graph.After = (_, path) => Task.FromResult(path != "sendMail");
        graph.ShowsSent = false;
        await Start();
        var mail = await Queue("scjg@example.cn");
        await Until(mail, MailState.Undecided);
        service!.Clock.Advance(TimeSpan.FromDays(2));
        Wake();
        await Task.Delay(300);
        Assert.Equal(MailState.Undecided, (await Row(mail)).State);

        graph.ShowsSent = true;
        graph.After = (_, _) => Task.FromResult(true);
        await service.Db(db => db.Database.ExecuteSqlAsync($"UPDATE outgoing_mail SET state = 'Queued', next_attempt_at = {service.Clock.GetUtcNow()} WHERE id = {mail}"));
        Wake();
        Assert.Contains("没有再发", (await Until(mail, MailState.Sent)).LastAnswer, StringComparison.Ordinal);
        Assert.Single(graph.Sent);
    }

    [Fact]
    public async Task A_wrong_mailbox_fails_with_words_an_administrator_can_use()
    {
        await Start("nobody@example.gov.cn");

        var failed = await Until(await Queue("scjg@example.cn"), MailState.Failed);

        Assert.Contains("404 ErrorInvalidUser", failed.LastAnswer, StringComparison.Ordinal);
        Assert.Contains("Mail__Graph__Mailbox", failed.LastAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_waited_out_and_never_shown()
    {
        await Start(secret: "not-the-s3cret");

        var waiting = await Until(await Queue("scjg@example.cn"), MailState.Queued, m => m.Attempts == 1);

        Assert.Contains("AADSTS7000215", waiting.LastAnswer, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-s3cret", waiting.LastAnswer, StringComparison.Ordinal);
    }

    // Where the process dies: before the draft is known, in the middle of the upload, after the send was accepted, after sendMail was accepted.
    [Theory]
    [InlineData("messages", true)]
    [InlineData("PUT", true)]
    [InlineData("/send", true)]
    [InlineData("sendMail", false)]
    public async Task A_killed_process_leaves_exactly_one_letter(string where, bool large)
    {
        var reached = new TaskCompletionSource();
        var killed = new TaskCompletionSource();
        graph.After = async (method, path) =>
        {
            if ((method == "PUT" ? "PUT" : path).EndsWith(where, StringComparison.Ordinal) && method != "GET" && !killed.Task.IsCompleted)
            {
                reached.TrySetResult();
                await killed.Task;
                return false;
            }
            return true;
        };
        apiPort = 1;
        await Start();
        var mail = await Queue("scjg@example.cn", large ? Large : null, later: true);
        await KillAt(mail, reached.Task, killed);

        // The next copy of the service, ten minutes later, with a way to the server.
        apiPort = null;
        service!.Clock.Set(TimeProvider.System.GetUtcNow().AddMinutes(10));
        await service.RestartAsync();
        await Until(mail, MailState.Sent, seconds: 240, also: () =>
        {
            service.Clock.Advance(TimeSpan.FromMinutes(1));
            Wake();
        });

        var sent = Assert.Single(graph.Sent);
        Assert.Equal(large ? Large.Length : 3, sent.Files.Single().Value.Length);
    }

    private async Task KillAt(Guid mail, Task reached, TaskCompletionSource killed)
    {
        using var other = Launch();
        try
        {
            await service!.Db(db => db.Database.ExecuteSqlAsync($"UPDATE outgoing_mail SET next_attempt_at = {service.Clock.GetUtcNow().AddYears(1)} WHERE id = {mail}"));
            await reached.WaitAsync(TimeSpan.FromMinutes(4));
        }
        finally
        {
            other.Kill();
            await other.WaitForExitAsync();
            killed.SetResult();
        }
    }

    private async Task Start(string mailbox = LoopbackGraph.Mailbox, string? secret = null)
    {
        service = await RunningService.StartAsync(postgres, builder =>
        {
            var settings = graph.Settings(mailbox);
            if (secret is not null)
                settings["Mail:Graph:ClientSecret"] = secret;
            if (apiPort is not null)
                settings["Mail:Graph:ApiUrl"] = $"https://127.0.0.1:{apiPort}/v1.0";
            builder.Configuration.AddInMemoryCollection(settings);
        });
        if (apiPort is null)
            graph.Now = service.Clock.GetUtcNow;
    }

    // The service as a process of its own on the same database, so that it can be killed.
    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServiceApp).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["ConnectionStrings__SpotCheck"] = service!.Database;
        start.Environment["Data__Folder"] = service.DataFolder;
        foreach (var (name, value) in graph.Settings())
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Mail__Graph__Timeout"] = "00:02:00";
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }

    private async Task<Guid> Queue(string to, byte[]? file = null, bool later = false)
    {
        var id = await service!.Db(async db =>
        {
            var outbox = new Outbox(db, service.Services.GetRequiredService<MailSettings>(), service.Clock);
            var mail = outbox.Queue(SamplePeople.Handan, "邯郸市商务局", "test", "1", new(MailboxAddress.Read(to)!, "市场监管局“信用科”", "关于联合抽查的函", "正文\n.\n",
                [new("邯商务函〔2023〕18号.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", file ?? [1, 2, 3])]));
            if (later)
                mail.NextAttemptAt = DateTimeOffset.MaxValue.AddYears(-1);
            await db.SaveChangesAsync();
            return mail.Id;
        });
        if (!later)
            Wake();
        return id;
    }

    private void Wake() => service!.Services.GetRequiredService<MailWork>().Wake();

    private Task<OutgoingMail> Row(Guid mail) => service!.Db(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.Id == mail));

    private async Task<OutgoingMail> Until(Guid mail, MailState state, Func<OutgoingMail, bool>? matches = null, int seconds = 30, Action? also = null)
    {
        for (var attempt = 0; attempt < seconds * 20; attempt++)
        {
            var row = await Row(mail);
            if (row.State == state && matches?.Invoke(row) != false)
                return row;
            also?.Invoke();
            await Task.Delay(50);
        }
        var last = await Row(mail);
        throw new TimeoutException($"The letter is {last.State} ({last.LastAnswer}), not {state}.");
    }
}
