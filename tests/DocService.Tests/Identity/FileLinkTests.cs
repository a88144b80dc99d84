using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Documents;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Identity;

/// <summary>The pane inside Excel opens files in a browser that has no sign-in.</summary>
public sealed class FileLinkTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_address_opens_the_file_without_a_sign_in_for_two_minutes_and_nothing_else()
    {
        var work = DocumentWork.Zezhou(service);
        var draft = await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou));
        var clerk = await service.As(SamplePeople.Clerk);
        var preview = $"{work.Documents}/{draft}/preview?pdf=false";

        var path = await LinkAsync(clerk, preview);
        var file = await service.Anonymous.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("PK"u8.ToArray(), (await file.Content.ReadAsByteArrayAsync())[..2]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Anonymous.GetAsync(preview)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await service.Anonymous.PostAsync(path, null)).StatusCode);
        await Refused.Is(await service.Anonymous.GetAsync(path[..^6] + "AAAAAA"), 404, "files.link-expired");
        await Refused.Is(await service.Anonymous.GetAsync("/download/x"), 404, "files.link-expired");
        service.Clock.Advance(TimeSpan.FromSeconds(121));
        await Refused.Is(await service.Anonymous.GetAsync(path), 404, "files.link-expired");
    }

    [Fact]
    public async Task It_opens_what_its_maker_may_see_whoever_opens_it()
    {
        var work = DocumentWork.Zezhou(service);
        var draft = await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou));
        var preview = $"{work.Documents}/{draft}/preview";
        var clerk = await service.As(SamplePeople.Clerk);

        var ofAuditor = await LinkAsync(await service.As(SamplePeople.Auditor), preview);

        await Refused.Is(await service.Anonymous.GetAsync(ofAuditor), 403, "auth.not-allowed");
        await Refused.Is(await clerk.GetAsync(ofAuditor), 403, "auth.not-allowed");
        await Refused.Is(await service.Anonymous.GetAsync(await LinkAsync(clerk, $"{work.Documents}/{Guid.NewGuid()}/docx")), 404, "documents.not-issued");
    }

    [Fact]
    public async Task A_browser_that_opens_one_in_vain_shows_a_page_with_the_sentence_and_the_code()
    {
        using var opening = new HttpRequestMessage(HttpMethod.Get, "/download/x") { Headers = { { "Accept", "text/html,application/xhtml+xml,*/*;q=0.8" } } };

        var answer = await service.Anonymous.SendAsync(opening);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("这个下载地址无效或已过期（有效期两分钟）。请回到窗格重新点击下载。", page, StringComparison.Ordinal);
        Assert.Contains("编号 files.link-expired", page, StringComparison.Ordinal);
        Assert.DoesNotContain("urn:spotcheck", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/bureaus/handan-swj/documents")]
    [InlineData("/api/bureaus/zezhou-scjg/../../me")]
    [InlineData("/api/bureaus/zezhou-scjg/%2e%2e/handan-swj/documents")]
    [InlineData("/api/me")]
    [InlineData("//elsewhere.example/api/bureaus/zezhou-scjg/documents")]
    [InlineData("")]
    public async Task None_is_made_beyond_the_own_bureau(string path)
    {
        var clerk = await service.As(SamplePeople.Clerk);

        await Refused.Is(await clerk.PostAsJsonAsync("/api/file-links", new { path }), 422, "files.not-of-bureau");
    }

    private static async Task<string> LinkAsync(HttpClient maker, string path)
    {
        var reply = await maker.PostAsJsonAsync("/api/file-links", new { path });
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("path").GetString()!;
    }
}
