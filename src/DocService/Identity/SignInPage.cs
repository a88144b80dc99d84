using Microsoft.Net.Http.Headers;

namespace SpotCheck.DocService.Identity;

/// <summary>Where a browser is sent that follows a link to something only officials may see.</summary>
internal static class SignInPage
{
    public const string Path = "/sign-in.html";

    /// <summary>True for a person's browser that opens an address; programs and scripts get the refusal itself.</summary>
    public static bool Leads(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Authorization.Count == 0
        && request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The page, with the way back to what was asked for.</summary>
    public static string Address(HttpRequest request) => $"{Path}?return={Uri.EscapeDataString(request.Path + request.QueryString)}";
}
