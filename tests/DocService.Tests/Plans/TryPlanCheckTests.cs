using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Tests.Plans;

/// <summary>The plan check for whoever has not signed in: a real answer, nothing stored, nothing told of the database.</summary>
public sealed class TryPlanCheckTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Route = "/api/plan-check";

    [Fact]
    public async Task A_sheet_is_checked_by_the_rules_without_sign_in_and_nothing_is_stored()
    {
        var before = await CountsAsync();

        var reply = await service.Anonymous.PostAsJsonAsync(Route, new { pages = Pages() });

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var answer = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((15, 2023), (answer.GetProperty("tasks").GetInt32(), answer.GetProperty("year").GetInt32()));
        var codes = answer.GetProperty("check").GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()).ToHashSet(StringComparer.Ordinal);
        // The agency is the one the title names.
        Assert.Superset(new HashSet<string?>(["plan.agency-name", "plan.other-year", "plan.ratio-all", "plan.header-drift"], StringComparer.Ordinal), codes);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task What_only_a_register_knows_is_unknown()
    {
        var answer = await (await service.Anonymous.PostAsJsonAsync(Route, new { pages = Pages() })).Content.ReadFromJsonAsync<JsonElement>();

        var share = answer.GetProperty("check").GetProperty("forecast").EnumerateArray().Single(figure => figure.GetProperty("code").GetString() == "enterprise-share");
        Assert.Equal(("Unknown", JsonValueKind.Null), (share.GetProperty("verdict").GetString(), share.GetProperty("denominator").ValueKind));
    }

    [Fact]
    public async Task A_sheet_without_a_plan_is_refused_with_a_reason() =>
        await Refused.Is(await service.Anonymous.PostAsJsonAsync(Route, new { pages = new[] { new { name = "表", cells = new[] { new { row = 1, column = 1, text = "通讯录" } } } } }), 422, "plan.no-known-header");

    [Fact]
    public async Task More_than_a_megabyte_is_refused_unread()
    {
        var cells = Enumerable.Range(1, 40).Select(row => new { row, column = 1, text = new string('a', 30_000) });

        var reply = await service.Anonymous.PostAsJsonAsync(Route, new { pages = new[] { new { name = "表", cells } } });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
    }

    private static object Pages()
    {
        var plan = TypedPlan.Read(PlanFiles.Zezhou);
        return new[] { new { name = plan.Sheet, cells = plan.Page().Rows.SelectMany(row => row.Cells.Select(cell => new { row = row.Number, column = cell.Column, text = cell.Text })), merged = plan.Page().Merged } };
    }

    private async Task<(int Plans, int Acts)> CountsAsync()
    {
        var counts = (0, 0);
        await service.Db(async db => counts = (await db.Set<AnnualPlan>().CountAsync(), await db.Set<AuditEntry>().CountAsync()));
        return counts;
    }
}

/// <summary>In a service of its own, since a stranger who asks too often is refused for a minute.</summary>
public sealed class TryPlanCheckRateTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Whoever_asks_more_than_120_times_a_minute_is_asked_to_wait()
    {
        var statuses = new List<HttpStatusCode>();
        HttpResponseMessage? last = null;
        // A window may end while we ask; two windows' worth cannot pass.
        for (var ask = 0; ask < 242 && last?.StatusCode != HttpStatusCode.TooManyRequests; ask++)
        {
            last = await service.Anonymous.PostAsJsonAsync("/api/plan-check", new { pages = Array.Empty<object>() });
            statuses.Add(last.StatusCode);
        }

        await Refused.Is(last!, 429, "plan.too-often");
        Assert.Equal("60", last!.Headers.RetryAfter?.ToString());
        Assert.True(statuses.Count > 120);
    }
}
