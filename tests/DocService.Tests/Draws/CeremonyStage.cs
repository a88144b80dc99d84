using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Draws.Preparation;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>A bureau ready to draw on its own service: log open, one witness enrolled, ceremonies prepared from small tables written here.</summary>
internal sealed class CeremonyStage : IAsyncDisposable
{
    public const string Bureau = SamplePeople.Zezhou;
    public const string Desk = "信用监管股";
    public const string SecondDesk = "食品生产监管股";

    /// <summary>What allows the bureau to draw without cosigning witnesses, where a test does.</summary>
    public const string Decision = "泽市监〔2023〕3号";
    public const string Dice = "1234561234561234561234561";
    public static readonly string Draws = $"/api/bureaus/{Bureau}/draws";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private CeremonyStage(RunningService service, WitnessDevice witness) => (Service, Witness) = (service, witness);

    public RunningService Service { get; }

    public WitnessDevice Witness { get; }

    public static async Task<CeremonyStage> SetAsync(TestPostgres postgres, int cosignatures = 1)
    {
        var service = await RunningService.StartAsync(postgres, _ => { });
        var witness = new WitnessDevice(await service.As(SamplePeople.Witness), Bureau);
        await witness.EnrolAsync();
        var head = await service.As(SamplePeople.SectionHead);
        var opened = await head.PostAsJsonAsync($"/api/bureaus/{Bureau}/draw-log", new OpenLog.Request(2023, cosignatures, [SamplePeople.Witness], 16, cosignatures == 0 ? Decision : null));
        Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync());
        return new(service, witness);
    }

    /// <summary>Thirty firms in two risk classes and two areas, eight inspectors in two stations and a section.</summary>
    public static TaskDraft Task(string id = "2023-006", string plan = "2023-006\n抽查任务名称：年报公示信息抽查", int objects = 30, Conflict[]? conflicts = null, int inspectors = 8, long numerator = 10, int slack = 1, bool salted = false)
    {
        var profile = salted ? RegisterProfile.Salted : RegisterProfile.Public;
        RegisterTable.TryBuild(profile, Enumerable.Range(1, objects).Select(n => new RegisterRow($"FIRM{n:000}", n % 3 == 0 ? "C" : "A", n % 2 == 0 ? "南村所" : "巴公所", salted ? $"{n:x32}" : null)), out var register, out _);
        RosterTable.TryBuild(Enumerable.Range(1, inspectors).Select(n => new VerifiableDraws.Inspector($"I{n:00}", n <= 4 ? Desk : n % 2 == 0 ? "南村所" : "巴公所", [])), out var roster, out _);
        ConflictsTable.TryBuild(conflicts ?? [], out var table, out _);
        var strata = register!.StratumCounts.Select(s => new Stratum(s.Key, s.Value, s.Key == "C" ? Math.Min(100, numerator * 2) : numerator, 100)).ToList();
        TeamRole[] roles = [new("股室", 1, [Desk], [], UnitMatch.Any, false), new("监管所", 1, ["南村所", "巴公所"], [], UnitMatch.Any, false)];
        return new TaskDraft(id, plan, new TaskConditions(profile, strata, null, roles, slack, null), new TaskTables(register, roster!, table!));
    }

    public Task<Guid> PrepareAsync(params TaskDraft[] tasks) => PrepareAsync(Desk, null, tasks);

    /// <param name="expects">What is thrown; null for 25 dice of the witness.</param>
    public async Task<Guid> PrepareAsync(string desk, ExpectedThrow[]? expects, params TaskDraft[] tasks)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheck.DocService.Storage.SpotCheckDb>();
        var log = (await ShowLog.CurrentAsync(db, Bureau, CancellationToken.None))!;
        const string witness = "纪检组·赵守正";
        var draft = new CeremonyDraft("2023年度年报公示信息抽查", Service.Clock.GetUtcNow().AddDays(7),
            expects ?? [new ExpectedThrow(SamplePeople.Witness, witness, "dice6", Expectations.Dice, null, null)], tasks.Length == 0 ? [Task()] : tasks);
        Assert.Null(draft.Judge(desk, Service.Clock.GetUtcNow()));
        var clerk = new Official(SamplePeople.Clerk, "王晓岚", Bureau, "泽州县市场监督管理局", $"{Bureau}/{desk}", desk, [Role.Clerk]);
        var ceremony = await draft.StoreAsync(db, log, desk, clerk, scope.ServiceProvider.GetRequiredService<AuditTrail>(), Service.Clock, CancellationToken.None);
        await db.SaveChangesAsync();
        return ceremony.Id;
    }

    public async Task<HttpResponseMessage> Act(string person, Guid draw, string act, object? body = null)
    {
        var client = await Service.As(person);
        return body is null ? await client.PostAsync($"{Draws}/{draw}/{act}", null) : await client.PostAsJsonAsync($"{Draws}/{draw}/{act}", body);
    }

    public async Task<OpenDraw.Response> ApproveAndOpenAsync(Guid draw)
    {
        await Done(Act(SamplePeople.SectionHead, draw, "approval"));
        return (await (await Done(Act(SamplePeople.Clerk, draw, "opening"))).Content.ReadFromJsonAsync<OpenDraw.Response>())!;
    }

    /// <summary>From approval to the result.</summary>
    public async Task DrawAsync(Guid draw, string dice = Dice)
    {
        var open = await ApproveAndOpenAsync(draw);
        await Done(Witness.CosignAsync(open.Checkpoint));
        await Done(Witness.EnterAsync(draw, dice));
        await Done(Act(SamplePeople.Clerk, draw, "reveal"));
    }

    public async Task<T> Read<T>(string address) => (await (await Service.As(SamplePeople.Auditor)).GetFromJsonAsync<T>(address, Json))!;

    public Task<ShowDraw.Response> Show(Guid draw) => Read<ShowDraw.Response>($"{Draws}/{draw}");

    public async Task<VerificationReport> VerifyAsync(Guid draw)
    {
        var auditor = await Service.As(SamplePeople.Auditor);
        await using var stream = await auditor.GetStreamAsync($"{Draws}/{draw}/evidence");
        using var zip = new System.IO.Compression.ZipArchive(stream);
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using (var file = await entry.OpenAsync())
                await file.CopyToAsync(content);
            files[entry.FullName] = content.ToArray();
        }

        return Verification.Verify(new EvidencePackage(files));
    }

    public static async Task<HttpResponseMessage> Done(Task<HttpResponseMessage> act)
    {
        var reply = await act;
        Assert.True(reply.IsSuccessStatusCode, $"{(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
        return reply;
    }

    public async ValueTask DisposeAsync()
    {
        Witness.Dispose();
        await Service.DisposeAsync();
    }
}
