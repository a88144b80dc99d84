using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Identity.Client;

namespace SpotCheck.DocService.Mail.Graph;

/// <summary>Requests to Graph with a token of the application; a token that is no longer taken is renewed once.</summary>
internal sealed class GraphConnection : IDisposable
{
    private readonly GraphSettings settings;
    private readonly TimeProvider clock;
    private readonly HttpClient http;
    private readonly IConfidentialClientApplication application;

    public GraphConnection(GraphSettings settings, TimeProvider clock)
    {
        (this.settings, this.clock) = (settings, clock);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors) },
        }) { Timeout = settings.Timeout };
        application = ConfidentialClientApplicationBuilder.Create(settings.ClientId)
            .WithClientSecret(settings.ClientSecret)
            .WithAuthority(new Uri(settings.LoginUrl, settings.TenantId), validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(new OwnClient(http))
            .Build();
    }

    /// <param name="path">Below the mailbox, or a whole address Graph itself has given.</param>
    public async Task<GraphAnswer> AskAsync(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        var answer = await AskOnceAsync(method, path, body, renewToken: false, ct);
        return answer.Status == HttpStatusCode.Unauthorized ? await AskOnceAsync(method, path, body, renewToken: true, ct) : answer;
    }

    /// <summary>One piece of a file to an upload session. Its address is its own permission: no token goes there.</summary>
    public async Task<GraphAnswer> UploadAsync(Uri session, ReadOnlyMemory<byte> piece, long from, long total, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, session) { Content = new ReadOnlyMemoryContent(piece) };
        request.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, from + piece.Length - 1, total);
        request.Content.Headers.ContentType = new("application/octet-stream");
        return await SendAsync(request, ct);
    }

    /// <summary>What an upload session still lacks.</summary>
    public async Task<GraphAnswer> AskSessionAsync(Uri session, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, session);
        return await SendAsync(request, ct);
    }

    public void Dispose() => http.Dispose();

    private async Task<GraphAnswer> AskOnceAsync(HttpMethod method, string path, JsonNode? body, bool renewToken, CancellationToken ct)
    {
        var token = await application.AcquireTokenForClient([new Uri(settings.ApiUrl, "/.default").ToString()]).WithForceRefresh(renewToken).ExecuteAsync(ct);
        var address = path.StartsWith("https://", StringComparison.Ordinal) ? new Uri(path)
            : new Uri($"{settings.ApiUrl.ToString().TrimEnd('/')}/users/{Uri.EscapeDataString(settings.Mailbox)}/{path}");
        if (address.Authority != settings.ApiUrl.Authority)
            throw new HttpRequestException("Graph named an address that is not its own.");
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new("Bearer", token.AccessToken);
        // The identifier stays the same when a draft is sent and moves to another folder.
        request.Headers.TryAddWithoutValidation("Prefer", "IdType=\"ImmutableId\"");
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await SendAsync(request, ct);
    }

    private async Task<GraphAnswer> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await http.SendAsync(request, ct);
        return await GraphAnswer.ReadAsync(response, clock, ct);
    }

    private bool IsTrusted(System.Security.Cryptography.X509Certificates.X509Certificate? certificate, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (settings.CertificateFingerprint is { } known && certificate is not null
            && string.Equals(Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData())), known, StringComparison.OrdinalIgnoreCase));

    private sealed class OwnClient(HttpClient client) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => client;
    }
}
