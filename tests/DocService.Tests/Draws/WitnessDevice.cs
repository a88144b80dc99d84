using System.Net.Http.Json;
using System.Security.Cryptography;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>A witness with a key of his own, as his browser holds it.</summary>
internal sealed class WitnessDevice(HttpClient client, string bureau) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public HttpClient Client => client;

    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    public async Task EnrolAsync() =>
        (await client.PutAsJsonAsync($"/api/bureaus/{bureau}/draw-log/witness-key", new { publicKey = PublicKey })).EnsureSuccessStatusCode();

    public Task<HttpResponseMessage> CosignAsync(string note)
    {
        Assert.True(Checkpoint.TryParse(note, out var checkpoint, out _));
        var signature = key.SignData(checkpoint.SignedBytes(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return client.PostAsJsonAsync($"/api/bureaus/{bureau}/draw-log/cosignatures", new CosignCheckpoint.Request(checkpoint.Size, Convert.ToBase64String(signature)));
    }

    public Task<HttpResponseMessage> EnterAsync(Guid draw, string dice, string? again = null) =>
        client.PostAsJsonAsync($"/api/bureaus/{bureau}/draws/{draw}/contributions", new EnterContribution.Request(dice, again ?? dice, null));

    public void Dispose() => key.Dispose();
}
