using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>Two ceremonies of one section and one of another, in three rooms at the same time.</summary>
public sealed class ConcurrentCeremonyTests(TestPostgres postgres) : IAsyncLifetime
{
    private CeremonyStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await CeremonyStage.SetAsync(postgres);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Ceremonies_of_one_section_and_of_another_run_side_by_side_and_all_verify()
    {
        (string Desk, string Head)[] rooms = [(CeremonyStage.Desk, SamplePeople.SectionHead), (CeremonyStage.Desk, SamplePeople.SectionHead), (CeremonyStage.SecondDesk, SamplePeople.SecondSectionHead)];
        var draws = new List<Guid>();
        for (var n = 0; n < rooms.Length; n++)
            draws.Add(await stage.PrepareAsync(rooms[n].Desk, null, CeremonyStage.Task($"2023-2{n:00}", $"plan row {n}")));

        await Task.WhenAll(draws.Select((draw, n) => HoldAsync(draw, rooms[n].Head, $"{n + 1}")));

        foreach (var draw in draws)
            Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
        var used = await stage.Service.Db(db => db.Set<UsedSecret>().OrderBy(s => s.Desk).ThenBy(s => s.SecretIndex).Select(s => new { s.Desk, s.SecretIndex }).ToListAsync());
        Assert.Equal([0L, 1L], used.Where(s => s.Desk == CeremonyStage.Desk).Select(s => s.SecretIndex));
        Assert.Equal([0L], used.Where(s => s.Desk == CeremonyStage.SecondDesk).Select(s => s.SecretIndex));
    }

    [Fact]
    public async Task Two_witness_devices_entering_at_once_make_one_contribution()
    {
        var draw = await stage.PrepareAsync();
        await CeremonyStage.Done(stage.Witness.CosignAsync((await stage.ApproveAndOpenAsync(draw)).Checkpoint));

        var replies = await Task.WhenAll(Enumerable.Range(1, 4).Select(n => stage.Witness.EnterAsync(draw, new string((char)('0' + n), 25))));

        Assert.Single(replies, r => r.IsSuccessStatusCode);
        Assert.Single(await stage.Service.Db(db => db.Set<StoredRecord>().Where(r => r.Kind == "CONTRIB").ToListAsync()));
    }

    [Fact]
    public async Task Every_device_learns_how_far_the_draw_is_from_a_small_answer()
    {
        var draw = await stage.PrepareAsync();
        var versions = new List<string> { (await Progress(draw)).Version };
        var open = await stage.ApproveAndOpenAsync(draw);
        versions.Add((await Progress(draw)).Version);
        Assert.Equal((0, 1, "纪检组·赵守正"), await Waiting(draw));
        await CeremonyStage.Done(stage.Witness.CosignAsync(open.Checkpoint));
        versions.Add((await Progress(draw)).Version);
        Assert.Equal((1, 1, "纪检组·赵守正"), await Waiting(draw));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, CeremonyStage.Dice));
        versions.Add((await Progress(draw)).Version);
        Assert.Equal((1, 1, null), await Waiting(draw));
        await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reveal"));
        versions.Add((await Progress(draw)).Version);

        Assert.Equal(versions.Count, versions.Distinct().Count());
        Assert.Equal(versions[^1], (await Progress(draw)).Version);
    }

    [Fact]
    public async Task Whoever_reads_a_draw_while_records_come_in_is_answered_and_every_record_has_its_time()
    {
        var draw = await stage.PrepareAsync(CeremonyStage.Task(numerator: 40));
        using var over = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(async _ =>
        {
            var most = 0;
            while (!over.IsCancellationRequested)
            {
                var events = (await stage.Show(draw)).Events;
                Assert.All(events, e => Assert.NotEqual(default, e.At));
                most = Math.Max(most, events.Count);
            }

            return most;
        }).ToList();

        await stage.DrawAsync(draw);
        foreach (var drawn in (await stage.Show(draw)).Tasks[0].Outcome!.Drawn.Take(8))
            await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "recusals", new RecuseInspector.Request("2023-006", drawn.Object, drawn.Team[0].Inspector, "系企业负责人近亲属")));
        await over.CancelAsync();

        Assert.All(await Task.WhenAll(readers), most => Assert.True(most > 4, $"{most} records were seen"));
    }

    private async Task HoldAsync(Guid draw, string head, string die)
    {
        await CeremonyStage.Done(stage.Act(head, draw, "approval"));
        var opened = await CeremonyStage.Done(stage.Act(head, draw, "opening"));
        await CeremonyStage.Done(stage.Witness.CosignAsync((await opened.Content.ReadFromJsonAsync<OpenDraw.Response>())!.Checkpoint));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, string.Concat(Enumerable.Repeat(die, 25))));
        await CeremonyStage.Done(stage.Act(SamplePeople.Witness, draw, "reveal"));
    }

    private Task<ShowProgress.Response> Progress(Guid draw) => stage.Read<ShowProgress.Response>($"{CeremonyStage.Draws}/{draw}/progress");

    private async Task<(int, int, string?)> Waiting(Guid draw)
    {
        var progress = await Progress(draw);
        return (progress.Cosignatures, progress.CosignaturesNeeded, progress.WaitingFor);
    }
}
