using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SpotCheck.DocService.Consultations.Reminders;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Tests.Documents;

namespace SpotCheck.DocService.Tests.Consultations;

/// <summary>Partners are reminded by working days, once each, until they answer.</summary>
public sealed class ReminderTests(RunningService service) : IClassFixture<RunningService>
{
    private readonly ConsultationWork work = new(service);

    [Fact]
    public async Task Reminders_go_out_on_the_days_the_bureau_has_set_and_stop_with_the_answer()
    {
        await work.SetClockAsync(new DateTimeOffset(2023, 3, 1, 1, 0, 0, TimeSpan.Zero));
        // Wednesday 1 March 2023. Replies are due Tuesday 4 April; 5 April is Qingming.
        var silent = await work.SendAsync("邯郸市公安局", "2023年4月4日");
        var prompt = await work.SendAsync("邯郸市税务局", "2023年4月4日");
        await Refused.Is(await (await work.Head).PutAsJsonAsync($"{ConsultationWork.Api}/rules", new { remindOn = new[] { 1, 1 }, linkWorkingDays = 10 }), 422, "consultation.rules");
        await DocumentWork.Json(await (await work.Head).PutAsJsonAsync($"{ConsultationWork.Api}/rules", new { remindOn = new[] { 2, -2, 1 }, linkWorkingDays = 10 }));

        Assert.Equal(0, await RemindAt(31, 3, 8));
        Assert.Equal(2, await RemindAt(31, 3, 9));
        Assert.Equal(0, await RemindAt(31, 3, 10));
        Assert.Equal(0, await RemindAt(1, 4, 10));
        await work.AnswerAsync(prompt.Token, ConsultationWork.Agreeing());
        Assert.Equal(0, await RemindAt(5, 4, 10));
        Assert.Equal(1, await RemindAt(6, 4, 10));

        var mail = (await work.MailAsync(silent.Consultation, "consultation-reminder"))!;
        Assert.StartsWith("【催办】", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("期限2023年4月4日已过", MessageParts.Read(mail.Content).Text, StringComparison.Ordinal);
        Assert.Equal(silent.Token, ConsultationWork.TokenIn(mail));

        var overdue = await (await work.Clerk).GetFromJsonAsync<JsonElement>($"{ConsultationWork.Api}/overdue");
        Assert.Equal(("邯郸市公安局", 1), (overdue[0].GetProperty("partner").GetString(), overdue[0].GetProperty("workingDaysOverdue").GetInt32()));
        Assert.Equal(1, overdue.GetArrayLength());
    }

    [Fact]
    public async Task Several_copies_of_the_service_remind_once_and_a_service_that_was_down_writes_one_letter()
    {
        await work.SetClockAsync(new DateTimeOffset(2023, 5, 8, 1, 0, 0, TimeSpan.Zero));
        var letter = await work.SendAsync("邯郸市水利局", "2023年5月15日");
        await work.SetClockAsync(new DateTimeOffset(2023, 5, 22, 2, 0, 0, TimeSpan.Zero));

        var queued = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync()));

        Assert.Equal(1, queued.Sum());
        Assert.Equal(1, await service.Db(db => db.Set<ConsultationReminder>().CountAsync(r => r.ConsultationId == letter.Consultation)));
        Assert.Equal(0, await RunAsync());
    }

    [Fact]
    public async Task What_is_overdue_is_listed_by_working_days_until_it_is_answered_or_withdrawn()
    {
        await work.SetClockAsync(new DateTimeOffset(2023, 6, 1, 1, 0, 0, TimeSpan.Zero));
        var earlier = await work.SendAsync("邯郸市农业农村局", "2023年6月13日");
        var later = await work.SendAsync("邯郸市教育局", "2023年6月16日");
        var open = await work.SendAsync("邯郸市司法局", "2023年6月28日");

        // Tuesday 27 June: the festival of 22 to 24 June moves the Sunday behind it to the working days.
        await work.SetClockAsync(new DateTimeOffset(2023, 6, 27, 1, 0, 0, TimeSpan.Zero));
        Assert.Equal([("邯郸市农业农村局", 9), ("邯郸市教育局", 6)], await OverdueAsync(earlier, later, open));

        await work.AnswerAsync(earlier.Token, ConsultationWork.Agreeing());
        Assert.Equal([("邯郸市教育局", 6)], await OverdueAsync(earlier, later, open));
        var revision = (await DocumentWork.Json(await (await work.Clerk).GetAsync($"/api/bureaus/{SamplePeople.Handan}/documents/{later.Document}"))).GetProperty("revision").GetInt32();
        await DocumentWork.Json(await (await work.Head).PostAsJsonAsync($"/api/bureaus/{SamplePeople.Handan}/documents/{later.Document}/void", new { revision, reason = "任务取消" }));
        Assert.Empty(await OverdueAsync(earlier, later, open));
    }

    private async Task<List<(string, int)>> OverdueAsync(params SentLetter[] letters)
    {
        var mine = letters.Select(letter => letter.Consultation).ToHashSet();
        var list = await (await work.Clerk).GetFromJsonAsync<JsonElement>($"{ConsultationWork.Api}/overdue");
        return [.. list.EnumerateArray().Where(entry => mine.Contains(entry.GetProperty("consultation").GetGuid())).Select(entry => (entry.GetProperty("partner").GetString()!, entry.GetProperty("workingDaysOverdue").GetInt32()))];
    }

    [Fact]
    public async Task An_official_reminds_at_once_and_nobody_is_reminded_twice_on_one_working_day()
    {
        // Replies are due Friday 16 June 2023; the days before the Dragon Boat holiday are working days.
        await work.SetClockAsync(new DateTimeOffset(2023, 6, 12, 2, 0, 0, TimeSpan.Zero));
        var letter = await work.SendAsync("邯郸市应急管理局", "2023年6月16日");
        var remind = $"{ConsultationWork.Api}/{letter.Consultation}/reminder";
        await DocumentWork.Json(await (await work.Clerk).PostAsJsonAsync(remind, new { }));
        Assert.StartsWith("【提醒】", (await work.MailAsync(letter.Consultation, "consultation-reminder"))!.Subject, StringComparison.Ordinal);
        await Refused.Is(await (await work.Head).PostAsJsonAsync(remind, new { }), 409, "consultation.reminded-before");

        // Saturday counts as the Friday before it: the reminder of Wednesday goes by itself, a Saturday's by hand, none on Sunday.
        await RemindAt(14, 6, 10);
        Assert.Equal(2, await service.Db(db => db.Set<ConsultationReminder>().CountAsync(r => r.ConsultationId == letter.Consultation)));
        await work.SetClockAsync(new DateTimeOffset(2023, 6, 17, 2, 0, 0, TimeSpan.Zero));
        await DocumentWork.Json(await (await work.Head).PostAsJsonAsync(remind, new { }));
        await work.SetClockAsync(new DateTimeOffset(2023, 6, 18, 2, 0, 0, TimeSpan.Zero));
        await Refused.Is(await (await work.Clerk).PostAsJsonAsync(remind, new { }), 409, "consultation.reminded-before");

        await work.AnswerAsync(letter.Token, ConsultationWork.Agreeing());
        await Refused.Is(await (await work.Clerk).PostAsJsonAsync(remind, new { }), 409, "consultation.nothing-to-remind");
        await Refused.Is(await (await work.Clerk).PostAsJsonAsync($"{ConsultationWork.Api}/{Guid.NewGuid()}/reminder", new { }), 404, "consultation.unknown");
    }

    private async Task<int> RemindAt(int day, int month, int hour)
    {
        await work.SetClockAsync(new DateTimeOffset(2023, month, day, hour, 0, 0, TimeSpan.FromHours(8)));
        return await RunAsync();
    }

    private async Task<int> RunAsync()
    {
        await using var scope = service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RemindPartners>().RunAsync(CancellationToken.None);
    }
}
