using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Draws.Publication;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>VOID, SUPERSEDE, recusal and re-draw, overdue draws, and what k = 0 means.</summary>
public sealed class AfterTheDrawTests(TestPostgres postgres) : IAsyncLifetime
{
    private CeremonyStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await CeremonyStage.SetAsync(postgres);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task A_recused_inspector_is_replaced_by_a_new_draw_that_verifies()
    {
        var draw = await stage.PrepareAsync();
        await stage.DrawAsync(draw);
        var before = (await Show(draw)).Tasks[0].Outcome!.Drawn[0];
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "recusals", new RecuseInspector.Request("2023-006", before.Object, before.Team[0].Inspector, "系企业负责人近亲属")));
        Assert.Equal(VerificationAnswer.Incomplete, (await stage.VerifyAsync(draw)).Answer);

        var reply = await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reopening", new ReopenDraw.Request(stage.Service.Clock.GetUtcNow().AddDays(2))));
        var reopen = (await reply.Content.ReadFromJsonAsync<ReopenDraw.Response>())!;
        await Refused.Is(await stage.Witness.EnterAsync(draw, CeremonyStage.Dice), 409, "draw.not-cosigned");
        await CeremonyStage.Done(stage.Witness.CosignAsync(reopen.Checkpoint));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, new string('3', 25)));
        await CeremonyStage.Done(stage.Act(SamplePeople.Witness, draw, "reveal"));

        var after = (await Show(draw)).Tasks[0].Outcome!.Drawn.Single(d => d.Object == before.Object);
        Assert.DoesNotContain(after.Team, m => m.Inspector == before.Team[0].Inspector);
        Assert.Equal(before.Team.Count, after.Team.Count);
        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
        Assert.Equal([0L, 1L], await stage.Service.Db(db => db.Set<UsedSecret>().OrderBy(s => s.SecretIndex).Select(s => s.SecretIndex).ToListAsync()));
    }

    [Fact]
    public async Task Only_somebody_on_the_team_can_be_recused_and_once()
    {
        var draw = await stage.PrepareAsync();
        await stage.DrawAsync(draw);
        var drawn = (await Show(draw)).Tasks[0].Outcome!.Drawn[0];

        await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "recusals", new RecuseInspector.Request("2023-006", drawn.Object, "I99", "理由")), 422, "draw.not-on-the-team");
        await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "recusals", new RecuseInspector.Request("2023-006", drawn.Object, drawn.Team[0].Inspector, "")), 422, "draw.text");
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "reopening", new ReopenDraw.Request(stage.Service.Clock.GetUtcNow().AddDays(2))), 409, "draw.no-recusals");
        var request = new RecuseInspector.Request("2023-006", drawn.Object, drawn.Team[0].Inspector, "理由");
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "recusals", request));
        await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "recusals", request), 409, "draw.protocol");
    }

    [Fact]
    public async Task A_voided_draw_opens_its_secret_and_the_next_attempt_follows_it()
    {
        var first = await stage.PrepareAsync();
        await stage.ApproveAndOpenAsync(first);
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, first, "void", new VoidDraw.Request("名录库漏报新设企业")));
        await Refused.Is(await stage.Act(SamplePeople.SectionHead, first, "void", new VoidDraw.Request("再次")), 409, "draw.wrong-state");
        await Refused.Is(await stage.Witness.EnterAsync(first, CeremonyStage.Dice), 409, "draw.wrong-state");

        var second = await stage.PrepareAsync();
        await stage.DrawAsync(second);

        var report = await stage.VerifyAsync(second);
        Assert.Equal(VerificationAnswer.Genuine, report.Answer);
        Assert.Equal(2, report.Certificate!.Opens.Count);
        Assert.Equal(CeremonyState.Void, (await Show(first)).State);
    }

    [Fact]
    public async Task After_the_last_contribution_nothing_can_be_voided()
    {
        var draw = await stage.PrepareAsync();
        var open = await stage.ApproveAndOpenAsync(draw);
        await CeremonyStage.Done(stage.Witness.CosignAsync(open.Checkpoint));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, CeremonyStage.Dice));

        await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "void", new VoidDraw.Request("结果不合意")), 409, "draw.wrong-state");
    }

    [Fact]
    public async Task A_superseded_result_stays_published_and_a_second_attempt_is_drawn()
    {
        var first = await stage.PrepareAsync();
        await stage.DrawAsync(first);
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, first, "supersede", new SupersedeTasks.Request(["2023-006"], "计划比例调整", "《行政许可法》第六十一条")));
        Assert.Equal(CeremonyState.Superseded, (await Show(first)).State);
        Assert.False((await Show(first)).Tasks[0].Outcome!.Live);

        var second = await stage.PrepareAsync();
        await stage.DrawAsync(second, new string('5', 25));

        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(second)).Answer);
        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(first)).Answer);
    }

    [Fact]
    public async Task A_draw_past_its_deadline_is_shown_as_overdue()
    {
        var draw = await stage.PrepareAsync();
        await stage.ApproveAndOpenAsync(draw);
        Assert.False((await Show(draw)).Overdue);

        stage.Service.Clock.Advance(TimeSpan.FromDays(8));
        await stage.Service.RestartAsync();

        Assert.True((await Show(draw)).Overdue);
    }

    [Fact]
    public async Task The_slip_carries_what_is_committed_and_a_code_to_scan()
    {
        var draw = await stage.PrepareAsync();
        var open = await stage.ApproveAndOpenAsync(draw);
        await CeremonyStage.Done(stage.Witness.CosignAsync(open.Checkpoint));

        var slip = (await (await stage.Service.As(SamplePeople.Clerk)).GetFromJsonAsync<ShowSlip.Response>($"{CeremonyStage.Draws}/{draw}/slip"))!;

        Assert.Equal((open.Hash, 1, 1), (slip.Hash, slip.Cosignatures, slip.CosignaturesNeeded));
        Assert.StartsWith("<svg", slip.QrCode, StringComparison.Ordinal);
        Assert.Equal(30, slip.Tasks[0].RegisterSize);
    }

    [Fact]
    public async Task Every_ticket_of_the_drawn_list_can_be_checked_by_hand()
    {
        var draw = await stage.PrepareAsync();
        await stage.DrawAsync(draw);

        var shown = await Show(draw);

        var key = new TicketKey(Digest.Parse(shown.Seed!)).Derive("objects/2023-006").Value.ToString();
        Assert.All(shown.Tasks[0].Outcome!.Drawn, d => Assert.Equal(Digest.OfText(key + d.Object).ToString(), d.Ticket));
        Assert.Equal([.. shown.Tasks[0].Strata.SelectMany(s => Enumerable.Range(1, (int)s.Quota))], shown.Tasks[0].Outcome!.Drawn.Select(d => d.Rank));
    }

    [Fact]
    public async Task Without_cosignatures_by_policy_the_draw_says_what_that_means()
    {
        await using var open = await CeremonyStage.SetAsync(postgres, cosignatures: 0);
        var draw = await open.PrepareAsync();
        await open.ApproveAndOpenAsync(draw);
        await CeremonyStage.Done(open.Witness.EnterAsync(draw, CeremonyStage.Dice));
        await CeremonyStage.Done(open.Act(SamplePeople.Clerk, draw, "reveal"));

        Assert.Equal(VerificationAnswer.Genuine, (await open.VerifyAsync(draw)).Answer);
        Assert.Contains($"不要求见证人联署（依据：{CeremonyStage.Decision}）", (await open.Show(draw)).PolicyNote!, StringComparison.Ordinal);
        Assert.Contains("没有外人能够证明", (await open.Read<ShowSlip.Response>($"{CeremonyStage.Draws}/{draw}/slip")).Policy, StringComparison.Ordinal);
        Assert.Contains(CeremonyStage.Decision, Assert.Single((await open.Service.Anonymous.GetFromJsonAsync<List<ListPublishedLogs.LogEntry>>("/public/logs"))!).Policy, StringComparison.Ordinal);
    }

    private Task<ShowDraw.Response> Show(Guid draw) => stage.Show(draw);
}
