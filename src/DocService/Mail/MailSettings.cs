using System.Globalization;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Mail.Graph;

namespace SpotCheck.DocService.Mail;

internal enum SmtpSecurity
{
    /// <summary>Plain connection, then TLS before anything else is said. The default.</summary>
    StartTls,

    /// <summary>TLS from the first byte, usually port 465.</summary>
    Tls,

    /// <summary>No encryption: only to a server on this machine.</summary>
    None,
}

/// <summary>How letters leave: an SMTP server, Microsoft Graph, or a folder when neither is named.</summary>
internal sealed record MailSettings
{
    public SmtpSettings? Smtp { get; init; }

    public GraphSettings? Graph { get; init; }

    /// <summary>Where .eml files go when there is no server.</summary>
    public required string Folder { get; init; }

    public required MailboxAddress From { get; init; }

    public static MailSettings Read(IConfiguration configuration)
    {
        RefuseUnknown(configuration.GetSection("Mail"), "Folder", "From", "Smtp", "Graph");
        RefuseUnknown(configuration.GetSection("Mail:Smtp"), "Host", "Port", "Security", "UserName", "Password", "CertificateFingerprint");
        RefuseUnknown(configuration.GetSection("Mail:Graph"), GraphSettings.Names);
        var folder = configuration["Mail:Folder"];
        if (!string.IsNullOrWhiteSpace(folder) && !Path.IsPathFullyQualified(folder))
            throw new WrongSettingException("Mail__Folder", folder, "请写一个文件夹的完整路径。", "write the full path of a folder.");
        var smtp = string.IsNullOrWhiteSpace(configuration["Mail:Smtp:Host"]) ? null : SmtpSettings.Read(configuration.GetSection("Mail:Smtp"));
        var from = configuration["Mail:From"];
        var graph = configuration.GetSection("Mail:Graph").GetChildren().Any(child => !string.IsNullOrWhiteSpace(child.Value)) ? GraphSettings.Read(configuration, from) : null;
        if (smtp is not null && graph is not null)
            throw new WrongSettingException("Mail__Graph__TenantId", graph.TenantId, "同时配置了 Mail__Smtp 和 Mail__Graph。请只留一个。", "both Mail__Smtp and Mail__Graph are configured; keep one.");
        if ((smtp is not null || graph is not null) && string.IsNullOrWhiteSpace(from))
            throw new WrongSettingException("Mail__From", from, "配置了邮件服务器，就要写发件邮箱，例如 scjg@example.gov.cn。", "a mail server is configured, so write the sender's address.");
        return new()
        {
            Smtp = smtp,
            Graph = graph,
            Folder = string.IsNullOrWhiteSpace(folder) ? Path.Combine(ServiceSettings.Read(configuration).DataFolder, "outbox") : folder,
            From = MailboxAddress.Read(string.IsNullOrWhiteSpace(from) ? "spotcheck@localhost.localdomain" : from)
                ?? throw new WrongSettingException("Mail__From", from, "请写一个邮箱地址，例如 scjg@example.gov.cn。", "write one e-mail address."),
        };
    }

    internal static string? Fingerprint(string setting, string? written) =>
        string.IsNullOrEmpty(written) ? null
        : written.Length == 64 && written.All(char.IsAsciiHexDigit) ? written
        : throw new WrongSettingException(setting, written, "请写证书的 SHA-256 指纹，64 位十六进制数，不带冒号。", "write the certificate's SHA-256 as 64 hex digits.");

    private static void RefuseUnknown(IConfigurationSection section, params string[] known)
    {
        foreach (var child in section.GetChildren().Where(c => !known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
        {
            throw new WrongSettingException($"{section.Path.Replace(":", "__", StringComparison.Ordinal)}__{child.Key}", null,
                $"没有这个设置。可用：{string.Join("、", known)}。", $"there is no such setting; there are {string.Join(", ", known)}.");
        }
    }
}

/// <summary>The mail server.</summary>
internal sealed record SmtpSettings
{
    public required string Host { get; init; }

    /// <summary>Default 587, with <see cref="SmtpSecurity.Tls"/> 465, with <see cref="SmtpSecurity.None"/> 25.</summary>
    public required int Port { get; init; }

    public required SmtpSecurity Security { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>SHA-256 of a certificate that is trusted although no authority vouches for it, 64 hex digits.</summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>Limit for each step of the conversation.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Limit for the server's answer to the whole message; RFC 5321 §4.5.3.2.6 asks for ten minutes.</summary>
    public TimeSpan FinalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    public static SmtpSettings Read(IConfigurationSection section)
    {
        var host = section["Host"]!.Trim();
        var security = section["Security"] is not { Length: > 0 } named ? SmtpSecurity.StartTls
            : Enum.TryParse<SmtpSecurity>(named, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
            : throw new WrongSettingException("Mail__Smtp__Security", named, "可填 StartTls、Tls 或 None。", "write StartTls, Tls or None.");
        var port = section["Port"] is not { Length: > 0 } written ? security switch { SmtpSecurity.Tls => 465, SmtpSecurity.None => 25, _ => 587 }
            : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65_536 ? number
            : throw new WrongSettingException("Mail__Smtp__Port", written, "端口是 1 到 65535 的整数，常用 587 或 465。", "a port is a number from 1 to 65535.");
        if (security == SmtpSecurity.None && !ServiceSettings.IsLoopback(host))
            throw new WrongSettingException("Mail__Smtp__Security", "None", "不加密只能用于本机的邮件服务器，请改为 StartTls 或 Tls。", "None is for a server on this machine only; use StartTls or Tls.");
        if (string.IsNullOrEmpty(section["UserName"]) != string.IsNullOrEmpty(section["Password"]))
            throw new WrongSettingException("Mail__Smtp__UserName", section["UserName"], "用户名和密码要么都填，要么都不填。", "give both user name and password, or neither.");
        return new()
        {
            Host = host, Port = port, Security = security, UserName = section["UserName"], Password = section["Password"],
            CertificateFingerprint = MailSettings.Fingerprint("Mail__Smtp__CertificateFingerprint", section["CertificateFingerprint"]),
        };
    }
}
