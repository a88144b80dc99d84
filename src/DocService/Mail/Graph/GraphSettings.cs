using System.Globalization;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Mail.Graph;

/// <summary>A mailbox in Microsoft 365, reached with the application's own rights (client credentials).</summary>
internal sealed record GraphSettings
{
    /// <summary>Identifier or domain of the tenant.</summary>
    public required string TenantId { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>User principal name or identifier of the mailbox that sends; the sender's address by default.</summary>
    public required string Mailbox { get; init; }

    /// <summary>Where tokens are issued; https://login.partner.microsoftonline.cn at 21Vianet.</summary>
    public required Uri LoginUrl { get; init; }

    /// <summary>Where Graph answers, with its version; https://microsoftgraph.chinacloudapi.cn/v1.0 at 21Vianet.</summary>
    public required Uri ApiUrl { get; init; }

    /// <summary>Limit for each request. Default one minute; 1 s to 5 min.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>SHA-256 of a certificate that is trusted although no authority vouches for it, 64 hex digits.</summary>
    public string? CertificateFingerprint { get; init; }

    public static readonly string[] Names = ["TenantId", "ClientId", "ClientSecret", "Mailbox", "LoginUrl", "ApiUrl", "Timeout", "CertificateFingerprint"];

    /// <param name="from">The sender's address, as configured.</param>
    public static GraphSettings Read(IConfiguration configuration, string? from)
    {
        var section = configuration.GetSection("Mail:Graph");
        var mailbox = section["Mailbox"] is { Length: > 0 } named ? named : from;
        if (string.IsNullOrWhiteSpace(mailbox) || mailbox.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '/' or '?' or '#'))
            throw Wrong("Mailbox", mailbox, "请写发信邮箱的地址，例如 scjg@example.gov.cn。", "write the address of the mailbox that sends.");
        return new()
        {
            TenantId = Tenant(section["TenantId"]),
            ClientId = Guid.TryParse(section["ClientId"], out var client) ? client.ToString()
                : throw Wrong("ClientId", section["ClientId"], "请写应用注册的“应用程序(客户端) ID”，形如 00000000-0000-0000-0000-000000000000。", "write the application (client) ID, a GUID."),
            ClientSecret = section["ClientSecret"] is { Length: > 0 } secret ? secret
                : throw Wrong("ClientSecret", null, "请写应用注册的客户端密码（值，不是密码 ID）。", "write the value of a client secret."),
            Mailbox = mailbox.Trim(),
            LoginUrl = Https(configuration, "LoginUrl", "https://login.microsoftonline.com"),
            ApiUrl = Https(configuration, "ApiUrl", "https://graph.microsoft.com/v1.0"),
            Timeout = Limit(section["Timeout"]),
            CertificateFingerprint = MailSettings.Fingerprint("Mail__Graph__CertificateFingerprint", section["CertificateFingerprint"]),
        };
    }

    private static string Tenant(string? written) =>
        written?.Trim() is { Length: > 0 and <= 100 } tenant && tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
            && tenant.ToUpperInvariant() is not ("COMMON" or "ORGANIZATIONS" or "CONSUMERS") ? tenant
            : throw Wrong("TenantId", written, "请写租户 ID 或租户的域名，例如 example.onmicrosoft.com；应用不能用 common。", "write the tenant's ID or domain; an application cannot use common.");

    // The client secret and every letter go there.
    private static Uri Https(IConfiguration configuration, string name, string fallback)
    {
        var url = ServiceSettings.HttpUrl(configuration, $"Mail:Graph:{name}", fallback);
        return url.Scheme == Uri.UriSchemeHttps ? url : throw Wrong(name, url.ToString(), "必须以 https:// 开头。", "it must begin with https://.");
    }

    private static TimeSpan Limit(string? written) =>
        string.IsNullOrWhiteSpace(written) ? TimeSpan.FromMinutes(1)
        : TimeSpan.TryParse(written, CultureInfo.InvariantCulture, out var limit) && limit >= TimeSpan.FromSeconds(1) && limit <= TimeSpan.FromMinutes(5) ? limit
        : throw Wrong("Timeout", written, "请写 00:00:01 到 00:05:00 之间的时长，例如 00:01:00。", "write a time from 00:00:01 to 00:05:00.");

    private static WrongSettingException Wrong(string name, string? found, string chinese, string english) => new($"Mail__Graph__{name}", found, chinese, english);
}
