using System.Net.Http.Json;
using System.Text.Json;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Draws.Preparation;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Tests.Plans;
using SpotCheck.VerifiableDraws;
using Microsoft.EntityFrameworkCore;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>The real plans of 泽州 and 邯郸, adopted and drawn from the sample county's registers through the service's own routes.</summary>
public sealed class SamplePlanDrawTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData(SamplePeople.Zezhou, PlanFiles.Zezhou, SamplePeople.Clerk, SamplePeople.SectionHead, SamplePeople.Witness, 15)]
    [InlineData(SamplePeople.Handan, PlanFiles.Handan, SamplePeople.HandanClerk, SamplePeople.HandanSectionHead, SamplePeople.HandanWitness, 3)]
    public async Task Every_task_of_a_sample_plan_is_drawn_and_verifies(string bureau, string file, string clerkId, string headId, string witnessId, int tasks)
    {
        var (clerk, head) = (await service.As(clerkId), await service.As(headId));
        using var witness = new WitnessDevice(await service.As(witnessId), bureau);
        await witness.EnrolAsync();
        await CeremonyStage.Done(head.PostAsJsonAsync($"/api/bureaus/{bureau}/draw-log", new OpenLog.Request(2023, 1, [witnessId], 64)));
        var (plan, numbers) = await AdoptAsync(clerk, head, bureau, file);
        Assert.Equal(tasks, numbers.Count);

        var draws = $"/api/bureaus/{bureau}/draws";
        var choices = numbers.ConvertAll(n => new PrepareDraw.TaskChoice(plan, n, null, null, null, null));
        var prepared = await Read<PrepareDraw.Response>(CeremonyStage.Done(clerk.PostAsJsonAsync(draws, new PrepareDraw.Request("2023年度第一批抽查", service.Clock.GetUtcNow().AddDays(5), choices, null, null, null))));
        Assert.All(prepared.Tasks, t => Assert.True(t.Objects > 0 && t.Objects <= t.Targets, $"{t}"));
        await CeremonyStage.Done(head.PostAsync($"{draws}/{prepared.Id}/approval", null));
        var open = await Read<OpenDraw.Response>(CeremonyStage.Done(clerk.PostAsync($"{draws}/{prepared.Id}/opening", null)));
        await CeremonyStage.Done(witness.CosignAsync(open.Checkpoint));
        await CeremonyStage.Done(witness.EnterAsync(prepared.Id, CeremonyStage.Dice));
        var revealed = await Read<RevealDraw.Response>(CeremonyStage.Done(clerk.PostAsync($"{draws}/{prepared.Id}/reveal", null)));

        Assert.Equal(nameof(VerificationAnswer.Genuine), revealed.Verification);
        await CarriesNoNames(bureau, await (await service.As(headId)).GetByteArrayAsync($"{draws}/{prepared.Id}/evidence"));
        Assert.All(await service.Db(db => db.Set<RegisterVersion>().Where(v => v.BureauId == bureau).ToListAsync()), v => Assert.Equal(VersionState.Closed, v.State));
    }

    [Fact]
    public async Task A_task_that_cannot_be_drawn_says_why_and_freezes_nothing()
    {
        var (clerk, head) = (await service.As(SamplePeople.QuyangClerk), await service.As(SamplePeople.QuyangSectionHead));
        var draws = $"/api/bureaus/{SamplePeople.Quyang}/draws";
        var choice = new PrepareDraw.TaskChoice(Guid.NewGuid(), "2023-001", null, null, null, null);
        var request = new PrepareDraw.Request("抽查", service.Clock.GetUtcNow().AddDays(5), [choice], null, null, null);
        await Refused.Is(await clerk.PostAsJsonAsync(draws, request), 409, "draw.no-log");
        await Refused.Is(await head.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Quyang}/draw-log", new OpenLog.Request(2023, 0, [], 4)), 422, "draw.policy-without-witness");
        await CeremonyStage.Done(head.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Quyang}/draw-log", new OpenLog.Request(2023, 0, [], 4, CeremonyStage.Decision)));
        await Refused.Is(await head.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Quyang}/draw-log", new OpenLog.Request(2024, 0, [], 4, CeremonyStage.Decision)), 409, "draw.log-already-open");

        await Refused.Is(await clerk.PostAsJsonAsync(draws, request), 422, "draw.choose-witness");
        await Refused.Is(await clerk.PostAsJsonAsync(draws, request with { Witness = SamplePeople.QuyangAuditor }), 422, "draw.not-a-witness");
        await Refused.Is(await clerk.PostAsJsonAsync(draws, request with { Witness = SamplePeople.QuyangWitness }), 404, "draw.no-such-task");
        await Refused.Is(await clerk.PostAsJsonAsync(draws, request with { Tasks = [] }), 422, "draw.no-task");
        Assert.False(await service.Db(db => db.Set<Ceremony>().AnyAsync(c => c.BureauId == SamplePeople.Quyang)));
    }

    // Names of firms and inspectors, telephones and certificates stay in the registers; the log and the package know ids.
    private async Task CarriesNoNames(string bureau, byte[] package)
    {
        var personal = await service.Db(async db => (await db.Set<Target>().Where(t => t.BureauId == bureau).Select(t => t.Name).ToListAsync())
            .Concat(await db.Set<SpotCheck.DocService.Registers.Inspector>().Where(i => i.BureauId == bureau).Select(i => i.Name).ToListAsync())
            .Concat(await db.Set<SpotCheck.DocService.Registers.Inspector>().Where(i => i.BureauId == bureau && i.CertificateNumber != null).Select(i => i.CertificateNumber!).ToListAsync()).Distinct().ToList());
        Assert.NotEmpty(personal);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(package));
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            var text = await reader.ReadToEndAsync();
            Assert.DoesNotContain(personal, p => text.Contains(p, StringComparison.Ordinal));
        }
    }

    private async Task<(Guid Plan, List<string> Tasks)> AdoptAsync(HttpClient clerk, HttpClient head, string bureau, string file)
    {
        var workbook = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(PlanFiles.Samples, file + ".xlsx")));
        var created = await CeremonyStage.Done(clerk.PostAsync($"/api/bureaus/{bureau}/plans/workbook?fileName=plan.xlsx", workbook));
        var url = created.Headers.Location!.ToString();
        await CeremonyStage.Done(clerk.PostAsJsonAsync($"{url}/submit", new { revision = 1 }));
        await CeremonyStage.Done(head.PostAsJsonAsync($"{url}/adopt", new { revision = 2 }));
        var version = JsonDocument.Parse(await clerk.GetStringAsync(url)).RootElement;
        return (Guid.Parse(url.Split('/')[5]), [.. version.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("number").GetString()!)]);
    }

    private static async Task<T> Read<T>(Task<HttpResponseMessage> reply) => (await (await reply).Content.ReadFromJsonAsync<T>())!;
}
