using System.Net.Http.Json;
using System.Text.Json;

namespace SpotCheck.DocService.Demo;

/// <summary>One person of the sample county at a browser: signed in, and using nothing but the public routes.</summary>
internal sealed class DemoPerson : IDisposable
{
    private readonly string name;
    private readonly HttpClient browser;

    public DemoPerson(Uri address, string person)
    {
        name = person;
        browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
    }

    public Task SignInAsync() => PostAsync("/api/sign-in", new { person = name });

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await browser.GetAsync(path), path);

    public async Task<JsonElement> PostAsync(string path, object body) => await ReadAsync(await browser.PostAsJsonAsync(path, body), path);

    public async Task<JsonElement> PutAsync(string path, object body) => await ReadAsync(await browser.PutAsJsonAsync(path, body), path);

    /// <summary>A workbook as the request's whole body.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, byte[] bytes)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        return await ReadAsync(await browser.SendAsync(request), path);
    }

    /// <summary>A file as a form's field, as a page uploads it.</summary>
    public async Task<JsonElement> UploadAsync(string path, string file, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", file } };
        return await ReadAsync(await browser.PostAsync(path, form), path);
    }

    public async Task<byte[]> DownloadAsync(string path)
    {
        var reply = await browser.GetAsync(path);
        if (!reply.IsSuccessStatusCode)
            await ReadAsync(reply, path);
        return await reply.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The file, or null where the service says that it cannot make it on this machine (503).</summary>
    public async Task<byte[]?> TryDownloadAsync(string path)
    {
        var reply = await browser.GetAsync(path);
        return reply.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable ? null : reply.IsSuccessStatusCode
            ? await reply.Content.ReadAsByteArrayAsync()
            : throw new DemoStepException($"{path} → {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
    }

    /// <summary>Expects a refusal with this code; anything else does not hold.</summary>
    public async Task ExpectRefusalAsync(string path, object body, string code)
    {
        var reply = await browser.PostAsJsonAsync(path, body);
        var text = await reply.Content.ReadAsStringAsync();
        if (reply.IsSuccessStatusCode || !text.Contains($"\"{code}\"", StringComparison.Ordinal))
            throw new DemoStepException($"{path} 应当被拒绝（{code}），实际为 {(int)reply.StatusCode} {text}");
    }

    /// <summary>Expects this status, for acts by the wrong person.</summary>
    public async Task ExpectStatusAsync(string path, object body, int status)
    {
        var reply = await browser.PostAsJsonAsync(path, body);
        if ((int)reply.StatusCode != status)
            throw new DemoStepException($"{path} 应当答以 {status}，实际为 {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
    }

    public void Dispose() => browser.Dispose();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage reply, string path)
    {
        var text = await reply.Content.ReadAsStringAsync();
        if (!reply.IsSuccessStatusCode)
            throw new DemoStepException($"{path} → {(int)reply.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
