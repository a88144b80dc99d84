using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Documents;

namespace SpotCheck.DocService.Tests.Consultations;

/// <summary>A partner department answers by the link in its letter, without an account.</summary>
public sealed class AnswerTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[200]];

    private readonly ConsultationWork work = new(service);

    [Fact]
    public async Task The_answer_goes_from_draft_to_receipt_once_and_shows_in_the_board()
    {
        var letter = await work.SendAsync();
        var view = await DocumentWork.Json(await work.AskAsync(letter.Token, HttpMethod.Get, "letter"));
        Assert.Equal(("open", "邯郸市商务局", ConsultationWork.Market, "2023-06-20"), (Text(view, "state"), Text(view, "bureau"), Text(view, "partner"), Text(view, "replyBy")));
        Assert.Contains(view.GetProperty("fields").EnumerateArray(), field => Text(field, "column") == "Window");

        await DocumentWork.Json(await work.AskAsync(letter.Token, HttpMethod.Put, "draft", new { revision = 0, content = ConsultationWork.Content(null) }));
        var files = await DocumentWork.Json(await work.AskAsync(letter.Token, HttpMethod.Post, "files?name=盖章回执.pdf", Pdf));
        Assert.Equal("盖章回执.pdf", Text(files[0], "name"));
        await Refused.Is(await work.AskAsync(letter.Token, HttpMethod.Post, "confirmation", new { revision = 1 }), 422, "reply.not-ready");

        var receipt = await work.AnswerAsync(letter.Token, ConsultationWork.Agreeing());

        var entry = await work.EntryAsync(letter.Consultation);
        Assert.Equal(("Answered", "已回复", "同意"), (Text(entry, "state"), Text(entry, "stateText"), Text(entry.GetProperty("answer"), "opinionText")));
        Assert.Equal(Text(receipt, "receipt"), Text(entry.GetProperty("answer"), "receipt"));
        await Refused.Is(await work.AskAsync(letter.Token, HttpMethod.Put, "draft", new { revision = 3, content = ConsultationWork.Agreeing() }), 409, "reply.answered-before");
        await Refused.Is(await work.AskAsync(letter.Token, HttpMethod.Post, "confirmation", new { revision = 3 }), 409, "reply.answered-before");
        var spent = await (await work.AskAsync(letter.Token, HttpMethod.Get, "letter")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("检查员甲", spent, StringComparison.Ordinal);
        Assert.Equal(1, await service.Db(db => db.Set<SpotCheck.DocService.Audit.AuditEntry>().CountAsync(a => a.Act == "consultation.answered" && a.ObjectId == letter.Consultation.ToString())));
    }

    [Fact]
    public async Task The_bureau_is_told_of_an_answer_by_e_mail_where_it_wants_to_be()
    {
        var rules = $"{ConsultationWork.Api}/rules";
        var head = await work.Head;
        await Refused.Is(await head.PutAsJsonAsync(rules, new { remindOn = new[] { -2, 1, 3 }, linkWorkingDays = 10, answersTo = "not an address" }), 422, "consultation.rules");
        var letter = await work.SendAsync("邯郸市民政局");
        await work.AnswerAsync(letter.Token, ConsultationWork.Agreeing());
        Assert.Null(await work.MailAsync(letter.Consultation, "consultation-answer"));

        await DocumentWork.Json(await head.PutAsJsonAsync(rules, new { remindOn = new[] { -2, 1, 3 }, linkWorkingDays = 10, answersTo = "swj@example.cn" }));
        var other = await work.SendAsync("邯郸市教育局");
        var receipt = await work.AnswerAsync(other.Token, ConsultationWork.Proposing(("Window", "2023年8月至10月")));

        var told = (await work.MailAsync(other.Consultation, "consultation-answer"))!;
        var text = SpotCheck.DocService.Mail.MessageParts.Read(told.Content).Text;
        Assert.Equal("swj@example.cn", told.Recipient);
        Assert.All(new[] { "邯郸市教育局已在线回复", "修改后同意，提出修改1处", Text(receipt, "receipt")! }, said => Assert.Contains(said, text, StringComparison.Ordinal));
        Assert.All(new[] { "检查员甲", "13800000000", other.Token }, kept => Assert.DoesNotContain(kept, text, StringComparison.Ordinal));
        await work.UntilSentAsync(told.Id);
        await DocumentWork.Json(await head.PutAsJsonAsync(rules, new { remindOn = new[] { -2, 1, 3 }, linkWorkingDays = 10 }));
    }

    /// <summary>An issued letter carries its link; whoever may download it is an official and no partner.</summary>
    [Fact]
    public async Task An_official_who_is_signed_in_does_not_answer_for_the_partner_and_the_attempt_is_on_record()
    {
        var letter = await work.SendAsync("邯郸市住房和城乡建设局");
        foreach (var (method, path) in new[] { (HttpMethod.Put, "draft"), (HttpMethod.Post, "files?name=x.pdf"), (HttpMethod.Post, "confirmation") })
        {
            using var request = new HttpRequestMessage(method, $"/reply/{path}") { Content = path == "draft" ? JsonContent.Create(new { revision = 0, content = ConsultationWork.Agreeing() }) : path == "confirmation" ? JsonContent.Create(new { revision = 1 }) : new ByteArrayContent(Pdf) };
            request.Headers.Add("X-Reply-Token", letter.Token);
            await Refused.Is(await (await work.Clerk).SendAsync(request), 403, "reply.signed-in");
        }

        var refused = await service.Db(db => db.Set<SpotCheck.DocService.Audit.AuditEntry>().Where(a => a.Act == "consultation.answer-refused" && a.ObjectId == letter.Consultation.ToString()).Select(a => a.Official).ToListAsync());
        var clerk = (await (await work.Clerk).GetFromJsonAsync<System.Text.Json.JsonElement>("/api/me")).GetProperty("id").GetString()!;
        Assert.Equal([clerk, clerk, clerk], refused);
        await work.AnswerAsync(letter.Token, ConsultationWork.Agreeing());
    }

    [Fact]
    public async Task Only_the_hash_of_a_token_is_kept_and_no_other_token_opens_anything()
    {
        var letter = await work.SendAsync("邯郸市公安局");

        var stored = await service.Db(db => db.Set<ReplyLink>().SingleAsync(l => l.ConsultationId == letter.Consultation));
        Assert.Equal(SpotCheck.DocService.Http.LinkTokens.HashOf(letter.Token), stored.TokenHash);
        foreach (var forged in new[] { "", "x", new string('A', 43), letter.Token[..42], letter.Token + "A", Flip(letter.Token, 30), Flip(letter.Token, 3), Flip(letter.Token, 42), letter.Token.ToUpperInvariant() })
            await Refused.Is(await work.AskAsync(forged, HttpMethod.Get, "letter"), 404, "reply.unknown-link");
        // The link of an issued letter that was never sent is well made and opens nothing.
        var links = (SpotCheck.DocService.Documents.LetterLinks)service.Services.GetService(typeof(SpotCheck.DocService.Documents.LetterLinks))!;
        await Refused.Is(await work.AskAsync(links.TokenOf(Guid.NewGuid()), HttpMethod.Get, "letter"), 404, "reply.unknown-link");
    }

    [Fact]
    public async Task The_page_and_its_answers_are_kept_by_nobody_and_name_the_link_nowhere()
    {
        var letter = await work.SendAsync("邯郸市税务局");

        using var page = await service.Anonymous.GetAsync("/reply");
        using var answer = await work.AskAsync(letter.Token, HttpMethod.Get, "letter");

        foreach (var reply in new[] { page, answer })
        {
            Assert.Equal("no-store", reply.Headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", Assert.Single(reply.Headers.GetValues("Referrer-Policy")));
            Assert.Contains("frame-ancestors 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
        Assert.DoesNotContain(letter.Token, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(letter.Token, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var crossSite = new HttpRequestMessage(HttpMethod.Post, "/reply/confirmation") { Content = JsonContent.Create(new { revision = 1 }) };
        crossSite.Headers.Add("X-Reply-Token", letter.Token);
        crossSite.Headers.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await service.Anonymous.SendAsync(crossSite)).StatusCode);
    }

    [Fact]
    public async Task A_link_ends_when_it_expires_when_the_letter_is_voided_and_when_a_newer_letter_or_link_takes_its_place()
    {
        var first = await work.SendAsync("邯郸市生态环境局", "2023年3月31日");
        var second = await work.SendAsync("邯郸市生态环境局", "2023年3月31日");
        Assert.Contains("代替", Text(await Refused.Is(await work.AskAsync(first.Token, HttpMethod.Get, "letter"), 410, "reply.revoked"), "detail"), StringComparison.Ordinal);

        var clerk = await work.Clerk;
        await Refused.Is(await clerk.PostAsJsonAsync($"{ConsultationWork.Api}/{second.Consultation}/link", new { reason = " " }), 422, "consultation.reason-missing");
        await DocumentWork.Json(await clerk.PostAsJsonAsync($"{ConsultationWork.Api}/{second.Consultation}/link", new { reason = "原链接发错了邮箱" }));
        await Refused.Is(await work.AskAsync(second.Token, HttpMethod.Get, "letter"), 410, "reply.revoked");
        var renewed = ConsultationWork.TokenIn((await work.MailAsync(second.Consultation, "consultation-link"))!);
        await DocumentWork.Json(await work.AskAsync(renewed, HttpMethod.Get, "letter"));

        var start = service.Clock.GetUtcNow();
        // 10 working days after 31 March 2023, 5 April being a holiday: 17 April is the last of 11 days on the calendar's way.
        service.Clock.Set(new DateTimeOffset(2023, 4, 17, 15, 59, 0, TimeSpan.Zero));
        await DocumentWork.Json(await work.AskAsync(renewed, HttpMethod.Get, "letter"));
        service.Clock.Set(new DateTimeOffset(2023, 4, 17, 16, 0, 0, TimeSpan.Zero));
        Assert.Contains("〔2023〕", Text(await Refused.Is(await work.AskAsync(renewed, HttpMethod.Get, "letter"), 410, "reply.expired"), "detail"), StringComparison.Ordinal);
        service.Clock.Set(start);

        await DocumentWork.Json(await (await work.Head).PostAsJsonAsync($"{work.Documents}/{second.Document}/void", new { revision = 3, reason = "抽取时间有误" }));
        Assert.Contains("作废", Text(await Refused.Is(await work.AskAsync(renewed, HttpMethod.Get, "letter"), 410, "reply.revoked"), "detail"), StringComparison.Ordinal);
        await Refused.Is(await clerk.PostAsJsonAsync($"{ConsultationWork.Api}/{second.Consultation}/link", new { reason = "再发一次" }), 409, "consultation.letter-voided");
    }

    [Fact]
    public async Task A_correction_needs_the_bureau_to_reopen_and_the_first_answer_stays_on_record()
    {
        var letter = await work.SendAsync("邯郸市交通运输局");
        await work.AnswerAsync(letter.Token, ConsultationWork.Agreeing());
        await DocumentWork.Json(await (await work.Clerk).PostAsJsonAsync($"{ConsultationWork.Api}/{letter.Consultation}/link", new { reason = "贵单位要求更正" }));
        Assert.Equal("Reopened", Text(await work.EntryAsync(letter.Consultation), "state"));

        var token = ConsultationWork.TokenIn((await work.MailAsync(letter.Consultation, "consultation-link"))!);
        await work.AnswerAsync(token, ConsultationWork.Content("Decline", reason: "本年度已安排专项检查"));

        var entry = await work.EntryAsync(letter.Consultation);
        Assert.Equal(("Answered", "不参加"), (Text(entry, "state"), Text(entry.GetProperty("answer"), "opinionText")));
        Assert.Equal(2, await service.Db(db => db.Set<ConsultationReply>().CountAsync(r => r.ConsultationId == letter.Consultation && r.State == ReplyState.Final)));
    }

    [Theory]
    [InlineData("回执.exe", "MZ", "不是PDF")]
    [InlineData("回执.pdf", "<html><script>alert(1)</script>", "不是PDF")]
    [InlineData("回执.exe", "%PDF-1.7", "扩展名")]
    [InlineData("回执.pdf", "", "空文件")]
    public async Task A_file_is_judged_by_its_content(string name, string content, string says)
    {
        var letter = await SharedLetterAsync();

        var refused = await Refused.Is(await work.AskAsync(letter.Token, HttpMethod.Post, $"files?name={name}", Encoding.UTF8.GetBytes(content)), 422, "reply.file");

        Assert.Contains(says, Text(refused, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_limited_kept_and_handed_out_as_downloads_only()
    {
        var letter = await work.SendAsync("邯郸市水利局");
        for (var count = 0; count < 5; count++)
            await DocumentWork.Json(await work.AskAsync(letter.Token, HttpMethod.Post, $"files?name=../..\\{count}.pdf", Pdf));
        await Refused.Is(await work.AskAsync(letter.Token, HttpMethod.Post, "files?name=6.pdf", Pdf), 409, "reply.too-many-files");
        await Refused.Is(await work.AskAsync(letter.Token, HttpMethod.Post, "files?name=7.pdf", new byte[(10 << 20) + 2000]), 413, "http.body-too-large");
        await work.AnswerAsync(letter.Token, ConsultationWork.Agreeing());

        var clerk = await work.Clerk;
        var dossier = await clerk.GetFromJsonAsync<JsonElement>($"{ConsultationWork.Api}/{letter.Consultation}");
        var file = dossier.GetProperty("files")[0];
        using var download = await clerk.GetAsync($"{ConsultationWork.Api}/{letter.Consultation}/files/{file.GetProperty("id").GetGuid()}");
        Assert.Equal(("0.pdf", "attachment", "application/octet-stream"), (Text(file, "name"), download.Content.Headers.ContentDisposition!.DispositionType, download.Content.Headers.ContentType!.MediaType));
        Assert.Equal(Pdf, await download.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await (await service.As(SamplePeople.Clerk)).GetAsync($"{ConsultationWork.Api}/{letter.Consultation}/files/{file.GetProperty("id").GetGuid()}")).StatusCode);
    }

    [Fact]
    public async Task Two_people_with_one_link_do_not_overwrite_each_other()
    {
        var letter = await work.SendAsync("邯郸市文化广电和旅游局");
        await DocumentWork.Json(await work.AskAsync(letter.Token, HttpMethod.Put, "draft", new { revision = 0, content = ConsultationWork.Agreeing() }));

        await Refused.Is(await work.AskAsync(letter.Token, HttpMethod.Put, "draft", new { revision = 0, content = ConsultationWork.Content("Decline", reason: "不能参加") }), 409, "reply.changed-meanwhile");

        var confirmations = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => work.AskAsync(letter.Token, HttpMethod.Post, "confirmation", new { revision = 1 })));
        Assert.Single(confirmations, reply => reply.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1, await service.Db(db => db.Set<ConsultationReply>().CountAsync(r => r.ConsultationId == letter.Consultation)));
    }

    [Fact]
    public async Task Whoever_tries_too_often_waits()
    {
        var letter = await work.SendAsync("邯郸市应急管理局");

        var replies = await Task.WhenAll(Enumerable.Range(0, 70).Select(_ => work.AskAsync(letter.Token, HttpMethod.Get, "letter")));

        var refused = replies.Where(reply => reply.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 1, 70);
        await Refused.Is(refused[0], 429, "reply.too-often");
        Assert.Equal("60", refused[0].Headers.RetryAfter!.ToString());
    }

    private static SentLetter? shared;

    private async Task<SentLetter> SharedLetterAsync() => shared ??= await work.SendAsync("邯郸市农业农村局");

    private static string Flip(string token, int at) => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
