using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Registers.Codes;

namespace SpotCheck.DocService.Tests.Registers.Import;

/// <summary>Files a clerk might send, and the way they go.</summary>
internal static class RegisterFiles
{
    public const string Targets = "/api/bureaus/quyang-scjg/registers/targets/imports";
    public const string Inspectors = "/api/bureaus/quyang-scjg/registers/inspectors/imports";

    public static string Code(int number)
    {
        var organisation = $"MA0Q{number:D4}";
        var body = "91130634" + organisation + OrganisationCode.CheckCharacter(organisation);
        return body + CreditCode.CheckCharacter(body);
    }

    public static byte[] Csv(params string[] lines) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines))];

    public static byte[] Workbook(RegisterKind kind, params object?[][] rows)
    {
        using var stream = new MemoryStream();
        RegisterWorkbook.Write(stream, kind, rows);
        return stream.ToArray();
    }

    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string route, byte[] file, string name = "名录.csv")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        return await client.PostAsync(route, form);
    }

    /// <summary>Uploads and waits until the file has been read.</summary>
    public static async Task<JsonElement> UploadAsync(HttpClient client, string route, byte[] file, string name = "名录.csv")
    {
        using var reply = await SendAsync(client, route, file, name);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        return await UntilAsync(client, reply.Headers.Location!.ToString(), state => state != "Reading");
    }

    public static async Task<JsonElement> UntilAsync(HttpClient client, string address, Func<string, bool> done)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var view = await client.GetFromJsonAsync<JsonElement>(address);
            if (done(view.GetProperty("state").GetString()!))
                return view;
            await Task.Delay(50);
        }
        throw new TimeoutException("The import did not end within 30 s.");
    }

    public static Task<HttpResponseMessage> ConfirmAsync(HttpClient client, string route, JsonElement import, bool removeMissing = false) =>
        client.PostAsJsonAsync($"{route}/{import.GetProperty("id").GetGuid()}/confirm", new { fileHash = import.GetProperty("fileHash").GetString(), removeMissing });

    public static string Counts(JsonElement import) =>
        $"{import.GetProperty("state").GetString()} +{import.GetProperty("added")} ~{import.GetProperty("changed")} ={import.GetProperty("unchanged")} -{import.GetProperty("missing")} !{import.GetProperty("errors")} ?{import.GetProperty("warnings")}";
}
