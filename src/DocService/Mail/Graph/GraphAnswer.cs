using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpotCheck.DocService.Mail.Graph;

/// <summary>What Graph answered: the status, its error code and words, and how long it asks to wait.</summary>
internal sealed record GraphAnswer(HttpStatusCode Status, JsonObject Body, Uri? Location, TimeSpan? RetryAfter)
{
    private const int LongestBody = 4 << 20;

    public bool IsGood => (int)Status is >= 200 and < 300;

    /// <summary>Asked for too much, or overloaded: nothing was done.</summary>
    public bool IsBusy => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    /// <summary>A fault at their side that leaves open what was done.</summary>
    public bool IsUnclear => (int)Status >= 500 && !IsBusy;

    public string Code => (string?)Body["error"]?["code"] ?? "";

    /// <summary>For people: status, code and words, printable characters only.</summary>
    public string Shown => string.Concat($"{(int)Status} {Code} {(string?)Body["error"]?["message"]}".Where(c => !char.IsControl(c)).Take(300)).Trim();

    public static async Task<GraphAnswer> ReadAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken ct)
    {
        var bytes = response.Content.Headers.ContentLength > LongestBody ? [] : await response.Content.ReadAsByteArrayAsync(ct);
        return new(response.StatusCode, Parse(bytes), response.Headers.Location, WaitOf(response, clock));
    }

    private static TimeSpan? WaitOf(HttpResponseMessage response, TimeProvider clock)
    {
        var asked = response.Headers.RetryAfter is not { } header ? (TimeSpan?)null : header.Delta ?? (header.Date - clock.GetUtcNow());
        return asked is not { } wait ? null : wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait > TimeSpan.FromHours(6) ? TimeSpan.FromHours(6) : wait;
    }

    private static JsonObject Parse(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? [] : JsonNode.Parse(bytes, documentOptions: new() { MaxDepth = 32 }) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
