using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace SpotCheck.DocService.Http;

/// <summary>A refusal as a page: a file that cannot be had is opened by a person in a window of its own, and nobody there reads JSON.</summary>
internal static class RefusalPage
{
    // Chinese stays readable in the page's source; what has a meaning in HTML is encoded all the same.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <summary>Only a browser that opens an address asks for HTML; scripts and programs do not.</summary>
    public static bool IsWanted(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <param name="problem">Its title, sentence, code and trace id are shown.</param>
    public static Task WriteAsync(HttpContext context, ProblemDetails problem, Reader reader)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var trace = problem.Extensions.TryGetValue("traceId", out var id) ? $" · {reader.Choose("追踪号", "Trace")} {Safe(id)}" : "";
        return context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="{reader.Choose("zh-CN", "en-US")}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Safe(problem.Title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/pages/page.css"></head>
            <body><main><section role="alert"><h1>{Safe(problem.Title)}</h1><p>{Safe(problem.Detail)}</p>
            <p>{reader.Choose("可以关闭这个页面，回到原来的窗口继续。", "You may close this page and go on in the window you came from.")}</p>
            <p><small>{reader.Choose("编号", "Code")} {Safe(problem.Extensions["code"])}{trace}</small></p></section></main></body>
            </html>
            """, context.RequestAborted);
    }

    private static string Safe(object? text) => Encoder.Encode(text?.ToString() ?? "");
}
