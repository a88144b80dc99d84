using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SpotCheck.DocService.Consultations.Reminders;
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
