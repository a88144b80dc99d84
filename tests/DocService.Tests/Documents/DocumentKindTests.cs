using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Tests.Draws;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>What the service fills in by itself, kind by kind, on a real draw and real results.</summary>
public sealed partial class DocumentKindTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Documents = $"/api/bureaus/{SamplePeople.Zezhou}/documents";
    private const string Runs = $"/api/bureaus/{SamplePeople.Zezhou}/check-runs";
    private CeremonyStage stage = null!;
    private HttpClient clerk = null!;
    private HttpClient head = null!;

    public async ValueTask InitializeAsync()
    {
        stage = await CeremonyStage.SetAsync(postgres);
        clerk = await stage.Service.As(SamplePeople.Clerk);
        head = await stage.Service.As(SamplePeople.SectionHead);
        await stage.Service.Db(async db =>
        {
            var (targets, inspectors) = (await OpenVersionAsync(db, RegisterKind.Targets), await OpenVersionAsync(db, RegisterKind.Inspectors));
            for (var n = 1; n <= 3; n++)
                db.Add(new Target { BureauId = SamplePeople.Zezhou, Id = $"FIRM{n:000}", FromVersion = targets, Name = $"泽州县第{n}药房", EntityType = "企业", Address = $"泽州县南村镇{n}号", Representative = "张某", Phone = "0356-0000002" });
            for (var n = 1; n <= 8; n++)
                db.Add(new Inspector { BureauId = SamplePeople.Zezhou, Id = $"I{n:00}", FromVersion = inspectors, Name = $"检查员{n}", Unit = CeremonyStage.Desk, CertificateNumber = $"0405000000{n}", Qualifications = n % 2 == 0 ? ["药品检查专家"] : ["食品检查"], Active = true });
            await db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task From_a_drawn_task_come_assignment_announcement_approval_notice_record_results_and_referral()
    {
        var run = await RunAsync("2023-009");
        await Refused.Is(await DraftReply("result-announcement", new { run }), 422, "documents.nothing-published");
        await Refused.Is(await DraftReply("referral-letter", new { run, @object = "FIRM001" }), 422, "documents.no-result");
        await Refused.Is(await DraftReply("inspection-notice", new { run, @object = "FIRM999" }), 422, "documents.not-drawn");
        await Refused.Is(await DraftReply("task-assignment", new { run = Guid.NewGuid() }), 422, "documents.no-such-run");

        var assignment = await DraftAsync("task-assignment", new { run }, new { 完成期限 = "2023年6月30日", 联络员 = new[] { new { 代码 = "FIRM001", 姓名 = "赵某", 电话 = "0356-0000003" } } });
        var first = Fields(assignment).GetProperty("附件")[0].GetProperty("名单").EnumerateArray().First(row => row.GetProperty("代码").GetString() == "FIRM001");
        Assert.Equal((3, 3, "泽州县第1药房"), (Fields(assignment).GetProperty("抽取").GetProperty("应抽户数").GetInt32(), Fields(assignment).GetProperty("抽取").GetProperty("实抽户数").GetInt32(), first.GetProperty("名称").GetString()));
        Assert.Equal(2, first.GetProperty("检查人员").GetArrayLength());
        Assert.Equal((first.GetProperty("检查人员")[0].GetProperty("姓名").GetString(), "赵某"), (first.GetProperty("组长").GetString(), first.GetProperty("联络员").GetString()));
        var experts = first.GetProperty("检查人员").EnumerateArray().Select(person => person.GetProperty("姓名").GetString()!).Where(name => (name[^1] - '0') % 2 == 0).ToList();
        Assert.Equal(experts.Count == 0 ? null : string.Join('、', experts), first.GetProperty("专家").GetString());
        Assert.Equal(["documents.not-drawn"], Findings(await DraftAsync("task-assignment", new { run }, new { 完成期限 = "2023年6月30日", 联络员 = new[] { new { 代码 = "FIRM999", 姓名 = "赵某" } } })));
        Assert.All(first.GetProperty("检查人员").EnumerateArray(), person => Assert.StartsWith("检查员", person.GetProperty("姓名").GetString(), StringComparison.Ordinal));
        Assert.Empty(Findings(assignment));
        await IsPrintedAsync(assignment, "抽查任务派发单", "泽州县第3药房", "赵某");

        var list = await DraftAsync("drawn-list-announcement", new { run }, new { 监督电话 = "0356-0000001", 检查时间 = "3月至6月" });
        Assert.Empty(Findings(list));
        await IsPrintedAsync(list, "2023年度第1号抽查任务公告", "名录库共有检查对象3户");

        var approval = await DraftAsync("inspection-approval", new { run, @object = "FIRM001" }, new { 检查时间 = "3月6日", 协助人员数 = 0, 频次上限 = 2 });
        Assert.Empty(Findings(approval));
        await IsPrintedAsync(approval, "2023年度对该企业的第1次检查，已公布的年度上限为2次");

        var notice = await DraftAsync("inspection-notice", new { run, @object = "FIRM001" }, NoticeFields());
        Assert.Empty(Findings(notice));
        await IsPrintedAsync(notice, "2023年度对你单位的第1次行政检查，已公布的年度频次上限为2次", "送达回证");

        await EnterAsync(run, "FIRM001", new { checkedOn = Today, codes = new[] { "1" }, method = "实地检查" });
        await EnterAsync(run, "FIRM002", new { checkedOn = Today, codes = new[] { "5" }, method = "实地检查", detail = "未明码标价", followUps = new[] { "corrected" }, document = "泽市监责改〔2023〕12号" });
        await DocumentWork.Json(await head.PostAsJsonAsync($"{Runs}/{run}/publication", new { where = "国家企业信用信息公示系统" }));
        var record = await DraftAsync("inspection-record", new { run, @object = "FIRM002" }, new { });
        Assert.Empty(Findings(record));
        Assert.Equal(["发现问题已责令改正"], Fields(record).GetProperty("检查结果").EnumerateArray().Where(option => option.GetProperty("选中").GetBoolean()).Select(option => option.GetProperty("名称").GetString()));

        var transcript = await DraftAsync("inspection-transcript", new { run, @object = "FIRM002" }, new { 开始时间 = "2023年3月6日9时", 询问 = new[] { new { 问 = "价签为什么没有？", 答 = "正在补。" } } });
        Assert.Empty(Findings(transcript));
        Assert.Equal(("泽州县南村镇2号", 2), (Fields(transcript).GetProperty("检查地点").GetString(), Fields(transcript).GetProperty("检查人员").GetArrayLength()));
        await IsPrintedAsync(transcript, "现场检查笔录", "有权申请回避", "未明码标价。", "三、询问情况", "答：正在补。");

        var results = await DraftAsync("result-announcement", new { run }, new { 联系电话 = "0356-0000000" });
        Assert.Empty(Findings(results));
        await IsPrintedAsync(results, "本次公示2户，其中未发现问题1户，发现问题1户（发现问题已责令改正1户）", "另有1户的结果将在规定时限内公示", "泽市监责改〔2023〕12号");

        var referral = await DraftAsync("referral-letter", new { run, @object = "FIRM002" }, new
        {
            主送机关 = "泽州县发展和改革局", 案由 = "价格违法", 移送依据 = "根据有关规定，由贵单位管辖。", 联系电话 = "0356-0000000",
            移送材料 = new[] { new { 名称 = "现场检查记录表", 形式 = "复制件", 份数 = 1 } },
        });
        Assert.Empty(Findings(referral));
        await IsPrintedAsync(referral, "未明码标价", "随函移送有关材料1件");
    }

    [Fact]
    public async Task The_years_count_comes_from_the_records_and_a_check_beyond_the_cap_needs_its_reason()
    {
        var earlier = await RunAsync("2023-009");
        await EnterAsync(earlier, "FIRM001", new { checkedOn = Today, codes = new[] { "1" }, method = "实地检查" });
        var run = await RunAsync("2023-010");

        var typed = await DraftReply("inspection-notice", new { run, @object = "FIRM001" }, new { 本年检查次数 = 1 });
        await Refused.Is(typed, 422, "documents.field-not-yours");
        var within = await DraftAsync("inspection-notice", new { run, @object = "FIRM001" }, NoticeFields(cap: 2));
        Assert.Equal(2, Fields(within).GetProperty("本年检查次数").GetInt32());
        Assert.Empty(Findings(within));
        var beyond = await DraftAsync("inspection-notice", new { run, @object = "FIRM001" }, NoticeFields(cap: 1));
        Assert.Equal(["documents.over-yearly-cap"], Findings(beyond));
        await Refused.Is(await head.PostAsJsonAsync($"{Documents}/{Id(beyond)}/sign", new { revision = 1 }), 422, "documents.not-ready");
        var reasoned = await DraftAsync("inspection-notice", new { run, @object = "FIRM001" }, NoticeFields(cap: 1, reason: "接到投诉举报。"));
        Assert.Empty(Findings(reasoned));
        await IsPrintedAsync(reasoned, "本次检查超过上限，理由是：接到投诉举报。");
        Assert.Equal(1, Fields(await DraftAsync("inspection-approval", new { run, @object = "FIRM002" }, new { })).GetProperty("本年检查次数").GetInt32());
    }

    [Fact]
    public async Task A_coordination_office_is_never_the_inspecting_body()
    {
        var run = await RunAsync("2023-009");

        foreach (var kind in new[] { "inspection-approval", "inspection-notice", "inspection-record", "inspection-transcript", "task-assignment", "drawn-list-announcement" })
        {
            var drafted = await DraftAsync(kind, new { run, @object = "FIRM001" }, new { 检查主体 = "泽州县双随机一公开监管工作联席会议办公室" });

            Assert.Contains("documents.coordination-office", Findings(drafted));
            await Refused.Is(await head.PostAsJsonAsync($"{Documents}/{Id(drafted)}/sign", new { revision = 1 }), 422, "documents.not-ready");
        }
    }

    [Fact]
    public async Task A_changed_plan_gives_request_and_announcement_and_its_task_a_special_notice()
    {
        var work = DocumentWork.Zezhou(stage.Service);
        var plan = await work.AdoptPlanAsync(SpotCheck.DocService.Tests.Plans.PlanFiles.Zezhou);
        await Refused.Is(await DraftReply("plan-change-announcement", new { plan }), 422, "documents.no-plan-change");
        var versions = $"/api/bureaus/{SamplePeople.Zezhou}/plans/{plan}/versions";
        await DocumentWork.Json(await clerk.PostAsJsonAsync(versions, new { reason = "上级专项检查部署调整" }), HttpStatusCode.Created);
        await Refused.Is(await DraftReply("plan-adjustment-request", new { plan }), 422, "documents.no-plan-change");
        await DocumentWork.Json(await clerk.PatchAsJsonAsync($"{versions}/2/cells", new { revision = 1, edits = new[] { new { place = "内部双随机抽查!H3", text = "5月—10月" } } }));

        var request = await DraftAsync("plan-adjustment-request", new { plan }, new { 签发人 = new[] { "李某" }, 主送机关 = "晋城市市场监督管理局", 调整理由 = new[] { "上级作出统一部署。" }, 拟执行时间 = "2023年5月1日" });
        Assert.Empty(Findings(request));
        var rows = Fields(request).GetProperty("附件")[0].GetProperty("变更").EnumerateArray().ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(("延期", "上级专项检查部署调整"), (row.GetProperty("类型").GetString(), row.GetProperty("原因").GetString())));
        await IsPrintedAsync(request, "签发人：李某", "妥否，请批示。");
        await Refused.Is(await DraftReply("plan-change-announcement", new { plan }), 422, "documents.no-plan-change");

        await DocumentWork.Json(await clerk.PostAsJsonAsync($"{versions}/2/submit", new { revision = 2 }));
        await DocumentWork.Json(await head.PostAsJsonAsync($"{versions}/2/adopt", new { revision = 3 }));
        var announcement = await DraftAsync("plan-change-announcement", new { plan }, new { 原公告日期 = "2023年2月6日", 生效日期 = "2023年5月1日", 联系电话 = "0356-0000000" });
        Assert.Empty(Findings(announcement));
        Assert.Equal(15, Fields(announcement).GetProperty("附件")[1].GetProperty("任务").GetArrayLength());

        var task = (await DocumentWork.Json(await clerk.GetAsync($"{versions}/2"))).GetProperty("tasks")[0].GetProperty("number").GetString();
        var special = await DraftAsync("special-check-notice", new { plan, task }, new
        {
            主送机关 = "各有关股室、监管所", 发文缘由 = "按照年度计划，", 抽取时间 = "2023年5月8日", 见证单位 = "驻局纪检组", 总结时间 = "2023年11月30日",
            工作要求 = new[] { new { 标题 = "做好后续处置", 内容 = "发现的问题逐户登记。" } },
        });
        Assert.Empty(Findings(special));
    }

    [Fact]
    public async Task A_bulletin_counts_the_quarter_and_a_programme_needs_only_its_year()
    {
        var work = DocumentWork.Zezhou(stage.Service);
        await work.AdoptPlanAsync(SpotCheck.DocService.Tests.Plans.PlanFiles.Zezhou);
        var run = await RunAsync("2023-009");
        await EnterAsync(run, "FIRM001", new { checkedOn = Today, codes = new[] { "1" }, method = "实地检查" });
        await DocumentWork.Json(await head.PostAsJsonAsync($"{Runs}/{run}/publication", new { where = "国家企业信用信息公示系统" }));

        await Refused.Is(await DraftReply("quarterly-bulletin", new { year = 2023, quarter = 5 }), 422, "documents.no-such-quarter");
        var bulletin = await DraftAsync("quarterly-bulletin", new { year = 2023, quarter = 1 }, new { 主送机关 = "各股室、所、队", 存在问题 = new[] { "个别任务启动较晚。" }, 下步工作 = new[] { "抓紧完成。" } });
        Assert.Empty(Findings(bulletin));
        var all = Fields(bulletin).GetProperty("总体");
        Assert.Equal((15, 3, 1, 1, "100%"), (all.GetProperty("计划任务").GetInt32(), all.GetProperty("应检查").GetInt32(), all.GetProperty("已检查").GetInt32(), all.GetProperty("已公示").GetInt32(), all.GetProperty("公示率").GetString()));
        Assert.Equal(15, Fields(bulletin).GetProperty("附件")[0].GetProperty("单位").EnumerateArray().Sum(row => row.GetProperty("计划任务").GetInt32()));

        await Refused.Is(await DraftReply("implementation-plan-notice", new { year = 2014 }), 422, "documents.no-such-year");
        var programme = await DraftAsync("implementation-plan-notice", new { year = 2023 }, new { });
        Assert.DoesNotContain("documents.unknown-field", Findings(programme));
        Assert.Equal("县", Fields(programme).GetProperty("区域").GetString());
    }

    /// <summary>The ledger is a workbook: it is drafted, looked at, signed, frozen and downloaded by the same routes.</summary>
    [Fact]
    public async Task A_ledger_of_the_year_holds_tasks_results_and_follow_up()
    {
        await DocumentWork.Zezhou(stage.Service).AdoptPlanAsync(SpotCheck.DocService.Tests.Plans.PlanFiles.Zezhou);
        var run = await RunAsync("2023-009");
        await EnterAsync(run, "FIRM001", new { checkedOn = Today, codes = new[] { "1" }, method = "实地检查" });
        await EnterAsync(run, "FIRM002", new { checkedOn = Today, codes = new[] { "5" }, method = "实地检查", detail = "=未明码标价", followUps = new[] { "corrected" }, document = "泽市监责改〔2023〕12号" });
        await DocumentWork.Json(await head.PostAsJsonAsync($"{Runs}/{run}/publication", new { where = "国家企业信用信息公示系统", objects = new[] { "FIRM002" } }));

        await Refused.Is(await DraftReply("work-ledger", new { year = 2014 }), 422, "documents.no-such-period");
        await Refused.Is(await DraftReply("work-ledger", new { year = 2023, quarter = 5 }), 422, "documents.no-such-period");
        await Refused.Is(await DraftReply("work-ledger", new { year = 2023 }, new { 任务 = Array.Empty<object>() }), 422, "documents.field-not-yours");
        var ledger = await DraftAsync("work-ledger", new { year = 2023 }, new { });
        Assert.Empty(Findings(ledger));
        Assert.Equal(15, Fields(ledger).GetProperty("任务").EnumerateArray().Count(task => task.GetProperty("计划").ValueKind == JsonValueKind.String));
        Assert.False(Fields(ledger).TryGetProperty("名单", out _));
        Assert.Equal(ResultCodes.Current.Results.Select(code => code.Text), Fields(ledger).GetProperty("结果类别").EnumerateArray().Select(text => text.GetString()));
        var pages = await DocumentWork.Json(await clerk.GetAsync($"{Documents}/{Id(ledger)}/pages"));
        Assert.True(pages.GetProperty("pages").GetInt32() >= 5);

        await DocumentWork.Json(await head.PostAsJsonAsync($"{Documents}/{Id(ledger)}/sign", new { revision = 1 }));
        await DocumentWork.Json(await head.PostAsJsonAsync($"{Documents}/{Id(ledger)}/issue", new { revision = 2 }));
        var reply = await clerk.GetAsync($"{Documents}/{Id(ledger)}/docx");
        Assert.EndsWith("spreadsheetml.sheet", reply.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        var sheets = LedgerSheets.Of(await reply.Content.ReadAsByteArrayAsync());

        Assert.Equal(["指标", "任务", "分类统计", "月度统计", "检查台账"], sheets.Keys);
        Assert.Contains("/public/documents/", string.Join('|', sheets["指标"].SelectMany(row => row)), StringComparison.Ordinal);
        Assert.Equal(["检查完成率", "已检查户数÷应检查户数", "2", "3", "=IF(D7=0,\"—\",C7/D7)", "100%"], sheets["指标"].Single(row => row[0] == "检查完成率"));
        Assert.Equal(["0", "1"], sheets["指标"].Single(row => row[0] == "后续处置率")[2..4]);
        var task = sheets["任务"].Single(row => row[1] == "2023-009");
        Assert.Equal(["3", "3", "2", "1"], task[8..12]);
        Assert.Equal("=SUM(J4:J18)", sheets["任务"].Single(row => row[2] == "合计")[9]);
        var unit = sheets["分类统计"].SkipWhile(row => row[0] != "按登记机关").ElementAt(1);
        Assert.Equal(("1", "1"), (unit[4], unit[8]));
        var month = 1 + int.Parse(Today[5..7], System.Globalization.CultureInfo.InvariantCulture);
        var byUnit = sheets["月度统计"].SkipWhile(row => row[0] != "按管辖单位").Skip(1).TakeWhile(row => row[0] != "按登记机关").ToList();
        Assert.Equal((2, 1), (byUnit.Where(row => row[1] == "检查").Sum(row => Number(row[month])), byUnit.Where(row => row[1] == "公示").Sum(row => Number(row[month]))));
        var rows = sheets["检查台账"].Where(row => row[1] == "2023-009").ToDictionary(row => row[4], StringComparer.Ordinal);
        Assert.Equal(("=未明码标价", "责令改正，后续跟踪由日常监管部门负责", "泽市监责改〔2023〕12号", "按期公示"), (rows["FIRM002"][12], rows["FIRM002"][13], rows["FIRM002"][14], rows["FIRM002"][17]));
        Assert.Equal(("待公示", "未检查"), (rows["FIRM001"][17], rows["FIRM003"][17]));
    }

    [Fact]
    public async Task Every_kind_is_offered_with_its_fields_and_an_example()
    {
        var kinds = (await DocumentWork.Json(await clerk.GetAsync("/api/document-kinds"))).EnumerateArray().ToList();

        Assert.Equal(DocumentKind.All.Select(kind => kind.Id), kinds.Select(kind => kind.GetProperty("kind").GetString()));
        Assert.All(kinds, kind => Assert.True(kind.GetProperty("fields").GetArrayLength() > 5 && kind.GetProperty("sample").EnumerateObject().Any()));
        Assert.Equal(["implementation-plan-notice", "plan-notice", "consultation-letter", "special-check-notice", "inspection-notice", "plan-adjustment-request", "referral-letter", "quarterly-bulletin"],
            kinds.Where(kind => kind.GetProperty("numbered").GetBoolean()).Select(kind => kind.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task A_batch_takes_its_rows_from_the_draw_and_from_the_task()
    {
        const string Batches = $"/api/bureaus/{SamplePeople.Zezhou}/document-batches";
        var run = await RunAsync("2023-009");
        var all = new { kind = "inspection-notice", title = "检查通知书", subject = new { run }, fields = NoticeFields() };

        var begun = await DocumentWork.Json(await clerk.PostAsJsonAsync(Batches, new { all.kind, all.title, all.subject, all.fields, source = "DrawnObjects" }), HttpStatusCode.Accepted);
        Assert.Equal(3, begun.GetProperty("total").GetInt32());
        var batch = begun.GetProperty("id").GetGuid();
        while ((await DocumentWork.Json(await clerk.GetAsync($"{Batches}/{batch}"))).GetProperty("state").GetString() != "Drafted")
            await Task.Delay(50, TestContext.Current.CancellationToken);
        var items = (await DocumentWork.Json(await clerk.GetAsync($"{Batches}/{batch}/items"))).EnumerateArray().ToList();
        Assert.Equal(["泽州县第1药房", "泽州县第2药房", "泽州县第3药房"], items.Select(item => item.GetProperty("name").GetString()));
        var first = await DocumentWork.Json(await clerk.GetAsync($"{Documents}/{items[0].GetProperty("document").GetGuid()}"));
        Assert.Equal("FIRM001", Fields(first).GetProperty("企业").GetProperty("代码").GetString());

        await Refused.Is(await clerk.PostAsJsonAsync(Batches, new { all.kind, all.title, all.subject, all.fields, source = "DrawnObjects", rows = new[] { new { name = "甲" } } }), 422, "batches.rows-and-source");
        await Refused.Is(await clerk.PostAsJsonAsync(Batches, new { all.kind, all.title, subject = new { run = Guid.NewGuid() }, all.fields, source = "DrawnObjects" }), 422, "batches.source-missing");
        await Refused.Is(await clerk.PostAsJsonAsync(Batches, new { kind = "monthly-report", all.title, all.subject, source = "DrawnObjects" }), 422, "batches.source-unfit");

        var work = DocumentWork.Handan(stage.Service);
        var plan = await work.AdoptPlanAsync(SpotCheck.DocService.Tests.Plans.PlanFiles.Handan);
        var letters = await DocumentWork.Json(await (await stage.Service.As(SamplePeople.HandanClerk)).PostAsJsonAsync("/api/bureaus/handan-swj/document-batches",
            new { kind = "consultation-letter", title = "会商函", subject = new { plan, task = "2023-003" }, source = "Partners" }), HttpStatusCode.Accepted);
        Assert.True(letters.GetProperty("total").GetInt32() >= 1);
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<int> OpenVersionAsync(SpotCheck.DocService.Storage.SpotCheckDb db, RegisterKind kind)
    {
        var latest = await db.Set<RegisterVersion>().Where(version => version.BureauId == SamplePeople.Zezhou && version.Kind == kind).OrderByDescending(version => version.Number).FirstOrDefaultAsync();
        if (latest is { State: VersionState.Open })
            return latest.Number;
        if (latest is null)
            db.Add(new Register { BureauId = SamplePeople.Zezhou, Kind = kind });
        var opened = new RegisterVersion { BureauId = SamplePeople.Zezhou, Kind = kind, Number = (latest?.Number ?? 0) + 1, OpenedAt = DateTimeOffset.UnixEpoch, OpenedBy = "system" };
        db.Add(opened);
        await db.SaveChangesAsync();
        return opened.Number;
    }

    private string Today => stage.Service.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static object NoticeFields(int cap = 2, string? reason = null) => new
    {
        依据 = "《中华人民共和国价格法》第三十三条", 检查时间 = "2023年3月6日至3月10日", 协助人员数 = 0, 频次上限 = cap, 超频次理由 = reason, 监督电话 = "0356-0000001", 联系电话 = "0356-0000000",
    };

    // A task of three firms, all of them drawn, taken over into a run.
    private async Task<Guid> RunAsync(string task) =>
        (await DrawnAsync(task, $"{task}\n抽查任务名称：药店价格双随机抽查\n抽查类型：定向\n抽查事项：价格行为检查；明码标价检查\n抽查对象范围：全县药店\n抽查起止时间：3月—9月")).Run;

    private async Task<(Guid Draw, Guid Run)> DrawnAsync(string task, string plan)
    {
        var draw = await stage.PrepareAsync(CeremonyStage.Task(task, plan, objects: 3, numerator: 100));
        await stage.DrawAsync(draw);
        return (draw, (await DocumentWork.Json(await clerk.PostAsJsonAsync(Runs, new { draw, task }), HttpStatusCode.Created)).GetProperty("summary").GetProperty("id").GetGuid());
    }

    private async Task EnterAsync(Guid run, string firm, object body) => await DocumentWork.Json(await clerk.PutAsJsonAsync($"{Runs}/{run}/objects/{firm}/result", body));

    private Task<HttpResponseMessage> DraftReply(string kind, object subject, object? fields = null) => clerk.PostAsJsonAsync(Documents, new { kind, subject, fields });

    private async Task<JsonElement> DraftAsync(string kind, object subject, object fields) => await DocumentWork.Json(await DraftReply(kind, subject, fields), HttpStatusCode.Created);

    private async Task IsPrintedAsync(JsonElement document, params string[] texts)
    {
        var printed = AnnexTable.Text(await clerk.GetByteArrayAsync($"{Documents}/{Id(document)}/preview"));
        Assert.All(texts, text => Assert.Contains(text, printed, StringComparison.Ordinal));
    }

    private static Guid Id(JsonElement document) => document.GetProperty("id").GetGuid();

    private static JsonElement Fields(JsonElement document) => document.GetProperty("fields");

    private static List<string?> Findings(JsonElement document) => [.. document.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString())];
}
