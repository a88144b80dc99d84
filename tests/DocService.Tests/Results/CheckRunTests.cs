using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers.Sheets;
using SpotCheck.DocService.Tests.Draws;

namespace SpotCheck.DocService.Tests.Results;

/// <summary>From a drawn task to published results and the month's form, on a real ceremony.</summary>
public sealed class CheckRunTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Runs = $"/api/bureaus/{SamplePeople.Zezhou}/check-runs";
    private const string Plan = "2023-009\n抽查任务名称：药店价格双随机抽查\n抽查事项：价格行为检查；明码标价检查、收费公示检查\n抽查对象范围：全县药店";
    private CeremonyStage stage = null!;
    private HttpClient clerk = null!;
    private HttpClient head = null!;
    private Guid draw;

    public async ValueTask InitializeAsync()
    {
        stage = await CeremonyStage.SetAsync(postgres);
        clerk = await stage.Service.As(SamplePeople.Clerk);
        head = await stage.Service.As(SamplePeople.SectionHead);
        draw = await stage.PrepareAsync(CeremonyStage.Task("2023-009", Plan, objects: 30));
    }

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task A_drawn_task_goes_from_waiting_over_running_to_done()
    {
        var run = await BeginAsync();
        var url = Url(run);
        var objects = Objects(run);
        Assert.Equal(("Waiting", "药店价格双随机抽查", "全县药店", 30), (State(run), Text(run, "taskName"), Text(run, "scope"), run.GetProperty("summary").GetProperty("pool").GetInt32()));
        Assert.Equal(4, objects.Count);
        Assert.All(run.GetProperty("objects").EnumerateArray(), found => Assert.True(found.GetProperty("inspectors").GetArrayLength() >= 2));

        await MoveToAsync(stage.Service.Clock.GetUtcNow().AddDays(3));
        await Json(await Enter(url, objects[0], new { checkedOn = Today(), codes = new[] { "1" }, method = "实地检查" }));
        Assert.Equal("Running", State(await Json(await clerk.GetAsync(url))));
        await Json(await Enter(url, objects[1], new { checkedOn = Today(), codes = new[] { "5" }, method = "实地检查", detail = "未明码标价", followUps = new[] { "corrected" }, document = "泽市监责改〔2023〕12号" }));
        await Json(await Enter(url, objects[2], new { checkedOn = Today(), codes = new[] { "4" }, method = "实地检查", followUps = new[] { "listed" } }));
        await Json(await Enter(url, objects[3], new { checkedOn = Today(), codes = new[] { "8" }, method = "实地检查", detail = "涉嫌虚假宣传", followUps = new[] { "case" } }));
        var done = await Json(await head.PostAsJsonAsync($"{url}/publication", new { where = "国家企业信用信息公示系统" }));

        Assert.Equal("Done", State(done));
        var published = await Json(await clerk.GetAsync($"{url}/publication"));
        Assert.Equal(4, published.GetProperty("rows").GetArrayLength());
        Assert.Contains(published.GetProperty("rows").EnumerateArray(), row => row.GetProperty("result").GetString() == "通过登记的住所（经营场所）无法联系" && row.GetProperty("followUp").GetString() == "列入经营异常名录");
        Assert.Equal(["价格行为检查", "明码标价检查、收费公示检查"], published.GetProperty("items").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(3, done.GetProperty("summary").GetProperty("followUpsOpen").GetInt32());
    }

    [Fact]
    public async Task An_undrawn_task_has_no_run_and_a_drawn_one_has_exactly_one()
    {
        await Refused.Is(await clerk.PostAsJsonAsync(Runs, new { draw, task = "2023-009" }), 409, "result.not-drawn-yet");
        await Refused.Is(await clerk.PostAsJsonAsync(Runs, new { draw = Guid.NewGuid(), task = "2023-009" }), 409, "result.not-drawn-yet");

        await BeginAsync();

        await Refused.Is(await clerk.PostAsJsonAsync(Runs, new { draw, task = "2023-009" }), 409, "result.run-exists");
        await Refused.Is(await clerk.PostAsJsonAsync(Runs, new { draw, task = "2023-010" }), 409, "result.not-drawn-yet");
    }

    [Fact]
    public async Task The_last_day_to_publish_is_twenty_working_days_after_the_check()
    {
        var run = await BeginAsync();
        await MoveToAsync(new(2023, 4, 10, 2, 0, 0, TimeSpan.Zero));

        var entered = await Json(await Enter(Url(run), Objects(run)[0], new { checkedOn = "2023-04-10", codes = new[] { "1" }, method = "实地检查" }));
        Assert.Equal(("2023-05-09", false), (entered.GetProperty("result").GetProperty("dueOn").GetString(), entered.GetProperty("result").GetProperty("dueProvisional").GetBoolean()));
        await MoveToAsync(new(2023, 5, 10, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, (await Json(await clerk.GetAsync(Url(run)))).GetProperty("summary").GetProperty("overdue").GetInt32());
        var published = await Json(await head.PostAsJsonAsync($"{Url(run)}/publication", new { where = "县政府网站" }));
        Assert.True(published.GetProperty("objects")[0].GetProperty("result").GetProperty("late").GetBoolean());
        await MoveToAsync(new(2026, 12, 10, 2, 0, 0, TimeSpan.Zero));
        var later = await Json(await Enter(Url(run), Objects(run)[1], new { checkedOn = "2026-12-10", codes = new[] { "1" }, method = "实地检查" }));
        Assert.True(later.GetProperty("result").GetProperty("dueProvisional").GetBoolean());
    }

    [Fact]
    public async Task A_published_result_never_changes_and_is_corrected_by_another()
    {
        var run = await BeginAsync();
        var (url, id) = (Url(run), Objects(run)[0]);
        await Json(await Enter(url, id, new { checkedOn = Today(), codes = new[] { "2" }, method = "书面检查", followUps = new[] { "daily" } }));
        await Json(await head.PostAsJsonAsync($"{url}/publication", new { where = "国家企业信用信息公示系统", objects = new[] { id } }));

        await Refused.Is(await Enter(url, id, new { checkedOn = Today(), codes = new[] { "1" }, method = "书面检查", revision = 2 }), 422, "result.correction-reason");
        var corrected = await Json(await Enter(url, id, new { checkedOn = Today(), codes = new[] { "1" }, method = "书面检查", revision = 2, correctedBecause = "企业已在检查前公示，录入有误" }));
        Assert.Equal((2, "Entered"), (corrected.GetProperty("result").GetProperty("number").GetInt32(), corrected.GetProperty("state").GetString()));
        Assert.Equal("未按规定公示应当公示的信息", (await Json(await clerk.GetAsync($"{url}/publication"))).GetProperty("rows")[0].GetProperty("result").GetString());
        await Json(await head.PostAsJsonAsync($"{url}/publication", new { where = "国家企业信用信息公示系统" }));
        Assert.Equal("未发现问题", (await Json(await clerk.GetAsync($"{url}/publication"))).GetProperty("rows")[0].GetProperty("result").GetString());

        await using var owner = NpgsqlDataSource.Create(stage.Service.Database);
        foreach (var sql in new[] { "UPDATE object_result SET detail = 'x'", "DELETE FROM object_result", "TRUNCATE object_result" })
        {
            await using var command = owner.CreateCommand(sql);
            Assert.Equal("P0001", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Fact]
    public async Task A_result_is_returned_with_a_reason_and_a_follow_up_is_closed_once()
    {
        var run = await BeginAsync();
        var (url, id) = (Url(run), Objects(run)[0]);
        await Refused.Is(await head.PostAsJsonAsync($"{url}/objects/{id}/return", new { revision = 1, reason = "x" }), 409, "result.wrong-state");
        await Json(await Enter(url, id, new { checkedOn = Today(), codes = new[] { "8" }, method = "实地检查", detail = "涉嫌虚假宣传", followUps = new[] { "case" } }));
        await Json(await head.PostAsJsonAsync($"{url}/objects/{id}/return", new { revision = 1, reason = "请补充证据" }));
        await Refused.Is(await head.PostAsJsonAsync($"{url}/publication", new { where = "网站", objects = new[] { id } }), 409, "result.nothing-to-publish");
        await Refused.Is(await Enter(url, id, new { checkedOn = Today(), codes = new[] { "8" }, method = "实地检查", detail = "涉嫌虚假宣传，已取证", followUps = new[] { "case" }, revision = 1 }), 409, "result.changed-meanwhile");
        await Json(await Enter(url, id, new { checkedOn = Today(), codes = new[] { "8" }, method = "实地检查", detail = "涉嫌虚假宣传，已取证", followUps = new[] { "case" }, revision = 2 }));
        await Json(await head.PostAsJsonAsync($"{url}/publication", new { where = "国家企业信用信息公示系统" }));

        await Refused.Is(await clerk.PostAsJsonAsync($"{url}/objects/{id}/follow-up", new { revision = 4, closedOn = "2030-01-01", note = "已立案" }), 422, "result.follow-up-closing");
        await Json(await clerk.PostAsJsonAsync($"{url}/objects/{id}/follow-up", new { revision = 4, closedOn = Today(), note = "已立案" }));
        await Refused.Is(await clerk.PostAsJsonAsync($"{url}/objects/{id}/follow-up", new { revision = 5, closedOn = Today(), note = "再完结" }), 409, "result.no-follow-up");
    }

    [Fact]
    public async Task The_sheet_comes_filled_in_is_checked_row_by_row_and_enters_all_or_nothing()
    {
        var run = await BeginAsync();
        var (url, objects) = (Url(run), Objects(run));
        var sheet = await (await clerk.GetAsync($"{url}/workbook")).Content.ReadAsByteArrayAsync();
        Assert.Equal(objects, SheetFile.Read(new MemoryStream(sheet), "a.xlsx", SheetLimits.Typed, file => file.Rows(0).Skip(2).Select(row => row.Text(1)).ToList()).Value);

        var bad = await Refused.Is(await clerk.PostAsync($"{url}/workbook", Sheet(
            (objects[0], Today(), "未发现问题", "", ""),
            (objects[1], "2023-02-30", "未发现问题", "", ""),
            (objects[2], Today(), "很好", "", ""),
            (objects[3], Today(), "未发现问题；未按规定公示应当公示的信息", "", ""),
            ("91140525MA0XXXXX00", Today(), "未发现问题", "", ""),
            (objects[0], Today(), "未发现问题", "", ""))), 422, "result.rows-refused");
        Assert.Equal(
            ["2:result.checked-on", "3:result.unknown-code", "4:result.excludes-others", "5:result.not-drawn", "6:result.twice"],
            bad.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("row").GetInt32() - 1}:{row.GetProperty("code").GetString()}"));
        Assert.Equal("Waiting", State(await Json(await clerk.GetAsync(url))));

        var good = await Json(await clerk.PostAsync($"{url}/workbook", Sheet(
            (objects[0], Today(), "未发现问题", "", ""),
            (objects[1], Today(), "通过登记的住所无法联系", "列入经营异常名录", ""),
            (objects[2], Today(), "", "", ""))), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("result.rows-refused", good.GetProperty("code").GetString());
        var entered = await Json(await clerk.PostAsync($"{url}/workbook", Sheet((objects[0], Today(), "未发现问题", "", ""), (objects[1], Today(), "通过登记的住所无法联系", "列入经营异常名录", ""))));
        Assert.Equal(2, entered.GetProperty("entered").GetInt32());
        var filled = await (await clerk.GetAsync($"{url}/workbook")).Content.ReadAsByteArrayAsync();
        Assert.Equal((0, 2), await Counts(clerk.PostAsync($"{url}/workbook", new ByteArrayContent(filled))));
    }

    [Fact]
    public async Task After_the_draw_is_superseded_no_result_is_entered_or_published()
    {
        var run = await BeginAsync();
        await Json(await Enter(Url(run), Objects(run)[0], new { checkedOn = Today(), codes = new[] { "1" }, method = "实地检查" }));
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "supersede", new { tasks = new[] { "2023-009" }, reason = "计划比例调整", legalBasis = "年度计划变更" }));

        Assert.Equal("Superseded", State(await Json(await clerk.GetAsync(Url(run)))));
        await Refused.Is(await Enter(Url(run), Objects(run)[1], new { checkedOn = Today(), codes = new[] { "1" }, method = "实地检查" }), 409, "result.superseded");
        await Refused.Is(await head.PostAsJsonAsync($"{Url(run)}/publication", new { where = "网站" }), 409, "result.superseded");
    }

    [Fact]
    public async Task Rows_being_typed_are_checked_as_text_and_nothing_is_entered()
    {
        var run = await BeginAsync();
        var (url, objects) = (Url(run), Objects(run));
        Task<HttpResponseMessage> Check(string rows) => clerk.PostAsync($"{url}/workbook?fileName=检查结果.csv&check=true",
            new StringContent($"标题\n\n统一社会信用代码,检查日期,检查结果,发现问题情况\n{rows}", System.Text.Encoding.UTF8, "text/csv"));

        var bad = await Refused.Is(await Check($"{objects[0]},{Today()},未发现问题,\n{objects[1]},昨天,未发现问题,\n"), 422, "result.rows-refused");
        var good = await Json(await Check($"{objects[0]},{Today()},未发现问题,\n{objects[1]},,,\n"));

        Assert.Equal((5, "B5"), (bad.GetProperty("rows")[0].GetProperty("row").GetInt32(), bad.GetProperty("rows")[0].GetProperty("cell").GetString()));
        Assert.Equal(1, good.GetProperty("entered").GetInt32());
        Assert.Equal("Waiting", State(await Json(await clerk.GetAsync(url))));

        // An unknown text hides nothing else of its row, and everything has its cell.
        var both = await Refused.Is(await Check($"{objects[0]},2020-01-01,很好,\n没有这一户,{Today()},未发现问题,\n{objects[1]},{Today()},未按规定公示应当公示的信息,\n"), 422, "result.rows-refused");
        Assert.Equal(
            ["B4:result.checked-on", "C4:result.unknown-code", "A5:result.not-drawn"],
            both.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("row").GetInt32() < 6).Select(row => $"{row.GetProperty("cell").GetString()}:{row.GetProperty("code").GetString()}").OrderBy(text => text[1]).ThenBy(text => text, StringComparer.Ordinal));
        Assert.All(both.GetProperty("rows").EnumerateArray(), row => Assert.Matches("^[A-D][456]$", row.GetProperty("cell").GetString()));
    }

    [Theory]
    [InlineData("""{"checkedOn":"2023-03-01","codes":[null],"method":"实地检查"}""")]
    [InlineData("""{"checkedOn":"2023-03-01","codes":["1"],"followUps":[null],"method":"实地检查"}""")]
    [InlineData("""{"checkedOn":"2023-03-01","codes":[],"method":"实地检查"}""")]
    public async Task A_list_with_holes_is_no_result(string json)
    {
        var run = await BeginAsync();

        var reply = await clerk.PutAsync($"{Url(run)}/objects/{Objects(run)[0]}/result", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
    }

    [Fact]
    public async Task Of_twenty_entries_at_once_for_one_object_exactly_one_wins()
    {
        var run = await BeginAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Enter(Url(run), Objects(run)[0], new { checkedOn = Today(), codes = new[] { "1" }, method = "实地检查" })));

        Assert.Equal(1, replies.Count(reply => reply.StatusCode == HttpStatusCode.OK));
        Assert.Equal(19, replies.Count(reply => reply.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task The_months_form_counts_what_was_drawn_checked_and_published()
    {
        var run = await BeginAsync();
        var (url, objects) = (Url(run), Objects(run));
        foreach (var id in objects.Take(3))
        {
            await Json(await Enter(url, id, new { checkedOn = Today(), codes = new[] { "1" }, method = "实地检查" }));
        }

        await Json(await head.PostAsJsonAsync($"{url}/publication", new { where = "国家企业信用信息公示系统", objects = objects.Take(2) }));
        var records = $"/api/bureaus/{SamplePeople.Zezhou}/month-records";
        await Json(await clerk.PostAsJsonAsync(records, new { kind = "Meeting", heldOn = "2023-03-06", name = "随机抽查工作部署会" }), HttpStatusCode.Created);
        await Json(await clerk.PostAsJsonAsync(records, new { kind = "Document", heldOn = "2023-03-07", name = "2023年第一季度随机抽查任务安排", number = "泽市监〔2023〕12号", ordersChecks = true }), HttpStatusCode.Created);
        await Json(await clerk.PostAsJsonAsync(records, new { kind = "Training", heldOn = "2023-03-08", name = "执法检查人员业务培训班", people = 36, content = "结果录入" }), HttpStatusCode.Created);
        await Json(await clerk.PostAsJsonAsync(records, new { kind = "Meeting", heldOn = "2023-04-01", name = "下月的会" }), HttpStatusCode.Created);
        await Refused.Is(await clerk.PostAsJsonAsync(records, new { kind = "Document", heldOn = "2023-03-07", name = "无文号" }), 422, "report.document-number");
        await Refused.Is(await clerk.PostAsJsonAsync(records, new { kind = "Training", heldOn = "2023-03-07", name = "无人数" }), 422, "report.training-people");

        var report = $"/api/bureaus/{SamplePeople.Zezhou}/monthly-reports/2023/3";
        Assert.Equal(["联系人", "联系电话"], (await Json(await clerk.GetAsync(report))).GetProperty("missing").EnumerateArray().Select(field => field.GetString()));
        (await clerk.PutAsJsonAsync(report, new { website = "国家企业信用信息公示系统", contact = "信用监管股", telephone = "0356-0000000" })).EnsureSuccessStatusCode();
        var view = await Json(await clerk.GetAsync(report));
        var form = view.GetProperty("report");
        var checks = form.GetProperty("抽查");

        Assert.Equal("[]", view.GetProperty("missing").ToString());
        Assert.Equal(("泽州县市场监督管理局", "县本级", "全县"), (form.GetProperty("填报单位").GetString(), form.GetProperty("本级").GetString(), form.GetProperty("区域").GetString()));
        Assert.Equal("""[{"名称":"随机抽查工作部署会","时间":"3月6日"}]""", form.GetProperty("会议").GetRawText());
        Assert.Equal("""[{"名称":"2023年第一季度随机抽查任务安排","文号":"泽市监〔2023〕12号"}]""", checks.GetProperty("文件").GetRawText());
        Assert.Equal("""[{"名称":"药店价格双随机抽查","对象范围":"全县药店","库内户数":30,"抽取户数":4,"比例":"13.3%","已检查户数":3}]""", checks.GetProperty("任务").GetRawText());
        Assert.Equal((2, 3, 3, 2, "66.7%"), (checks.GetProperty("大项数").GetInt32(), checks.GetProperty("小项数").GetInt32(), checks.GetProperty("应公示户数").GetInt32(), checks.GetProperty("已公示户数").GetInt32(), checks.GetProperty("公示率").GetString()));
        Assert.Equal(3, form.GetProperty("系统").EnumerateArray().Sum(unit => unit.GetProperty("抽查户数").GetInt32()));
    }

    private async Task<JsonElement> BeginAsync()
    {
        await stage.DrawAsync(draw);
        return await Json(await clerk.PostAsJsonAsync(Runs, new { draw, task = "2023-009" }), HttpStatusCode.Created);
    }

    /// <summary>Days later everybody signs in again.</summary>
    private async Task MoveToAsync(DateTimeOffset instant)
    {
        stage.Service.Clock.Set(instant);
        (await clerk.PostAsJsonAsync("/api/sign-in", new { person = SamplePeople.Clerk })).EnsureSuccessStatusCode();
        (await head.PostAsJsonAsync("/api/sign-in", new { person = SamplePeople.SectionHead })).EnsureSuccessStatusCode();
    }

    private string Today() => stage.Service.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private Task<HttpResponseMessage> Enter(string url, string objectId, object body) => clerk.PutAsJsonAsync($"{url}/objects/{objectId}/result", body);

    private static async Task<(int Entered, int Unchanged)> Counts(Task<HttpResponseMessage> reply)
    {
        var body = await Json(await reply);
        return (body.GetProperty("entered").GetInt32(), body.GetProperty("unchanged").GetInt32());
    }

    private static ByteArrayContent Sheet(params (string Id, string Day, string Codes, string FollowUp, string Detail)[] rows)
    {
        using var output = new MemoryStream();
        using (var writer = new WorkbookWriter(output))
        {
            writer.BeginSheet(new() { Name = "结果" });
            writer.Row("统一社会信用代码", "检查日期", "检查结果", "后续处置", "发现问题情况", "核查方式");
            foreach (var row in rows)
            {
                writer.Row(row.Id, row.Day, row.Codes, row.FollowUp, row.Detail, "实地检查");
            }

            writer.Complete();
        }

        return new(output.ToArray());
    }

    private static string Url(JsonElement run) => $"{Runs}/{run.GetProperty("summary").GetProperty("id").GetString()}";

    private static string? State(JsonElement run) => Text(run, "state");

    private static string? Text(JsonElement run, string name) => run.GetProperty("summary").GetProperty(name).GetString();

    private static List<string> Objects(JsonElement run) => [.. run.GetProperty("objects").EnumerateArray().Select(found => found.GetProperty("objectId").GetString()!)];

    private static async Task<JsonElement> Json(HttpResponseMessage reply, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var body = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == expected, $"expected {expected}, found {reply.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }
}
