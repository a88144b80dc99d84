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
    [InlineData("Mail__Graph__TenantId", "Mail:Graph:ClientId=2d9c1b7e-0f4a-4a53-8a6e-1f2b3c4d5e6f", "Mail:From=a@b.cn")]
    [InlineData("Mail__Graph__TenantId", "Mail:Graph:TenantId=common", "Mail:From=a@b.cn")]
    [InlineData("Mail__Graph__ClientId", "Mail:Graph:TenantId=example.cn", "Mail:Graph:ClientId=mine", "Mail:From=a@b.cn")]
    [InlineData("Mail__Graph__ClientSecret", "Mail:From=a@b.cn", "Mail:Graph:TenantId=example.onmicrosoft.cn", "Mail:Graph:ClientId=2d9c1b7e-0f4a-4a53-8a6e-1f2b3c4d5e6f")]
    [InlineData("Mail__Graph__Mailbox", "Mail:Graph:TenantId=example.cn")]
    [InlineData("Mail__Graph__LoginUrl", "Mail:From=a@b.cn", "Mail:Graph:TenantId=example.onmicrosoft.cn", "Mail:Graph:ClientId=2d9c1b7e-0f4a-4a53-8a6e-1f2b3c4d5e6f", "Mail:Graph:ClientSecret=x", "Mail:Graph:LoginUrl=http://login.example.cn")]
    [InlineData("Mail__Graph__ApiUrl", "Mail:From=a@b.cn", "Mail:Graph:TenantId=example.onmicrosoft.cn", "Mail:Graph:ClientId=2d9c1b7e-0f4a-4a53-8a6e-1f2b3c4d5e6f", "Mail:Graph:ClientSecret=x", "Mail:Graph:ApiUrl=graph")]
    [InlineData("Mail__Graph__Timeout", "Mail:From=a@b.cn", "Mail:Graph:TenantId=example.onmicrosoft.cn", "Mail:Graph:ClientId=2d9c1b7e-0f4a-4a53-8a6e-1f2b3c4d5e6f", "Mail:Graph:ClientSecret=x", "Mail:Graph:Timeout=2:00:00")]
    [InlineData("Mail__Graph__CertificateFingerprint", "Mail:From=a@b.cn", "Mail:Graph:TenantId=example.onmicrosoft.cn", "Mail:Graph:ClientId=2d9c1b7e-0f4a-4a53-8a6e-1f2b3c4d5e6f", "Mail:Graph:ClientSecret=x", "Mail:Graph:CertificateFingerprint=00")]
    [InlineData("Mail__Graph__TennantId", "Mail:Graph:TennantId=example.cn")]
    [InlineData("Mail__Graph", "Mail:From=a@b.cn", "Mail:Graph:TenantId=example.onmicrosoft.cn", "Mail:Graph:ClientId=2d9c1b7e-0f4a-4a53-8a6e-1f2b3c4d5e6f", "Mail:Graph:ClientSecret=x", "Mail:Smtp:Host=mail.example.cn")]
    public void A_wrong_setting_is_named(string setting, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => s.Split('=')).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))).Build();

        var wrong = Assert.Throws<WrongSettingException>(() => MailSettings.Read(configuration));

        Assert.Contains(setting, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("=x", wrong.Message, StringComparison.Ordinal);
    }
}
