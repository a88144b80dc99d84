using System.Diagnostics;
using System.Text.Json;
using SpotCheck.DocService.Demo;

namespace SpotCheck.EndToEnd.Tests;

/// <summary>The main job without a person: <c>demo --out DIR</c>, and its evidence packages checked by the command-line verifier.</summary>
public sealed class DemoTests : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"demo-{Guid.NewGuid():N}");
    private int exit;
    private JsonElement summary;

    public async ValueTask InitializeAsync()
    {
        exit = await RunDemo.RunAsync(["--out", folder]);
        summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "summary.json"))).RootElement;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_demo_holds_from_the_registers_to_the_monthly_form_and_its_packages_verify_offline()
    {
        Assert.True(exit == 0, summary.GetRawText());
        Assert.True(summary.GetProperty("held").GetBoolean());
        var files = summary.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString()!).ToList();
        foreach (var bureau in new[] { "zezhou", "handan" })
        {
            Assert.Contains($"{bureau}/年度抽查计划（印发稿）.xlsx", files);
            Assert.Contains($"{bureau}/计划检查报告.md", files);
            Assert.Contains($"{bureau}/计划通知.docx", files);
            Assert.Contains($"{bureau}/计划通知.pdf", files);
            Assert.Contains(files, name => name.StartsWith($"{bureau}/2023年4月月报表", StringComparison.Ordinal));
            var (code, lines) = await VerifyAsync(Path.Combine(folder, bureau, "抽取证据包.zip"));
            Assert.Equal(0, code);
            Assert.Equal("genuine", lines[^1]);
        }

        Assert.Contains(files, name => name.EndsWith(".eml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_with_files_in_it_is_refused_and_left_as_it_is()
    {
        var before = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length;

        Assert.NotEqual(0, await RunDemo.RunAsync(["--out", folder]));
        Assert.Equal(before, Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length);
    }

    private static async Task<(int Code, string[] Lines)> VerifyAsync(string package)
    {
        using var verifier = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Verifier.dll"), "verify", package])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = await verifier.StandardOutput.ReadToEndAsync();
        await verifier.WaitForExitAsync();
        return (verifier.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
