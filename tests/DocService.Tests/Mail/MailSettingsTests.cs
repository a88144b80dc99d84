using Microsoft.Extensions.Configuration;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Mail;

namespace SpotCheck.DocService.Tests.Mail;

public sealed class MailSettingsTests
{
    [Theory]
    [InlineData("Mail__Smtp__Security", "Mail:Smtp:Host=mail.example.cn", "Mail:From=a@b.cn", "Mail:Smtp:Security=None")]
    [InlineData("Mail__Smtp__Security", "Mail:Smtp:Host=mail.example.cn", "Mail:From=a@b.cn", "Mail:Smtp:Security=Maybe")]
    [InlineData("Mail__Smtp__Port", "Mail:Smtp:Host=mail.example.cn", "Mail:From=a@b.cn", "Mail:Smtp:Port=99999")]
    [InlineData("Mail__Smtp__UserName", "Mail:Smtp:Host=mail.example.cn", "Mail:From=a@b.cn", "Mail:Smtp:Password=x")]
    [InlineData("Mail__From", "Mail:Smtp:Host=mail.example.cn")]
    [InlineData("Mail__From", "Mail:From=nobody")]
    [InlineData("Mail__Smtp__Hosst", "Mail:Smtp:Hosst=mail.example.cn")]
    public void A_wrong_setting_is_named(string setting, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => s.Split('=')).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))).Build();

        var wrong = Assert.Throws<WrongSettingException>(() => MailSettings.Read(configuration));

        Assert.Contains(setting, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("=x", wrong.Message, StringComparison.Ordinal);
    }
}
