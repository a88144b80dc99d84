using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using Microsoft.EntityFrameworkCore;

namespace SpotCheck.DocService.Tests.Identity;

/// <summary>The service behind a real issuer. One token is right; every other is wrong in exactly one way.</summary>
public sealed class BearerTokenTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Subject = "8f3c-clerk";
    private SmallIssuer issuer = null!;
    private RunningService service = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await SmallIssuer.StartAsync();
        service = await RunningService.StartAsync(postgres, builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Auth:Authority"] = issuer.Authority,
            ["Auth:Audience"] = SmallIssuer.Audience,
            ["PublicBaseUrl"] = "http://localhost:5080",
        }));
        await service.Db(db => db.Set<Person>().Where(p => p.Id == SamplePeople.Clerk).ExecuteUpdateAsync(s => s.SetProperty(p => p.Subject, Subject)));
    }

    [Fact]
    public async Task A_token_of_the_issuer_is_the_person_the_table_links_to_it()
    {
        var reply = await Ask(issuer.Token(issuer.Claims(Subject)));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var me = await reply.Content.ReadFromJsonAsync<WhoAmI.Response>(new System.Text.Json.JsonSerializerOptions(System.Text.Json.JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } });
        Assert.Equal((SamplePeople.Clerk, false), (me!.Id, me.LocalSignIn));
    }

    [Fact]
    public async Task Roles_and_bureaus_claimed_by_a_token_count_for_nothing()
    {
        var claims = issuer.Claims(Subject);
        claims["roles"] = new[] { "Administrator", "Auditor" };
        claims["spotcheck:person"] = SamplePeople.Administrator;

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/people");
        request.Headers.Authorization = new("Bearer", issuer.Token(claims));

        await Refused.Is(await service.Anonymous.SendAsync(request), 403, "auth.not-allowed");
    }

    public static TheoryData<string> Forgeries => new(Forge.Keys);

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_token_is_nobody(string forgery) =>
        await Refused.Is(await Ask(Forge[forgery](issuer)), 401, "auth.not-signed-in");

    private static readonly Dictionary<string, Func<SmallIssuer, string>> Forge = new(StringComparer.Ordinal)
    {
        ["signed by another key"] = i => i.Token(i.Claims(Subject), RSA.Create(2048)),
        ["signed by another key under an unknown kid"] = i => i.Token(i.Claims(Subject), RSA.Create(2048), "key-2"),
        ["no signature, alg none"] = i => SmallIssuer.Unsigned(i.Claims(Subject)),
        ["HMAC keyed with the public key"] = i => i.SignedWithThePublicKeyAsSecret(i.Claims(Subject)),
        ["meant for another service"] = i => i.Token(With(i, "aud", "api://payroll")),
        ["of another issuer"] = i => i.Token(With(i, "iss", "https://elsewhere.example.com")),
        ["expired"] = i => i.Token(With(i, "exp", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 120)),
        ["not yet valid"] = i => i.Token(With(i, "nbf", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 300)),
        ["without expiry"] = i => i.Token(i.Claims(Subject).Where(c => c.Key != "exp").ToDictionary(StringComparer.Ordinal)),
        ["claims exchanged under a true signature"] = ExchangeClaims,
        ["not a token at all"] = _ => "zz-clerk",
    };

    [Fact]
    public async Task An_encrypted_token_never_reaches_the_token_library() =>
        await Refused.Is(await Ask("a.b.c.d.e"), 401, "auth.encrypted-token");

    [Fact]
    public async Task A_token_of_10_KB_is_refused_unread() =>
        await Refused.Is(await Ask(new string('a', 10_000)), 401, "auth.oversized-token");

    [Fact]
    public async Task Headers_of_30_KB_are_refused_by_the_server()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.TryAddWithoutValidation("X-Long", new string('a', 30_000));

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await service.Anonymous.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_true_token_of_somebody_the_service_does_not_know_is_refused_with_a_reason() =>
        await Refused.Is(await Ask(issuer.Token(issuer.Claims("stranger"))), 403, "auth.unknown-person");

    [Fact]
    public async Task There_is_no_local_sign_in_beside_an_issuer()
    {
        await Refused.Is(await service.Anonymous.GetAsync("/api/sign-in/people"), 404, "auth.local-sign-in-off");
        await Refused.Is(await service.Anonymous.PostAsJsonAsync("/api/sign-in", new { person = SamplePeople.Clerk }), 404, "auth.local-sign-in-off");
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private static Dictionary<string, object> With(SmallIssuer issuer, string claim, object value) => new(issuer.Claims(Subject), StringComparer.Ordinal) { [claim] = value };

    private static string ExchangeClaims(SmallIssuer issuer)
    {
        var genuine = issuer.Token(issuer.Claims(Subject)).Split('.');
        var wanted = issuer.Token(With(issuer, "sub", "somebody-else")).Split('.');
        return $"{genuine[0]}.{wanted[1]}.{genuine[2]}";
    }

    private async Task<HttpResponseMessage> Ask(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await service.Anonymous.SendAsync(request);
    }
}
