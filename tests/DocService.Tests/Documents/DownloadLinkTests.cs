using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>The pane inside Excel opens files in a browser that has no sign-in.</summary>
public sealed class DownloadLinkTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_address_opens_the_file_without_a_sign_in_for_two_minutes()
    {
        var work = DocumentWork.Zezhou(service);
        var draft = await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou));
        var clerk = await service.As(SamplePeople.Clerk);

        var link = await Json(await clerk.PostAsJsonAsync($"{work.Documents}/{draft}/link", new { form = "PreviewDocx" }));
        var path = link.GetProperty("path").GetString()!;
        var file = await service.Anonymous.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("PK"u8.ToArray(), (await file.Content.ReadAsByteArrayAsync())[..2]);
        service.Clock.Advance(TimeSpan.FromSeconds(121));
        await Refused.Is(await service.Anonymous.GetAsync(path), 404, "documents.link-expired");
        await Refused.Is(await service.Anonymous.GetAsync(path[..^6] + "AAAAAA"), 404, "documents.link-expired");
        await Refused.Is(await service.Anonymous.GetAsync("/download/x"), 404, "documents.link-expired");
        await Refused.Is(await clerk.PostAsJsonAsync($"{work.Documents}/{Guid.NewGuid()}/link", new { form = "Docx" }), 404, "documents.no-such-document");
        await Refused.Is(await (await service.As(SamplePeople.Auditor)).PostAsJsonAsync($"{work.Documents}/{draft}/link", new { form = "PreviewPdf" }), 403, "documents.preview-for-drafters");
        var unissued = await Json(await clerk.PostAsJsonAsync($"{work.Documents}/{draft}/link", new { form = "Docx" }));
        Assert.NotEqual(HttpStatusCode.OK, (await service.Anonymous.GetAsync(unissued.GetProperty("path").GetString())).StatusCode);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
