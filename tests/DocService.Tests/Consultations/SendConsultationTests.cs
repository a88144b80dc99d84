using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Tests.Documents;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Consultations;

/// <summary>From the joint task of the real 邯郸 plan to the letter in the outbox.</summary>
public sealed class SendConsultationTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Consultations = "/api/bureaus/handan-swj/consultations";
    private readonly DocumentWork work = DocumentWork.Handan(service);

    [Fact]
    public async Task Every_partner_of_a_joint_task_gets_his_own_letter_once_with_the_issued_document_attached()
    {
        var clerk = await service.As(SamplePeople.HandanClerk);
        await work.EnterPrefixAsync("邯商务函");
        var plan = await work.AdoptPlanAsync(PlanFiles.Handan);
        var market = await IssuedLetterAsync(plan, "邯郸市市场监督管理局");
        var police = await IssuedLetterAsync(plan, "邯郸市公安局");
        var draft = await DraftAsync(plan, "邯郸市税务局");

        await Refused.Is(await Send(clerk, plan, (market, "scjg@example.cn"), (police, "gaj@")), 422, "mail.address");
        await Refused.Is(await Send(clerk, plan, (market, "scjg@example.cn"), (draft, "swj@example.cn")), 422, "consultation.not-issued");
        await Refused.Is(await Send(clerk, plan, (market, "a@example.cn"), (market, "b@example.cn")), 422, "consultation.twice-to-one");
        await Refused.Is(await clerk.PostAsJsonAsync(Consultations, new { plan, task = "无此任务", letters = Array.Empty<object>() }), 404, "consultation.no-such-task");
        Assert.Equal(0, await service.Db(db => db.Set<OutgoingMail>().CountAsync()));

        var sent = await DocumentWork.Json(await Send(clerk, plan, (market, "scjg@example.cn"), (police, "gaj@example.cn")));
        Assert.Equal(["邯郸市公安局 gaj@example.cn", "邯郸市市场监督管理局 scjg@example.cn"],
            sent.EnumerateArray().Select(l => $"{l.GetProperty("partner").GetString()} {l.GetProperty("address").GetString()}").Order(StringComparer.Ordinal));
        await Refused.Is(await Send(clerk, plan, (market, "scjg@example.cn")), 409, "consultation.sent-before");

        await UntilAllAreSentAsync();
        var letters = Directory.GetFiles(Path.Combine(service.DataFolder, "outbox"), "*.eml");
        Assert.Equal(2, letters.Length);
        var docx = await clerk.GetByteArrayAsync($"{work.Documents}/{market}/docx");
        Assert.Contains(letters, file => File.ReadAllText(file).Replace("\r\n", "", StringComparison.Ordinal).Contains(Convert.ToBase64String(docx), StringComparison.Ordinal));

        var addresses = await clerk.GetFromJsonAsync<JsonElement>($"{Consultations}/addresses");
        Assert.Equal(2, addresses.GetArrayLength());
        Assert.Equal(2, await service.Db(db => db.Set<ConsultationLetter>().CountAsync()));
    }

    private async Task<Guid> IssuedLetterAsync(Guid plan, string partner)
    {
        var id = await DraftAsync(plan, partner);
        var head = await service.As(SamplePeople.HandanSectionHead);
        await DocumentWork.Json(await head.PostAsJsonAsync($"{work.Documents}/{id}/sign", new { revision = 1 }));
        await work.IssueAsync(id, "邯商务函");
        return id;
    }

    private async Task<Guid> DraftAsync(Guid plan, string partner)
    {
        var fields = new Dictionary<string, object?>
        {
            ["缘由"] = "为减少对企业的重复检查，", ["分工"] = new[] { new Dictionary<string, string> { ["部门"] = partner, ["事项"] = "登记事项和公示信息" } },
            ["名录截止日期"] = "2023年1月31日", ["抽取时间"] = "2023年7月5日上午9时", ["抽取地点"] = "市商务局三楼会议室", ["见证单位"] = "局机关纪委",
            ["每方人数"] = 1, ["检查方式"] = "联合上门检查", ["准备材料"] = new[] { "营业执照" }, ["会议安排"] = "", ["回复期限"] = "2023年6月20日",
            ["联系人"] = "市场体系处", ["联系电话"] = "0310-0000000", ["代章"] = false,
        };
        var clerk = await service.As(SamplePeople.HandanClerk);
        var reply = await clerk.PostAsJsonAsync(work.Documents, new { kind = "consultation-letter", subject = new { plan, task = Task3, partner }, fields });
        return (await DocumentWork.Json(reply, HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    private const string Task3 = "2023-003";

    private static Task<HttpResponseMessage> Send(HttpClient clerk, Guid plan, params (Guid Document, string Address)[] letters) =>
        clerk.PostAsJsonAsync(Consultations, new { plan, task = Task3, letters = letters.Select(l => new { document = l.Document, address = l.Address }) });

    private async Task UntilAllAreSentAsync()
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await service.Db(db => db.Set<OutgoingMail>().AllAsync(m => m.State == MailState.Sent)))
                return;
            await Task.Delay(50);
        }
        throw new TimeoutException("The letters were not kept within 20 s.");
    }
}
