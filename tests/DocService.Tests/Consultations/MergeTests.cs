using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Tests.Documents;

namespace SpotCheck.DocService.Tests.Consultations;

/// <summary>What partners propose goes into the plan by one click, or on record as a disagreement.</summary>
public sealed class MergeTests(RunningService service) : IClassFixture<RunningService>
{
    private readonly ConsultationWork work = new(service);

    [Fact]
    public async Task Proposals_become_a_new_version_conflicts_are_shown_and_disagreements_recorded()
    {
        var plan = await work.PlanAsync();
        var clerk = await work.Clerk;
        var market = await work.SendAsync();
        var police = await work.SendAsync("邯郸市公安局");
        await Refused.Is(await Merge(market, new { }), 409, "consultation.not-answered");
        await work.AnswerAsync(market.Token, ConsultationWork.Proposing(("Window", "2023年8月至9月"), ("SampleSize", "5%")));
        await work.AnswerAsync(police.Token, ConsultationWork.Proposing(("Window", "2023年10月")));

        var merged = await DocumentWork.Json(await Merge(market, new { columns = new[] { "Window" } }));

        Assert.Equal((2, "2023年8月至9月"), (merged.GetProperty("version").GetInt32(), merged.GetProperty("merged")[0].GetProperty("after").GetString()));
        var version = await clerk.GetFromJsonAsync<JsonElement>($"/api/bureaus/handan-swj/plans/{plan}/versions/2");
        Assert.Contains("采纳邯郸市市场监督管理局对邯商务函", version.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var changes = await clerk.GetFromJsonAsync<JsonElement>($"/api/bureaus/handan-swj/plans/{plan}/versions/2/changes");
        Assert.Contains("2023年8月至9月", changes.ToString(), StringComparison.Ordinal);
        Assert.Equal("2023-003", Assert.Single(changes.GetProperty("fields").EnumerateArray()).GetProperty("task").GetString());

        // The second partner wrote about the text of the letter; the draft says otherwise by now.
        var changed = await Refused.Is(await Merge(police, new { }), 409, "consultation.plan-changed");
        Assert.Equal("刘畅", changed.GetProperty("changedBy").GetString());
        Assert.Contains("（最近由刘畅于2023-", changed.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var conflict = changed.GetProperty("conflicts")[0];
        Assert.Equal(("2023年10月", "2023年8月至9月"), (conflict.GetProperty("proposed").GetString(), conflict.GetProperty("current").GetString()));
        await Refused.Is(await Merge(police, new { seen = new[] { new { column = "Window", current = "别的内容" } } }), 409, "consultation.plan-changed");
        var insisted = await DocumentWork.Json(await Merge(police, new { seen = new[] { new { column = "Window", current = "2023年8月至9月" } } }));
        Assert.Equal(2, insisted.GetProperty("version").GetInt32());
        await Refused.Is(await Merge(police, new { }), 422, "consultation.nothing-to-merge");

        Assert.Equal(HttpStatusCode.NoContent, (await Reject(market, "SampleSize", "比例由省级方案确定，不宜提高")).StatusCode);
        await Refused.Is(await Reject(market, "SampleSize", "再说一次"), 404, "consultation.no-such-proposal");
        await Refused.Is(await Merge(market, new { }), 422, "consultation.nothing-to-merge");
        var proposals = (await work.EntryAsync(market.Consultation)).GetProperty("answer").GetProperty("proposals").EnumerateArray().ToDictionary(p => p.GetProperty("column").GetString()!);
        Assert.Equal(("Merged", "Rejected"), (proposals["Window"].GetProperty("outcome").GetString(), proposals["SampleSize"].GetProperty("outcome").GetString()));
        Assert.Contains("省级方案", proposals["SampleSize"].GetProperty("position").GetString(), StringComparison.Ordinal);

        await WhatIsSavedInTheSameMomentIsNotOverwritten(plan);
        await TheDossierHasItAll(market);
    }

    private async Task WhatIsSavedInTheSameMomentIsNotOverwritten(Guid plan)
    {
        var police = await work.SendAsync("邯郸市公安局");
        await work.AnswerAsync(police.Token, ConsultationWork.Proposing(("SampleSize", "6%")));
        await service.Db(async db =>
        {
            // Somebody's save is under way: the merge has read the draft before it and writes behind it.
            await using var saving = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE plan_version SET revision = revision + 1 WHERE plan_id = {plan} AND number = 2");
            var merging = Merge(police, new { });
            while (await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE NOT granted").SingleAsync() == 0)
                Assert.False(merging.IsCompleted, "the merge did not wait for the save");
            await saving.CommitAsync();

            var refused = await Refused.Is(await merging, 409, "consultation.changed-meanwhile");
            Assert.Contains("没有并入。请刷新后核对，再并入一次。", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        });
        Assert.All((await work.EntryAsync(police.Consultation)).GetProperty("answer").GetProperty("proposals").EnumerateArray(), proposal => Assert.NotEqual("Merged", proposal.GetProperty("outcome").GetString()));
        await DocumentWork.Json(await Merge(police, new { }));
    }

    private async Task TheDossierHasItAll(SentLetter market)
    {
        var clerk = await work.Clerk;
        var events = (await clerk.GetFromJsonAsync<JsonElement>($"{ConsultationWork.Api}/{market.Consultation}")).GetProperty("events").EnumerateArray().Select(e => e.GetProperty("code").GetString()).ToList();
        foreach (var code in new[] { "consultation-queued", "consultation-sent", "answered", "merged", "rejected" })
            Assert.Contains(code, events);

        using var zip = new ZipArchive(new MemoryStream(await clerk.GetByteArrayAsync($"{ConsultationWork.Api}/{market.Consultation}/dossier")), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        Assert.Contains(zip.Entries, entry => entry.FullName.StartsWith("1-函件/邯商务函〔2023〕", StringComparison.Ordinal));
        Assert.Contains(zip.Entries, entry => entry.FullName.EndsWith("意见办理.json", StringComparison.Ordinal));
        var answer = await TextAsync(zip, "回复.txt");
        Assert.Contains("会商意见：修改后同意", answer, StringComparison.Ordinal);
        Assert.Contains("改为“2023年8月至9月”，理由：", answer, StringComparison.Ordinal);
        Assert.Contains("拟派执法检查人员1：检查员甲，执法证号冀D0100012345", answer, StringComparison.Ordinal);
        var text = await TextAsync(zip, ".txt", "2-邮件/");
        Assert.Contains("链接已略去", text, StringComparison.Ordinal);
        Assert.DoesNotContain(market.Token, text, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string ending, string beginning = "")
    {
        using var reader = new StreamReader(zip.Entries.Single(entry => entry.FullName.EndsWith(ending, StringComparison.Ordinal) && entry.FullName.StartsWith(beginning, StringComparison.Ordinal)).Open(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private async Task<HttpResponseMessage> Merge(SentLetter letter, object request) => await (await work.Clerk).PostAsJsonAsync($"{ConsultationWork.Api}/{letter.Consultation}/merge", request);

    private async Task<HttpResponseMessage> Reject(SentLetter letter, string field, string position) =>
        await (await work.Clerk).PostAsJsonAsync($"{ConsultationWork.Api}/{letter.Consultation}/rejections", new { field, position });
}
