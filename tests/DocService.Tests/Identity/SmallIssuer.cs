using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace SpotCheck.DocService.Tests.Identity;

/// <summary>A real OIDC issuer on this machine with keys of its own: discovery document, key set, and tokens made by hand so that each can be wrong in its own way.</summary>
public sealed class SmallIssuer : IAsyncDisposable
{
    public const string Audience = "api://spotcheck";
    public const string KeyId = "key-1";

    private readonly WebApplication app;

    private SmallIssuer(WebApplication app) => this.app = app;

    public RSA Key { get; } = RSA.Create(2048);

    public string Authority => app.Urls.First();

    public static async Task<SmallIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new SmallIssuer(builder.Build());
        issuer.app.MapGet("/.well-known/openid-configuration", () => TypedResults.Json(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["issuer"] = issuer.Authority,
            ["jwks_uri"] = issuer.Authority + "/keys",
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        issuer.app.MapGet("/keys", () =>
        {
            var key = issuer.Key.ExportParameters(includePrivateParameters: false);
            return TypedResults.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = KeyId, alg = "RS256", n = Text(key.Modulus!), e = Text(key.Exponent!) } } });
        });
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>Claims of a token that would be accepted.</summary>
    public Dictionary<string, object> Claims(string subject)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new(StringComparer.Ordinal) { ["iss"] = Authority, ["aud"] = Audience, ["sub"] = subject, ["iat"] = now, ["nbf"] = now - 5, ["exp"] = now + 300 };
    }

    public string Token(IReadOnlyDictionary<string, object> claims, RSA? key = null, string kid = KeyId)
    {
        var input = Input(new { alg = "RS256", typ = "JWT", kid }, claims);
        return $"{input}.{Text((key ?? Key).SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string Unsigned(IReadOnlyDictionary<string, object> claims) => Input(new { alg = "none", typ = "JWT" }, claims) + ".";

    /// <summary>The classic confusion: HMAC keyed with the public key everybody knows.</summary>
    public string SignedWithThePublicKeyAsSecret(IReadOnlyDictionary<string, object> claims)
    {
        var input = Input(new { alg = "HS256", typ = "JWT", kid = KeyId }, claims);
        return $"{input}.{Text(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(input)))}";
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Key.Dispose();
    }

    private static string Input(object header, IReadOnlyDictionary<string, object> claims) =>
        $"{Text(JsonSerializer.SerializeToUtf8Bytes(header))}.{Text(JsonSerializer.SerializeToUtf8Bytes(claims))}";

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
