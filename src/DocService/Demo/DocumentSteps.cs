using System.Text.Json;

namespace SpotCheck.DocService.Demo;

/// <summary>Official documents: drafted by the clerk, signed and numbered by the section head, frozen, and printed where LibreOffice is installed.</summary>
internal static class DocumentSteps
{
    public static async Task<object?> NoticeAsync(DemoStage stage)
    {
        await stage.EnterPrefixAsync(stage.Bureau.NumberPrefix, stage.Bureau.FirstNumber);
        return (await IssueAsync(stage, "plan-notice", new { plan = stage.PlanId }, NoticeFields(stage), stage.Bureau.NumberPrefix, "计划通知")).Found;
    }

    public static async Task<object?> MonthlyReportAsync(DemoStage stage, int month)
    {
        var records = $"{stage.Bureau.Path}/month-records";
        await stage.Clerk.PostAsync(records, new { kind = "Meeting", heldOn = $"2023-{month:00}-06", name = "随机抽查工作部署会" });
        await stage.Clerk.PostAsync(records, new { kind = "Training", heldOn = $"2023-{month:00}-08", name = "执法检查人员业务培训班", people = 36, content = "抽查事项、检查流程和结果录入" });
        await stage.Clerk.PutAsync($"{stage.Bureau.Path}/monthly-reports/2023/{month}", new { website = "国家企业信用信息公示系统", contact = stage.Bureau.Contact, telephone = stage.Bureau.Telephone });
        var report = await stage.Clerk.GetAsync($"{stage.Bureau.Path}/monthly-reports/2023/{month}");
        await stage.SaveAsync("月报数据.json", report.GetRawText());
        return (await IssueAsync(stage, "monthly-report", new { year = 2023, month }, new { }, null, $"2023年{month}月月报表")).Found;
    }

    /// <summary>Draft, refusal to sign one's own draft, sign, number, freeze; the frozen file is kept.</summary>
    public static async Task<(Guid Id, object Found)> IssueAsync(DemoStage stage, string kind, object subject, object fields, string? prefix, string name)
    {
        var documents = $"{stage.Bureau.Path}/documents";
        var draft = await stage.Clerk.PostAsync(documents, new { kind, subject, fields });
        if (draft.GetProperty("findings") is { } findings && findings.GetArrayLength() > 0)
            throw new DemoStepException($"{name}还不能签发：{findings}");
        var id = draft.GetProperty("id").GetGuid();
        var document = $"{documents}/{id}";
        await stage.Clerk.ExpectStatusAsync($"{document}/sign", new { revision = Revision(draft) }, 403);
        var signed = await stage.Head.PostAsync($"{document}/sign", new { revision = Revision(draft) });
        var issued = await stage.Head.PostAsync($"{document}/issue", new { revision = Revision(signed), prefix });
        var word = await stage.Auditor.DownloadAsync($"{document}/docx");
        var files = new List<string> { await stage.SaveAsync($"{name}.docx", word) };
        var printed = await stage.Auditor.TryDownloadAsync($"{document}/pdf");
        if (printed is not null)
            files.Add(await stage.SaveAsync($"{name}.pdf", printed));
        var frozen = issued.GetProperty("issued");
        return (id, new
        {
            number = frozen.GetProperty("number").GetString(), issueDate = frozen.GetProperty("issueDate").GetString(), sha256 = frozen.GetProperty("sha256").GetString(),
            files, pdf = printed is null ? "本机没有 LibreOffice，只有 .docx" : "由 LibreOffice 转换",
        });
    }

    private static int Revision(JsonElement document) => document.GetProperty("revision").GetInt32();

    private static object NoticeFields(DemoStage stage) => new
    {
        主送机关 = stage.Bureau.Addressees,
        发文缘由 = "为统筹安排全年随机抽查工作，减少重复检查，",
        工作目标 = new[]
        {
            "全年随机抽查任务按计划全部完成，抽查结果在检查结束后20个工作日内全部公示。",
            "抽查与企业信用风险分类相结合，风险等级越高，抽查比例越高。",
        },
        任务要求 = new[]
        {
            new { 标题 = "核实名录", 内容 = "每次抽取前核实检查对象名录库和执法检查人员名录库，封存后再抽取。" },
            new { 标题 = "规范抽取", 内容 = "抽取由见证人员到场监督，过程留痕，结果可以由任何人复核。" },
        },
        工作要求 = new[]
        {
            new { 标题 = "落实责任", 内容 = "任务由发起单位负责组织，按计划时间完成，不得随意增减检查事项。" },
            new { 标题 = "严守纪律", 内容 = "检查人员与检查对象有利害关系的应当回避，每次检查不得少于2人。" },
        },
        联系人 = stage.Bureau.Contact,
        联系电话 = stage.Bureau.Telephone,
    };
}
