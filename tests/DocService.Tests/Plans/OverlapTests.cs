using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Plans.Overlap;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Registers;

namespace SpotCheck.DocService.Tests.Plans;

public sealed class PopulationOverlapTests
{
    private static readonly CheckWindow Spring = new(new(2023, 3, 1), new(2023, 6, 30), DatePrecision.Month, false);
    private static readonly CheckWindow Summer = new(new(2023, 6, 1), new(2023, 9, 30), DatePrecision.Month, false);

    [Fact]
    public void Sharing_is_counted_exactly_for_random_populations()
    {
        var dice = new Random(20230301);
        for (var round = 0; round < 50; round++)
        {
            var size = dice.Next(1, 500);
            var (a, b) = (Pick(dice, size), Pick(dice, size));

            Assert.Equal(a.Intersect(b).Count(), Of(size, a).Shared(Of(size, b)));
            Assert.Equal(a.Count, Of(size, a).Count);
        }
    }

    [Theory]
    [InlineData(10, 4, 3, 3)]
    [InlineData(2, 4, 3, 2)]
    [InlineData(10, 1, 9, 1)]
    public void A_joint_task_saves_a_visit_for_each_object_drawn_once_for_both(int shared, int firstDraws, int secondDraws, int saved)
    {
        var first = Task("甲", [.. Enumerable.Range(0, 50)], 100, Spring, firstDraws);
        var second = Task("乙", [.. Enumerable.Range(50 - shared, 40)], 100, Summer, secondDraws);

        var found = Assert.Single(PopulationOverlap.Find([first, second]));

        Assert.Equal((shared, firstDraws + secondDraws, saved), (found.Shared, found.VisitsApart, found.VisitsSaved));
        Assert.Equal((new DateOnly(2023, 6, 1), new DateOnly(2023, 6, 30)), (found.From, found.To));
    }

    [Fact]
    public void Several_draws_a_year_count_as_often_as_both_are_drawn()
    {
        var first = Task("甲", [1, 2, 3], 10, Spring, 2) with { TimesPerYear = 4 };
        var second = Task("乙", [2, 3, 4], 10, Spring, 2) with { TimesPerYear = 2 };

        var found = Assert.Single(PopulationOverlap.Find([first, second]));

        Assert.Equal((12, 4), (found.VisitsApart, found.VisitsSaved));
    }

    [Fact]
    public void Nothing_is_suggested_where_nothing_is_shared_drawn_or_known()
    {
        Assert.Empty(PopulationOverlap.Find([Task("甲", [1, 2], 10, Spring, 1), Task("乙", [3, 4], 10, Spring, 1)]));
        Assert.Empty(PopulationOverlap.Find([Task("甲", [1, 2], 10, Spring, 1), Task("乙", [1, 2], 10, Spring, 0)]));
        Assert.Empty(PopulationOverlap.Find([Task("甲", [1, 2], 10, Spring, 1), Task("乙", [1, 2], 10, Spring, null)]));
        Assert.Null(Assert.Single(PopulationOverlap.Find([Task("甲", [1], 10, Spring, 1), Task("乙", [1], 10, null, 1)])).From);
    }

    private static OverlapTask Task(string name, IReadOnlyCollection<int> rows, int size, CheckWindow? window, int? draws) => new(name, name, Of(size, rows), window, draws, 1);

    private static List<int> Pick(Random dice, int size) => [.. Enumerable.Range(0, size).Where(_ => dice.Next(3) == 0)];

    private static Population Of(int size, IEnumerable<int> rows)
    {
        var population = new Population(size);
        foreach (var row in rows)
            population.Add(row);
        return population;
    }
}

public sealed class FindOverlapTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Plans = $"/api/bureaus/{SamplePeople.Zezhou}/plans";

    [Fact]
    public async Task The_sample_plans_suggestions_agree_with_the_register_row_by_row()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var table = PlanTableReader.Read([TypedPlan.Read(PlanFiles.Zezhou).Page()]).Value!;
        var ids = await IdsAsync(PlanTask.ReadAll(table, 2023));

        var body = await Json(await clerk.PostAsJsonAsync($"{Plans}/overlap", new { pages = new[] { Grid() }, year = 2023 }));

        var suggestions = body.GetProperty("suggestions").EnumerateArray().ToList();
        Assert.NotEmpty(suggestions);
        foreach (var found in suggestions)
        {
            var (a, b) = (ids[Label(found, "first")], ids[Label(found, "second")]);
            Assert.Equal((a.Count, b.Count, a.Intersect(b).Count()), (Int(found, "firstObjects"), Int(found, "secondObjects"), Int(found, "shared")));
            Assert.Contains($"少上门 {Int(found, "visitsSaved")} 次", found.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        }
        Assert.Equal(suggestions.Select(found => Int(found, "visitsSaved")).OrderDescending(), suggestions.Select(found => Int(found, "visitsSaved")));
    }

    [Fact]
    public async Task A_stored_version_gives_the_same_suggestions_as_the_sheet()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var typed = await Json(await clerk.PostAsJsonAsync($"{Plans}/overlap", new { pages = new[] { Grid() }, year = 2023 }));
        var created = await clerk.PostAsJsonAsync(Plans, new { pages = new[] { Grid() }, year = 2023 });

        var stored = await Json(await clerk.GetAsync(created.Headers.Location + "/overlap"));

        Assert.Equal(typed.GetProperty("suggestions").GetRawText(), stored.GetProperty("suggestions").GetRawText());
        await Refused.Is(await clerk.GetAsync($"{Plans}/{Guid.NewGuid()}/versions/1/overlap"), 404, "plan.no-such-version");
    }

    private async Task<Dictionary<string, HashSet<string>>> IdsAsync(IReadOnlyList<PlanTask> tasks) => await service.Db(async db =>
    {
        var registers = new RegisterReading(db, TimeProvider.System);
        var version = (await registers.LatestAsync(SamplePeople.Zezhou, RegisterKind.Targets, default))!.Number;
        var found = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            if (await registers.ScopeAsync(SamplePeople.Zezhou, version, task.Scope!.Objects, task.Scope.Exclusions, task.Name, default) is { } scope)
                found[task.Label] = [.. (await registers.TargetsAsync(SamplePeople.Zezhou, version, scope, StratifyBy.Nothing, default)).Select(target => target.Id)];
        }
        return found;
    });

    internal static object Grid(string? header = null)
    {
        var page = TypedPlan.Read(PlanFiles.Zezhou).Page();
        return new
        {
            name = page.Name,
            cells = page.Rows.SelectMany(row => row.Cells.Select(cell => new { row = row.Number, column = cell.Column, text = header is not null && cell.Text == "抽查对象范围" ? header : cell.Text })),
            merged = page.Merged,
        };
    }

    private static string Label(JsonElement found, string which) => found.GetProperty(which).GetProperty("label").GetString()!;

    private static int Int(JsonElement found, string name) => found.GetProperty(name).GetInt32();

    private static async Task<JsonElement> Json(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}

public sealed class PlanHeaderTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Bureau = $"/api/bureaus/{SamplePeople.Zezhou}";

    [Fact]
    public async Task A_header_of_the_bureaus_own_is_understood_once_a_clerk_has_said_what_it_means()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var sheet = new { pages = new[] { FindOverlapTests.Grid("查谁（范围）") }, year = 2023 };
        Assert.NotEqual(0, await ErrorsAsync(clerk, sheet));

        var set = await clerk.PutAsJsonAsync($"{Bureau}/plan-headers", new { header = " 查谁（全部）", column = "Scope" });

        Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        Assert.Equal(0, await ErrorsAsync(clerk, sheet));
        await clerk.PutAsJsonAsync($"{Bureau}/plan-headers", new { header = "查谁", column = (string?)null });
        Assert.NotEqual(0, await ErrorsAsync(clerk, sheet));
        await Refused.Is(await clerk.PutAsJsonAsync($"{Bureau}/plan-headers", new { header = "抽查事项", column = "Scope" }), 409, "plan.header-known");
        await Refused.Is(await clerk.PutAsJsonAsync($"{Bureau}/plan-headers", new { header = "（ ）", column = "Scope" }), 422, "plan.header-unusable");
    }

    private static async Task<int> ErrorsAsync(HttpClient clerk, object sheet)
    {
        var reply = await clerk.PostAsJsonAsync($"{Bureau}/plans/check", sheet);
        return JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("check").GetProperty("errors").GetInt32();
    }
}
