using System.Net.Http.Json;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Preparation;
using SpotCheck.DocService.Draws.Publication;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>Lottery numbers, phrases and salted registers through the service's own routes, re-draws included.</summary>
public sealed class SourceTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Nonce = "00112233445566778899aabbccddeeff";
    private const string Numbers = "01 04 09 12 17 20 23 31 35 38 42 46 50 55 58 61 66 70 74 80";
    private static readonly string Witness = "纪检组·赵守正";
    private static readonly ExpectedThrow OneDie = new(SamplePeople.Witness, Witness, "dice6", 1, null, null);

    private CeremonyStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await CeremonyStage.SetAsync(postgres);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Lottery_numbers_and_one_die_are_enough_and_are_checked()
    {
        var draw = await stage.PrepareAsync(CeremonyStage.Desk, [Lottery("2023061"), OneDie]);
        await OpenAsync(draw);

        await Refused.Is(await stage.Witness.EnterAsync(draw, Numbers.Replace("80", "81", StringComparison.Ordinal)), 422, "draw.contribution");
        await Refused.Is(await stage.Witness.EnterAsync(draw, Numbers[..^3]), 422, "draw.contribution");
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, Numbers));
        Assert.Equal([true, false], (await stage.Show(draw)).Contributions.Select(c => c.Received));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, "6"));
        await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reveal"));

        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
    }

    [Fact]
    public async Task A_redraw_after_lottery_numbers_names_a_source_of_its_own()
    {
        var draw = await stage.PrepareAsync(CeremonyStage.Desk, [Lottery("2023061"), OneDie]);
        await OpenAsync(draw);
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, Numbers));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, "6"));
        await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reveal"));
        var drawn = (await stage.Show(draw)).Tasks[0].Outcome!.Drawn[0];
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "recusals", new RecuseInspector.Request("2023-006", drawn.Object, drawn.Team[0].Inspector, "近亲属任职", RecuseInspector.Origin.Declared)));
        var deadline = stage.Service.Clock.GetUtcNow().AddDays(2);

        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "reopening", new ReopenDraw.Request(deadline)), 422, "draw.redraw-sources");
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "reopening", new ReopenDraw.Request(deadline, [new("kl8", null, "2023061", null, null), new("dice6", 1, null, null, null)])), 409, "draw.protocol");
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "reopening", new ReopenDraw.Request(deadline, [new("dice6", 25, null, null, SamplePeople.Clerk)])), 422, "draw.not-a-witness");
        var reopened = await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reopening", new ReopenDraw.Request(deadline, [new("dice6", 25, null, null, null)])));
        await CeremonyStage.Done(stage.Witness.CosignAsync((await reopened.Content.ReadFromJsonAsync<ReopenDraw.Response>())!.Checkpoint));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, CeremonyStage.Dice));
        await CeremonyStage.Done(stage.Act(SamplePeople.Witness, draw, "reveal"));

        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
        Assert.Equal("检查人员申报：近亲属任职", Assert.Single((await stage.Show(draw)).Recusals).Ground);
    }

    [Fact]
    public async Task A_phrase_is_given_before_the_dice_and_must_fit_its_commitment()
    {
        var phrase = new ExpectedThrow(SamplePeople.SectionHead, "信用监管股·李卫平", "phrase", null, null, Phrases.Commit(Nonce, "春风化雨").ToString());
        var draw = await stage.PrepareAsync(CeremonyStage.Desk, [phrase, Dice25]);
        await OpenAsync(draw);

        await Refused.Is(await stage.Witness.EnterAsync(draw, CeremonyStage.Dice), 403, "draw.not-the-contributor");
        await Refused.Is(await Phrase(draw, "春风化雪", Nonce), 422, "draw.contribution");
        await Refused.Is(await Phrase(draw, "春风化雨", null), 422, "draw.contribution");
        await CeremonyStage.Done(Phrase(draw, "春风化雨", Nonce));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, CeremonyStage.Dice));
        await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reveal"));

        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
    }

    [Fact]
    public void A_phrase_after_the_dice_and_too_little_chance_are_refused()
    {
        var phrase = new ExpectedThrow(SamplePeople.Clerk, "信用监管股·王晓岚", "phrase", null, null, new string('a', 64));
        var now = stage.Service.Clock.GetUtcNow();
        CeremonyDraft Draft(params ExpectedThrow[] expects) => new("抽查", now.AddDays(1), expects, [CeremonyStage.Task()]);

        Assert.Equal("draw.phrase-last", Draft(Dice25, phrase).Judge(CeremonyStage.Desk, now)!.Code);
        Assert.Equal("draw.entropy", Draft(phrase, OneDie).Judge(CeremonyStage.Desk, now)!.Code);
        Assert.Equal("draw.entropy", Draft(Lottery("2023061")).Judge(CeremonyStage.Desk, now)!.Code);
        Assert.Equal("draw.source", Draft(Lottery("61"), OneDie).Judge(CeremonyStage.Desk, now)!.Code);
        Assert.Null(Draft(phrase, Dice25).Judge(CeremonyStage.Desk, now));
    }

    [Fact]
    public async Task A_salted_register_is_drawn_and_a_firm_still_gets_its_proof()
    {
        var draw = await stage.PrepareAsync(CeremonyStage.Task(salted: true));
        await stage.DrawAsync(draw);

        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
        var shown = await stage.Show(draw);
        var (key, first) = (shown.Tasks[0].Outcome!.Key, shown.Tasks[0].Outcome!.Drawn[0]);
        Assert.Equal(Digest.OfText(key + first.Message).ToString(), first.Ticket);
        Assert.StartsWith(first.Object + "|", first.Message, StringComparison.Ordinal);
        var answer = (await stage.Service.Anonymous.GetFromJsonAsync<AnswerEnterprise.Response>($"/public/{shown.Genesis}/draws/{shown.OpenSeq}/enterprises/{first.Object}"))!;
        Assert.Equal("drawn", Assert.Single(answer.Tasks).Answer);
    }

    private static readonly ExpectedThrow Dice25 = new(SamplePeople.Witness, Witness, "dice6", 25, null, null);

    private static ExpectedThrow Lottery(string issue) => new(SamplePeople.Witness, Witness, "kl8", null, issue, null);

    private Task<HttpResponseMessage> Phrase(Guid draw, string text, string? nonce) =>
        stage.Act(SamplePeople.SectionHead, draw, "contributions", new EnterContribution.Request(text, text, nonce));

    private async Task OpenAsync(Guid draw) => await CeremonyStage.Done(stage.Witness.CosignAsync((await stage.ApproveAndOpenAsync(draw)).Checkpoint));
}
