using System.Net;
using System.Net.Http.Json;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

public sealed class DraftingTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_notice_takes_its_figures_from_the_plan_and_names_what_the_clerk_still_owes()
    {
        var work = DocumentWork.Zezhou(service);
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var id = await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou), new { 主送机关 = "各股室、所、队" });

        var view = await DocumentWork.Json(await clerk.GetAsync($"{work.Documents}/{id}"));

        var fields = view.GetProperty("fields");
        Assert.Equal((15, 12, 3, 0), (fields.GetProperty("任务数").GetInt32(), fields.GetProperty("定向任务数").GetInt32(), fields.GetProperty("不定向任务数").GetInt32(), fields.GetProperty("联合任务数").GetInt32()));
        Assert.Equal("泽州县市场监督管理局文件", fields.GetProperty("发文机关标志").GetString());
        Assert.Equal("泽州县市场监督管理局办公室", fields.GetProperty("印发机关").GetString());
        var missing = view.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("path").GetString()).ToList();
        Assert.Equal(["发文缘由", "工作目标", "任务要求", "工作要求"], missing);
        var refused = await Refused.Is(await head.PostAsJsonAsync($"{work.Documents}/{id}/sign", new { revision = 1 }), 422, "documents.not-ready");
        Assert.Equal(4, refused.GetProperty("findings").GetArrayLength());

        await DocumentWork.Json(await clerk.PutAsJsonAsync($"{work.Documents}/{id}/fields", new { revision = 1, fields = DocumentWork.NoticeFields() }));
        await Refused.Is(await clerk.PutAsJsonAsync($"{work.Documents}/{id}/fields", new { revision = 1, fields = DocumentWork.NoticeFields() }), 409, "documents.changed-meanwhile");
        await DocumentWork.Json(await head.PostAsJsonAsync($"{work.Documents}/{id}/sign", new { revision = 2 }));
        var returned = await DocumentWork.Json(await head.PostAsJsonAsync($"{work.Documents}/{id}/return", new { revision = 3, reason = "目标请写明比例" }));
        Assert.Equal(("Draft", "目标请写明比例"), (returned.GetProperty("state").GetString(), returned.GetProperty("returnedBecause").GetString()));
    }

    [Fact]
    public async Task A_joint_notice_is_titled_by_all_its_agencies_unless_the_clerk_words_the_title()
    {
        var work = DocumentWork.Zezhou(service);
        var clerk = await service.As(SamplePeople.Clerk);
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        async Task<System.Text.Json.JsonElement> Drafted(string? title, params string[] agencies)
        {
            var fields = new Dictionary<string, object?>((Dictionary<string, object?>)DocumentWork.NoticeFields()) { ["联合机关"] = agencies };
            if (title is not null)
                fields["标题"] = title;
            var id = await work.DraftNoticeAsync(plan, fields);
            return await DocumentWork.Json(await clerk.GetAsync($"{work.Documents}/{id}"));
        }

        var joint = await Drafted(null, "泽州县市场监督管理局", "泽州县教育局");
        Assert.Equal("泽州县市场监督管理局\u3000泽州县教育局\n关于印发2023年度双随机\n抽查工作计划的通知", joint.GetProperty("fields").GetProperty("标题").GetString());
        Assert.Equal(0, joint.GetProperty("findings").GetArrayLength());
        var worded = await Drafted("关于印发2023 年抽查计划的通知", "泽州县教育局", "泽州县市场监督管理局");
        Assert.Equal("关于印发2023年抽查计划的通知", worded.GetProperty("fields").GetProperty("标题").GetString());
        Assert.Equal(["documents.joint-agencies"], worded.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("发文字号", "\"泽市监〔2023〕1号\"", "documents.field-not-yours")]
    [InlineData("附件", "[]", "documents.field-not-yours")]
    [InlineData("任务数", "99", "documents.field-not-yours")]
    [InlineData("主送单位", "\"各股室\"", "documents.unknown-field")]
    public async Task What_the_service_fills_in_and_what_no_template_knows_is_refused(string field, string json, string code)
    {
        var work = DocumentWork.Zezhou(service);
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var fields = new Dictionary<string, object?> { [field] = System.Text.Json.JsonDocument.Parse(json).RootElement };

        var reply = await (await service.As(SamplePeople.Clerk)).PostAsJsonAsync(work.Documents, new { kind = "plan-notice", subject = new { plan }, fields });

        await Refused.Is(reply, 422, code);
    }

    [Theory]
    [InlineData("{\"发文缘由\":\"甲，\",\"发文缘由\":\"乙，\"}", "documents.unreadable-fields")]
    [InlineData("{\"发文缘由\":\"\\ud800\"}", "documents.unreadable-fields")]
    [InlineData("{\"工作要求\":[{\"标题\":{\"深\":1}}]}", "documents.unknown-field")]
    public async Task Fields_that_cannot_be_read_are_refused(string fields, string code)
    {
        var work = DocumentWork.Zezhou(service);
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        using var body = new StringContent($$"""{"kind":"plan-notice","subject":{"plan":"{{plan}}"},"fields":{{fields}}}""", System.Text.Encoding.UTF8, "application/json");

        await Refused.Is(await (await service.As(SamplePeople.Clerk)).PostAsync(work.Documents, body), 422, code);
    }

    [Fact]
    public async Task Markup_in_a_field_stays_text()
    {
        var work = DocumentWork.Zezhou(service);
        var id = await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou), DocumentWork.NoticeFields("为落实<w:p/>&amp;\"双随机\"要求，"));

        var text = AnnexTable.Text(await (await service.As(SamplePeople.Clerk)).GetByteArrayAsync($"{work.Documents}/{id}/preview"));

        Assert.Contains("为落实<w:p/>&amp;\"双随机\"要求，现将", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_is_drafted_for_a_joint_task_only_and_says_whom_it_is_for()
    {
        var work = DocumentWork.Handan(service);
        var plan = await work.AdoptPlanAsync(PlanFiles.Handan);
        var clerk = await service.As(SamplePeople.HandanClerk);
        var tasks = (await DocumentWork.Json(await clerk.GetAsync($"/api/bureaus/{SamplePeople.Handan}/plans/{plan}/versions/1"))).GetProperty("tasks").EnumerateArray().ToList();
        var joint = tasks.First(task => task.GetProperty("name").GetString()!.Contains("二手车", StringComparison.Ordinal)).GetProperty("number").GetString();
        object Letter(string? task, string? partner) => new
        {
            kind = "consultation-letter", subject = new { plan, task, partner },
            fields = new { 缘由 = "为减少对企业的重复检查，", 抽取时间 = "2023年7月5日上午9时", 抽取地点 = "市商务局三楼会议室", 回复期限 = "2023年6月20日", 联系电话 = "0310-0000000" },
        };

        await Refused.Is(await clerk.PostAsJsonAsync(work.Documents, Letter("2023-999", "邯郸市市场监督管理局")), 422, "documents.no-such-task");
        await Refused.Is(await clerk.PostAsJsonAsync(work.Documents, Letter(joint, null)), 422, "documents.no-partner");
        var view = await DocumentWork.Json(await clerk.PostAsJsonAsync(work.Documents, Letter(joint, "邯郸市市场监督管理局")), HttpStatusCode.Created);
        Assert.Equal(0, view.GetProperty("findings").GetArrayLength());
        var text = AnnexTable.Text(await clerk.GetByteArrayAsync($"{work.Documents}/{view.GetProperty("id").GetGuid()}/preview"));

        Assert.Contains("邯郸市市场监督管理局：", text, StringComparison.Ordinal);
        Assert.Contains("会商意见回执", text, StringComparison.Ordinal);
        Assert.Contains("二手车备案登记情况、依法依规经营情况", text, StringComparison.Ordinal);

        var zezhou = DocumentWork.Zezhou(service);
        var alone = await zezhou.AdoptPlanAsync(PlanFiles.Zezhou);
        var first = (await DocumentWork.Json(await (await service.As(SamplePeople.Clerk)).GetAsync($"/api/bureaus/{SamplePeople.Zezhou}/plans/{alone}/versions/1"))).GetProperty("tasks")[0].GetProperty("number").GetString();
        await Refused.Is(await (await service.As(SamplePeople.Clerk)).PostAsJsonAsync(zezhou.Documents, new { kind = "consultation-letter", subject = new { plan = alone, task = first, partner = "泽州县教育局" } }), 422, "documents.not-joint");
    }

    [Fact]
    public async Task Another_bureau_neither_sees_nor_takes_a_document_or_a_prefix()
    {
        var work = DocumentWork.Zezhou(service);
        var id = await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou));
        var stranger = await service.As(SamplePeople.HandanClerk);

        await Refused.Is(await stranger.GetAsync($"/api/bureaus/{SamplePeople.Handan}/documents/{id}"), 404, "documents.no-such-document");
        await Refused.Is(await stranger.GetAsync($"/api/bureaus/{SamplePeople.Handan}/documents/{id}/docx"), 404, "documents.not-issued");
        await Refused.Is(await stranger.GetAsync($"{work.Documents}/{id}"), 403, "auth.not-allowed");
    }

    [Theory]
    [InlineData("plan-notice", "{}", "documents.no-adopted-plan")]
    [InlineData("annual-report", "{}", "documents.no-such-kind")]
    [InlineData("monthly-report", "{\"year\":2023,\"month\":13}", "documents.no-such-month")]
    [InlineData("monthly-report", "{\"year\":2023,\"month\":4}", "documents.no-such-month")]
    public async Task A_subject_that_is_not_there_is_refused(string kind, string subject, string code)
    {
        var reply = await (await service.As(SamplePeople.Clerk)).PostAsJsonAsync(DocumentWork.Zezhou(service).Documents, new { kind, subject = System.Text.Json.JsonDocument.Parse(subject).RootElement });

        await Refused.Is(reply, 422, code);
    }

    [Fact]
    public async Task A_monthly_form_takes_the_months_records_and_documents_and_carries_no_number()
    {
        var work = DocumentWork.Zezhou(service);
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        await work.EnterPrefixAsync("泽市监月");
        var notice = await work.SignedNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou));
        await work.IssueAsync(notice, "泽市监月");
        var record = new { kind = "Meeting", heldOn = "2023-03-01", name = "随机抽查工作部署会" };
        await DocumentWork.Json(await clerk.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Zezhou}/month-records", record), HttpStatusCode.Created);
        var drafted = await DocumentWork.Json(await clerk.PostAsJsonAsync(work.Documents, new { kind = "monthly-report", subject = new { year = 2023, month = 3 } }), HttpStatusCode.Created);
        var url = $"{work.Documents}/{drafted.GetProperty("id").GetGuid()}";

        Assert.Equal(["抽查.公示网站", "联系人", "联系电话"], drafted.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("path").GetString()));
        var fields = new { 联系人 = "信用监管股", 联系电话 = "0356-0000000", 抽查 = new { 公示网站 = "国家企业信用信息公示系统" } };
        await DocumentWork.Json(await clerk.PutAsJsonAsync($"{url}/fields", new { revision = 1, fields }));
        await DocumentWork.Json(await head.PostAsJsonAsync($"{url}/sign", new { revision = 2 }));
        var issued = await DocumentWork.Json(await head.PostAsJsonAsync($"{url}/issue", new { revision = 3 }));

        Assert.Equal(System.Text.Json.JsonValueKind.Null, issued.GetProperty("issued").GetProperty("number").ValueKind);
        var text = AnnexTable.Text(await clerk.GetByteArrayAsync($"{url}/docx"));
        Assert.Contains("随机抽查工作部署会（3月1日）。", text, StringComparison.Ordinal);
        Assert.Contains("泽市监月〔2023〕1号", text, StringComparison.Ordinal);
        Assert.Contains("在县本级开展抽查情况", text, StringComparison.Ordinal);
        Assert.DoesNotContain("市本级", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_checked_with_its_mend()
    {
        var reply = await (await service.As(SamplePeople.Clerk)).GetAsync($"/api/document-numbers/check?text={Uri.EscapeDataString("曲市监字（2023）第8号")}");

        var view = await DocumentWork.Json(reply);

        Assert.Equal((false, "曲市监字〔2023〕8号"), (view.GetProperty("correct").GetBoolean(), view.GetProperty("proposal").GetString()));
    }
}
