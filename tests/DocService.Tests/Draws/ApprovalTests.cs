using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>Approval and taking back: who, with which witnesses, and what happens when two people decide at once.</summary>
public sealed class ApprovalTests(TestPostgres postgres) : IAsyncLifetime
{
    private CeremonyStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await CeremonyStage.SetAsync(postgres);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task A_draw_whose_witness_has_left_is_not_approved()
    {
        var draw = await stage.PrepareAsync();
        await Witness(active: false);

        var problem = await Refused.Is(await stage.Act(SamplePeople.SectionHead, draw, "approval"), 409, "draw.no-witness");
        Assert.Contains("撤回后重新准备", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(CeremonyState.Prepared, await StateOf(draw));

        await Witness(active: true);
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "approval"));
    }

    [Fact]
    public async Task A_bureau_whose_log_says_so_draws_without_any_witness_and_its_clerk_throws()
    {
        await using var alone = await CeremonyStage.SetAsync(postgres, cosignatures: 0);
        await alone.Service.Db(db => db.Set<Person>().Where(p => p.Id == SamplePeople.Witness).ExecuteUpdateAsync(s => s.SetProperty(p => p.Active, false)));
        var draw = await alone.PrepareAsync(CeremonyStage.Desk, [new ExpectedThrow(SamplePeople.Clerk, "信用监管股·王晓岚", "dice6", 25, null, null)]);

        await alone.ApproveAndOpenAsync(draw);
        await CeremonyStage.Done(alone.Act(SamplePeople.Clerk, draw, "contributions", new EnterContribution.Request(CeremonyStage.Dice, CeremonyStage.Dice, null)));
        await CeremonyStage.Done(alone.Act(SamplePeople.SectionHead, draw, "reveal"));

        Assert.Equal(VerificationAnswer.Genuine, (await alone.VerifyAsync(draw)).Answer);
    }

    [Fact]
    public async Task An_approved_draw_is_taken_back_by_a_section_head_alone()
    {
        var draw = await stage.PrepareAsync();
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "approval"));

        await Refused.Is(await Discard(SamplePeople.Clerk, draw), 403, "draw.already-approved");
        await CeremonyStage.Done(Discard(SamplePeople.SectionHead, draw));

        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "opening"), 409, "draw.wrong-state");
        Assert.Equal(1, await stage.Service.Db(db => db.Set<StoredRecord>().CountAsync()));
    }

    [Fact]
    public async Task Of_approval_and_taking_back_at_once_one_wins_and_the_other_is_told()
    {
        for (var round = 0; round < 4; round++)
        {
            var draw = await stage.PrepareAsync();
            var replies = await Task.WhenAll(stage.Act(SamplePeople.SectionHead, draw, "approval"), Discard(SamplePeople.Clerk, draw));

            var won = Assert.Single(replies, r => r.IsSuccessStatusCode);
            Assert.Contains((int)replies.Single(r => r != won).StatusCode, new[] { 403, 409 });
            Assert.Equal(won == replies[0] ? CeremonyState.Approved : CeremonyState.Discarded, await StateOf(draw));
            if (won == replies[0])
                await CeremonyStage.Done(Discard(SamplePeople.SectionHead, draw));
        }
    }

    private async Task<HttpResponseMessage> Discard(string person, Guid draw) => await (await stage.Service.As(person)).DeleteAsync($"{CeremonyStage.Draws}/{draw}");

    private Task Witness(bool active) => stage.Service.Db(db => db.Set<Person>().Where(p => p.Id == SamplePeople.Witness).ExecuteUpdateAsync(s => s.SetProperty(p => p.Active, active)));

    private Task<CeremonyState> StateOf(Guid draw) => stage.Service.Db(db => db.Set<Ceremony>().Where(c => c.Id == draw).Select(c => c.State).SingleAsync());
}
