using System.Net.Http.Json;
using System.Text;
using SpotCheck.DocService.Draws.Publication;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>What anybody reads without sign-in, and can check with the library alone.</summary>
public sealed class PublicationTests(TestPostgres postgres) : IAsyncLifetime
{
    private CeremonyStage stage = null!;
    private string log = "";

    public async ValueTask InitializeAsync()
    {
        stage = await CeremonyStage.SetAsync(postgres);
        await stage.DrawAsync(await stage.PrepareAsync());
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
}
