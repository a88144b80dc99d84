using System.Diagnostics;
using System.Net.Http.Json;
using SpotCheck.DocService.Tests.Documents;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Consultations;

/// <summary>The real reply page in a real browser, on a phone of 320 px and on a desk: every state, no fault for a screen reader, no leak of the link.</summary>
public sealed class ReplyPageTests(RunningService service) : IClassFixture<RunningService>
{
    private readonly ConsultationWork work = new(service);

    [Fact]
    public async Task A_partner_answers_on_phone_and_desk()
    {
        var expired = await work.SendAsync("邯郸市公安局", "2023年3月2日");
        var past = await work.SendAsync("邯郸市交通运输局", "2023年5月5日");
        var withdrawn = await work.SendAsync("邯郸市教育局", "2023年5月26日");
        var issued = await DocumentWork.Json(await (await work.Head).GetAsync($"{work.Documents}/{withdrawn.Document}"));
        await DocumentWork.Json(await (await work.Head).PostAsJsonAsync($"{work.Documents}/{withdrawn.Document}/void", new { revision = issued.GetProperty("revision").GetInt32(), reason = "任务取消" }));
        await work.SetClockAsync(new DateTimeOffset(2023, 5, 8, 1, 0, 0, TimeSpan.Zero));
        var propose = await work.SendAsync();
        var agree = await work.SendAsync("邯郸市税务局");

        var root = Path.GetFullPath(Path.Combine(PlanFiles.Samples, ".."));
        var start = new ProcessStartInfo("node", [Path.Combine(root, "tests/DocService.Tests/Consultations/reply-page.mjs"), Path.Combine(root, "src/AddIn")]) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, letter) in new[] { ("EXPIRED", expired), ("PAST", past), ("WITHDRAWN", withdrawn), ("PROPOSE", propose), ("AGREE", agree) })
            start.Environment[name] = $"{service.Address}reply#{letter.Token}";
        using var browser = Process.Start(start)!;
        var errors = await browser.StandardError.ReadToEndAsync();
        await browser.WaitForExitAsync();

        Assert.True(browser.ExitCode == 0, errors);
        Assert.Equal("修改后同意", (await work.EntryAsync(propose.Consultation)).GetProperty("answer").GetProperty("opinionText").GetString());
        Assert.Equal("同意", (await work.EntryAsync(agree.Consultation)).GetProperty("answer").GetProperty("opinionText").GetString());
    }
}
