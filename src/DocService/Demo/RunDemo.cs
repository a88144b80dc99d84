using System.Security.Cryptography;

namespace SpotCheck.DocService.Demo;

/// <summary>
/// <c>demo --out DIR</c>: the main job without a person, on the real service with its own database and the sample county's people,
/// through the same routes that a browser uses. Exit 0 only if every step and every verification held.
/// </summary>
internal static class RunDemo
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["--out", var folder])
        {
            await Console.Error.WriteLineAsync("用法：demo --out 目录（空目录或尚不存在的目录）。/ usage: demo --out DIR, a new or empty folder.");
            return ExitCodes.WrongUsage;
        }

        folder = Path.GetFullPath(folder);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            await Console.Error.WriteLineAsync($"目录“{folder}”不是空的。请另选一个目录，以免覆盖已有文件。/ The folder is not empty.");
            return ExitCodes.WrongUsage;
        }

        Directory.CreateDirectory(folder);
        var data = Directory.CreateTempSubdirectory("spotcheck-demo-").FullName;
        // PostgreSQL runs as another user when the demo runs as root, and must be able to pass through to its own folder.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var clock = new DemoClock(new DateTimeOffset(2023, 2, 6, 8, 0, 0, TimeSpan.FromHours(8)));
        var report = new DemoReport(folder);
        var outbox = Path.Combine(folder, "outbox");
        var app = ServiceApp.Build(
            ["--urls", "http://127.0.0.1:0", "--Data:Folder", data, "--Mail:Folder", outbox, "--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning"],
            builder => builder.Services.AddSingleton<TimeProvider>(clock));
        try
        {
            await app.StartAsync();
            var address = new Uri(app.Urls.First());
            foreach (var bureau in new[] { DemoBureau.Zezhou, DemoBureau.Handan })
                await PlayAsync(bureau, address, clock, folder, outbox, report);
        }
        catch (DemoStepException stopped)
        {
            await Console.Error.WriteLineAsync($"演示中止：{stopped.Message}");
        }
        finally
        {
            await app.StopAsync();
            await app.DisposeAsync();
            await report.WriteAsync();
            Directory.Delete(data, recursive: true);
        }

        Console.WriteLine(report.Held ? $"全部步骤成立，结果在 {folder}" : $"有步骤不成立，见 {Path.Combine(folder, "summary.json")}");
        return report.Held ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task PlayAsync(DemoBureau bureau, Uri address, DemoClock clock, string folder, string outbox, DemoReport report)
    {
        using var stage = new DemoStage(bureau, address, clock, folder);
        await stage.MorningOfAsync(2, 6);
        using var device = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Task Step(string name, Func<Task<object?>> act) => report.RunAsync(bureau.Name, name, act);

        await Step("导入名录库", () => RegisterSteps.ImportAsync(stage));
        await Step("读取并检查年度计划", () => PlanSteps.ImportAndCheckAsync(stage));
        await Step("改正、审定并印制计划", () => PlanSteps.AdoptAsync(stage));
        await Step("签发计划通知", () => DocumentSteps.NoticeAsync(stage));
        if (bureau.Partner is { } partner)
        {
            await Step("发出会商函", () => LetterSteps.ConsultAsync(stage, partner, outbox));
            await Step("受函部门在线回复，意见并入计划", () => AnswerSteps.AnswerAndMergeAsync(stage, partner, outbox));
        }
        await stage.MorningOfAsync(3, 1);
        await Step("建立抽取日志", () => DrawSteps.OpenLogAsync(stage, device));
        await Step("举行抽取并核验证据包", () => DrawSteps.HoldAsync(stage, device));
        await Step("改动证据包都能查出", () => DrawSteps.TamperAsync(stage));
        await stage.MorningOfAsync(4, 21);
        await Step("录入并公示检查结果", () => ResultSteps.EnterAndPublishAsync(stage, new DateOnly(2023, 4, 18)));
        await stage.MorningOfAsync(5, 4);
        await Step("生成月报表", () => DocumentSteps.MonthlyReportAsync(stage, 4));
    }
}
