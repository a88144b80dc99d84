using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SpotCheck.DocService.Tests.Mail;

/// <summary>A message a server has accepted.</summary>
internal sealed record ReceivedMessage(string Sender, string Recipient, string Text, bool Encrypted, string? User);

/// <summary>A real SMTP server on this machine, that also does what servers do on bad days.</summary>
internal sealed class LoopbackMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<Task> sessions = [];
    private readonly ConcurrentDictionary<TcpClient, bool> clients = new();
    private readonly Task accepting;

    public LoopbackMailServer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public X509Certificate2 Certificate { get; }

    public ConcurrentQueue<ReceivedMessage> Messages { get; } = new();

    /// <summary>Connections so far.</summary>
    public int Connections { get; private set; }

    public bool OffersTls { get; set; }

    /// <summary>Adds an answer right behind the one to STARTTLS, as an attacker in between would.</summary>
    public bool InjectsAfterStartTls { get; set; }

    /// <summary>Answer to the first line of a connection, or none for a greeting.</summary>
    public string? Greeting { get; set; }

    public string Password { get; set; } = "s3cret";

    /// <summary>Answer to MAIL FROM, or none for acceptance.</summary>
    public string? SenderAnswer { get; set; }

    /// <summary>Breaks off as soon as the text of a message comes in.</summary>
    public bool CutsInTheMiddle { get; set; }

    /// <summary>Answer to RCPT TO, or none for acceptance.</summary>
    public Func<string, string?> Recipient { get; set; } = _ => null;

    /// <summary>Waited for before RCPT TO is answered.</summary>
    public Func<Task> BeforeRecipient { get; set; } = () => Task.CompletedTask;

    /// <summary>Answer to DATA, or none for acceptance.</summary>
    public string? DataAnswer { get; set; }

    /// <summary>Called when the whole message is there, before the answer; a result of <c>null</c> drops the connection.</summary>
    public Func<string, Task<string?>> Answer { get; set; } = _ => Task.FromResult<string?>("250 2.0.0 queued");

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Connections++;
                clients[client] = true;
                sessions.Add(ServeAsync(client));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            await new Talk(this, client.GetStream()).RunAsync(stopping.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
        clients.TryRemove(client, out _);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        foreach (var client in clients.Keys)
            client.Dispose();
        await accepting;
        await Task.WhenAll(sessions);
        Certificate.Dispose();
    }

    private sealed class Talk(LoopbackMailServer server, Stream stream)
    {
        private Stream connection = stream;
        private StreamReader reader = new(stream, Encoding.Latin1);
        private string sender = "";
        private string recipient = "";
        private string? user;
        private bool encrypted;

        public async Task RunAsync(CancellationToken ct)
        {
            await SayAsync(server.Greeting ?? "220 loopback ESMTP");
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                var verb = line.Split(' ')[0].ToUpperInvariant();
                switch (verb)
                {
                    case "EHLO":
                        await SayAsync("250-loopback\r\n250-SIZE 30000000\r\n" + (server.OffersTls && !encrypted ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN LOGIN");
                        break;
                    case "STARTTLS" when server.OffersTls:
                        await SayAsync(server.InjectsAfterStartTls ? "220 go\r\n250 injected" : "220 go");
                        var tls = new SslStream(connection);
                        await tls.AuthenticateAsServerAsync(server.Certificate);
                        (connection, reader, encrypted) = (tls, new(tls, Encoding.Latin1), true);
                        break;
                    case "AUTH":
                        user = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Replace('\0', '/');
                        await SayAsync(user == $"/clerk/{server.Password}" ? "235 welcome" : "535 5.7.8 wrong password");
                        break;
                    case "MAIL":
                        sender = line;
                        await SayAsync(server.SenderAnswer ?? "250 ok");
                        break;
                    case "RCPT":
                        recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..^1];
                        await server.BeforeRecipient();
                        await SayAsync(server.Recipient(recipient) ?? "250 ok");
                        break;
                    case "DATA":
                        await SayAsync(server.DataAnswer ?? "354 go ahead");
                        if (server.DataAnswer is null && !await ReceiveAsync(ct))
                            return;
                        break;
                    case "QUIT":
                        await SayAsync("221 bye");
                        return;
                    default:
                        await SayAsync("502 not here");
                        break;
                }
            }
        }

        private async Task<bool> ReceiveAsync(CancellationToken ct)
        {
            var text = new StringBuilder();
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (server.CutsInTheMiddle)
                    return false;
                if (line != ".")
                {
                    text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                    continue;
                }
                var message = text.ToString();
                var answer = await server.Answer(message);
                // Taken and not answered: what a server does that breaks down at the worst moment.
                if (answer is null or ['2', ..])
                    server.Messages.Enqueue(new(sender, recipient, message, encrypted, user));
                if (answer is null)
                    return false;
                await SayAsync(answer);
                return true;
            }
            return false;
        }

        private async Task SayAsync(string answer)
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"));
            await connection.FlushAsync();
        }
    }
}
