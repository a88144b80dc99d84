using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;

namespace SpotCheck.DocService.Tests.Mail;

/// <summary>Without a mail server letters become files.</summary>
public sealed class FolderTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_letter_becomes_one_file_whole_and_under_the_same_name_after_a_kill()
    {
        var mail = await QueueAsync();
        var file = Assert.Single(await FilesAsync());
        Assert.Equal(await File.ReadAllBytesAsync(file), (await RowAsync(mail)).Content);

        // As a copy leaves it that was killed after the file was there, and one killed before.
        await PretendKilledAsync(mail);
        await service.RestartAsync();
        Assert.Equal(MailState.Sent, (await SentAsync(mail)).State);
        Assert.Equal(0, (await RowAsync(mail)).Attempts - 1);

        File.Delete(file);
        await PretendKilledAsync(mail);
        await service.RestartAsync();
        await SentAsync(mail);
        Assert.Equal(file, Assert.Single(await FilesAsync()));
    }

    private async Task<Guid> QueueAsync()
    {
        var id = await service.Db(async db =>
        {
            var outbox = new Outbox(db, service.Services.GetRequiredService<MailSettings>(), service.Clock);
            var mail = outbox.Queue(SamplePeople.Zezhou, "泽州县市场监督管理局", "test", "1", new(MailboxAddress.Read("jyj@example.cn")!, "县教育局", "函", "正文", []));
            await db.SaveChangesAsync();
            return mail.Id;
        });
        service.Services.GetRequiredService<MailWork>().Wake();
        await SentAsync(id);
        return id;
    }

    private Task PretendKilledAsync(Guid mail) => service.Db(db => db.Database.ExecuteSqlAsync(
        $"UPDATE outgoing_mail SET state = 'Sending', mark = 'HandingOver', claimed_by = 1, sent_at = NULL WHERE id = {mail}"));

    private Task<OutgoingMail> RowAsync(Guid mail) => service.Db(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.Id == mail));

    private async Task<OutgoingMail> SentAsync(Guid mail)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await RowAsync(mail) is { State: MailState.Sent } row)
                return row;
            await Task.Delay(50);
        }
        throw new TimeoutException("The letter was not kept within 20 s.");
    }

    private Task<string[]> FilesAsync() => Task.FromResult(Directory.GetFiles(Path.Combine(service.DataFolder, "outbox")));
}
