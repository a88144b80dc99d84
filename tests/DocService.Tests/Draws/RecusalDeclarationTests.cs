using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Declarations;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Results.Acts;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>回避声明: an inspector declares by the link on his notice, the section decides, the log holds what it decided and nothing else.</summary>
public sealed class RecusalDeclarationTests(RecusalDeclarationTests.Room room) : IClassFixture<RecusalDeclarationTests.Room>, IAsyncLifetime
{
    private const string Private = "我岳父是该企业的法定代表人";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };
    private readonly CeremonyStage stage = room.Stage;
    private Guid draw;
    private IReadOnlyList<IssueRecusalLinks.Notice> notices = [];

    public async ValueTask InitializeAsync()
    {
        var task = $"2023-{room.NextTask():000}";
        draw = await stage.PrepareAsync(CeremonyStage.Task(task, $"{task}\n抽查任务名称：年报公示信息抽查", numerator: 40));
        await stage.DrawAsync(draw);
        notices = await IssueAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Declarations_are_taken_over_in_one_batch_redrawn_and_leave_no_words_of_the_inspector_in_the_log()
    {
        var (first, second) = (notices[0], notices[1]);
        var (at, also) = ((await VisitsAsync(first)).Objects[0], (await VisitsAsync(second)).Objects[0]);
        var progress = await ProgressAsync();
        var answered = await Read(await DeclareAsync(first, Choice(at)));
        Assert.Equal("已声明回避，等待股室处理", Of(answered, at).State);
        Assert.All(answered.Objects, o => Assert.True(o.Answered));
        await CeremonyStage.Done(DeclareAsync(second, Choice(also, RecusalGround.OwnInterest, "")));
        Assert.NotEqual(progress, await ProgressAsync());
        Assert.Equal(2, (await stage.Show(draw)).WaitingDeclarations);
        Assert.Empty((await stage.Show(draw)).Recusals);

        var waiting = await WaitingAsync();
        Assert.Equal([(first.Inspector, "涉及亲属利害关系", Private), (second.Inspector, "涉及本人利害关系", "")], waiting.Select(d => (d.Inspector, d.GroundName, d.Explanation)));
        await CeremonyStage.Done(TakeOverAsync([.. waiting.Select(d => d.Id)]));

        var shown = await stage.Show(draw);
        Assert.Equal([(first.Inspector, "检查人员申报：涉及亲属利害关系"), (second.Inspector, "检查人员申报：涉及本人利害关系")], shown.Recusals.Select(r => (r.Inspector, r.Ground)));
        Assert.Equal("已登记回避，等待重新抽取", Of(await VisitsAsync(first), at).State);
        await RedrawAsync();
        Assert.Equal("已回避，改由他人检查", Of(await VisitsAsync(first), at).State);
        Assert.DoesNotContain((await stage.Show(draw)).Tasks[0].Outcome!.Drawn.Single(d => d.Object == at.Object).Team, m => m.Inspector == first.Inspector);
        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
        var log = await stage.Service.Anonymous.GetStringAsync($"/public/{shown.Genesis}/records?from=0");
        Assert.Contains("检查人员申报", log, StringComparison.Ordinal);
        Assert.DoesNotContain("岳父", log, StringComparison.Ordinal);
        var acts = await stage.Service.Db(db => db.Set<AuditEntry>().Where(e => e.ObjectId == draw.ToString()).Select(e => e.Act).ToListAsync());
        Assert.Contains("draw.recusal-links-made", acts);
        Assert.Equal((2, 2), (acts.Count(a => a == "draw.recusal-declared"), acts.Count(a => a == "draw.recused")));
    }

    [Fact]
    public async Task A_rejected_declaration_shows_its_reason_and_may_be_declared_again()
    {
        var at = (await VisitsAsync(notices[0])).Objects[0];
        await CeremonyStage.Done(DeclareAsync(notices[0], Choice(at)));
        var declared = Assert.Single(await WaitingAsync()).Id;

        await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "declarations/rejection", new DecideDeclarations.RejectionRequest([declared], " ")), 422, "recusal.reason");
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "declarations/rejection", new DecideDeclarations.RejectionRequest([declared], "该企业两年前已注销原股东登记")));

        var shown = Of(await VisitsAsync(notices[0]), at);
        Assert.Equal(("不予受理", "该企业两年前已注销原股东登记", true), (shown.State, shown.Because, shown.Asked));
        await Refused.Is(await TakeOverAsync([declared]), 409, "recusal.decided-before");
        await CeremonyStage.Done(DeclareAsync(notices[0], Choice(at, RecusalGround.Other, "同一小区邻居，有过纠纷")));
        Assert.Equal(1, (await stage.Show(draw)).WaitingDeclarations);
    }

    [Fact]
    public async Task Of_two_section_heads_who_take_over_at_once_one_does()
    {
        var at = (await VisitsAsync(notices[0])).Objects[0];
        await CeremonyStage.Done(DeclareAsync(notices[0], Choice(at)));
        var declared = Assert.Single(await WaitingAsync()).Id;

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TakeOverAsync([declared])));

        Assert.Equal([200, 409, 409, 409], replies.Select(r => (int)r.StatusCode).Order());
        Assert.Single((await stage.Show(draw)).Recusals);
    }

    [Fact]
    public async Task What_the_section_enters_itself_settles_the_declaration()
    {
        var at = (await VisitsAsync(notices[0])).Objects[0];
        await CeremonyStage.Done(DeclareAsync(notices[0], Choice(at)));

        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "recusals", new RecuseInspector.Request(at.Task, at.Object, notices[0].Inspector, "近亲属", RecuseInspector.Origin.Found)));

        Assert.Equal(0, (await stage.Show(draw)).WaitingDeclarations);
        await Refused.Is(await DeclareAsync(notices[0], Choice(at)), 409, "recusal.declared-before");
    }

    [Fact]
    public async Task Nobody_declares_twice_for_others_or_without_a_ground()
    {
        var (mine, his) = ((await VisitsAsync(notices[0])).Objects, (await VisitsAsync(notices[1])).Objects);
        var notMine = his.First(o => mine.All(m => m.Object != o.Object));

        await Refused.Is(await DeclareAsync(notices[0], Choice(notMine)), 422, "recusal.not-yours");
        await Refused.Is(await DeclareAsync(notices[0], Choice(mine[0], RecusalGround.Other, " ")), 422, "recusal.explanation");
        await Refused.Is(await DeclareAsync(notices[0]), 422, "recusal.nothing-declared");
        Assert.All((await VisitsAsync(notices[0])).Objects, o => Assert.False(o.Answered));
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DeclareAsync(notices[0], Choice(mine[0]))));
        Assert.Equal([200, 409, 409, 409], replies.Select(r => (int)r.StatusCode).Order());
    }

    [Fact]
    public async Task Who_says_that_none_applies_may_still_declare_later()
    {
        var at = (await VisitsAsync(notices[0])).Objects[0];
        var cleared = await Read(await AskAsync(notices[0].Address!, HttpMethod.Post, "clearance"));
        Assert.All(cleared.Objects, o => Assert.Equal("已声明无需回避", o.State));
        Assert.Equal(0, (await stage.Show(draw)).WaitingDeclarations);
        var row = (await IssueAsync()).Single(n => n.Inspector == notices[0].Inspector);
        Assert.Equal((notices[0].Link, row.Objects), (row.Link, row.Answered));

        Assert.Equal("已声明回避，等待股室处理", Of(await Read(await DeclareAsync(notices[0], Choice(at))), at).State);
    }

    [Fact]
    public async Task A_link_forged_foreign_withdrawn_or_expired_opens_nothing_and_says_why()
    {
        var token = notices[0].Address!.Split('#')[1];
        var letters = (SpotCheck.DocService.Documents.LetterLinks)stage.Service.Services.GetService(typeof(SpotCheck.DocService.Documents.LetterLinks))!;
        foreach (var forged in new[] { "", token[..42], $"{token[..20]}{(token[20] == 'A' ? 'B' : 'A')}{token[21..]}", letters.TokenOf(notices[0].Link!.Value) })
            await Refused.Is(await AskAsync($"#{forged}", HttpMethod.Get, "visits"), 404, "recusal.unknown-link");
        var rows = await stage.Service.Db(db => db.Set<RecusalLink>().Where(l => l.CeremonyId == draw).ToListAsync());
        Assert.Equal(notices.Count, rows.Count);
        Assert.All(rows, r => Assert.Equal(32, r.TokenHash.Length));

        await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, $"recusal-links/{notices[0].Link}/withdrawal", new IssueRecusalLinks.WithdrawalRequest("告知单遗失")));
        var told = await Refused.Is(await AskAsync(notices[0].Address!, HttpMethod.Get, "visits"), 410, "recusal.withdrawn");
        Assert.Contains("告知单遗失", told.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        var again = (await IssueAsync(minutes: 10)).Single(n => n.Inspector == notices[0].Inspector);
        Assert.NotEqual(notices[0].Link, again.Link);
        await VisitsAsync(again);

        stage.Service.Clock.Advance(TimeSpan.FromMinutes(10));
        await Refused.Is(await AskAsync(again.Address!, HttpMethod.Get, "visits"), 410, "recusal.expired");
        await Refused.Is(await AskAsync(again.Address!, HttpMethod.Post, "clearance"), 410, "recusal.expired");
        Assert.NotEqual(again.Link, (await IssueAsync()).Single(n => n.Inspector == notices[0].Inspector).Link);
    }

    [Fact]
    public async Task An_official_who_is_signed_in_speaks_for_no_inspector_and_other_sections_see_nothing()
    {
        var at = (await VisitsAsync(notices[0])).Objects[0];
        using var body = JsonContent.Create(new DeclareRecusal.Request([Choice(at)]), options: Json);
        using var request = Request(notices[0].Address!, HttpMethod.Post, "declaration", body);

        await Refused.Is(await (await stage.Service.As(SamplePeople.SectionHead)).SendAsync(request), 403, "recusal.signed-in");

        Assert.Equal([SamplePeople.SectionHead], await stage.Service.Db(db => db.Set<AuditEntry>().Where(e => e.ObjectId == draw.ToString() && e.Act == "draw.recusal-declaration-refused").Select(e => e.Official).ToListAsync()));
        Assert.Empty(await WaitingAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await stage.Act(SamplePeople.Clerk, draw, "declarations/acceptance", new DecideDeclarations.TakeOverRequest([Guid.NewGuid()]))).StatusCode);
        await Refused.Is(await TakeOverAsync([Guid.NewGuid()]), 404, "recusal.unknown-declaration");
    }

    [Fact]
    public async Task Once_a_result_is_entered_nobody_is_recused_from_that_object()
    {
        var visits = (await VisitsAsync(notices[0])).Objects;
        await CeremonyStage.Done(DeclareAsync(notices[0], Choice(visits[1])));
        var clerk = await stage.Service.As(SamplePeople.Clerk);
        var begun = await CeremonyStage.Done(clerk.PostAsJsonAsync($"/api/bureaus/{CeremonyStage.Bureau}/check-runs", new BeginRun.Request(draw, visits[0].Task)));
        var run = JsonDocument.Parse(await begun.Content.ReadAsStringAsync()).RootElement.GetProperty("summary").GetProperty("id").GetString();
        foreach (var visited in visits.Take(2))
            await CeremonyStage.Done(clerk.PutAsJsonAsync($"/api/bureaus/{CeremonyStage.Bureau}/check-runs/{run}/objects/{visited.Object}/result", new EnterResult.Request(DateOnly.FromDateTime(stage.Service.Clock.GetUtcNow().AddHours(8).Date), ["1"], "实地检查")));

        Assert.Equal("检查结果已录入，不能再声明", Of(await VisitsAsync(notices[0]), visits[0]).State);
        await Refused.Is(await DeclareAsync(notices[0], Choice(visits[0])), 409, "recusal.result-entered");
        await Refused.Is(await TakeOverAsync([Assert.Single(await WaitingAsync()).Id]), 409, "recusal.result-entered");
        var found = new RecuseInspector.Request(visits[0].Task, visits[0].Object, (await VisitsAsync(notices[0])).Inspector, "近亲属在该企业任职", RecuseInspector.Origin.Found);
        var told = await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "recusals", found), 409, "recusal.result-entered");
        Assert.Contains("“替代”这项任务", told.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_asks_too_often_waits()
    {
        for (var i = 0; i < 60; i++)
            (await AskAsync(notices[^1].Address!, HttpMethod.Get, "visits")).EnsureSuccessStatusCode();

        await Refused.Is(await AskAsync(notices[^1].Address!, HttpMethod.Get, "visits"), 429, "recusal.too-often");
        await VisitsAsync(notices[0]);
    }

    private static DeclareRecusal.Choice Choice(DeclareRecusal.ObjectEntry at, RecusalGround ground = RecusalGround.RelativeInterest, string explanation = Private) => new(at.Task, at.Object, ground, explanation);

    private static DeclareRecusal.ObjectEntry Of(DeclareRecusal.Response visits, DeclareRecusal.ObjectEntry at) => visits.Objects.Single(o => o.Task == at.Task && o.Object == at.Object);

    private static HttpRequestMessage Request(string link, HttpMethod method, string path, HttpContent? body = null)
    {
        var request = new HttpRequestMessage(method, $"/recusal/{path}") { Content = body };
        request.Headers.Add(RecusalDesk.TokenHeader, link.Split('#')[1]);
        return request;
    }

    private static async Task<DeclareRecusal.Response> Read(HttpResponseMessage reply)
    {
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        Assert.True(reply.Headers.CacheControl?.NoStore);
        return (await reply.Content.ReadFromJsonAsync<DeclareRecusal.Response>(Json))!;
    }

    private async Task<HttpResponseMessage> AskAsync(string link, HttpMethod method, string path, object? body = null)
    {
        using var content = body is null ? null : JsonContent.Create(body, options: Json);
        using var request = Request(link, method, path, content);
        return await stage.Service.Anonymous.SendAsync(request);
    }

    private async Task<DeclareRecusal.Response> VisitsAsync(IssueRecusalLinks.Notice notice) => await Read(await AskAsync(notice.Address!, HttpMethod.Get, "visits"));

    private Task<HttpResponseMessage> DeclareAsync(IssueRecusalLinks.Notice notice, params DeclareRecusal.Choice[] choices) =>
        AskAsync(notice.Address!, HttpMethod.Post, "declaration", new DeclareRecusal.Request(choices));

    private Task<HttpResponseMessage> TakeOverAsync(IReadOnlyList<Guid> declarations) =>
        stage.Act(SamplePeople.SectionHead, draw, "declarations/acceptance", new DecideDeclarations.TakeOverRequest(declarations));

    private async Task<List<ListDeclarations.Entry>> WaitingAsync()
    {
        var head = await stage.Service.As(SamplePeople.SectionHead);
        return [.. (await head.GetFromJsonAsync<List<ListDeclarations.Entry>>($"{CeremonyStage.Draws}/{draw}/declarations", Json))!.Where(d => d.State == DeclarationState.Open)];
    }

    private async Task<string> ProgressAsync() => (await stage.Read<ShowProgress.Response>($"{CeremonyStage.Draws}/{draw}/progress")).Version;

    private async Task<IReadOnlyList<IssueRecusalLinks.Notice>> IssueAsync(int minutes = 3 * 24 * 60)
    {
        var reply = await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "recusal-links", new IssueRecusalLinks.Request(stage.Service.Clock.GetUtcNow().AddMinutes(minutes))));
        return (await reply.Content.ReadFromJsonAsync<IssueRecusalLinks.Response>(Json))!.Notices;
    }

    private async Task RedrawAsync()
    {
        var reply = await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reopening", new ReopenDraw.Request(stage.Service.Clock.GetUtcNow().AddDays(2))));
        await CeremonyStage.Done(stage.Witness.CosignAsync((await reply.Content.ReadFromJsonAsync<ReopenDraw.Response>())!.Checkpoint));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, new string('3', 25)));
        await CeremonyStage.Done(stage.Act(SamplePeople.Witness, draw, "reveal"));
    }

    /// <summary>One service for all; every test has a draw of its own.</summary>
    public sealed class Room(TestPostgres postgres) : IAsyncLifetime
    {
        private int task;

        internal CeremonyStage Stage { get; private set; } = null!;

        public int NextTask() => ++task;

        public async ValueTask InitializeAsync() => Stage = await CeremonyStage.SetAsync(postgres);

        public ValueTask DisposeAsync() => Stage.DisposeAsync();
    }
}
