using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Draws;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Overview;

public sealed class NewsTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Bureau = $"/api/bureaus/{SamplePeople.Zezhou}";

    [Fact]
    public async Task A_person_hears_once_what_others_did_and_nothing_of_his_own_acts()
    {
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var before = await Json(await head.GetAsync($"{Bureau}/news"));
        await head.PostAsJsonAsync($"{Bureau}/news/seen", new { upTo = before.GetProperty("upTo").GetInt64() });

        var created = await clerk.PostAsJsonAsync($"{Bureau}/plans", new { pages = new[] { FindOverlapTests.Grid() }, year = 2023 });
        await clerk.PostAsJsonAsync($"{created.Headers.Location}/submit", new { revision = 1 });
        var news = await Json(await head.GetAsync($"{Bureau}/news"));

        Assert.Equal(JsonValueKind.Null, before.GetProperty("since").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, news.GetProperty("since").ValueKind);
        var texts = news.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("text").GetString()!).ToList();
        Assert.Equal(2, texts.Count);
        Assert.Contains("提交了计划，待审批“泽州县市场监督管理局2023年度内部双随机抽查工作计划”", texts[0], StringComparison.Ordinal);
        Assert.DoesNotContain((await Json(await clerk.GetAsync($"{Bureau}/news"))).GetProperty("entries").EnumerateArray(), entry => entry.GetProperty("act").GetString() == "plan.submitted");
        var upTo = news.GetProperty("upTo").GetInt64();
        Assert.Equal(HttpStatusCode.NoContent, (await head.PostAsJsonAsync($"{Bureau}/news/seen", new { upTo })).StatusCode);
        Assert.Equal(0, (await Json(await head.GetAsync($"{Bureau}/news"))).GetProperty("entries").GetArrayLength());
        await Refused.Is(await head.PostAsJsonAsync($"{Bureau}/news/seen", new { upTo = upTo + 10_000 }), 422, "news.not-yet");
    }

    private static async Task<JsonElement> Json(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}

public sealed class DeadlineTests(TestPostgres postgres)
{
    private const string Bureau = $"/api/bureaus/{SamplePeople.Zezhou}";
    private const string Plan = "2023-009\n抽查任务名称：药店价格双随机抽查\n抽查事项：价格行为检查\n抽查对象范围：全县药店";

    [Fact]
    public async Task A_result_waits_for_publication_until_its_last_day_and_is_overdue_after_it()
    {
        await using var stage = await CeremonyStage.SetAsync(postgres);
        var clerk = await stage.Service.As(SamplePeople.Clerk);
        var draw = await stage.PrepareAsync(CeremonyStage.Task("2023-009", Plan, objects: 30));
        await stage.DrawAsync(draw);
        var run = await Json(await clerk.PostAsJsonAsync($"{Bureau}/check-runs", new { draw, task = "2023-009" }));
        var (id, target) = (run.GetProperty("summary").GetProperty("id").GetGuid(), run.GetProperty("objects")[0].GetProperty("objectId").GetString());
        var today = stage.Service.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date;
        var entered = await clerk.PutAsJsonAsync($"{Bureau}/check-runs/{id}/objects/{target}/result", new { checkedOn = today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), codes = new[] { "1" }, method = "实地检查" });
        Assert.True(entered.IsSuccessStatusCode, await entered.Content.ReadAsStringAsync());

        var due = Assert.Single((await Json(await clerk.GetAsync($"{Bureau}/deadlines"))).GetProperty("entries").EnumerateArray());
        Assert.Equal(("Publication", 20, "Later"), (Text(due, "kind"), due.GetProperty("words").GetProperty("workingDaysLeft").GetInt32(), Text(due.GetProperty("words"), "level")));
        Assert.Equal(0, (await Json(await clerk.GetAsync($"{Bureau}/deadlines?days=19"))).GetProperty("entries").GetArrayLength());

        stage.Service.Clock.Advance(TimeSpan.FromDays(45));
        (await clerk.PostAsJsonAsync("/api/sign-in", new { person = SamplePeople.Clerk })).EnsureSuccessStatusCode();
        var late = Assert.Single((await Json(await clerk.GetAsync($"{Bureau}/deadlines?days=0"))).GetProperty("entries").EnumerateArray());
        Assert.Equal("Overdue", Text(late.GetProperty("words"), "level"));
        Assert.StartsWith("已逾期", Text(late.GetProperty("words"), "text"), StringComparison.Ordinal);
        await Refused.Is(await clerk.GetAsync($"{Bureau}/deadlines?days=-1"), 422, "deadlines.days");
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<JsonElement> Json(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
