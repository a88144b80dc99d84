using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.Bench;

/// <summary>
/// Documents of a batch a second – drafted; then signed, numbered, given a QR code, frozen in the database – beside the bare engine
/// filling the same template with the same data on one core. The service runs as a process of its own.
/// </summary>
internal static class Batch
{
    private const string Bureau = "/api/bureaus/zezhou-scjg";
    private const string Prefix = "泽市监批";
    private const int WarmUp = 600;

    public static int Run(string[] arguments)
    {
        var rows = arguments is [var count, ..] && int.TryParse(count, CultureInfo.InvariantCulture, out var given) ? given : 2_000;
        var bare = BarePerSecond();
        Console.WriteLine($"{bare,10:N0} /s  limit: the engine alone, one core, the built-in plan notice with its sample");
        var folder = Directory.CreateTempSubdirectory("spotcheck-batch");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute);
        try
        {
            return MeasureAsync(folder.FullName, rows, bare).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double BarePerSecond()
    {
        var folder = Path.Combine(Root(), "templates", "plan-notice");
        var template = DocxTemplate.Compile(File.ReadAllBytes(Path.Combine(folder, "template.docx"))).Template!;
        var data = JsonValues.ReadObject(Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(folder, "sample.json"))));
        template.Render(data);
        var (made, before) = (0, Environment.CpuUsage.TotalTime);
        while (Environment.CpuUsage.TotalTime - before < TimeSpan.FromSeconds(2))
        {
            template.Render(data);
            made++;
        }
        return made / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static async Task<int> MeasureAsync(string folder, int rows, double bare)
    {
        using var service = Launch(folder, out var address);
        try
        {
            using var clerk = await SignInAsync(address, "zz-clerk");
            using var head = await SignInAsync(address, "zz-head");
            var plan = await PrepareAsync(address, clerk, head);
            var fields = new Dictionary<string, object>
            {
                ["发文缘由"] = "为统筹安排全年随机抽查工作，", ["主送机关"] = "各股室、所、队", ["工作目标"] = new[] { "全年任务按期完成。" }, ["任务要求"] = Array.Empty<object>(),
                ["工作要求"] = new[] { new Dictionary<string, string> { ["标题"] = "落实责任", ["内容"] = "各股室应当明确专人跟踪进度。" } },
            };
            // The compiler works on what is new to it for the first few hundred documents after a start; a batch that counts comes later.
            var desk = new Desk(clerk, head, address, plan, fields, service, bare);
            await RunAsync(desk, "first after a start: ", "监管站", WarmUp);
            var (batch, issued) = await RunAsync(desk, "", "监管所", rows);
            var watch = Stopwatch.StartNew();
            var zip = await clerk.GetByteArrayAsync($"{batch}/files");
            Console.WriteLine($"{zip.Length >> 20:N0} MB as one zip in {watch.Elapsed.TotalSeconds:F1} s; {issued.GetProperty("issued").GetInt32():N0} issued of {rows:N0}");
            return issued.GetProperty("issued").GetInt32() == rows ? 0 : 1;
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", service.Id.ToString(CultureInfo.InvariantCulture)]);
            await stop.WaitForExitAsync();
            await service.WaitForExitAsync();
        }
    }

    private sealed record Desk(HttpClient Clerk, HttpClient Head, Uri Address, Guid Plan, object Fields, Process Service, double Bare);

    private static async Task<(Uri Batch, JsonElement View)> RunAsync(Desk desk, string which, string addressee, int rows)
    {
        var (clerk, head, address, plan, fields, service, bare) = desk;
        // No two say the same, as in life.
        var list = Enumerable.Range(1, rows).Select(n => new { name = $"第{n}份", fields = new Dictionary<string, object> { ["主送机关"] = $"第{n}{addressee}" } });
        var (watch, used) = (Stopwatch.StartNew(), UsedBy(service));
        var begun = await clerk.PostAsJsonAsync($"{Bureau}/document-batches", new { kind = "plan-notice", title = "bench", subject = new { plan }, fields, rows = list });
        begun.EnsureSuccessStatusCode();
        var batch = new Uri(address, begun.Headers.Location!);
        await UntilAsync(clerk, batch, "Drafted");
        Report(which + "drafted, checked by the lint", rows, watch.Elapsed, UsedBy(service) - used, bare);

        watch.Restart();
        used = UsedBy(service);
        (await head.PostAsJsonAsync($"{batch}/issue", new { prefix = Prefix })).EnsureSuccessStatusCode();
        var issued = await UntilAsync(clerk, batch, "Issued");
        Report(which + "signed, numbered, frozen", rows, watch.Elapsed, UsedBy(service) - used, bare);
        return (batch, issued);
    }

    // Processor time of the service; its PostgreSQL is a process of its own.
    private static TimeSpan UsedBy(Process service)
    {
        service.Refresh();
        return service.TotalProcessorTime;
    }

    private static void Report(string what, int rows, TimeSpan took, TimeSpan used, double bare) =>
        Console.WriteLine($"{rows / took.TotalSeconds,10:N0} /s  {what}: {took.TotalSeconds:F1} s, {used.TotalMilliseconds / rows:F2} ms of processor time each: {rows / used.TotalSeconds:N0} /s on a core of its own, {rows / used.TotalSeconds / bare:F3} of the limit");

    private static async Task<Guid> PrepareAsync(Uri address, HttpClient clerk, HttpClient head)
    {
        var workbook = Directory.GetFiles(Path.Combine(Root(), "samples"), "泽州*计划.xlsx").Single();
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(workbook));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        var imported = await clerk.PostAsync($"{Bureau}/plans/workbook?fileName=plan.xlsx", content);
        imported.EnsureSuccessStatusCode();
        var plan = (await imported.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetProperty("plan").GetGuid();
        (await clerk.PostAsJsonAsync($"{Bureau}/plans/{plan}/versions/1/submit", new { revision = 1 })).EnsureSuccessStatusCode();
        (await head.PostAsJsonAsync($"{Bureau}/plans/{plan}/versions/1/adopt", new { revision = 2 })).EnsureSuccessStatusCode();
        using var administrator = await SignInAsync(address, "zz-admin");
        (await administrator.PutAsJsonAsync($"{Bureau}/document-numbers/prefixes/{Prefix}", new { })).EnsureSuccessStatusCode();
        return plan;
    }

    private static async Task<HttpClient> SignInAsync(Uri address, string person)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(30) };
        (await client.PostAsJsonAsync("/api/sign-in", new { person })).EnsureSuccessStatusCode();
        return client;
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, Uri batch, string state)
    {
        while (true)
        {
            var view = await client.GetFromJsonAsync<JsonElement>(batch);
            if (view.GetProperty("state").GetString() == state)
                return view;
            await Task.Delay(200);
        }
    }

    private static Process Launch(string folder, out Uri address)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Root(), "src", "DocService", "bin", "Release", "net10.0", "DocService.dll"), "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["Data__Folder"] = folder;
        var service = Process.Start(start)!;
        const string Mark = "Now listening on: ";
        while (service.StandardOutput.ReadLine() is { } line)
        {
            if (line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = service.StandardOutput.ReadToEndAsync();
                address = new Uri(line[(at + Mark.Length)..]);
                return service;
            }
        }
        throw new InvalidOperationException("The service did not start. Build src/DocService in Release first.");
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SpotCheck.Office.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run the benchmark from the repository.");
        return folder;
    }
}
