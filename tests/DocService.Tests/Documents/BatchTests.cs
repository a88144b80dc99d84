using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>Many documents from rows: drafted, looked through, issued in the order of the rows, handed out as one zip, stopped.</summary>
public sealed class BatchTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string Batches = $"/api/bureaus/{SamplePeople.Zezhou}/document-batches";
    private readonly DocumentWork work = DocumentWork.Zezhou(service);

    [Fact]
    public async Task A_batch_is_drafted_issued_in_the_order_of_its_rows_and_handed_out_as_a_zip()
    {
        await work.EnterPrefixAsync("泽市监批");
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var rows = Enumerable.Range(1, 60).Select(n => new { name = n == 7 ? "=危险/名称" : $"第{n}份", fields = n == 30 ? (object)new { 主送机关 = "××股" } : new { 主送机关 = $"第{n}所" } }).ToList();
        var begun = await DocumentWork.Json(await clerk.PostAsJsonAsync(Batches, new { kind = "plan-notice", title = "计划通知", subject = new { plan }, fields = DocumentWork.NoticeFields(), rows }), HttpStatusCode.Accepted);
        var id = begun.GetProperty("id").GetGuid();
        await Refused.Is(await clerk.GetAsync($"{Batches}/{id}/files"), 409, "batches.nothing-issued");

        var drafted = await UntilAsync(id, "Drafted");
        Assert.Equal((59, 1), (drafted.GetProperty("drafted").GetInt32(), drafted.GetProperty("faulty").GetInt32()));
        var problem = Assert.Single(drafted.GetProperty("problems").EnumerateArray());
        Assert.Equal(30, problem.GetProperty("row").GetInt32());
        Assert.Contains("××", problem.GetProperty("sentence").GetString(), StringComparison.Ordinal);

        await Refused.Is(await head.PostAsJsonAsync($"{Batches}/{id}/issue", new { prefix = "泽政办" }), 422, "documents.no-such-prefix");
        await DocumentWork.Json(await head.PostAsJsonAsync($"{Batches}/{id}/issue", new { prefix = "泽市监批" }), HttpStatusCode.Accepted);
        var issued = await UntilAsync(id, "Issued");
        Assert.Equal((59, 1), (issued.GetProperty("issued").GetInt32(), issued.GetProperty("faulty").GetInt32()));
        Assert.Equal("王晓岚", issued.GetProperty("createdBy").GetString());
        var items = (await DocumentWork.Json(await clerk.GetAsync($"{Batches}/{id}/items"))).EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 59).Select(n => $"泽市监批〔2023〕{n}号"), items.Where(item => item.GetProperty("state").GetString() == "Issued").Select(item => item.GetProperty("number").GetString()));
        await Refused.Is(await head.PostAsJsonAsync($"{Batches}/{id}/issue", new { prefix = "泽市监批" }), 409, "batches.wrong-state");

        using var zip = new ZipArchive(new MemoryStream(await clerk.GetByteArrayAsync($"{Batches}/{id}/files")));
        Assert.Equal(60, zip.Entries.Count);
        Assert.Contains("0007 泽市监批〔2023〕7号 =危险_名称.docx", zip.Entries.Select(entry => entry.FullName));
        using var list = new StreamReader(zip.GetEntry("清单.csv")!.Open());
        var lines = (await list.ReadToEndAsync()).Split("\r\n");
        Assert.Contains("\"'=危险/名称\"", lines[7], StringComparison.Ordinal);
        await service.Db(async db => Assert.Equal(["batch.begun", "batch.issue-ordered"],
            await db.Set<AuditEntry>().Where(entry => entry.ObjectId == id.ToString()).OrderBy(entry => entry.Seq).Select(entry => entry.Act).ToListAsync()));
    }

    [Fact]
    public async Task A_mended_row_is_issued_with_the_rest_and_a_cancelled_batch_stops()
    {
        await work.EnterPrefixAsync("泽市监停");
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        object Of(string title) => new { kind = "plan-notice", title, subject = new { plan }, fields = DocumentWork.NoticeFields(), rows = new[] { new { name = "甲", fields = new { 主送机关 = "待定" } } } };
        var id = (await DocumentWork.Json(await clerk.PostAsJsonAsync(Batches, Of("要改的")), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        var faulty = await UntilAsync(id, "Drafted");
        Assert.StartsWith("起草了1份，每一份都有问题，现在不能印发。", faulty.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        var document = faulty.GetProperty("problems")[0].GetProperty("document").GetGuid();
        await DocumentWork.Json(await clerk.PutAsJsonAsync($"{work.Documents}/{document}/fields", new { revision = 1, fields = DocumentWork.NoticeFields() }));
        await DocumentWork.Json(await head.PostAsJsonAsync($"{Batches}/{id}/issue", new { prefix = "泽市监停" }), HttpStatusCode.Accepted);
        var issued = await UntilAsync(id, "Issued");
        Assert.Equal((1, "印发了1份。"), (issued.GetProperty("issued").GetInt32(), issued.GetProperty("sentence").GetString()));

        var stopped = (await DocumentWork.Json(await clerk.PostAsJsonAsync(Batches, Of("不要了")), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await UntilAsync(stopped, "Drafted");
        Assert.Equal("Cancelled", (await DocumentWork.Json(await clerk.PostAsJsonAsync($"{Batches}/{stopped}/cancel", new { }))).GetProperty("state").GetString());
        await Refused.Is(await head.PostAsJsonAsync($"{Batches}/{stopped}/issue", new { prefix = "泽市监停" }), 409, "batches.wrong-state");
        await Refused.Is(await clerk.PostAsJsonAsync($"{Batches}/{stopped}/cancel", new { }), 409, "batches.wrong-state");
    }

    [Fact]
    public async Task A_batch_of_which_nothing_could_be_drafted_says_so_and_cannot_be_issued()
    {
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var rows = new[] { new { name = "十三月", subject = new { month = 13 } }, new { name = "以后", subject = new { month = 12 } } };
        var id = (await DocumentWork.Json(await clerk.PostAsJsonAsync(Batches, new { kind = "monthly-report", title = "月报", subject = new { year = 2023 }, rows }), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();

        var done = await UntilAsync(id, "Drafted");

        Assert.Equal((0, 2), (done.GetProperty("drafted").GetInt32(), done.GetProperty("faulty").GetInt32()));
        Assert.Equal("2行都有问题，一份也没有起草成。请按每行的说明改好，重新成批起草。", done.GetProperty("sentence").GetString());
        Assert.All(done.GetProperty("problems").EnumerateArray(), problem => Assert.Equal(JsonValueKind.Null, problem.GetProperty("document").ValueKind));
        await Refused.Is(await head.PostAsJsonAsync($"{Batches}/{id}/issue", new { }), 409, "batches.nothing-drafted");
    }

    [Fact]
    public async Task A_cancelled_batch_goes_on_where_it_stopped_and_drafts_nothing_twice()
    {
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var rows = Enumerable.Range(1, 200).Select(n => new { name = $"第{n}份", fields = new { 主送机关 = $"第{n}所" } }).ToList();
        var id = (await DocumentWork.Json(await clerk.PostAsJsonAsync(Batches, new { kind = "plan-notice", title = "停了又起", subject = new { plan }, fields = DocumentWork.NoticeFields(), rows }), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await Refused.Is(await clerk.PostAsJsonAsync($"{Batches}/{id}/resume", new { }), 409, "batches.wrong-state");
        var stopped = await DocumentWork.Json(await clerk.PostAsJsonAsync($"{Batches}/{id}/cancel", new { }));
        var (made, waiting) = (stopped.GetProperty("drafted").GetInt32(), stopped.GetProperty("waiting").GetInt32());
        Assert.Equal(200, made + waiting);
        Assert.InRange(waiting, 1, 200);

        Assert.Equal(HttpStatusCode.Forbidden, (await head.PostAsJsonAsync($"{Batches}/{id}/resume", new { })).StatusCode);
        var going = await DocumentWork.Json(await clerk.PostAsJsonAsync($"{Batches}/{id}/resume", new { }), HttpStatusCode.Accepted);
        Assert.Equal(("Drafting", made), (going.GetProperty("state").GetString(), going.GetProperty("done").GetInt32()));
        Assert.Equal(200, (await UntilAsync(id, "Drafted")).GetProperty("drafted").GetInt32());

        // Stopped when all was drafted, it only waits again.
        await DocumentWork.Json(await clerk.PostAsJsonAsync($"{Batches}/{id}/cancel", new { }));
        Assert.Equal("Drafted", (await DocumentWork.Json(await clerk.PostAsJsonAsync($"{Batches}/{id}/resume", new { }), HttpStatusCode.Accepted)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Rows_that_cannot_be_are_refused_by_their_number_before_anything_is_made()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        object Of(params object[] rows) => new { kind = "monthly-report", title = "月报", rows };

        var refused = await Refused.Is(await clerk.PostAsJsonAsync(Batches, Of(new { name = "好", subject = new { year = 2023, month = 1 } }, new { name = "" }, new { name = "坏", fields = new { 没有的字段 = 1 } }, new { name = "怪", subject = new { nonsense = 1 } })), 422, "batches.rows-faulty");

        Assert.Equal([2, 3, 4], refused.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()));
        await Refused.Is(await clerk.PostAsJsonAsync(Batches, Of()), 422, "batches.rows");
        await Refused.Is(await clerk.PostAsJsonAsync(Batches, new { kind = "monthly-report", title = " ", rows = new[] { new { name = "甲" } } }), 422, "batches.title");
        await Refused.Is(await clerk.GetAsync($"{Batches}/{Guid.NewGuid()}"), 404, "batches.no-such-batch");
    }

    private async Task<JsonElement> UntilAsync(Guid batch, string state)
    {
        var clerk = await service.As(SamplePeople.Clerk);
        while (true)
        {
            var view = await DocumentWork.Json(await clerk.GetAsync($"{Batches}/{batch}"));
            if (view.GetProperty("state").GetString() == state)
                return view;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
