using Microsoft.Extensions.Configuration;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Tests.Http;

/// <summary>A wrong setting stops the start, by its name and with what to write instead.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("PublicBaseUrl", "spotcheck.example.gov.cn", "PublicBaseUrl", "完整网址")]
    [InlineData("PublicBaseUrl", "https://example.gov.cn/?a=1", "PublicBaseUrl", "不带查询参数")]
    [InlineData("Office:JsOrigin", "ftp://example.com", "Office__JsOrigin", "完整网址")]
    [InlineData("Data:Folder", "relative/folder", "Data__Folder", "完整路径")]
    [InlineData("Auth:Authority", "http://issuer.example.com", "Auth__Authority", "https")]
    [InlineData("Auth:Authority", "https://issuer.example.com", "Auth__Audience", "aud")]
    [InlineData("Auth:Audience", "api://spotcheck", "Auth__Authority", "签发者")]
    [InlineData("Auth:Authorty", "https://issuer.example.com", "Auth__Authorty", "没有这个设置")]
    [InlineData("ConnectionStrings:SpotCheck", "Host=db", "ConnectionStrings__SpotCheck", "Username")]
    [InlineData("ConnectionStrings:SpotCheck", "nonsense", "ConnectionStrings__SpotCheck", "Npgsql")]
    [InlineData("urls", "http://0.0.0.0:5080", "urls", "localhost")]
    [InlineData("urls", "http://*:5080", "urls", "localhost")]
    [InlineData("urls", "http://localhost:5080;http://192.0.2.7:80", "urls", "localhost")]
    public void It_names_the_setting_and_what_to_write(string key, string value, string named, string advice)
    {
        var wrong = Assert.Throws<WrongSettingException>(() => ServiceApp.Build([], builder =>
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [key] = value })));

        Assert.Equal(named, wrong.Setting);
        Assert.Contains(advice, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_for_others_must_know_its_address_before_it_prints_one()
    {
        var wrong = Assert.Throws<WrongSettingException>(() => ServiceApp.Build([], builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Auth:Authority"] = "https://issuer.example.com", ["Auth:Audience"] = "api://spotcheck", ["PublicBaseUrl"] = " " })));

        Assert.Equal("PublicBaseUrl", wrong.Setting);
        Assert.Contains("抽取记录编号、会商链接和公文二维码都印它", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_a_wrong_connection_string_is_not_repeated()
    {
        var wrong = Assert.Throws<WrongSettingException>(() => ServiceApp.Build([], builder =>
            builder.Configuration["ConnectionStrings:SpotCheck"] = "Host=db;Password=hunter2"));

        Assert.DoesNotContain("hunter2", wrong.Message, StringComparison.Ordinal);
    }
}
