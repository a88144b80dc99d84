using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Mail;

namespace SpotCheck.DocService.Demo;

/// <summary>The partner department, with nothing but its e-mail: it answers by the link, and what it proposes goes into the next version of the plan.</summary>
internal static partial class AnswerSteps
{
    public static async Task<object?> AnswerAndMergeAsync(DemoStage stage, DemoPartner partner, string outbox)
    {
        var consultations = $"{stage.Bureau.Path}/consultations";
        var letter = (await stage.Clerk.GetAsync($"{consultations}/board?plan={stage.PlanId}")).EnumerateArray().Single(entry => entry.GetProperty("partner").GetString() == partner.Name);
        var mail = MessageParts.Read(await File.ReadAllBytesAsync(Directory.GetFiles(outbox, "*.eml").Single()));
        using var browser = new HttpClient { BaseAddress = stage.Address };
        browser.DefaultRequestHeaders.Add("X-Reply-Token", Link().Match(mail.Text).Groups["token"].Value);

        var draft = await AskAsync(browser, HttpMethod.Put, "draft", new
        {
            revision = 0,
            content = new
            {
                opinion = "Propose", reason = "",
                proposals = new[] { new { column = "Window", newValue = "2023年8月至9月", reason = "七月有专项检查，人员不足" } },
                inspectors = new[] { new { name = "检查员甲", certificate = "冀D0100012345", section = "信用监管科", telephone = "0310-1234567" } },
                contact = new { name = "联络员乙", telephone = "0310-1234567" },
            },
        });
        var receipt = await AskAsync(browser, HttpMethod.Post, "confirmation", new { revision = draft.GetProperty("revision").GetInt32() });
        var again = await browser.PostAsJsonAsync("/reply/confirmation", new { revision = 2 });
        if ((int)again.StatusCode != 409)
            throw new DemoStepException($"用过的链接应当答以 409，实际为 {(int)again.StatusCode}。");

        var consultation = letter.GetProperty("consultation").GetGuid();
        var merged = await stage.Clerk.PostAsync($"{consultations}/{consultation}/merge", new { });
        var dossier = await stage.SaveAsync("会商卷宗.zip", await stage.Clerk.DownloadAsync($"{consultations}/{consultation}/dossier"));
        return new
        {
            partner = partner.Name, opinion = "修改后同意", receipt = receipt.GetProperty("receipt").GetString(),
            version = merged.GetProperty("version").GetInt32(), merged = merged.GetProperty("merged").GetArrayLength(), dossier,
        };
    }

    private static async Task<JsonElement> AskAsync(HttpClient browser, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, $"/reply/{path}") { Content = JsonContent.Create(body) };
        var reply = await browser.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        return reply.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new DemoStepException($"/reply/{path} → {(int)reply.StatusCode} {text}");
    }

    [GeneratedRegex(@"/reply#(?<token>[A-Za-z0-9_\-]{43})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
