using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>What anybody who holds an issued document may find out about it, and what not; corrections and distribution.</summary>
public sealed class VerificationTests(RunningService service) : IClassFixture<RunningService>
{
    private readonly DocumentWork work = DocumentWork.Zezhou(service);

    [Fact]
    public async Task The_public_page_says_what_the_paper_says_and_checks_a_file()
    {
        var (id, issued) = await IssuedAsync("泽市监验");
        var code = issued.GetProperty("issued").GetProperty("verificationCode").GetString()!;
        var docx = await (await service.As(SamplePeople.Clerk)).GetByteArrayAsync($"{work.Documents}/{id}/docx");

        var reply = await service.Anonymous.GetAsync($"/public/documents/{code}/record");
        var record = await DocumentWork.Json(reply);
        Assert.Equal(["code", "correctedBy", "issueDate", "issuer", "kind", "number", "pdfSha256", "sha256", "state", "title"], record.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("InForce", "泽市监验〔2023〕1号", "泽州县市场监督管理局", "2023-03-01"), (Text(record, "state"), Text(record, "number"), Text(record, "issuer"), Text(record, "issueDate")));
        Assert.Equal("泽州县市场监督管理局关于印发2023年度双随机抽查工作计划的通知", Text(record, "title"));
        Assert.Equal("public, max-age=60", reply.Headers.CacheControl!.ToString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(docx)), Text(record, "sha256"));

        var page = await service.Anonymous.GetStringAsync($"/public/documents/{code}");
        Assert.Contains("泽市监验〔2023〕1号", page, StringComparison.Ordinal);
        Assert.Contains(">有效<", page, StringComparison.Ordinal);
        Assert.DoesNotContain(SamplePeople.SectionHead, page, StringComparison.Ordinal);

        Assert.True((await CheckAsync(code, docx)).GetProperty("matches").GetBoolean());
        docx[^30] ^= 1;
        Assert.False((await CheckAsync(code, docx)).GetProperty("matches").GetBoolean());
        await Refused.Is(await service.Anonymous.PostAsync($"/public/documents/{code}/check", new ByteArrayContent([])), 422, "documents.no-file");
    }

    [Fact]
    public async Task The_file_carries_a_QR_code_and_the_preview_none()
    {
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var draft = await work.DraftNoticeAsync(plan);
        var clerk = await service.As(SamplePeople.Clerk);
        Assert.Empty(Pictures(await clerk.GetByteArrayAsync($"{work.Documents}/{draft}/preview")));

        var (id, _) = await IssuedAsync("泽市监码", plan);

        var png = Assert.Single(Pictures(await clerk.GetByteArrayAsync($"{work.Documents}/{id}/docx")));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
    }

    [Fact]
    public async Task A_document_not_marked_for_the_public_hides_its_title_and_an_unknown_code_says_nothing()
    {
        var fields = new Dictionary<string, object?>((Dictionary<string, object?>)DocumentWork.NoticeFields(), StringComparer.Ordinal) { ["附注"] = null };
        var (_, issued) = await IssuedAsync("泽市监密", fields: fields);
        var code = issued.GetProperty("issued").GetProperty("verificationCode").GetString();

        Assert.Equal(JsonValueKind.Null, (await DocumentWork.Json(await service.Anonymous.GetAsync($"/public/documents/{code}/record"))).GetProperty("title").ValueKind);
        Assert.DoesNotContain("关于印发", await service.Anonymous.GetStringAsync($"/public/documents/{code}"), StringComparison.Ordinal);
        var unknown = await service.Anonymous.GetAsync("/public/documents/%3Cscript%3E");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.DoesNotContain("<script>", (await unknown.Content.ReadAsStringAsync()).Replace("<script type", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await Refused.Is(await service.Anonymous.GetAsync("/public/documents/0000000000000000/record"), 404, "documents.unknown-code");
    }

    [Fact]
    public async Task A_voided_document_is_shown_as_void_at_once()
    {
        var (id, issued) = await IssuedAsync("泽市监废");
        var code = issued.GetProperty("issued").GetProperty("verificationCode").GetString();
        await DocumentWork.Json(await (await service.As(SamplePeople.SectionHead)).PostAsJsonAsync($"{work.Documents}/{id}/void", new { revision = 3, reason = "内容有误" }));

        Assert.Equal("Voided", Text(await DocumentWork.Json(await service.Anonymous.GetAsync($"/public/documents/{code}/record")), "state"));
        var page = await service.Anonymous.GetStringAsync($"/public/documents/{code}");
        Assert.Contains("已作废", page, StringComparison.Ordinal);
        Assert.DoesNotContain("内容有误", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_names_the_old_document_is_compared_with_it_and_takes_its_place()
    {
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var (old, issued) = await IssuedAsync("泽市监改", plan);
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var fields = new Dictionary<string, object?>((Dictionary<string, object?>)DocumentWork.NoticeFields("为统筹安排全年随机抽查任务，"), StringComparer.Ordinal) { ["附注"] = "此件公开发布" };
        await Refused.Is(await clerk.PostAsJsonAsync(work.Documents, new { kind = "plan-notice", subject = new { plan }, fields, corrects = Guid.NewGuid() }), 404, "documents.no-such-document");
        await Refused.Is(await clerk.PostAsJsonAsync(work.Documents, new { kind = "monthly-report", subject = new { year = 2023, month = 1 }, corrects = old }), 422, "documents.other-kind");

        var draft = await DocumentWork.Json(await clerk.PostAsJsonAsync(work.Documents, new { kind = "plan-notice", subject = new { plan }, fields, corrects = old }), HttpStatusCode.Created);
        var id = draft.GetProperty("id").GetGuid();
        Assert.Equal("documents.correction-unnamed", Text(Assert.Single(draft.GetProperty("findings").EnumerateArray()), "code"));
        fields.Remove("附注");
        var filled = await DocumentWork.Json(await clerk.PutAsJsonAsync($"{work.Documents}/{id}/fields", new { revision = 1, fields }));
        Assert.Equal("本件更正泽市监改〔2023〕1号文件", Text(filled.GetProperty("fields"), "附注"));
        Assert.Equal(0, filled.GetProperty("findings").GetArrayLength());

        var comparison = await DocumentWork.Json(await clerk.GetAsync($"{work.Documents}/{id}/comparison"));
        Assert.Equal("泽市监改〔2023〕1号", Text(comparison, "before"));
        var change = comparison.GetProperty("changes").EnumerateArray().Single(one => string.Concat(one.GetProperty("parts").EnumerateArray().Select(part => Text(part, "text"))).Contains("为统筹安排", StringComparison.Ordinal));
        Assert.Equal([("Removed", "工作"), ("Added", "任务")], change.GetProperty("parts").EnumerateArray().Where(part => Text(part, "kind") != "Same").Select(part => (Text(part, "kind"), Text(part, "text"))));

        await DocumentWork.Json(await head.PostAsJsonAsync($"{work.Documents}/{id}/sign", new { revision = 2 }));
        await work.IssueAsync(id, "泽市监改", revision: 3);
        var record = await DocumentWork.Json(await service.Anonymous.GetAsync($"/public/documents/{issued.GetProperty("issued").GetProperty("verificationCode").GetString()}/record"));
        Assert.Equal(("Corrected", "泽市监改〔2023〕2号"), (Text(record, "state"), Text(record, "correctedBy")));
        Assert.Equal(id, (await DocumentWork.Json(await clerk.GetAsync($"{work.Documents}/{old}"))).GetProperty("correctedBy").GetGuid());
        await Refused.Is(await clerk.PostAsJsonAsync(work.Documents, new { kind = "plan-notice", subject = new { plan }, fields, corrects = old }), 409, "documents.already-corrected");
    }

    [Fact]
    public async Task Two_revisions_of_a_draft_are_compared_character_by_character()
    {
        var id = await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou), DocumentWork.NoticeFields("为安排工作，"));
        var clerk = await service.As(SamplePeople.Clerk);
        await DocumentWork.Json(await clerk.PutAsJsonAsync($"{work.Documents}/{id}/fields", new { revision = 1, fields = DocumentWork.NoticeFields("为安排全年工作，") }));

        Assert.Equal(2, (await DocumentWork.Json(await clerk.GetAsync($"{work.Documents}/{id}/revisions"))).GetArrayLength());
        var comparison = await DocumentWork.Json(await clerk.GetAsync($"{work.Documents}/{id}/comparison?from=1&to=2"));

        var change = Assert.Single(comparison.GetProperty("changes").EnumerateArray());
        Assert.Equal([("Added", "全年")], change.GetProperty("parts").EnumerateArray().Where(part => Text(part, "kind") != "Same").Select(part => (Text(part, "kind"), Text(part, "text"))));
        await Refused.Is(await clerk.GetAsync($"{work.Documents}/{id}/comparison?from=7"), 404, "documents.no-such-revision");
    }

    [Fact]
    public async Task Only_an_issued_document_is_distributed_and_the_record_stays()
    {
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var clerk = await service.As(SamplePeople.Clerk);
        var recipients = new { recipients = new object[] { new { name = "晋城市市场监督管理局", channel = "Exchange" }, new { name = "各股室、所、队", channel = "Paper", copies = 20 } } };
        await Refused.Is(await clerk.PostAsJsonAsync($"{work.Documents}/{await work.DraftNoticeAsync(plan)}/distribution", recipients), 409, "documents.wrong-state");
        var (id, _) = await IssuedAsync("泽市监分", plan);
        await Refused.Is(await clerk.PostAsJsonAsync($"{work.Documents}/{id}/distribution", new { recipients = new[] { new { name = " ", channel = "Mail" } } }), 422, "documents.recipients");

        await DocumentWork.Json(await clerk.PostAsJsonAsync($"{work.Documents}/{id}/distribution", recipients));

        var shown = await DocumentWork.Json(await clerk.GetAsync($"{work.Documents}/{id}/distribution"));
        Assert.Equal([("晋城市市场监督管理局", "Exchange", 1), ("各股室、所、队", "Paper", 20)], shown.EnumerateArray().Select(one => (Text(one, "recipient"), Text(one, "channel"), one.GetProperty("copies").GetInt32())));
    }

    private async Task<(Guid Id, JsonElement View)> IssuedAsync(string prefix, Guid? plan = null, object? fields = null)
    {
        await work.EnterPrefixAsync(prefix);
        var id = await work.DraftNoticeAsync(plan ?? await work.AdoptPlanAsync(PlanFiles.Zezhou), fields);
        await DocumentWork.Json(await (await service.As(SamplePeople.SectionHead)).PostAsJsonAsync($"{work.Documents}/{id}/sign", new { revision = 1 }));
        return (id, await work.IssueAsync(id, prefix));
    }

    private async Task<JsonElement> CheckAsync(string code, byte[] file) => await DocumentWork.Json(await service.Anonymous.PostAsync($"/public/documents/{code}/check", new ByteArrayContent(file)));

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    // The picture that came with the data, not the placeholder of the template.
    private static List<byte[]> Pictures(byte[] docx)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(docx));
        return [.. zip.Entries.Where(entry => entry.FullName.Contains("media/value", StringComparison.Ordinal)).Select(entry =>
        {
            using var copy = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(copy);
            return copy.ToArray();
        })];
    }
}
