using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Answers = Microsoft.AspNetCore.Http.Results;

namespace SpotCheck.DocService.Tests.Mail;

/// <summary>A message in the mailbox of the loopback Graph.</summary>
internal sealed record GraphMail(string Id, JsonObject Message, ConcurrentDictionary<string, byte[]> Files)
{
    public bool IsDraft { get; set; }

    public DateTimeOffset SentAt { get; set; }

    public string Recipient => (string)Message["toRecipients"]![0]!["emailAddress"]!["address"]!;
}

/// <summary>A request as the server saw it.</summary>
internal sealed record GraphRequest(string Method, string Path, string? Token, string? Prefer, string? Range);

/// <summary>
/// A real HTTPS server on this machine that holds the documented contract of Graph v1.0 for mail: the token endpoint, sendMail, drafts,
/// attachments, upload sessions, send, Sent Items. It also does what Graph does on bad days.
/// </summary>
internal sealed class LoopbackGraph : IAsyncDisposable
{
    public const string Tenant = "8f1a3c52-5c1e-4a0e-9d64-6c1a7d2f9b10";
    public const string Client = "2d9c1b7e-0f4a-4a53-8a6e-1f2b3c4d5e6f";
    public const string Secret = "s3cret-of-the-app";
    public const string Mailbox = "swj@example.gov.cn";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Upload> uploads = new();
    private int tokens;
    private int ids;

    private LoopbackGraph(WebApplication app, string fingerprint) => (this.app, Fingerprint) = (app, fingerprint);

    public string Fingerprint { get; }

    public Uri Address { get; private set; } = null!;

    public ConcurrentDictionary<string, GraphMail> Mails { get; } = new();

    public ConcurrentQueue<GraphRequest> Requests { get; } = new();

    public IReadOnlyList<GraphMail> Sent => [.. Mails.Values.Where(mail => !mail.IsDraft)];

    /// <summary>The clock of the mailbox.</summary>
    public Func<DateTimeOffset> Now { get; set; } = TimeProvider.System.GetUtcNow;

    /// <summary>The token that is taken; others are answered 401. Empty: the newest.</summary>
    public string? OnlyToken { get; set; }

    /// <summary>Called before a request is carried out; answers in its stead where it gives a status, or drops the connection with 0.</summary>
    public Func<string, string, Task<(int Status, string Code, int? RetryAfter)?>> Before { get; set; } = (_, _) => Task.FromResult<(int, string, int?)?>(null);

    /// <summary>Called after a request was carried out and before its answer; with <c>false</c> the connection is dropped.</summary>
    public Func<string, string, Task<bool>> After { get; set; } = (_, _) => Task.FromResult(true);

    /// <summary>Sent messages show in Sent Items.</summary>
    public bool ShowsSent { get; set; } = true;

    public static async Task<LoopbackGraph> StartAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Graph takes 4 MB in one request.
            kestrel.Limits.MaxRequestBodySize = 4 << 20;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        var graph = new LoopbackGraph(builder.Build(), Convert.ToHexString(SHA256.HashData(certificate.RawData)));
        graph.Map();
        await graph.app.StartAsync();
        graph.Address = new(graph.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return graph;
    }

    public Dictionary<string, string?> Settings(string mailbox = Mailbox) => new()
    {
        ["Mail:From"] = mailbox, ["Mail:Graph:TenantId"] = Tenant, ["Mail:Graph:ClientId"] = Client, ["Mail:Graph:ClientSecret"] = Secret,
        ["Mail:Graph:LoginUrl"] = Address.ToString(), ["Mail:Graph:ApiUrl"] = $"{Address}v1.0", ["Mail:Graph:CertificateFingerprint"] = Fingerprint, ["Mail:Graph:Timeout"] = "00:00:10",
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map()
    {
        app.MapPost($"/{Tenant}/oauth2/v2.0/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return form["grant_type"] == "client_credentials" && form["client_id"] == Client && form["client_secret"] == Secret && form["scope"] == $"{new Uri(Address, "/.default")}"
                ? Answers.Json(new { token_type = "Bearer", expires_in = 3599, ext_expires_in = 3599, access_token = $"token-{Interlocked.Increment(ref tokens)}" })
                : Answers.Json(new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret provided." }, statusCode: 401);
        });
        var user = app.MapGroup("/v1.0/users/{mailbox}").AddEndpointFilter(GuardAsync);
        user.MapPost("/sendMail", async (HttpRequest request) =>
        {
            var body = await BodyAsync(request);
            if (body["message"] is not JsonObject message || !IsWellFormed(message))
                return Error(400, "ErrorInvalidRecipients");
            var files = new ConcurrentDictionary<string, byte[]>((message["attachments"] as JsonArray ?? []).Select(file => KeyValuePair.Create((string)file!["name"]!, Convert.FromBase64String((string)file["contentBytes"]!))));
            Add(message, files, isDraft: false);
            return Answers.StatusCode(202);
        });
        user.MapPost("/messages", async (HttpRequest request) => Answers.Json(new { id = Add(await BodyAsync(request), new(), isDraft: true).Id, isDraft = true }, statusCode: 201));
        user.MapGet("/messages/{id}", (string id) => Mails.TryGetValue(id, out var mail) ? Answers.Json(new { id, isDraft = mail.IsDraft }) : Error(404, "ErrorItemNotFound"));
        user.MapGet("/messages/{id}/attachments", (string id) => Mails.TryGetValue(id, out var mail)
            ? Answers.Json(new { value = mail.Files.Select(file => new { id = file.Key, name = file.Key, size = file.Value.Length }) }) : Error(404, "ErrorItemNotFound"));
        user.MapPost("/messages/{id}/attachments", async (string id, HttpRequest request) =>
        {
            var file = await BodyAsync(request);
            Mails[id].Files[(string)file["name"]!] = Convert.FromBase64String((string)file["contentBytes"]!);
            return Answers.Json(new { id = (string)file["name"]! }, statusCode: 201);
        });
        user.MapPost("/messages/{id}/attachments/createUploadSession", async (string id, HttpRequest request) =>
        {
            var item = (await BodyAsync(request))["AttachmentItem"]!;
            var session = $"u{Interlocked.Increment(ref ids)}";
            uploads[session] = new(Mails[id], (string)item["name"]!, new byte[(long)item["size"]!]);
            return Answers.Json(new { uploadUrl = $"{Address}upload/{session}", expirationDateTime = Now().AddHours(1), nextExpectedRanges = new[] { "0-" } }, statusCode: 201);
        });
        user.MapPost("/messages/{id}/send", (string id) =>
        {
            if (!Mails.TryGetValue(id, out var mail) || !mail.IsDraft)
                return Error(404, "ErrorItemNotFound");
            (mail.IsDraft, mail.SentAt) = (false, Now());
            return Answers.StatusCode(202);
        });
        user.MapGet("/mailFolders/sentitems/messages", (HttpRequest request) => Answers.Json(SentItems(request)));
        app.MapGet("/upload/{session}", (string session) => Answers.Json(new { nextExpectedRanges = new[] { $"{uploads[session].Received}-" } }));
        app.MapPut("/upload/{session}", PutAsync);
    }

    private async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var token = request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', ..] header ? header[7..] : null;
        var path = request.Path.Value!.Split('/', 5)[^1];
        Requests.Enqueue(new(request.Method, path, token, request.Headers["Prefer"], null));
        if (token is null || token != (OnlyToken ?? $"token-{tokens}"))
            return Error(401, "InvalidAuthenticationToken");
        if ((string)request.RouteValues["mailbox"]! != Mailbox)
            return Error(404, "ErrorInvalidUser");
        if (await Before(request.Method, path) is { } answer)
        {
            if (answer.Status == 0)
                context.HttpContext.Abort();
            if (answer.RetryAfter is { } wait)
                context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            return Error(answer.Status, answer.Code);
        }
        var result = await next(context);
        if (!await After(request.Method, path))
            context.HttpContext.Abort();
        return result;
    }

    private async Task<IResult> PutAsync(string session, HttpRequest request)
    {
        var range = request.Headers.ContentRange.ToString();
        Requests.Enqueue(new("PUT", "upload", request.Headers.Authorization.FirstOrDefault(), null, range));
        if (await Before("PUT", range) is { } answer)
        {
            if (answer.Status == 0)
                request.HttpContext.Abort();
            return Error(answer.Status, answer.Code);
        }
        var upload = uploads[session];
        var from = long.Parse(range.Split(' ')[1].Split('-')[0], CultureInfo.InvariantCulture);
        using var piece = new MemoryStream();
        await request.Body.CopyToAsync(piece);
        if (from != upload.Received)
            return Error(416, "ErrorRangeNotSatisfiable");
        piece.ToArray().CopyTo(upload.Content, from);
        upload.Received += piece.Length;
        if (!await After("PUT", range))
            request.HttpContext.Abort();
        if (upload.Received < upload.Content.Length)
            return Answers.Json(new { nextExpectedRanges = new[] { $"{upload.Received}-" } });
        upload.Mail.Files[upload.Name] = upload.Content;
        return Answers.StatusCode(201);
    }

    private JsonObject SentItems(HttpRequest request)
    {
        var filter = request.Query["$filter"].ToString();
        var since = DateTimeOffset.Parse(filter.Split(" ge ")[1], CultureInfo.InvariantCulture);
        var skip = int.TryParse(request.Query["$skip"], out var given) ? given : 0;
        var found = Mails.Values.Where(mail => !mail.IsDraft && ShowsSent && mail.SentAt >= since).OrderBy(mail => mail.SentAt).ThenBy(mail => mail.Id, StringComparer.Ordinal).ToList();
        // Two to a page, so that pages are followed.
        var page = new JsonObject
        {
            ["value"] = new JsonArray([.. found.Skip(skip).Take(2).Select(mail => new JsonObject { ["id"] = mail.Id, ["internetMessageHeaders"] = mail.Message["internetMessageHeaders"]?.DeepClone() })]),
        };
        if (found.Count > skip + 2)
            page["@odata.nextLink"] = $"{Address}v1.0/users/{Mailbox}/mailFolders/sentitems/messages?$filter={Uri.EscapeDataString(filter)}&$skip={skip + 2}";
        return page;
    }

    private GraphMail Add(JsonObject message, ConcurrentDictionary<string, byte[]> files, bool isDraft)
    {
        var mail = new GraphMail($"m{Interlocked.Increment(ref ids):000}", message, files) { IsDraft = isDraft, SentAt = Now() };
        return Mails[mail.Id] = mail;
    }

    private static bool IsWellFormed(JsonObject message) => message["toRecipients"] is JsonArray { Count: 1 } && message["body"]?["contentType"] is not null
        && (message["internetMessageHeaders"] as JsonArray ?? []).All(header => ((string)header!["name"]!).StartsWith("x-", StringComparison.OrdinalIgnoreCase));

    private static async Task<JsonObject> BodyAsync(HttpRequest request) => (await JsonSerializer.DeserializeAsync<JsonObject>(request.Body))!;

    private static IResult Error(int status, string code) => Answers.Json(new { error = new { code, message = $"The loopback Graph answers {code}." } }, statusCode: status == 0 ? 500 : status);

    private sealed record Upload(GraphMail Mail, string Name, byte[] Content)
    {
        public long Received { get; set; }
    }
}
