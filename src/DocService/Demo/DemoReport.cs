using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SpotCheck.DocService.Demo;

/// <summary>What the demo did: one entry a step, with the files it wrote, and whether everything held.</summary>
internal sealed class DemoReport(string folder)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly List<Step> steps = [];

    /// <summary>One step. <c>Found</c> holds the step's own figures; <c>Fault</c> says why it did not hold.</summary>
    public sealed record Step(string Bureau, string Name, bool Held, int Milliseconds, object? Found, string? Fault);

    public bool Held => steps.Count > 0 && steps.TrueForAll(step => step.Held);

    public async Task RunAsync(string bureau, string name, Func<Task<object?>> act)
    {
        var started = TimeProvider.System.GetTimestamp();
        Step step;
        try
        {
            var found = await act();
            step = new Step(bureau, name, true, Elapsed(started), found, null);
        }
        catch (DemoStepException refused)
        {
            step = new Step(bureau, name, false, Elapsed(started), null, refused.Message);
        }

        steps.Add(step);
        Console.WriteLine($"{(step.Held ? "✓" : "✗")} {bureau} {name}（{step.Milliseconds} 毫秒）{(step.Fault is null ? "" : "：" + step.Fault)}");
        if (!step.Held)
            throw new DemoStepException($"{bureau} {name}：{step.Fault}");
    }

    /// <summary>Writes <c>summary.json</c>: every step and every file with its size and SHA-256.</summary>
    public async Task WriteAsync()
    {
        var files =
            from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(folder, path).Replace('\\', '/')
            where name != "summary.json"
            orderby name
            select new { name, bytes = new FileInfo(path).Length, sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))) };
        var summary = new { held = Held, steps, files = files.ToArray() };
        await File.WriteAllTextAsync(Path.Combine(folder, "summary.json"), JsonSerializer.Serialize(summary, Readable) + "\n");
    }

    private static int Elapsed(long started) => (int)TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
}

/// <summary>A step did not hold; the message says what was expected and found.</summary>
internal sealed class DemoStepException(string message) : Exception(message);
