using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

public sealed class IssuingTests(RunningService service) : IClassFixture<RunningService>
{
    private readonly DocumentWork work = DocumentWork.Zezhou(service);

    [Fact]
    public async Task A_notice_goes_from_draft_over_signed_to_issued_and_its_bytes_are_frozen()
    {
        await work.EnterPrefixAsync("泽市监", new { startYear = 2023, startSequence = 10 });
        var id = await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou));
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));

        await Refused.Is(await head.PostAsJsonAsync($"{work.Documents}/{id}/issue", new { revision = 1, prefix = "泽市监" }), 409, "documents.wrong-state");
        await DocumentWork.Json(await head.PostAsJsonAsync($"{work.Documents}/{id}/sign", new { revision = 1 }));
        await Refused.Is(await clerk.PutAsJsonAsync($"{work.Documents}/{id}/fields", new { revision = 2, fields = DocumentWork.NoticeFields("改") }), 409, "documents.wrong-state");
        await Refused.Is(await head.PostAsJsonAsync($"{work.Documents}/{id}/issue", new { revision = 2, prefix = "泽政办" }), 422, "documents.no-such-prefix");
        var issued = await work.IssueAsync(id, "泽市监");

        Assert.Equal("泽市监〔2023〕10号", issued.GetProperty("issued").GetProperty("number").GetString());
        Assert.Equal("2023-03-01", issued.GetProperty("issued").GetProperty("issueDate").GetString());
        var docx = await clerk.GetByteArrayAsync($"{work.Documents}/{id}/docx");
        Assert.Equal(issued.GetProperty("issued").GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(docx)));
        var text = AnnexTable.Text(docx);
        Assert.Contains("泽市监〔2023〕10号", text, StringComparison.Ordinal);
        Assert.Contains("2023年3月1日印发", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        await service.Db(async db =>
        {
            var acts = await db.Set<AuditEntry>().Where(entry => entry.ObjectId == id.ToString()).OrderBy(entry => entry.Seq).Select(entry => entry.Act).ToListAsync();
            Assert.Equal(["document.drafted", "document.signed", "document.issued"], acts);
        });
        foreach (var sql in (string[])["UPDATE issued_document SET docx = ''", "DELETE FROM issued_document", "TRUNCATE issued_document CASCADE", "UPDATE official_document SET signed = '{}' WHERE state = 'Issued'",
            "UPDATE official_document SET state = 'Draft' WHERE state = 'Issued'", "DELETE FROM official_document"])
            Assert.Equal("P0001", (await Assert.ThrowsAsync<PostgresException>(() => OwnerAsync(sql))).SqlState);
    }

    [Fact]
    public async Task Sixty_four_issuers_at_once_get_sixty_four_numbers_without_a_gap()
    {
        await work.EnterPrefixAsync("泽市监发");
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var documents = new List<Guid>();
        for (var i = 0; i < 64; i++)
            documents.Add(await work.SignedNoticeAsync(plan));

        var numbers = new ConcurrentBag<string>();
        await Task.WhenAll(documents.Select(async id => numbers.Add((await work.IssueAsync(id, "泽市监发")).GetProperty("issued").GetProperty("number").GetString()!)));

        Assert.Equal(Enumerable.Range(1, 64).Select(n => $"泽市监发〔2023〕{n}号").Order(StringComparer.Ordinal), numbers.Order(StringComparer.Ordinal));
        Assert.Equal(0, (await LedgerAsync()).GetProperty("gaps").GetArrayLength());
    }

    [Fact]
    public async Task Connections_killed_in_the_middle_leave_neither_gap_nor_number_without_bytes()
    {
        await work.EnterPrefixAsync("泽市监函");
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var waiting = new ConcurrentQueue<Guid>();
        for (var i = 0; i < 24; i++)
            waiting.Enqueue(await work.SignedNoticeAsync(plan));

        using var done = new CancellationTokenSource();
        var kills = 0;
        var killer = Task.Run(async () =>
        {
            // Whoever holds the row of the 代字 makes every issuer wait inside its own transaction; that is where they are killed.
            await using var owner = NpgsqlDataSource.Create(service.Database + ";Pooling=false");
            await using var connection = await owner.OpenConnectionAsync();
            while (!done.IsCancellationRequested)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await using (var hold = new NpgsqlCommand("SELECT 1 FROM number_prefix WHERE prefix = '泽市监函' FOR UPDATE", connection))
                    await hold.ExecuteScalarAsync();
                await Task.Delay(20);
                await using (var kill = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IN ('active', 'idle in transaction')", connection))
                    kills += (int)(long)(await kill.ExecuteScalarAsync())!;
                await transaction.RollbackAsync();
                await Task.Delay(5);
            }
        });
        var failures = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var id))
            {
                if (!await TryIssueAsync(id))
                {
                    Interlocked.Increment(ref failures);
                    if (kills < 60)
                        waiting.Enqueue(id);
                    else
                        await done.CancelAsync();
                }
            }
        })));
        await done.CancelAsync();
        await killer;

        Assert.True(kills > 0 && failures > 0, $"nothing was killed in the middle: {kills} kills, {failures} failures");
        await service.Db(async db =>
        {
            var given = await db.Set<IssuedDocument>().Where(issued => issued.Prefix == "泽市监函").OrderBy(issued => issued.Sequence).ToListAsync();
            Assert.Equal(Enumerable.Range(1, given.Count), given.Select(issued => issued.Sequence!.Value));
            Assert.All(given, issued => Assert.Equal(issued.Sha256, Convert.ToHexStringLower(SHA256.HashData(issued.Docx))));
            var states = await db.Set<OfficialDocument>().Where(document => document.State == DocumentState.Issued).Select(document => document.Id).ToListAsync();
            Assert.All(given, issued => Assert.Contains(issued.DocumentId, states));
        });
    }

    [Fact]
    public async Task A_voided_number_is_shown_and_not_given_again()
    {
        await work.EnterPrefixAsync("泽市监办");
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var (first, second) = (await work.SignedNoticeAsync(plan), await work.SignedNoticeAsync(plan));
        var head = await service.As(SamplePeople.SectionHead);
        await work.IssueAsync(first, "泽市监办");

        await Refused.Is(await head.PostAsJsonAsync($"{work.Documents}/{first}/void", new { revision = 3, reason = " " }), 422, "documents.reason-missing");
        var voided = await DocumentWork.Json(await head.PostAsJsonAsync($"{work.Documents}/{first}/void", new { revision = 3, reason = "主送机关有误" }));
        var next = await work.IssueAsync(second, "泽市监办");

        Assert.Equal("Voided", voided.GetProperty("state").GetString());
        Assert.Equal("泽市监办〔2023〕2号", next.GetProperty("issued").GetProperty("number").GetString());
        var entries = (await LedgerAsync()).GetProperty("entries").EnumerateArray().Where(entry => entry.GetProperty("number").GetString()!.StartsWith("泽市监办〔", StringComparison.Ordinal)).ToList();
        Assert.Equal([true, false], entries.Select(entry => entry.GetProperty("voided").GetBoolean()));
        Assert.Equal("主送机关有误", entries[0].GetProperty("voidedBecause").GetString());
        Assert.Equal(HttpStatusCode.OK, (await head.GetAsync($"{work.Documents}/{first}/docx")).StatusCode);
    }

    [Fact]
    public async Task A_new_year_begins_with_one_and_a_day_outside_the_bounds_is_refused()
    {
        await work.EnterPrefixAsync("泽市监年");
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var documents = new[] { await work.SignedNoticeAsync(plan), await work.SignedNoticeAsync(plan) };
        var head = await service.As(SamplePeople.SectionHead);
        await work.IssueAsync(documents[0], "泽市监年");
        await Refused.Is(await head.PostAsJsonAsync($"{work.Documents}/{documents[1]}/issue", new { revision = 2, prefix = "泽市监年", date = "2023-02-28" }), 422, "documents.wrong-day");
        await Refused.Is(await head.PostAsJsonAsync($"{work.Documents}/{documents[1]}/issue", new { revision = 2, prefix = "泽市监年", date = "2024-01-01" }), 422, "documents.wrong-day");

        var before = service.Clock.GetUtcNow();
        service.Clock.Set(new(2023, 12, 31, 16, 30, 0, TimeSpan.Zero));
        try
        {
            // Half past midnight of New Year's day in China; nobody is signed in any more by then, so the act is asked of the service itself.
            var issued = await IssueDirectlyAsync(documents[1], "泽市监年");
            Assert.Equal("泽市监年〔2024〕1号", issued.Issued?.Number?.ToString());
        }
        finally
        {
            service.Clock.Set(before);
        }
    }

    private async Task<bool> TryIssueAsync(Guid id)
    {
        try
        {
            var result = await IssueDirectlyAsync(id, "泽市监函");
            // An act whose answer was lost may have happened: then it is not signed any more, and that is no failure.
            return result.Issued is not null || result.Refusal!.Code == "documents.wrong-state";
        }
        catch (Exception fault) when (fault is DbUpdateException or NpgsqlException or InvalidOperationException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<Issuing> IssueDirectlyAsync(Guid id, string prefix)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var head = new Official(SamplePeople.SectionHead, "李卫平", SamplePeople.Zezhou, "泽州县市场监督管理局", $"{SamplePeople.Zezhou}/信用监管股", "信用监管股", [Role.SectionHead]);
        return await scope.ServiceProvider.GetRequiredService<DocumentIssuing>().IssueAsync(SamplePeople.Zezhou, id, 2, prefix, null, head, CancellationToken.None);
    }

    private async Task<JsonElement> LedgerAsync() =>
        await DocumentWork.Json(await (await service.As(SamplePeople.Clerk)).GetAsync($"/api/bureaus/{SamplePeople.Zezhou}/document-numbers?year=2023"));

    private async Task OwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(service.Database);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
