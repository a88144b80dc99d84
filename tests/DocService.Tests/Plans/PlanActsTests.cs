using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Tests.Plans;

public sealed class PlanActsTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Plans = $"/api/bureaus/{SamplePeople.Zezhou}/plans";

    [Fact]
    public async Task The_Zezhou_workbook_becomes_a_draft_of_fifteen_tasks_with_its_findings()
    {
        var clerk = await service.As(SamplePeople.Clerk);

        var reply = await Json(await clerk.PostAsync($"{Plans}/workbook?fileName={PlanFiles.Zezhou}.xlsx", Sample(PlanFiles.Zezhou)), HttpStatusCode.Created);

        var version = reply.GetProperty("version");
        Assert.Equal(("Draft", 2023, 1), (version.GetProperty("status").GetString(), version.GetProperty("year").GetInt32(), version.GetProperty("number").GetInt32()));
        var numbers = version.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("number").GetString()!).ToList();
        Assert.Equal(15, numbers.Count);
        Assert.EndsWith("-001", numbers[0], StringComparison.Ordinal);
        Assert.Equal(0, reply.GetProperty("check").GetProperty("errors").GetInt32());
        Assert.Contains(reply.GetProperty("check").GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "plan.other-year");
        Assert.Equal(5, reply.GetProperty("check").GetProperty("forecast").GetArrayLength());
    }

    [Fact]
    public async Task A_plan_goes_from_draft_over_submitted_to_adopted_and_then_never_changes()
    {
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var url = await ImportAsync(clerk);

        await Refused.Is(await head.PostAsJsonAsync($"{url}/adopt", new { revision = 1 }), 409, "plan.wrong-state");
        await Json(await clerk.PostAsJsonAsync($"{url}/submit", new { revision = 1 }));
        await Refused.Is(await clerk.PatchAsJsonAsync($"{url}/cells", new { revision = 2, edits = new[] { new { place = "内部双随机抽查!F3", text = "6%" } } }), 409, "plan.wrong-state");
        var adopted = await Json(await head.PostAsJsonAsync($"{url}/adopt", new { revision = 2 }));

        Assert.Equal("Adopted", adopted.GetProperty("status").GetString());
        Assert.Equal(SamplePeople.SectionHead, adopted.GetProperty("adoptedBy").GetString());
        await Refused.Is(await clerk.PutAsJsonAsync(url, new { revision = 3, pages = Pages() }), 409, "plan.wrong-state");
        await service.Db(async db =>
        {
            var acts = await db.Set<AuditEntry>().Where(entry => entry.ObjectKind == "plan-version" && url.Contains(entry.ObjectId.Substring(0, 36))).OrderBy(entry => entry.Seq).Select(entry => entry.Act).ToListAsync();
            Assert.Equal(["plan.imported", "plan.submitted", "plan.adopted"], acts);
        });
    }

    [Theory]
    [InlineData("UPDATE plan_version SET content = '{}' WHERE status = 'Adopted'")]
    [InlineData("UPDATE plan_version SET status = 'Draft', submitted_by = NULL, adopted_by = NULL WHERE status = 'Adopted'")]
    [InlineData("DELETE FROM plan_version")]
    [InlineData("TRUNCATE plan_version")]
    public async Task Not_even_the_databases_owner_changes_an_adopted_version(string sql)
    {
        await AdoptAsync();
        await using var owner = NpgsqlDataSource.Create(service.Database);
        await using var command = owner.CreateCommand(sql);

        var fault = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal("P0001", fault.SqlState);
    }

    [Fact]
    public async Task A_change_is_a_new_version_with_its_reason_and_every_field_that_differs()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var url = await AdoptAsync();
        var plan = url[..url.LastIndexOf("/versions", StringComparison.Ordinal)];

        await Refused.Is(await clerk.PostAsJsonAsync($"{plan}/versions", new { reason = " " }), 422, "plan.reason-missing");
        var next = await Json(await clerk.PostAsJsonAsync($"{plan}/versions", new { reason = "加油站检查与省局专项重叠，延期实施" }), HttpStatusCode.Created);
        await Refused.Is(await clerk.PostAsJsonAsync($"{plan}/versions", new { reason = "再改一次" }), 409, "plan.change-open");
        await Json(await clerk.PatchAsJsonAsync($"{plan}/versions/2/cells", new
        {
            revision = next.GetProperty("revision").GetInt32(),
            edits = new[] { new { place = "内部双随机抽查!H9", text = "9月—11月" }, new { place = "内部双随机抽查!B9", text = "2023年加油站计量双随机监督检查" } },
        }));

        var changes = await Json(await clerk.GetAsync($"{plan}/versions/2/changes"));
        Assert.Equal("加油站检查与省局专项重叠，延期实施", changes.GetProperty("reason").GetString());
        Assert.Equal(
            ["抽查任务名称：2022年加油站计量双随机监督检查→2023年加油站计量双随机监督检查", "抽查起止时间：4月—8月→9月—11月"],
            changes.GetProperty("fields").EnumerateArray().Select(field => $"{field.GetProperty("field")}：{field.GetProperty("before")}→{field.GetProperty("after")}"));
        Assert.All(changes.GetProperty("fields").EnumerateArray(), field => Assert.EndsWith("-006", field.GetProperty("task").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tasks_keep_their_numbers_when_rows_move_go_and_come()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var url = await ImportAsync(clerk);
        var before = await NumbersAsync(clerk, url);
        var typed = TypedPlan.Read(PlanFiles.Zezhou);
        var rows = typed.Rows.ToList();
        var second = rows.FindIndex(row => row.Cells.Contains("对小作坊双随机抽检"));
        rows.RemoveAt(second);
        rows.Insert(3, rows[^1]);
        rows.RemoveAt(rows.Count - 1);
        rows.Add(new("任务", ["16", "电梯维保单位双随机抽查", "定向", "特种设备检查", "全县电梯维保单位", "20%", "", "6月—8月", "县市场监督管理局特设股组织发起", "泽州县市场监督管理局"]));

        await Json(await clerk.PutAsJsonAsync(url, new { revision = 1, pages = Grid(new TypedPlan(typed.Sheet, rows)) }));

        var after = await NumbersAsync(clerk, url);
        Assert.All(after.Where(task => before.ContainsKey(task.Key)), task => Assert.Equal(before[task.Key], task.Value));
        Assert.DoesNotContain("对小作坊双随机抽检", after.Keys);
        Assert.EndsWith("-016", after["电梯维保单位双随机抽查"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_on_an_old_revision_is_told_what_differs()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var url = await ImportAsync(clerk);
        object Edit(int revision, string text) => new { revision, edits = new[] { new { place = "内部双随机抽查!F3", text } } };
        await Json(await clerk.PatchAsJsonAsync($"{url}/cells", Edit(1, "6%")));

        var problem = await Refused.Is(await clerk.PatchAsJsonAsync($"{url}/cells", Edit(1, "8%")), 409, "plan.changed-meanwhile");

        Assert.Equal(2, problem.GetProperty("currentRevision").GetInt32());
        Assert.Equal("王晓岚", problem.GetProperty("changedBy").GetString());
        Assert.True(problem.GetProperty("changedAt").GetDateTimeOffset() > DateTimeOffset.MinValue);
        var difference = Assert.Single(problem.GetProperty("differences").EnumerateArray());
        Assert.Equal(("抽查比例/数量", "6%", "8%"), (difference.GetProperty("field").GetString(), difference.GetProperty("before").GetString(), difference.GetProperty("after").GetString()));
    }

    [Fact]
    public async Task Of_twenty_saves_at_once_exactly_one_wins()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var url = await ImportAsync(clerk);

        var replies = await Task.WhenAll(Enumerable.Range(1, 20).Select(percent =>
            clerk.PatchAsJsonAsync($"{url}/cells", new { revision = 1, edits = new[] { new { place = "内部双随机抽查!F3", text = $"{percent}%" } } })));

        Assert.Equal(1, replies.Count(reply => reply.StatusCode == HttpStatusCode.OK));
        Assert.Equal(19, replies.Count(reply => reply.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task All_proposed_fixes_are_applied_at_once()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var url = await ImportAsync(clerk);

        var mended = await Json(await clerk.PostAsJsonAsync($"{url}/fixes", new { revision = 1 }));

        var codes = mended.GetProperty("check").GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()).Distinct();
        Assert.Equal(["plan.ratio-all"], codes);
        await Refused.Is(await clerk.PostAsJsonAsync($"{url}/fixes", new { revision = 2 }), 422, "plan.nothing-to-fix");
    }

    [Fact]
    public async Task A_plan_with_an_impossible_value_cannot_be_submitted()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var url = await ImportAsync(clerk);
        await Json(await clerk.PatchAsJsonAsync($"{url}/cells", new { revision = 1, edits = new[] { new { place = "内部双随机抽查!F3", text = "120%" } } }));

        var problem = await Refused.Is(await clerk.PostAsJsonAsync($"{url}/submit", new { revision = 2 }), 422, "plan.has-errors");

        Assert.Equal("内部双随机抽查!F3", problem.GetProperty("findings")[0].GetProperty("place").GetString());
    }

    [Fact]
    public async Task A_returned_plan_tells_the_clerk_why()
    {
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var url = await ImportAsync(clerk);
        await Json(await clerk.PostAsJsonAsync($"{url}/submit", new { revision = 1 }));

        await Refused.Is(await head.PostAsJsonAsync($"{url}/return", new { revision = 2, reason = "" }), 422, "plan.reason-missing");
        var returned = await Json(await head.PostAsJsonAsync($"{url}/return", new { revision = 2, reason = "请核对加油站任务的年度" }));

        Assert.Equal(("Draft", "请核对加油站任务的年度"), (returned.GetProperty("status").GetString(), returned.GetProperty("returnedBecause").GetString()));
    }

    [Fact]
    public async Task Two_plans_of_one_year_never_share_a_task_number()
    {
        var clerk = await service.As(SamplePeople.HandanClerk);
        var first = await Json(await clerk.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Handan}/plans", new { pages = Grid(TypedPlan.Read(PlanFiles.Handan)) }), HttpStatusCode.Created);
        var second = await Json(await clerk.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Handan}/plans", new { pages = Grid(TypedPlan.Read(PlanFiles.Handan)) }), HttpStatusCode.Created);

        IEnumerable<string?> Numbers(JsonElement reply) => reply.GetProperty("version").GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("number").GetString());
        Assert.Equal(["2023-001", "2023-002", "2023-003"], Numbers(first));
        Assert.Equal(["2023-2-001", "2023-2-002", "2023-2-003"], Numbers(second));
    }

    [Fact]
    public async Task The_risk_classes_get_rising_ratios_and_the_bureau_can_change_them()
    {
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var url = await ImportAsync(clerk);
        var number = (await NumbersAsync(clerk, url))["企业双随机抽查"];
        async Task<string> Ratios() => (await Json(await clerk.GetAsync($"{url}/draw-terms"))).EnumerateArray()
            .Single(task => task.GetProperty("number").GetString() == number).GetProperty("ratios").ToString();

        Assert.Equal("""{"a":"1%","b":"1.5%","c":"2%","d":"3%","unclassified":"1%"}""", await Ratios());
        await Json(await head.PutAsJsonAsync($"/api/bureaus/{SamplePeople.Zezhou}/draw-defaults", new { multiples = new { a = 100, b = 100, c = 300, d = 1000 }, mode = "TwoStations", inspectors = 2, partnerInspectors = 1 }));
        Assert.Equal("""{"a":"1%","b":"1%","c":"3%","d":"10%","unclassified":"1%"}""", await Ratios());
        await Json(await clerk.PutAsJsonAsync($"{url}/tasks/{number}/terms", new { revision = 1, terms = new { a = "1%", b = "3%", c = "5%", d = "30%", mode = "WithinStation" } }));
        Assert.Equal("""{"a":"1%","b":"3%","c":"5%","d":"30%","unclassified":"1%"}""", await Ratios());
        await Refused.Is(await clerk.PutAsJsonAsync($"{url}/tasks/{number}/terms", new { revision = 2, terms = new { a = "5%", b = "3%", c = "5%", d = "30%" } }), 422, "terms.risk-falls");
        await Refused.Is(await clerk.PutAsJsonAsync($"{url}/tasks/{number}/terms", new { revision = 2, terms = new { a = "0.5%", b = "3%", c = "5%", d = "30%" } }), 422, "terms.risk-below-plan");
        await Refused.Is(await head.PutAsJsonAsync($"/api/bureaus/{SamplePeople.Zezhou}/draw-defaults", new { multiples = new { a = 100, b = 90, c = 300, d = 1000 }, mode = "TwoStations", inspectors = 2, partnerInspectors = 1 }), 422, "terms.multiples");
        await Json(await head.PutAsJsonAsync($"/api/bureaus/{SamplePeople.Zezhou}/draw-defaults", new { multiples = new { a = 100, b = 150, c = 200, d = 300 }, mode = "SectionAndStation", inspectors = 2, partnerInspectors = 1 }));
    }

    [Fact]
    public async Task The_downloaded_workbook_reads_as_the_same_plan()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var url = await ImportAsync(clerk);
        var workbook = await (await clerk.GetAsync($"{url}/workbook")).Content.ReadAsByteArrayAsync();

        var again = await Json(await clerk.PutAsync($"{url}/workbook?revision=1&fileName=改.xlsx", new ByteArrayContent(workbook)));

        Assert.DoesNotContain(again.GetProperty("check").GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "plan.header-drift");
        Assert.Equal(15, again.GetProperty("version").GetProperty("tasks").GetArrayLength());
        Assert.Equal("改.xlsx", again.GetProperty("version").GetProperty("sourceFile").GetString());
    }

    [Fact]
    public async Task With_the_register_at_hand_the_forecast_and_the_small_pools_are_exact()
    {
        var handan = await service.As(SamplePeople.HandanClerk);
        var check = (await Json(await handan.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Handan}/plans/check", new { pages = Grid(TypedPlan.Read(PlanFiles.Handan)) }))).GetProperty("check");
        var small = Assert.Single(check.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "plan.small-pool");
        Assert.Contains("只有36户", small.GetProperty("reason").GetString());
        Assert.DoesNotContain(check.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "plan.small-pool-possible");

        var clerk = await service.As(SamplePeople.Clerk);
        var zezhou = (await Json(await clerk.PostAsJsonAsync($"{Plans}/check", new { pages = Pages() }))).GetProperty("check");
        var share = zezhou.GetProperty("forecast").EnumerateArray().Single(forecast => forecast.GetProperty("code").GetString() == "enterprise-share");
        Assert.Equal(1134, share.GetProperty("denominator").GetInt32());
        Assert.Equal(12, share.GetProperty("numeratorLow").GetInt32());
        Assert.Equal("Uncertain", share.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_workbook_may_come_as_the_file_of_a_form()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        using var form = new MultipartFormDataContent { { Sample(PlanFiles.Zezhou), "file", "计划.xlsx" } };
        using var empty = new MultipartFormDataContent { { new StringContent("2023"), "year" } };

        var reply = await Json(await clerk.PostAsync($"{Plans}/workbook", form), HttpStatusCode.Created);

        Assert.Equal("计划.xlsx", reply.GetProperty("version").GetProperty("sourceFile").GetString());
        await Refused.Is(await clerk.PostAsync($"{Plans}/workbook", empty), 422, "plan.no-file");
    }

    [Theory]
    [InlineData("not a workbook", "a.xlsx", "sheet.not-a-workbook")]
    [InlineData("", "a.xlsx", "sheet.empty-file")]
    [InlineData("企业名称,统一社会信用代码\n甲公司,91\n", "a.csv", "plan.no-known-header")]
    [InlineData("序号,抽查任务名称,抽查比例\n1,甲,5%\n", "a.csv", "plan.year-unknown")]
    public async Task A_file_that_is_no_plan_is_refused_with_what_to_do(string content, string name, string code)
    {
        var clerk = await service.As(SamplePeople.Clerk);

        await Refused.Is(await clerk.PostAsync($"{Plans}/workbook?fileName={name}", new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content))), 422, code);
    }

    [Fact]
    public async Task A_plan_of_another_bureau_is_not_there()
    {
        var url = await ImportAsync(await service.As(SamplePeople.Clerk));
        var stranger = await service.As(SamplePeople.HandanClerk);

        await Refused.Is(await stranger.GetAsync(url.Replace(SamplePeople.Zezhou, SamplePeople.Handan, StringComparison.Ordinal)), 404, "plan.no-such-version");
        await Refused.Is(await stranger.GetAsync(url), 403, "auth.not-allowed");
    }

    [Fact]
    public async Task A_sheet_being_typed_is_checked_with_its_notice_and_nothing_is_stored()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var before = await service.Db(db => db.Set<AnnualPlan>().CountAsync());

        var reply = await Json(await clerk.PostAsJsonAsync($"{Plans}/check", new { pages = Pages(), notice = PlanFiles.Notice(PlanFiles.Zezhou + "通知") }));

        var codes = reply.GetProperty("check").GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()).ToHashSet();
        Assert.Superset(new HashSet<string?> { "plan.other-year", "plan.enterprise-share-below-goal", "notice.sign-off-twice", "notice.annex-missing", "text.foreign-word" }, codes);
        Assert.Equal(before, await service.Db(db => db.Set<AnnualPlan>().CountAsync()));
    }

    private async Task<string> AdoptAsync()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var url = await ImportAsync(clerk);
        await Json(await clerk.PostAsJsonAsync($"{url}/submit", new { revision = 1 }));
        await Json(await (await service.As(SamplePeople.SectionHead)).PostAsJsonAsync($"{url}/adopt", new { revision = 2 }));
        return url;
    }

    private static async Task<string> ImportAsync(HttpClient clerk)
    {
        var reply = await clerk.PostAsJsonAsync(Plans, new { pages = Pages() });
        await Json(reply, HttpStatusCode.Created);
        return reply.Headers.Location!.ToString();
    }

    private static async Task<Dictionary<string, string>> NumbersAsync(HttpClient clerk, string url) =>
        (await Json(await clerk.GetAsync(url))).GetProperty("tasks").EnumerateArray()
            .ToDictionary(task => task.GetProperty("name").GetString()!, task => task.GetProperty("number").GetString()!, StringComparer.Ordinal);

    private static async Task<JsonElement> Json(HttpResponseMessage reply, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var body = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == expected, $"expected {expected}, found {reply.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static object Pages() => Grid(TypedPlan.Read(PlanFiles.Zezhou));

    private static object Grid(TypedPlan plan) => new[]
    {
        new
        {
            name = plan.Sheet,
            cells = plan.Page().Rows.SelectMany(row => row.Cells.Select(cell => new { row = row.Number, column = cell.Column, text = cell.Text })),
            merged = plan.Page().Merged,
        },
    };

    private static ByteArrayContent Sample(string name) => new(File.ReadAllBytes(Path.Combine(PlanFiles.Samples, name + ".xlsx")));
}
