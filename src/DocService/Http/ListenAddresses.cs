using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Http;

/// <summary>Where the service listens: this machine alone unless told otherwise, and never further with the local sign-in.</summary>
internal static class ListenAddresses
{
    private const string Default = "http://localhost:5080";

    public static void Apply(WebApplicationBuilder builder)
    {
        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        if (string.IsNullOrWhiteSpace(urls))
        {
            urls = Default;
            builder.WebHost.UseUrls(urls);
        }

        if (!AuthSettings.Read(builder.Configuration).LocalSignIn)
            return;
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var host = BindingAddress.Parse(url).Host;
            if (!ServiceSettings.IsLoopback(host))
                throw new WrongSettingException("urls", url,
                    "本机登录不设密码，只能监听本机。请写 http://localhost:5080；要供别的电脑使用，请先设置 Auth__Authority 和 Auth__Audience。",
                    "local sign-in has no passwords, so listen on this machine only, such as http://localhost:5080; to serve others set Auth__Authority and Auth__Audience first.");
        }
    }
}
