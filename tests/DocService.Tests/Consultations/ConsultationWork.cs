using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Tests.Documents;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Consultations;

/// <summary>What tests of consultations do before they begin: the real 邯郸 plan adopted, a letter issued and sent, its link as the partner has it.</summary>
internal sealed partial class ConsultationWork(RunningService service)
{
    public const string Api = "/api/bureaus/handan-swj/consultations";
    public const string Task = "2023-003";
    public const string Market = "邯郸市市场监督管理局";

    private static readonly Dictionary<RunningService, Guid> Plans = [];
    private readonly DocumentWork work = DocumentWork.Handan(service);

    public string Documents => work.Documents;

    public Task<HttpClient> Clerk => service.As(SamplePeople.HandanClerk);

    public Task<HttpClient> Head => service.As(SamplePeople.HandanSectionHead);

    /// <summary>Moves the clock. A sign-in holds ten hours, so both sign in again.</summary>
    public async Task SetClockAsync(DateTimeOffset instant)
    {
        service.Clock.Set(instant);
        await (await Clerk).PostAsJsonAsync("/api/sign-in", new { person = SamplePeople.HandanClerk });
        await (await Head).PostAsJsonAsync("/api/sign-in", new { person = SamplePeople.HandanSectionHead });
    }

    /// <summary>Of one running service: the plan is adopted once.</summary>
    public async Task<Guid> PlanAsync()
    {
        if (Plans.TryGetValue(service, out var known))
            return known;
        await work.EnterPrefixAsync("邯商务函");
        return Plans[service] = await work.AdoptPlanAsync(PlanFiles.Handan);
    }

    /// <summary>A letter on its way, and the link in its e-mail.</summary>
    public async Task<SentLetter> SendAsync(string partner = Market, string replyBy = "2023年6月20日", string address = "scjg@example.cn")
    {
        var plan = await PlanAsync();
        var document = await IssuedLetterAsync(plan, partner, replyBy);
        var entries = await DocumentWork.Json(await (await Clerk).PostAsJsonAsync(Api, new { plan, task = Task, letters = new[] { new { document, address } } }));
        var entry = entries.EnumerateArray().Single(e => e.GetProperty("document").GetGuid() == document);
        var mail = await UntilSentAsync(entry.GetProperty("mail").GetGuid());
        return new(entry.GetProperty("id").GetGuid(), document, TokenIn(mail), mail);
    }

    public async Task<OutgoingMail> UntilSentAsync(Guid mail)
    {
        service.Services.GetRequiredService<MailWork>().Wake();
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await service.Db(db => db.Set<OutgoingMail>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == mail && m.State == MailState.Sent)) is { } sent)
                return sent;
            await System.Threading.Tasks.Task.Delay(50);
        }
        throw new TimeoutException("The letter was not kept within 20 s.");
    }

    /// <summary>The newest e-mail of a consultation for a purpose.</summary>
    public Task<OutgoingMail?> MailAsync(Guid consultation, string purpose) => service.Db(db =>
    {
        var reference = consultation.ToString();
        return db.Set<OutgoingMail>().AsNoTracking().Where(m => m.Reference == reference && m.Purpose == purpose).OrderByDescending(m => m.QueuedAt).FirstOrDefaultAsync();
    });

    public static string TokenIn(OutgoingMail mail) => Link().Match(MessageParts.Read(mail.Content).Text).Groups["token"].Value;

    /// <summary>What the partner does with the link.</summary>
    public async Task<HttpResponseMessage> AskAsync(string token, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/reply/{path}");
        request.Headers.Add("X-Reply-Token", token);
        request.Content = body switch { null => null, byte[] bytes => new ByteArrayContent(bytes), _ => JsonContent.Create(body) };
        // A file that is too large is refused before it is sent.
        request.Headers.ExpectContinue = body is byte[] { Length: > 1 << 20 };
        return await service.Anonymous.SendAsync(request);
    }

    public async Task<JsonElement> AnswerAsync(string token, object content)
    {
        var view = await DocumentWork.Json(await AskAsync(token, HttpMethod.Get, "letter"));
        var draft = await DocumentWork.Json(await AskAsync(token, HttpMethod.Put, "draft", new { revision = view.GetProperty("revision").GetInt32(), content }));
        Assert.Equal(0, draft.GetProperty("faults").GetArrayLength());
        return await DocumentWork.Json(await AskAsync(token, HttpMethod.Post, "confirmation", new { revision = draft.GetProperty("revision").GetInt32() }));
    }

    public static object Agreeing() => Content("Agree");

    public static object Proposing(params (string Column, string NewValue)[] proposals) =>
        Content("Propose", proposals.Select(p => new { column = p.Column, newValue = p.NewValue, reason = "与本部门的安排衔接" }).ToArray<object>());

    public static object Content(string? opinion, object[]? proposals = null, string reason = "", object[]? inspectors = null) => new
    {
        opinion, proposals = proposals ?? [], reason,
        inspectors = inspectors ?? [new { name = "检查员甲", certificate = "冀D0100012345", section = "信用监管科", telephone = "0310-1234567" }],
        contact = new { name = "联络员乙", telephone = "13800000000" },
    };

    public async Task<JsonElement> EntryAsync(Guid consultation)
    {
        var board = await (await Clerk).GetFromJsonAsync<JsonElement>($"{Api}/board?plan={await PlanAsync()}");
        return board.EnumerateArray().Single(e => e.GetProperty("consultation").ValueKind == JsonValueKind.String && e.GetProperty("consultation").GetGuid() == consultation);
    }

    private async Task<Guid> IssuedLetterAsync(Guid plan, string partner, string replyBy)
    {
        var fields = new Dictionary<string, object?>
        {
            ["缘由"] = "为减少对企业的重复检查，", ["分工"] = new[] { new Dictionary<string, string> { ["部门"] = partner, ["事项"] = "登记事项和公示信息" } },
            ["名录截止日期"] = "2023年1月31日", ["抽取时间"] = "2023年7月5日上午9时", ["抽取地点"] = "市商务局三楼会议室", ["见证单位"] = "局机关纪委",
            ["每方人数"] = 1, ["检查方式"] = "联合上门检查", ["准备材料"] = new[] { "营业执照" }, ["会议安排"] = "", ["回复期限"] = replyBy,
            ["联系人"] = "市场体系处", ["联系电话"] = "0310-0000000", ["代章"] = false,
        };
        var reply = await (await Clerk).PostAsJsonAsync(work.Documents, new { kind = "consultation-letter", subject = new { plan, task = Task, partner }, fields });
        var id = (await DocumentWork.Json(reply, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        await DocumentWork.Json(await (await Head).PostAsJsonAsync($"{work.Documents}/{id}/sign", new { revision = 1 }));
        await work.IssueAsync(id, "邯商务函");
        return id;
    }

    [GeneratedRegex(@"/reply#(?<token>[A-Za-z0-9_\-]{43})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}

/// <param name="Token">As in the e-mail.</param>
internal sealed record SentLetter(Guid Consultation, Guid Document, string Token, OutgoingMail Mail)
{
    public string Text => MessageParts.Read(Mail.Content).Text;

    public byte[] File(string ending) => MessageParts.Read(Mail.Content).Attachments.Single(a => a.FileName.EndsWith(ending, StringComparison.Ordinal)).Content;
}
