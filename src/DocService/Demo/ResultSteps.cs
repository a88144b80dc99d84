using System.Globalization;
using System.Text.Json;

namespace SpotCheck.DocService.Demo;

/// <summary>Results of every drawn object: entered by the clerk, published by the section head, each with its last day.</summary>
internal static class ResultSteps
{
    private sealed record Finding(string[] Codes, string[] FollowUps, string Detail = "", string? Document = null);

    // The kinds of results that a year brings, in a fixed round; most checks find nothing.
    private static readonly Finding[] Findings =
    [
        new(["1"], ["none"]),
        new(["1"], ["none"]),
        new(["1"], ["none"]),
        new(["5"], ["corrected"], "价签未标明计价单位，当场责令改正。", "责令改正通知书"),
        new(["4"], ["listed"], "按登记的住所两次上门均无法联系。"),
        new(["7"], ["none"]),
    ];

    public static async Task<object?> EnterAndPublishAsync(DemoStage stage, DateOnly checkedOn)
    {
        var runs = $"{stage.Bureau.Path}/check-runs";
        var entered = 0;
        var published = 0;
        var lastDays = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var label in stage.Bureau.DrawnTasks)
        {
            var begun = await stage.Clerk.PostAsync(runs, new { draw = stage.Draw, task = stage.TaskNumber(label) });
            var run = $"{runs}/{begun.GetProperty("summary").GetProperty("id").GetGuid()}";
            foreach (var drawn in begun.GetProperty("objects").EnumerateArray())
            {
                var result = await EnterAsync(stage, run, drawn.GetProperty("objectId").GetString()!, checkedOn, entered++);
                lastDays.Add(result.GetProperty("result").GetProperty("dueOn").GetString()!);
            }

            if (begun.GetProperty("objects").GetArrayLength() == 0)
                continue;
            var after = await stage.Head.PostAsync($"{run}/publication", new { where = "国家企业信用信息公示系统" });
            published += after.GetProperty("summary").GetProperty("published").GetInt32();
            await stage.SaveAsync($"检查结果（任务{label}）.xlsx", await stage.Clerk.DownloadAsync($"{run}/workbook"));
        }

        if (published != entered || entered == 0)
            throw new DemoStepException($"录入 {entered} 户，公示 {published} 户。");
        return new { entered, published, lastDays };
    }

    private static async Task<JsonElement> EnterAsync(DemoStage stage, string run, string objectId, DateOnly checkedOn, int turn)
    {
        var finding = Findings[turn % Findings.Length];
        return await stage.Clerk.PutAsync($"{run}/objects/{Uri.EscapeDataString(objectId)}/result", new
        {
            checkedOn = checkedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), method = "实地检查", finding.Codes, finding.Detail, finding.FollowUps, finding.Document,
        });
    }
}
