using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Identity;

/// <summary>Bearer tokens of an OIDC issuer, or local sign-in when there is none.</summary>
internal sealed record AuthSettings
{
    public required Uri? Authority { get; init; }

    public required string? Audience { get; init; }

    /// <summary><c>sub</c> of the person who becomes administrator of an empty installation.</summary>
    public required string? FirstAdministrator { get; init; }

    /// <summary>The pane's identifier at the issuer, a public client without a secret; null where only programs sign in.</summary>
    public required string? ClientId { get; init; }

    /// <summary>What the pane asks the issuer for, separated by spaces. Default <c>openid profile offline_access</c>.</summary>
    public required string Scopes { get; init; }

    /// <summary>The issuer is Microsoft 365's, so the pane may sign in inside Office without a window of its own (nested app authentication).</summary>
    public required bool Nested { get; init; }

    public bool LocalSignIn => Authority is null;

    public static AuthSettings Read(IConfiguration configuration)
    {
        var authority = configuration["Auth:Authority"];
        var audience = configuration["Auth:Audience"];
        if (string.IsNullOrWhiteSpace(authority))
        {
            if (!string.IsNullOrWhiteSpace(audience))
                throw new WrongSettingException("Auth__Authority", authority,
                    "写了 Auth__Audience 就要写签发者网址 Auth__Authority；两个都不写则为本机登录。",
                    "Auth__Audience is set, so write the issuer's address here; set neither for local sign-in.");
            return new() { Authority = null, Audience = null, FirstAdministrator = null, ClientId = null, Scopes = "", Nested = false };
        }

        var url = ServiceSettings.HttpUrl(configuration, "Auth:Authority", null);
        if (url.Scheme != Uri.UriSchemeHttps && !ServiceSettings.IsLoopback(url.Host))
            throw new WrongSettingException("Auth__Authority", authority,
                "签发者网址要用 https（只有本机测试可以用 http）。",
                "the issuer's address must use https (http only on this machine).");
        if (string.IsNullOrWhiteSpace(audience))
            throw new WrongSettingException("Auth__Audience", audience,
                "请写本服务在身份认证系统中的标识（令牌的 aud），例如 api://spotcheck；不写就等于接受发给别的系统的令牌。",
                "write this service's identifier at the issuer (the token's aud), such as api://spotcheck; without it tokens meant for others would be accepted.");
        // Papers and logs would for ever bear the name of this machine, which nobody else can open.
        if (string.IsNullOrWhiteSpace(configuration["PublicBaseUrl"]))
            throw new WrongSettingException("PublicBaseUrl", null,
                "供多人使用时要写企业和其他部门打开本服务用的网址，例如 https://spotcheck.example.gov.cn：抽取记录编号、会商链接和公文二维码都印它，印出以后不能再改。",
                "with an issuer, write the address enterprises and partner departments reach the service at, such as https://spotcheck.example.gov.cn: record numbers, links and QR codes bear it and cannot be changed once printed.");
        return new()
        {
            Authority = url,
            Audience = audience,
            FirstAdministrator = configuration["Auth:FirstAdministrator"],
            ClientId = ClientOf(configuration),
            Scopes = configuration["Auth:Scopes"] is { Length: > 0 } scopes ? scopes : "openid profile offline_access",
            Nested = configuration.GetValue("Auth:Nested", false),
        };
    }

    private static string? ClientOf(IConfiguration configuration)
    {
        var client = configuration["Auth:ClientId"];
        if (!string.IsNullOrWhiteSpace(client))
            return client;
        if (configuration.GetValue("Auth:Nested", false))
            throw new WrongSettingException("Auth__ClientId", client,
                "写了 Auth__Nested 就要写窗格在身份认证系统中登记的客户端标识。",
                "Auth__Nested is set, so write the client identifier under which the pane is registered at the issuer.");
        return null;
    }
}
