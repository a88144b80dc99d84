using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Log;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>The ceremony as clerk, section head and witness live it, through the service's own routes.</summary>
public sealed class CeremonyTests(TestPostgres postgres) : IAsyncLifetime
{
    private CeremonyStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await CeremonyStage.SetAsync(postgres);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task A_whole_ceremony_gives_evidence_that_verifies_as_genuine()
    {
        var draw = await stage.PrepareAsync();

        await stage.DrawAsync(draw);

        var report = await stage.VerifyAsync(draw);
        Assert.Equal(VerificationAnswer.Genuine, report.Answer);
        Assert.Equal(CeremonyState.Drawn, await StateOf(draw));
    }

    [Fact]
    public async Task Two_tasks_are_drawn_in_one_ceremony()
    {
        var draw = await stage.PrepareAsync(CeremonyStage.Task(), CeremonyStage.Task("2023-007", "2023-007\n抽查任务名称：价格行为抽查", objects: 12));

        await stage.DrawAsync(draw);

        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
    }

    [Fact]
    public async Task A_draw_is_approved_by_a_section_head_of_the_section_who_did_not_prepare_it()
    {
        var draw = await stage.PrepareAsync();

        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "approval"), 403, "auth.not-allowed");
        await Refused.Is(await stage.Act(SamplePeople.SecondSectionHead, draw, "approval"), 403, "draw.other-section");
        await stage.Service.Db(db => db.Set<Ceremony>().Where(c => c.Id == draw).ExecuteUpdateAsync(s => s.SetProperty(c => c.PreparedBy, SamplePeople.SectionHead)));
        await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "approval"), 403, "draw.own-approval");
    }

    [Fact]
    public async Task Nothing_happens_out_of_turn()
    {
        var draw = await stage.PrepareAsync();
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "opening"), 409, "draw.wrong-state");
        await Refused.Is(await stage.Witness.EnterAsync(draw, CeremonyStage.Dice), 409, "draw.wrong-state");
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "reveal"), 409, "draw.wrong-state");

        var open = await stage.ApproveAndOpenAsync(draw);
        await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "approval"), 409, "draw.wrong-state");
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "opening"), 409, "draw.wrong-state");
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "reveal"), 409, "draw.wrong-state");
        await Refused.Is(await stage.Witness.EnterAsync(draw, CeremonyStage.Dice), 409, "draw.not-cosigned");

        await CeremonyStage.Done(stage.Witness.CosignAsync(open.Checkpoint));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, CeremonyStage.Dice));
        await Refused.Is(await stage.Witness.EnterAsync(draw, CeremonyStage.Dice), 409, "draw.wrong-state");
        await CeremonyStage.Done(stage.Act(SamplePeople.Witness, draw, "reveal"));
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "reveal"), 409, "draw.wrong-state");
    }

    [Fact]
    public async Task Dice_are_entered_by_the_witness_alone_twice_alike_and_exactly_as_many()
    {
        var draw = await stage.PrepareAsync();
        var open = await stage.ApproveAndOpenAsync(draw);
        await CeremonyStage.Done(stage.Witness.CosignAsync(open.Checkpoint));

        await Refused.Is(await stage.Witness.EnterAsync(draw, CeremonyStage.Dice, again: "2" + CeremonyStage.Dice[1..]), 422, "draw.dice-mismatch");
        await Refused.Is(await stage.Witness.EnterAsync(draw, CeremonyStage.Dice + "1"), 422, "draw.contribution");
        await Refused.Is(await stage.Witness.EnterAsync(draw, "7" + CeremonyStage.Dice[1..]), 422, "draw.contribution");
        await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "contributions", new EnterContribution.Request(CeremonyStage.Dice, CeremonyStage.Dice, null)), 403, "draw.not-the-contributor");
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, CeremonyStage.Dice));
    }

    [Fact]
    public async Task A_cosignature_counts_only_by_the_enrolled_key_over_the_true_checkpoint()
    {
        var draw = await stage.PrepareAsync();
        var open = await stage.ApproveAndOpenAsync(draw);
        using var stranger = new WitnessDevice(stage.Witness.Client, CeremonyStage.Bureau);

        await Refused.Is(await stranger.CosignAsync(open.Checkpoint), 422, "draw.cosignature");
        await Refused.Is(await stage.Witness.CosignAsync(open.Checkpoint.Replace("\n2\n", "\n9\n", StringComparison.Ordinal)), 422, "draw.cosignature");
    }

    [Fact]
    public async Task One_plan_row_has_one_live_draw()
    {
        await stage.DrawAsync(await stage.PrepareAsync());
        var second = await stage.PrepareAsync();
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, second, "approval"));

        await Refused.Is(await stage.Act(SamplePeople.Clerk, second, "opening"), 409, "draw.plan-already-drawn");
    }

    [Fact]
    public async Task Approval_is_refused_while_any_object_could_be_staffed_by_nobody()
    {
        var draw = await stage.PrepareAsync(CeremonyStage.Task(conflicts: [.. Enumerable.Range(1, 4).Select(n => new Conflict("FIRM007", $"I{n:00}"))]));

        var problem = await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "approval"), 409, "draw.unstaffable");

        Assert.Equal("FIRM007", problem.GetProperty("objects")[0].GetString());
    }

    [Fact]
    public async Task Too_few_inspectors_are_named_before_the_draw()
    {
        var draw = await stage.PrepareAsync(CeremonyStage.Task(inspectors: 4));

        var problem = await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "approval"), 409, "draw.unstaffable");

        Assert.Equal(30, problem.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_discarded_draw_leaves_nothing_in_the_log()
    {
        var draw = await stage.PrepareAsync();
        var clerk = await stage.Service.As(SamplePeople.Clerk);

        Assert.True((await clerk.DeleteAsync($"{CeremonyStage.Draws}/{draw}")).IsSuccessStatusCode);
        await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "approval"), 409, "draw.wrong-state");
        Assert.Equal(1, await stage.Service.Db(db => db.Set<StoredRecord>().CountAsync()));
    }

    [Fact]
    public async Task Ceremonies_opened_at_once_never_share_a_secret()
    {
        var draws = new List<Guid>();
        for (var n = 1; n <= 8; n++)
        {
            draws.Add(await stage.PrepareAsync(CeremonyStage.Task($"2023-1{n:00}", $"plan {n}")));
            await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draws[^1], "approval"));
        }

        var replies = await Task.WhenAll(draws.Concat(draws).Select(draw => stage.Act(SamplePeople.Clerk, draw, "opening")));

        var codes = await Task.WhenAll(replies.Select(async r => r.IsSuccessStatusCode ? "opened" : await r.Content.ReadAsStringAsync()));
        Assert.True(codes.Count(c => c == "opened") == 8, string.Join('\n', codes));
        Assert.All(replies.Where(r => !r.IsSuccessStatusCode), r => Assert.Equal(409, (int)r.StatusCode));
        var used = await stage.Service.Db(db => db.Set<UsedSecret>().Select(s => s.SecretIndex).OrderBy(i => i).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 8).Select(i => (long)i), used);
    }

    [Fact]
    public async Task After_a_restart_in_the_middle_the_ceremony_goes_on()
    {
        var draw = await stage.PrepareAsync();
        var open = await stage.ApproveAndOpenAsync(draw);
        await CeremonyStage.Done(stage.Witness.CosignAsync(open.Checkpoint));

        await stage.Service.RestartAsync();
        using var device = new WitnessDevice(await stage.Service.As(SamplePeople.Witness), CeremonyStage.Bureau);
        await CeremonyStage.Done(device.EnterAsync(draw, CeremonyStage.Dice));
        await stage.Service.RestartAsync();
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "reveal"));

        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
    }

    [Fact]
    public async Task The_secret_is_nowhere_to_be_read_before_the_reveal()
    {
        var draw = await stage.PrepareAsync();
        await stage.ApproveAndOpenAsync(draw);
        var desk = await stage.Service.Db(db => db.Set<StoredDesk>().SingleAsync(d => d.Name == CeremonyStage.Desk));
        var bodies = await stage.Service.Db(db => db.Set<StoredRecord>().OrderBy(r => r.Seq).Select(r => r.Body).ToListAsync());

        var vault = (SecretVault)stage.Service.Services.GetService(typeof(SecretVault))!;
        var master = vault.Open(desk.EncryptedMaster, LogSession.MasterPurpose(desk.LogId, desk.Name));
        var secret = new SecretTree(Digest.FromBytes(master), desk.Secrets).SecretAt(0).ToString();
        Assert.All(bodies, body => Assert.DoesNotContain(secret, System.Text.Encoding.UTF8.GetString(body), StringComparison.Ordinal));
        Assert.True(desk.EncryptedMaster.AsSpan().IndexOf(master) < 0);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(vault.KeyFile));
    }

    private Task<CeremonyState> StateOf(Guid draw) => stage.Service.Db(db => db.Set<Ceremony>().Where(c => c.Id == draw).Select(c => c.State).SingleAsync());
}
