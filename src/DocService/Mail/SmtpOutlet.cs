using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace SpotCheck.DocService.Mail;

/// <summary>
/// Hands a message to an SMTP server (RFC 5321, STARTTLS RFC 3207, AUTH PLAIN and LOGIN RFC 4954). Own code, because the
/// moment before the last line decides whether a letter may be repeated, and System.Net.Mail does not show that moment.
/// </summary>
internal sealed class SmtpOutlet(SmtpSettings settings, MailSettings mail) : IMailOutlet
{
    // Greeting, encryption and sign-in are the same for every letter: none is to blame, and many tries in a row lock accounts.
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(5);

    public bool CanLookAfterwards => false;

    public Task<Sighting> LookAsync(OutgoingMail letter, CancellationToken ct) => Task.FromResult(Sighting.CannotTell);

    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMail letter, IHandingOver handing, CancellationToken ct)
    {
        var handedOver = false;
        try
        {
            using var tcp = new TcpClient { NoDelay = true };
            await WithinAsync(settings.StepTimeout, limit => tcp.ConnectAsync(settings.Host, settings.Port, limit).AsTask(), ct);
            await using var session = new Session(settings, tcp.GetStream());
            await session.OpenAsync(ct);
            if (await session.AskAsync($"MAIL FROM:<{mail.From}>", ct) is { IsPositive: false } sender)
                return DeliveryOutcome.From(sender);
            if (await session.AskAsync($"RCPT TO:<{letter.Recipient}>", ct) is { IsPositive: false } recipient)
                return DeliveryOutcome.From(recipient);
            var data = await session.AskAsync("DATA", ct);
            if (data.Code != 354)
                return data.IsPositive ? DeliveryOutcome.Later(data.Shown) : DeliveryOutcome.From(data);
            await session.WriteBodyAsync(letter.Content, ct);

            if (!await handing.AboutToAsync())
                return DeliveryOutcome.Abandoned;
            handedOver = true;
            // From here on a stop of the service waits for the answer, as long as it is given time.
            var answer = await session.EndBodyAsync();
            if (answer.IsPositive)
                await session.QuitAsync(ct);
            return DeliveryOutcome.From(answer);
        }
        catch (Exception fault) when (fault is IOException or SocketException or AuthenticationException or OperationCanceledException or SmtpRefusalException)
        {
            if (handedOver)
                return DeliveryOutcome.Unknown("邮件已传给服务器，但没有收到答复：" + Said(fault));
            ct.ThrowIfCancellationRequested();
            return fault is SmtpRefusalException ? new(Delivery.Later, fault.Message, RefusedPause) : DeliveryOutcome.Later(Said(fault));
        }
    }

    private static string Said(Exception fault) => fault is OperationCanceledException ? "等待答复超时" : fault.Message;

    private static async Task WithinAsync(TimeSpan limit, Func<CancellationToken, Task> act, CancellationToken ct)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timer.CancelAfter(limit);
        await act(timer.Token);
    }

    /// <summary>A refusal before the first letter: greeting, TLS, sign-in.</summary>
    private sealed class SmtpRefusalException(string step, SmtpReply reply)
        : Exception($"邮件服务器在{step}时拒绝：{reply.Shown}。信件留在发件箱，稍后再试；请系统管理员核对 Mail__Smtp 各项设置。");

    private sealed class Session(SmtpSettings settings, Stream plain) : IAsyncDisposable
    {
        private Stream connection = plain;
        private SmtpReader reader = new(plain);

        public async Task OpenAsync(CancellationToken ct)
        {
            if (settings.Security == SmtpSecurity.Tls)
                await EncryptAsync(ct);
            Expect("连接", await AnswerAsync(settings.StepTimeout, ct));
            var offers = await GreetAsync(ct);
            if (settings.Security == SmtpSecurity.StartTls)
            {
                Expect("加密", await AskAsync("STARTTLS", ct));
                if (reader.HasUnread)
                    throw new IOException("The mail server answered before it was encrypted.");
                await EncryptAsync(ct);
                offers = await GreetAsync(ct);
            }
            if (settings.UserName is { Length: > 0 } user)
                await SignInAsync(user, settings.Password!, offers, ct);
        }

        public async Task<SmtpReply> AskAsync(string command, CancellationToken ct)
        {
            if (command.AsSpan().IndexOfAny('\r', '\n') >= 0)
                throw new ArgumentException("A command is one line.", nameof(command));
            await WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), ct);
            return await AnswerAsync(settings.StepTimeout, ct);
        }

        /// <summary>Everything but the line that ends it; a dot at the start of a line is doubled (RFC 5321 §4.5.2).</summary>
        public async Task WriteBodyAsync(byte[] message, CancellationToken ct)
        {
            using var stuffed = new MemoryStream(message.Length + 64);
            var lineStart = true;
            foreach (var octet in message)
            {
                if (lineStart && octet == '.')
                    stuffed.WriteByte((byte)'.');
                stuffed.WriteByte(octet);
                lineStart = octet == '\n';
            }
            if (!lineStart)
                stuffed.Write("\r\n"u8);
            await WriteAsync(stuffed.ToArray(), ct);
        }

        public async Task<SmtpReply> EndBodyAsync()
        {
            await WriteAsync(".\r\n"u8.ToArray(), CancellationToken.None);
            return await AnswerAsync(settings.FinalTimeout, CancellationToken.None);
        }

        public async Task QuitAsync(CancellationToken ct)
        {
            try
            {
                await AskAsync("QUIT", ct);
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException)
            {
                // The message is accepted; how the server hangs up changes nothing.
            }
        }

        private async Task<SmtpReply> GreetAsync(CancellationToken ct)
        {
            var reply = await AskAsync("EHLO [127.0.0.1]", ct);
            Expect("连接", reply);
            return reply;
        }

        private async Task SignInAsync(string user, string password, SmtpReply offers, CancellationToken ct)
        {
            var ways = offers.Lines.FirstOrDefault(l => l.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))?.ToUpperInvariant().Split(' ', '=') ?? [];
            if (ways.Contains("PLAIN"))
            {
                Expect("登录", await AskAsync("AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}")), ct));
            }
            else
            {
                Expect("登录", await AskAsync("AUTH LOGIN", ct));
                Expect("登录", await AskAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(user)), ct));
                Expect("登录", await AskAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(password)), ct));
            }
        }

        private static void Expect(string step, SmtpReply reply)
        {
            if (!reply.IsPositive)
                throw new SmtpRefusalException(step, reply);
        }

        private async Task EncryptAsync(CancellationToken ct)
        {
            var tls = new SslStream(connection, leaveInnerStreamOpen: false);
            await WithinAsync(settings.StepTimeout, limit => tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = settings.Host,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None
                    || (settings.CertificateFingerprint is { Length: > 0 } known && certificate is not null
                        && string.Equals(Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData())), known, StringComparison.OrdinalIgnoreCase)),
            }, limit), ct);
            connection = tls;
            reader = new(tls);
        }

        private Task WriteAsync(byte[] bytes, CancellationToken ct) => WithinAsync(settings.StepTimeout, limit => connection.WriteAsync(bytes, limit).AsTask(), ct);

        private async Task<SmtpReply> AnswerAsync(TimeSpan limit, CancellationToken ct)
        {
            SmtpReply? reply = null;
            await WithinAsync(limit, async timer => reply = await reader.ReadAsync(timer), ct);
            return reply!;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
