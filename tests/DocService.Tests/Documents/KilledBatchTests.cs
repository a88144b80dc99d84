using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SpotCheck.DocService.Documents.Batches;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>The service as a process of its own, killed in the middle of a batch and started again: nothing is lost, doubled or left out. Its database is a migrated one of the shared server, which the kill leaves alone.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KilledBatchTests(TestPostgres postgres) : IDisposable
{
    // Two transactions: the kill finds one done and another begun.
    private const int Rows = 2 * BatchWork.RowsAtOnce;
    private const string Batches = $"/api/bureaus/{SamplePeople.Zezhou}/document-batches";

    private readonly string folder = Directory.CreateTempSubdirectory("sck").FullName;
    private readonly List<Process> started = [];
    private string database = "";

    [Fact]
    public async Task A_batch_goes_on_behind_its_last_row_after_each_kill_and_every_row_has_exactly_one_number()
    {
        database = await postgres.CreateDatabaseAsync();
        var (service, clerk, head) = await StartAsync();
        var plan = await PrepareAsync(clerk, head);
        var rows = Enumerable.Range(1, Rows).Select(n => new { name = $"第{n}份" });
        var begun = await DocumentWork.Json(await clerk.PostAsJsonAsync(Batches, new { kind = "plan-notice", title = "计划通知", subject = new { plan }, fields = DocumentWork.NoticeFields(), rows }), HttpStatusCode.Accepted);
        var id = begun.GetProperty("id").GetGuid();

        (service, clerk, head) = await KilledInTheMiddleAsync(service, clerk, id);
        Assert.Equal(Rows, (await UntilAsync(clerk, id, "Drafted")).GetProperty("drafted").GetInt32());
        await DocumentWork.Json(await head.PostAsJsonAsync($"{Batches}/{id}/issue", new { prefix = "泽市监杀" }), HttpStatusCode.Accepted);
        (_, clerk, _) = await KilledInTheMiddleAsync(service, clerk, id);
        Assert.Equal(Rows, (await UntilAsync(clerk, id, "Issued")).GetProperty("issued").GetInt32());

        var ledger = await DocumentWork.Json(await clerk.GetAsync($"/api/bureaus/{SamplePeople.Zezhou}/document-numbers"));
        Assert.Equal(0, ledger.GetProperty("gaps").GetArrayLength());
        Assert.Equal(Rows, ledger.GetProperty("entries").GetArrayLength());
        var documents = ledger.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("document").GetGuid()).ToList();
        var items = (await DocumentWork.Json(await clerk.GetAsync($"{Batches}/{id}/items"))).EnumerateArray().Select(item => item.GetProperty("document").GetGuid()).ToList();
        Assert.Equal(documents, items);
    }

    public void Dispose()
    {
        foreach (var process in started)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(Process Service, HttpClient Clerk, HttpClient Head)> KilledInTheMiddleAsync(Process service, HttpClient clerk, Guid batch)
    {
        int done;
        while ((done = (await DocumentWork.Json(await clerk.GetAsync($"{Batches}/{batch}"))).GetProperty("done").GetInt32()) == 0)
            await Task.Delay(5);
        service.Kill();
        await service.WaitForExitAsync();
        var again = await StartAsync();
        // Had it finished before the kill, the rest of the test would prove nothing.
        Assert.InRange(done, 1, Rows - 1);
        return again;
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, Guid batch, string state)
    {
        while (true)
        {
            var view = await DocumentWork.Json(await client.GetAsync($"{Batches}/{batch}"));
            if (view.GetProperty("state").GetString() == state)
                return view;
            await Task.Delay(50);
        }
    }

    private static async Task<Guid> PrepareAsync(HttpClient clerk, HttpClient head)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(PlanFiles.Samples, PlanFiles.Zezhou + ".xlsx")));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        var plan = (await DocumentWork.Json(await clerk.PostAsync($"/api/bureaus/{SamplePeople.Zezhou}/plans/workbook?fileName=plan.xlsx", content), HttpStatusCode.Created)).GetProperty("version").GetProperty("plan").GetGuid();
        await DocumentWork.Json(await clerk.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Zezhou}/plans/{plan}/versions/1/submit", new { revision = 1 }));
        await DocumentWork.Json(await head.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Zezhou}/plans/{plan}/versions/1/adopt", new { revision = 2 }));
        using var admin = await ClientAsync(clerk.BaseAddress!, SamplePeople.Administrator);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsJsonAsync($"/api/bureaus/{SamplePeople.Zezhou}/document-numbers/prefixes/泽市监杀", new { })).StatusCode);
        return plan;
    }

    private async Task<(Process Service, HttpClient Clerk, HttpClient Head)> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServiceApp).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Data__Folder"] = folder;
        start.Environment["ConnectionStrings__SpotCheck"] = database;
        var service = Process.Start(start)!;
        started.Add(service);
        const string Mark = "Now listening on: ";
        while (await service.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = service.StandardOutput.ReadToEndAsync();
                _ = service.StandardError.ReadToEndAsync();
                var address = new Uri(line[(at + Mark.Length)..]);
                return (service, await ClientAsync(address, SamplePeople.Clerk), await ClientAsync(address, SamplePeople.SectionHead));
            }
        }
        throw new InvalidOperationException("The service did not start: " + await service.StandardError.ReadToEndAsync());
    }

    private static async Task<HttpClient> ClientAsync(Uri address, string person)
    {
        var client = new HttpClient { BaseAddress = address };
        (await client.PostAsJsonAsync("/api/sign-in", new { person })).EnsureSuccessStatusCode();
        return client;
    }
}
