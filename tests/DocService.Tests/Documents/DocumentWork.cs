using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>What several tests do before they begin: an adopted plan, a signed document, a prefix.</summary>
internal sealed class DocumentWork(RunningService service, string bureau, string clerk, string head)
{
    public string Documents => $"/api/bureaus/{bureau}/documents";

    public static DocumentWork Zezhou(RunningService service) => new(service, SamplePeople.Zezhou, SamplePeople.Clerk, SamplePeople.SectionHead);

    public static DocumentWork Handan(RunningService service) => new(service, SamplePeople.Handan, SamplePeople.HandanClerk, SamplePeople.HandanSectionHead);

    public static object NoticeFields(string reason = "为统筹安排全年随机抽查工作，") => new Dictionary<string, object?>
    {
        ["发文缘由"] = reason, ["主送机关"] = "各股室、所、队", ["工作目标"] = new[] { "全年任务按期完成。" },
        ["任务要求"] = Array.Empty<object>(), ["工作要求"] = new[] { new Dictionary<string, string> { ["标题"] = "落实责任", ["内容"] = "各股室应当明确专人跟踪进度。" } },
        ["联系人"] = "", ["附注"] = "此件公开发布",
    };

    public async Task<Guid> AdoptPlanAsync(string workbook)
    {
        var (asClerk, asHead) = (await service.As(clerk), await service.As(head));
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(PlanFiles.Samples, workbook + ".xlsx")));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        var version = (await Json(await asClerk.PostAsync($"/api/bureaus/{bureau}/plans/workbook?fileName={workbook}.xlsx", content), HttpStatusCode.Created)).GetProperty("version");
        var url = $"/api/bureaus/{bureau}/plans/{version.GetProperty("plan").GetGuid()}/versions/1";
        await Json(await asClerk.PostAsJsonAsync($"{url}/submit", new { revision = 1 }));
        await Json(await asHead.PostAsJsonAsync($"{url}/adopt", new { revision = 2 }));
        return version.GetProperty("plan").GetGuid();
    }

    public async Task<Guid> DraftNoticeAsync(Guid plan, object? fields = null)
    {
        var reply = await (await service.As(clerk)).PostAsJsonAsync(Documents, new { kind = "plan-notice", subject = new { plan }, fields = fields ?? NoticeFields() });
        return (await Json(reply, HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    public async Task<Guid> SignedNoticeAsync(Guid plan)
    {
        var id = await DraftNoticeAsync(plan);
        await Json(await (await service.As(head)).PostAsJsonAsync($"{Documents}/{id}/sign", new { revision = 1 }));
        return id;
    }

    public async Task<JsonElement> IssueAsync(Guid document, string prefix, int revision = 2) =>
        await Json(await (await service.As(head)).PostAsJsonAsync($"{Documents}/{document}/issue", new { revision, prefix }));

    public async Task EnterPrefixAsync(string prefix, object? start = null)
    {
        // Only Zezhou has an administrator among the sample people; the ledger itself is what matters here.
        if (bureau == SamplePeople.Zezhou)
        {
            var reply = await (await service.As(SamplePeople.Administrator)).PutAsJsonAsync($"/api/bureaus/{bureau}/document-numbers/prefixes/{prefix}", start ?? new { });
            Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
            return;
        }
        await service.Db(async db =>
        {
            db.Add(new SpotCheck.DocService.Documents.NumberPrefix { Prefix = prefix, BureauId = bureau });
            await db.SaveChangesAsync();
        });
    }

    public static async Task<JsonElement> Json(HttpResponseMessage reply, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var body = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == expected, $"expected {expected}, found {reply.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }
}
