using System.Text.Json;

namespace SpotCheck.DocService.Tests;

/// <summary>Checks that an answer is a refusal as users and programs meet it: status, stable code, a Chinese sentence.</summary>
public static class Refused
{
    public static async Task<JsonElement> Is(HttpResponseMessage reply, int status, string code)
    {
        var body = await reply.Content.ReadAsStringAsync();
        Assert.True((int)reply.StatusCode == status, $"expected {status} {code}, found {(int)reply.StatusCode}: {body}");
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Matches(@"[\u4e00-\u9fff]{4}", problem.GetProperty("detail").GetString()!);
        return problem;
    }
}
