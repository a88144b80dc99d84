using System.Net.Http.Json;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Preparation;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>The steering index: quiet where chances are fair, loud where a padded list of recusals decides who inspects whom.</summary>
public sealed class SteeringTests(TestPostgres postgres)
{
    [Fact]
    public void A_register_without_recusals_is_fair()
    {
        var report = Estimate(CeremonyStage.Task());

        Assert.Empty(report.Pairs);
        Assert.InRange(report.Index, 100, SteeringEstimate.Threshold);
    }

    [Fact]
    public void An_inspector_recused_from_everything_but_one_firm_is_named_with_that_firm()
    {
        // Four firms, four inspectors of stations, no slack: whoever keeps I05 away from three firms sends him to the fourth.
        var padded = Enumerable.Range(2, 3).Select(n => new Conflict($"FIRM{n:000}", "I05")).ToArray();

        var report = Estimate(CeremonyStage.Task(objects: 4, conflicts: padded, numerator: 100, slack: 0));

        var worst = report.Pairs[0];
        Assert.Equal(("FIRM001", "I05", "监管所"), (worst.Object, worst.Inspector, worst.Role));
        Assert.True(worst.Index > SteeringEstimate.Threshold, $"{worst.Index}");
        Assert.Contains("3 家", worst.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Loads_add_up_to_the_places_on_all_teams()
    {
        var draft = CeremonyStage.Task();

        var report = Estimate(draft);

        var places = draft.ToTask().Quota.Sum() * 2;
        Assert.InRange(report.Loads.Sum(l => l.Expected), places - 0.1m, places + 0.1m);
    }

    [Fact]
    public async Task The_preview_shows_counts_and_warnings_at_once_and_the_index_when_it_is_done()
    {
        await using var stage = await CeremonyStage.SetAsync(postgres);
        var draw = await stage.PrepareAsync(CeremonyStage.Task(objects: 12, numerator: 5));
        var clerk = await stage.Service.As(SamplePeople.Clerk);

        var preview = await clerk.GetFromJsonAsync<ShowFairness.Response>($"{CeremonyStage.Draws}/{draw}/fairness");
        Assert.Contains("不足 1 家", preview!.Tasks[0].Warnings[0], StringComparison.Ordinal);
        for (var wait = 0; preview!.Steering is null && wait < 300; wait++)
        {
            await Task.Delay(100);
            preview = await clerk.GetFromJsonAsync<ShowFairness.Response>($"{CeremonyStage.Draws}/{draw}/fairness");
        }

        Assert.Equal(SteeringEstimate.Simulations, preview.Steering![0].Simulations);
        Assert.Equal(preview.Of, preview.Done);
    }

    private static SteeringReport Estimate(TaskDraft draft)
    {
        var estimate = new SteeringEstimate(draft);
        for (var run = 0; run < SteeringEstimate.Simulations; run++)
            estimate.Run();
        return estimate.Report();
    }
}
