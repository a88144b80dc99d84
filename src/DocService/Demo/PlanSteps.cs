using System.Text;
using System.Text.Json;

namespace SpotCheck.DocService.Demo;

/// <summary>The real plan comes in as the clerk's workbook, is checked, mended where a fix is proposed, adopted and printed back.</summary>
internal static class PlanSteps
{
    public static async Task<object?> ImportAndCheckAsync(DemoStage stage)
    {
        var workbook = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "samples", stage.Bureau.Workbook));
        await stage.SaveAsync("年度抽查计划（原表）.xlsx", workbook);
        var imported = await stage.Clerk.SendAsync(HttpMethod.Post, $"{stage.Bureau.Path}/plans/workbook?fileName={Uri.EscapeDataString(stage.Bureau.Workbook)}", workbook);
        stage.Plan = imported.GetProperty("version");
        var check = imported.GetProperty("check");
        var report = await stage.SaveAsync("计划检查报告.md", Report(stage, check));
        await stage.SaveAsync("计划检查报告.json", check.GetRawText());
        var findings = check.GetProperty("findings").GetArrayLength();
        if (findings == 0)
            throw new DemoStepException("原计划中的已知问题一个也没有查出。");
        return new
        {
            tasks = stage.Plan.GetProperty("tasks").GetArrayLength(), findings,
            errors = check.GetProperty("errors").GetInt32(), warnings = check.GetProperty("warnings").GetInt32(), report,
        };
    }

    public static async Task<object?> AdoptAsync(DemoStage stage)
    {
        var version = $"{stage.Bureau.Path}/plans/{stage.PlanId}/versions/1";
        var mended = await stage.Clerk.PostAsync($"{version}/fixes", new { revision = Revision(stage) });
        stage.Plan = mended.GetProperty("version");
        var left = mended.GetProperty("check");
        await stage.SaveAsync("计划检查报告（改正后）.md", Report(stage, left));

        await stage.Clerk.PostAsync($"{version}/submit", new { revision = Revision(stage) });
        stage.Plan = await stage.Clerk.GetAsync(version);
        await stage.Clerk.ExpectStatusAsync($"{version}/adopt", new { revision = Revision(stage) }, 403);
        await stage.Head.PostAsync($"{version}/adopt", new { revision = Revision(stage) });
        stage.Plan = await stage.Head.GetAsync(version);

        var printed = await stage.Clerk.DownloadAsync($"{version}/workbook");
        var file = await stage.SaveAsync("年度抽查计划（印发稿）.xlsx", printed);
        await ReadsBackTheSameAsync(stage, printed);
        return new { status = stage.Plan.GetProperty("status").GetString(), findingsLeft = left.GetProperty("findings").GetArrayLength(), file };
    }

    // Reading the printed workbook gives the same cells: imported beside the plan and compared.
    private static async Task ReadsBackTheSameAsync(DemoStage stage, byte[] printed)
    {
        var again = await stage.Clerk.SendAsync(HttpMethod.Post, $"{stage.Bureau.Path}/plans/workbook?fileName=again.xlsx&year=2023", printed);
        var (before, after) = (Cells(stage.Plan), Cells(again.GetProperty("version")));
        if (!before.SequenceEqual(after, StringComparer.Ordinal))
            throw new DemoStepException("印发稿读回后与计划不一致：" + string.Join("；", before.Except(after, StringComparer.Ordinal).Take(3)));
    }

    private static List<string> Cells(JsonElement plan) =>
    [
        .. from task in plan.GetProperty("tasks").EnumerateArray()
           from cell in task.GetProperty("cells").EnumerateArray()
           where cell.GetProperty("column").ValueKind != JsonValueKind.Null
           select $"{task.GetProperty("label")}·{cell.GetProperty("column")}·{cell.GetProperty("text")}",
    ];

    private static int Revision(DemoStage stage) => stage.Plan.GetProperty("revision").GetInt32();

    private static string Report(DemoStage stage, JsonElement check)
    {
        var text = new StringBuilder($"# {stage.Bureau.Name} 年度抽查计划检查报告\n\n");
        text.Append($"错误 {check.GetProperty("errors")} 处，警告 {check.GetProperty("warnings")} 处，建议 {check.GetProperty("advice")} 处。\n\n");
        text.Append("| 规则 | 位置 | 现为 | 原因 | 建议改为 |\n|---|---|---|---|---|\n");
        foreach (var finding in check.GetProperty("findings").EnumerateArray())
            text.Append($"| {Text(finding, "code")} | {Text(finding, "place")} | {Text(finding, "found")} | {Text(finding, "reason")} | {Text(finding, "fix")} |\n");
        text.Append("\n## 指标预测\n\n| 指标 | 要求 | 分子 | 分母 | 结论 | 说明 |\n|---|---|---|---|---|---|\n");
        foreach (var kpi in check.GetProperty("forecast").EnumerateArray())
            text.Append($"| {Text(kpi, "name")} | ≥{Text(kpi, "threshold")} | {Numerator(kpi)} | {Text(kpi, "denominator")} | {Verdict(kpi)} | {Text(kpi, "note")} |\n");
        return text.ToString();
    }

    private static string Numerator(JsonElement kpi)
    {
        var (low, high) = (Text(kpi, "numeratorLow"), Text(kpi, "numeratorHigh"));
        return low == high ? low : $"{low}—{high}";
    }

    private static string Verdict(JsonElement kpi) => Text(kpi, "verdict") switch
    {
        "Met" => "达到",
        "Missed" => "达不到",
        "Uncertain" => "尚不能确定",
        "NotApplicable" => "不适用",
        _ => "缺少数据",
    };

    private static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString().ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal) : "";
}
