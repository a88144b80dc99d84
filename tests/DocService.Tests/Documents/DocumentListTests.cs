using System.Net.Http.Json;
using System.Text.Json;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

public sealed class DocumentListTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] TwoTitles = ["关于印发甲类抽查计划的通知", "关于印发乙类抽查计划的通知"];

    [Fact]
    public async Task The_list_goes_on_page_by_page_and_misses_nothing_that_is_drafted_meanwhile()
    {
        var work = DocumentWork.Handan(service);
        await AddDraftsAsync(230);

        var first = await PageAsync(work, SamplePeople.HandanClerk, "");
        await AddDraftsAsync(3);
        var second = await PageAsync(work, SamplePeople.HandanClerk, $"?after={first.GetProperty("next").GetGuid()}");
        var third = await PageAsync(work, SamplePeople.HandanClerk, $"?after={second.GetProperty("next").GetGuid()}");

        Assert.Equal((230, 233, 233), (Total(first), Total(second), Total(third)));
        Assert.Equal((100, 100, 30), (Lines(first).Count, Lines(second).Count, Lines(third).Count));
        Assert.Equal(JsonValueKind.Null, third.GetProperty("next").ValueKind);
        Assert.Equal(230, Lines(first).Concat(Lines(second)).Concat(Lines(third)).Select(line => line.GetProperty("id").GetGuid()).Distinct().Count());
        var stranger = (await service.As(SamplePeople.Clerk)).GetAsync($"{DocumentWork.Zezhou(service).Documents}?after={first.GetProperty("next").GetGuid()}");
        await Refused.Is(await stranger, 404, "documents.no-such-document");
    }

    [Fact]
    public async Task Documents_are_found_by_kind_state_plan_and_words()
    {
        var work = DocumentWork.Zezhou(service);
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        await work.EnterPrefixAsync("泽市监找");
        var drafts = new List<Guid>();
        foreach (var title in TwoTitles)
        {
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            drafts.Add(await work.DraftNoticeAsync(plan, new Dictionary<string, object?>((Dictionary<string, object?>)DocumentWork.NoticeFields()) { ["标题"] = title }));
        }
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        var issued = await work.SignedNoticeAsync(plan);
        await work.IssueAsync(issued, "泽市监找");
        async Task<List<Guid>> Found(string query) => Lines(await PageAsync(work, SamplePeople.Clerk, query)).ConvertAll(line => line.GetProperty("id").GetGuid());

        Assert.Equal([issued, drafts[1], drafts[0]], await Found("?kind=plan-notice"));
        Assert.Empty(await Found("?kind=monthly-report"));
        Assert.Equal([issued], await Found("?state=Issued"));
        Assert.Equal(3, (await Found($"?plan={plan}")).Count);
        Assert.Empty(await Found($"?plan={Guid.NewGuid()}"));
        Assert.Equal([drafts[0]], await Found("?text=甲类"));
        Assert.Equal([drafts[1]], await Found("?text=计划通知%20%20乙类"));
        Assert.Equal([issued], await Found("?text=泽市监找[2023]1号"));
        Assert.Empty(await Found("?text=%25_"));
        Assert.Equal("关于印发甲类抽查计划的通知", Lines(await PageAsync(work, SamplePeople.Clerk, "?text=甲类"))[0].GetProperty("caption").GetString());

        await DocumentWork.Json(await (await service.As(SamplePeople.Clerk)).PutAsJsonAsync($"{work.Documents}/{drafts[0]}/fields", new { revision = 1, fields = new { 标题 = "关于印发丙类抽查计划的通知" } }));
        Assert.Equal([drafts[0]], await Found("?text=丙类"));
        Assert.Empty(await Found("?text=甲类"));
        var clerk = await service.As(SamplePeople.Clerk);
        await Refused.Is(await clerk.GetAsync($"{work.Documents}?kind=annual-report"), 422, "documents.no-such-kind");
        await Refused.Is(await clerk.GetAsync($"{work.Documents}?text={new string('长', 101)}"), 422, "documents.search-too-long");
    }

    private async Task AddDraftsAsync(int count) => await service.Db(async db =>
    {
        for (var i = 0; i < count; i++)
        {
            // Many of one instant, as a batch drafts them.
            db.Add(new OfficialDocument
            {
                Id = Guid.NewGuid(), BureauId = SamplePeople.Handan, Kind = "plan-notice", Subject = "{}", Given = "{}", DraftedBy = SamplePeople.HandanClerk, DraftedAt = service.Clock.GetUtcNow(), Caption = "关于印发抽查计划的通知",
            });
        }
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await db.SaveChangesAsync();
    });

    private async Task<JsonElement> PageAsync(DocumentWork work, string person, string query) => await DocumentWork.Json(await (await service.As(person)).GetAsync($"{work.Documents}{query}"));

    private static int Total(JsonElement page) => page.GetProperty("total").GetInt32();

    private static List<JsonElement> Lines(JsonElement page) => [.. page.GetProperty("documents").EnumerateArray()];
}
