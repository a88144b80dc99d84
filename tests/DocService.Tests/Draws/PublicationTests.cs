using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Publication;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>What anybody reads without sign-in, and can check with the library alone.</summary>
public sealed class PublicationTests(TestPostgres postgres) : IAsyncLifetime
{
    private CeremonyStage stage = null!;
    private string log = "";
    private Guid draw;

    public async ValueTask InitializeAsync()
    {
        stage = await CeremonyStage.SetAsync(postgres);
        draw = await stage.PrepareAsync();
        await stage.DrawAsync(draw);
        log = Assert.Single((await Anybody.GetFromJsonAsync<List<ListPublishedLogs.LogEntry>>("/public/logs"))!).Genesis;
    }

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    private HttpClient Anybody => stage.Service.Anonymous;

    [Fact]
    public async Task The_published_records_give_the_root_of_the_published_checkpoint()
    {
        var tree = new MerkleTree();
        foreach (var line in (await Anybody.GetStringAsync($"/public/{log}/records")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            tree.Append(Encoding.UTF8.GetBytes(line));

        Assert.True(Checkpoint.TryParse(await Anybody.GetStringAsync($"/public/{log}/checkpoints/latest"), out var checkpoint, out _));
        Assert.Equal((tree.Count, tree.Root), (checkpoint.Size, checkpoint.Root));
        var proof = (await Anybody.GetFromJsonAsync<ReadPublishedLog.ConsistencyResponse>($"/public/{log}/consistency?from=2&to={checkpoint.Size}"))!;
        Assert.True(Merkle.IsConsistent(2, tree.RootAt(2), checkpoint.Size, checkpoint.Root, [.. proof.Proof.Select(Digest.Parse)]));
    }

    [Fact]
    public async Task Every_enterprise_gets_an_answer_that_its_proof_supports()
    {
        var answers = new List<string>();
        for (var n = 1; n <= 31; n++)
        {
            var answer = (await Anybody.GetFromJsonAsync<AnswerEnterprise.Response>($"/public/{log}/draws/1/enterprises/firm{n:000}"))!;
            var task = Assert.Single(answer.Tasks);
            Assert.Equal(answer.Certificate, task.Proof["certificate"]!.GetValue<string>());
            Assert.Equal(task.Answer == "not-in-register" ? "ABSENCE" : "PROOF", task.Proof["kind"]!.GetValue<string>());
            Assert.True(task.Answer == "not-in-register" || task.Proof["drawn"]!.GetValue<bool>() == (task.Answer == "drawn"));
            answers.Add(task.Answer);
        }

        Assert.Equal(CeremonyStage.Task().ToTask().Quota.Sum(), answers.Count(a => a == "drawn"));
        Assert.Equal("not-in-register", answers[30]);
    }

    [Fact]
    public async Task A_second_answer_does_not_assemble_the_package_again_and_what_happens_later_does()
    {
        var draws = stage.Service.Services.GetRequiredService<PublishedDraws>();
        await AskAsync("firm001");
        var assembled = draws.Assembled;

        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => AskAsync($"firm{n:000}")));

        Assert.Equal(assembled, draws.Assembled);
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "supersede", new SupersedeTasks.Request(["2023-006"], "计划比例调整", "《行政许可法》第六十一条")));
        var later = await AskAsync("firm001");
        Assert.Equal(assembled + 1, draws.Assembled);
        Assert.NotEqual(answers[0].Certificate, later.Certificate);

        async Task<AnswerEnterprise.Response> AskAsync(string firm) =>
            (await Anybody.GetFromJsonAsync<AnswerEnterprise.Response>($"/public/{log}/draws/1/enterprises/{firm}"))!;
    }

    [Fact]
    public async Task A_mistyped_code_is_told_from_one_that_is_not_in_the_register()
    {
        var told = await Refused.Is(await Anybody.GetAsync($"/public/{log}/draws/1/enterprises/91140525MAXB59105A"), 422, "public.code-check");

        Assert.Contains("校验位应为 U", told.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        var unknown = (await Anybody.GetFromJsonAsync<AnswerEnterprise.Response>($"/public/{log}/draws/1/enterprises/ 91140525maxb59105u"))!;
        Assert.Equal(("91140525MAXB59105U", "not-in-register"), (unknown.Id, Assert.Single(unknown.Tasks).Answer));
    }

    [Fact]
    public async Task Who_reads_English_is_answered_in_English_and_no_cache_mixes_the_two()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/public/{log}/draws/1/enterprises/91140525MAXB59105U");
        asked.Headers.AcceptLanguage.ParseAdd("en-US, zh;q=0.5");
        using var answer = await Anybody.SendAsync(asked);
        var english = Assert.Single((await answer.Content.ReadFromJsonAsync<AnswerEnterprise.Response>())!.Tasks);
        var chinese = Assert.Single((await Anybody.GetFromJsonAsync<AnswerEnterprise.Response>($"/public/{log}/draws/1/enterprises/91140525MAXB59105U"))!.Tasks);

        Assert.Equal(["Accept-Language"], answer.Headers.Vary);
        Assert.Equal("en-US", Assert.Single(answer.Content.Headers.ContentLanguage));
        Assert.StartsWith("The register of task 2023-006 does not hold", english.Sentence, StringComparison.Ordinal);
        Assert.Contains("任务 2023-006 的抽取名录", chinese.Sentence, StringComparison.Ordinal);
        Assert.Equal(chinese.Answer, english.Answer);
    }

    [Fact]
    public async Task A_certificate_changed_in_anything_has_another_hash()
    {
        var certificate = (await stage.VerifyAsync(draw)).Certificate!;

        Assert.Equal(Digest.Of(Jcs.Serialize(certificate.ToJson())), certificate.Hash());
        Assert.NotEqual(certificate.Hash(), (certificate with { Checkpoint = certificate.Checkpoint + "x" }).Hash());
    }

    [Fact]
    public async Task The_evidence_anybody_downloads_stays_the_same_bytes_while_other_draws_go_on()
    {
        var first = await Anybody.GetByteArrayAsync($"/public/{log}/draws/1/evidence");
        await stage.DrawAsync(await stage.PrepareAsync(CeremonyStage.Task("2023-009", "another plan row")));

        Assert.Equal(first, await Anybody.GetByteArrayAsync($"/public/{log}/draws/1/evidence"));
    }

    [Fact]
    public async Task An_overdue_draw_is_public_and_an_unknown_address_says_so()
    {
        await stage.ApproveAndOpenAsync(await stage.PrepareAsync(CeremonyStage.Task("2023-009", "another plan row")));
        stage.Service.Clock.Advance(TimeSpan.FromDays(8));

        var draws = (await Anybody.GetFromJsonAsync<List<ListPublishedLogs.DrawEntry>>($"/public/{log}/draws"))!;

        Assert.Equal([true, false], draws.Select(d => d.Overdue));
        await Refused.Is(await Anybody.GetAsync($"/public/{new string('0', 64)}/draws"), 404, "public.no-such-log");
        await Refused.Is(await Anybody.GetAsync($"/public/{log}/records/999"), 404, "public.no-such-record");
        await Refused.Is(await Anybody.GetAsync($"/public/{log}/draws/1/enterprises/企业"), 422, "public.code");
    }

    [Fact]
    public async Task The_exported_files_are_the_same_bytes_the_service_answers_with()
    {
        await using var stream = await Anybody.GetStreamAsync($"/public/{log}/files");
        using var zip = new System.IO.Compression.ZipArchive(stream);

        foreach (var name in new[] { "records/0", "records/1", "checkpoints/latest" })
        {
            using var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync());
            Assert.Equal(await Anybody.GetStringAsync($"/public/{log}/{name}"), await reader.ReadToEndAsync());
        }

        Assert.NotNull(zip.GetEntry("draws/1/evidence.zip"));
    }

    [Fact]
    public async Task An_export_is_sent_while_it_is_read_and_holds_nobody_up()
    {
        using var export = await Anybody.GetAsync($"/public/{log}/files", HttpCompletionOption.ResponseHeadersRead);

        Assert.Null(export.Content.Headers.ContentLength);
        await stage.ApproveAndOpenAsync(await stage.PrepareAsync(CeremonyStage.Task("2023-009", "another plan row")));
        using var zip = new System.IO.Compression.ZipArchive(await export.Content.ReadAsStreamAsync());
        Assert.True(Checkpoint.TryParse(await new StreamReader(await zip.GetEntry("checkpoints/latest")!.OpenAsync()).ReadToEndAsync(), out var latest, out _));
        for (var seq = 0; seq < latest.Size; seq++)
            Assert.NotNull(zip.GetEntry($"records/{seq}"));
        Assert.NotNull(zip.GetEntry("verify.html"));
    }

    /// <summary>What an upgrade leaves behind: the row of a page that another version handed out.</summary>
    [Fact]
    public async Task A_verifier_once_handed_out_stays_reachable_by_the_hash_that_papers_print()
    {
        var old = "<!doctype html><title>抽取核验</title>"u8.ToArray();
        var hash = Digest.Of(old).ToString();
        await stage.Service.Db(db => db.Database.ExecuteSqlAsync($"INSERT INTO served_verifier (sha256, page, first_served_at) VALUES ({hash}, {old}, {stage.Service.Clock.GetUtcNow().AddDays(-30)})"));
        var shown = (await Anybody.GetFromJsonAsync<ServedVerifiers.Response>("/public/verifier"))!;

        Assert.Equal([hash], shown.Earlier.Select(v => v.Sha256));
        Assert.Equal(await Anybody.GetByteArrayAsync("/verify.html"), await Anybody.GetByteArrayAsync(shown.Address));
        var reply = await Anybody.GetAsync(shown.Earlier[0].Address);
        Assert.Equal(old, await reply.Content.ReadAsByteArrayAsync());
        Assert.Equal(("public, max-age=31536000, immutable", "text/html", "frame-ancestors 'none'"),
            (reply.Headers.CacheControl!.ToString(), reply.Content.Headers.ContentType!.MediaType, reply.Headers.GetValues("Content-Security-Policy").Single()));
        await Refused.Is(await Anybody.GetAsync($"/verify/{new string('0', 64)}.html"), 404, "public.no-such-verifier");
        // Nobody can put another page behind a hash, or take one away.
        await Assert.ThrowsAsync<PostgresException>(() => stage.Service.Db(db => db.Database.ExecuteSqlAsync($"DELETE FROM served_verifier WHERE sha256 = {hash}")));
        await Assert.ThrowsAsync<PostgresException>(() => stage.Service.Db(db => db.Database.ExecuteSqlAsync($"INSERT INTO served_verifier (sha256, page, first_served_at) VALUES ({new string('1', 64)}, {old}, now())")));
    }

    [Fact]
    public async Task What_never_changes_may_be_kept_for_ever_and_what_grows_for_seconds()
    {
        async Task<string> Kept(string address) => (await Anybody.GetAsync(address)).Headers.CacheControl!.ToString();

        Assert.Equal("public, max-age=31536000, immutable", await Kept($"/public/{log}/records/1"));
        Assert.Equal("public, max-age=31536000, immutable", await Kept($"/public/{log}/consistency?from=1&to=2"));
        string[] growing = ["/public/logs", "/public/verifier", $"/public/{log}/draws", $"/public/{log}/records", $"/public/{log}/checkpoints/latest", $"/public/{log}/files", $"/public/{log}/draws/1/evidence", $"/public/{log}/draws/1/enterprises/FIRM001"];
        foreach (var address in growing)
            Assert.Equal("public, max-age=10", await Kept(address));
    }

    [Fact]
    public async Task At_year_end_every_master_secret_is_published_and_the_log_takes_nothing_more()
    {
        var closing = $"/api/bureaus/{CeremonyStage.Bureau}/draw-log/closing";
        var head = await stage.Service.As(SpotCheck.DocService.Identity.SamplePeople.SectionHead);
        var waiting = await stage.PrepareAsync(CeremonyStage.Task("2023-009", "another plan row"));
        await stage.ApproveAndOpenAsync(waiting);
        await Refused.Is(await head.PostAsync(closing, null), 409, "draw.unfinished");
        await CeremonyStage.Done(stage.Act(SpotCheck.DocService.Identity.SamplePeople.SectionHead, waiting, "void", new { reason = "年终清理" }));

        await CeremonyStage.Done(head.PostAsync(closing, null));

        var records = (await Anybody.GetStringAsync($"/public/{log}/records")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => LogRecord.TryRead(Encoding.UTF8.GetBytes(line), out var record, out _) ? record : null).ToList();
        var genesis = Assert.IsType<GenesisRecord>(records[0]);
        Assert.Equal(genesis.Desks.Count, records.OfType<YearOpenRecord>().Count(y => y.CheckAgainst(genesis) is null));
        await Refused.Is(await head.PostAsync(closing, null), 409, "draw.no-log");
    }

    [Fact]
    public async Task A_service_whose_log_was_altered_behind_its_back_does_not_start()
    {
        await using (var owner = Npgsql.NpgsqlDataSource.Create(stage.Service.Database + ";Pooling=false"))
        await using (var forge = owner.CreateCommand("ALTER TABLE stored_record DISABLE TRIGGER ALL; UPDATE stored_record SET body = convert_to(replace(convert_from(body, 'UTF8'), '1234561', '1234562'), 'UTF8') WHERE kind = 'CONTRIB'"))
            await forge.ExecuteNonQueryAsync();

        var refused = await Assert.ThrowsAsync<SpotCheck.DocService.Storage.DatabaseStartException>(stage.Service.RestartAsync);

        Assert.Contains("与数据库不一致", refused.Message, StringComparison.Ordinal);
    }
}
