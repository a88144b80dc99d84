using System.Net.Http.Json;
using System.Text.Json;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;
using Layout = SpotCheck.TemplateTool.Layout;

namespace SpotCheck.DocService.Tests.Documents;

public sealed partial class DocumentKindTests
{
    // A row of the county's plan as it was published.
    private const string Pharmacies = "2023-008\n抽查任务名称：药店价格双随机抽查检查\n抽查类型：定向\n抽查事项：价格行为检查\n抽查对象范围：全县药店\n抽查起止时间：3月—6月";

    /// <summary>Files of every kind, by kind. <c>ISSUED_FILES=DIR</c> keeps them, to look at.</summary>
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private string published = "";

    [Fact]
    public async Task Every_kind_goes_from_draft_to_issue_about_the_published_plan_and_keeps_to_the_standard()
    {
        var work = DocumentWork.Zezhou(stage.Service);
        await work.EnterPrefixAsync("泽市监");
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        published = await clerk.GetStringAsync($"/api/bureaus/{SamplePeople.Zezhou}/plans/{plan}/versions/1");
        await IssueProgrammeAsync(plan);
        var (draw, run) = await DrawnAsync("2023-008", Pharmacies);
        await IssueCheckAsync(run);
        await IssuePeriodsAsync();
        await IssueChangeAsync(plan);
        await IssueLetterAsync();
        files["draw-record"] = await clerk.GetByteArrayAsync($"/api/bureaus/{SamplePeople.Zezhou}/draws/{draw}/record");

        Assert.Equal([.. DocumentKind.All.Select(kind => kind.Id).Append("draw-record").Order(StringComparer.Ordinal)], files.Keys.Order(StringComparer.Ordinal));
        await KeepsToTheStandardAsync();
    }

    private async Task IssueProgrammeAsync(Guid plan)
    {
        await IssueAsync("implementation-plan-notice", new { year = 2023 }, new
        {
            主送机关 = "各股室、所、队", 审议情况 = "局务会议研究同意", 执行要求 = new[] { "执行中遇到的问题，请及时告知信用监管股。" }, 制定依据 = "为深入推进“双随机、一公开”监管，", 依据文件 = Array.Empty<string>(), 工作目标 = new[] { "全年抽查任务按期完成，结果全部公示。" },
            重点任务 = new[] { new { 标题 = "完善名录库", 内容 = "各单位应当在抽查前核实检查对象名录库。" } }, 工作要求 = new[] { new { 标题 = "加强组织领导", 内容 = "各单位应当明确专人负责。" } },
            任务分工 = new[] { new { 任务 = "更新检查对象名录库", 牵头单位 = "信用监管股", 配合单位 = "各监管所", 完成时限 = "3月31日前" } },
        });
        await IssueAsync("plan-notice", new { plan }, DocumentWork.NoticeFields());
        await IssueAsync("special-check-notice", new { plan, task = "2023-008" }, new
        {
            主送机关 = "各有关股室、监管所", 发文缘由 = "按照年度计划，", 抽取时间 = "2023年3月1日", 见证单位 = "驻局纪检组", 总结时间 = "2023年7月31日",
            工作要求 = new[] { new { 标题 = "做好后续处置", 内容 = "发现的问题逐户登记。" } },
        });
    }

    private async Task IssueCheckAsync(Guid run)
    {
        await IssueAsync("task-assignment", new { run }, new { 完成期限 = "2023年6月30日", 联络员 = new[] { new { 代码 = "FIRM001", 姓名 = "赵某", 电话 = "0356-0000003" } } });
        await IssueAsync("drawn-list-announcement", new { run }, new { 监督电话 = "0356-0000001", 检查时间 = "3月至6月" });
        await IssueAsync("inspection-approval", new { run, @object = "FIRM001" }, new { 检查时间 = "2023年3月6日至3月10日", 协助人员数 = 0, 频次上限 = 2 });
        await IssueAsync("inspection-notice", new { run, @object = "FIRM001" }, NoticeFields());
        await EnterAsync(run, "FIRM001", new { checkedOn = Today, codes = new[] { "1" }, method = "实地检查" });
        await EnterAsync(run, "FIRM002", new { checkedOn = Today, codes = new[] { "5" }, method = "实地检查", detail = "未明码标价", followUps = new[] { "corrected" }, document = "泽市监责改〔2023〕12号" });
        await DocumentWork.Json(await head.PostAsJsonAsync($"{Runs}/{run}/publication", new { where = "国家企业信用信息公示系统" }));
        await IssueAsync("inspection-record", new { run, @object = "FIRM002" }, new { });
        await IssueAsync("inspection-transcript", new { run, @object = "FIRM002" }, new { 开始时间 = "2023年3月6日9时", 询问 = new[] { new { 问 = "价签为什么没有？", 答 = "正在补。" } } });
        await IssueAsync("result-announcement", new { run }, new { 联系电话 = "0356-0000000" });
        await IssueAsync("referral-letter", new { run, @object = "FIRM002" }, new
        {
            主送机关 = "泽州县发展和改革局", 案由 = "价格违法", 移送依据 = "根据有关规定，由贵单位管辖。", 联系电话 = "0356-0000000", 移送材料 = new[] { new { 名称 = "现场检查记录表", 形式 = "复制件", 份数 = 1 } },
        });
    }

    private async Task IssuePeriodsAsync()
    {
        await IssueAsync("quarterly-bulletin", new { year = 2023, quarter = 1 }, new { 主送机关 = "各股室、所、队", 存在问题 = new[] { "个别任务启动较晚。" }, 下步工作 = new[] { "抓紧完成。" } });
        await IssueAsync("monthly-report", new { year = 2023, month = 3 }, new { 联系人 = "信用监管股", 联系电话 = "0356-0000000", 抽查 = new { 公示网站 = "国家企业信用信息公示系统" } });
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(files["monthly-report"]));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        var month = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("监管工作实施方案的通知》", month, StringComparison.Ordinal);
        Assert.DoesNotContain("行政检查通知书", month, StringComparison.Ordinal);
        Assert.DoesNotContain("有关线索的函", month, StringComparison.Ordinal);
        await IssueAsync("work-ledger", new { year = 2023 }, new { });
    }

    private async Task IssueChangeAsync(Guid plan)
    {
        var versions = $"/api/bureaus/{SamplePeople.Zezhou}/plans/{plan}/versions";
        await DocumentWork.Json(await clerk.PostAsJsonAsync(versions, new { reason = "上级专项检查部署调整" }), System.Net.HttpStatusCode.Created);
        await DocumentWork.Json(await clerk.PatchAsJsonAsync($"{versions}/2/cells", new { revision = 1, edits = new[] { new { place = "内部双随机抽查!H3", text = "5月—10月" } } }));
        await IssueAsync("plan-adjustment-request", new { plan }, new { 签发人 = new[] { "李某" }, 主送机关 = "晋城市市场监督管理局", 调整理由 = new[] { "上级作出统一部署。" }, 拟执行时间 = "2023年5月1日" });
        await DocumentWork.Json(await clerk.PostAsJsonAsync($"{versions}/2/submit", new { revision = 2 }));
        await DocumentWork.Json(await head.PostAsJsonAsync($"{versions}/2/adopt", new { revision = 3 }));
        await IssueAsync("plan-change-announcement", new { plan }, new { 原公告日期 = "2023年2月6日", 生效日期 = "2023年5月1日", 联系电话 = "0356-0000000" });
    }

    // The other bureau of the published plans: the county's has no joint task.
    private async Task IssueLetterAsync()
    {
        var handan = DocumentWork.Handan(stage.Service);
        await handan.EnterPrefixAsync("邯商务函");
        var plan = await handan.AdoptPlanAsync(PlanFiles.Handan);
        var (writer, signer) = (await stage.Service.As(SamplePeople.HandanClerk), await stage.Service.As(SamplePeople.HandanSectionHead));
        published = await writer.GetStringAsync($"/api/bureaus/{SamplePeople.Handan}/plans/{plan}/versions/1");
        await IssueAsync("consultation-letter", new { plan, task = "2023-003", partner = "邯郸市市场监督管理局" }, new
        {
            缘由 = "为减少对企业的重复检查，", 抽取时间 = "2023年7月5日上午9时", 抽取地点 = "市商务局三楼会议室", 回复期限 = "2023年6月20日", 联系电话 = "0310-0000000",
        }, (handan.Documents, writer, signer, "邯商务函"));
    }

    private async Task IssueAsync(string kind, object subject, object fields, (string Documents, HttpClient Clerk, HttpClient Head, string Prefix)? at = null)
    {
        var (documents, writer, signer, prefix) = at ?? (Documents, clerk, head, "泽市监");
        var draft = await DocumentWork.Json(await writer.PostAsJsonAsync(documents, new { kind, subject, fields }), System.Net.HttpStatusCode.Created);
        Assert.True(draft.GetProperty("findings").GetArrayLength() == 0, $"{kind}: {draft.GetProperty("findings")}");
        // The published plans have faults of their own, which the lint finds where they are cited; whatever the service wrote around them has none.
        var remarks = draft.GetProperty("remarks").EnumerateArray().Where(remark => remark.GetProperty("weight").GetString() == "Error" || !IsCited(remark)).ToList();
        Assert.True(remarks.Count == 0, $"{kind}: {string.Join('\n', remarks)}");
        var one = $"{documents}/{Id(draft)}";
        await DocumentWork.Json(await signer.PostAsJsonAsync($"{one}/sign", new { revision = 1 }));
        var issued = await DocumentWork.Json(await signer.PostAsJsonAsync($"{one}/issue", new { revision = 2, prefix }));
        Assert.Equal(DocumentKind.Find(kind)!.IsNumbered, issued.GetProperty("issued").GetProperty("number").ValueKind == JsonValueKind.String);
        files[kind] = await writer.GetByteArrayAsync($"{one}/docx");
    }

    // In a row of the annexed plan, or in words of it.
    private bool IsCited(JsonElement remark) => remark.GetProperty("place").GetString()!.Contains("个表格第", StringComparison.Ordinal)
        || published.Contains(remark.GetProperty("found").GetString()!.Trim(), StringComparison.Ordinal);

    private async Task KeepsToTheStandardAsync()
    {
        var kept = Environment.GetEnvironmentVariable("ISSUED_FILES");
        var folder = kept is null ? Directory.CreateTempSubdirectory("spotcheck-issued-") : Directory.CreateDirectory(kept);
        foreach (var (kind, file) in files)
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, kind + (kind == "work-ledger" ? ".xlsx" : ".docx")), file);
        var documents = folder.GetFiles("*.docx").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => file.FullName).ToList();
        var reports = await Layout.LayoutReport.OfManyAsync(documents, null, TestContext.Current.CancellationToken);
        var faults = documents.Zip(reports).SelectMany(pair => pair.Second.Findings.Where(finding => finding.Outcome is Layout.Outcome.Fail or Layout.Outcome.Warning).Select(finding => $"{Path.GetFileName(pair.First)} {finding.Id} {finding.Measured}"));
        Assert.Equal([], faults);
        if (kept is null)
            folder.Delete(recursive: true);
    }
}
