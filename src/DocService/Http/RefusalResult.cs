using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace SpotCheck.DocService.Http;

/// <summary>A <see cref="Refusal"/> as ProblemDetails (RFC 9457) in the reader's language.</summary>
internal sealed class RefusalResult(Refusal refusal) : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult
{
    public Refusal Refusal { get; } = refusal;

    public int? StatusCode => Refusal.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var english = ReadsEnglish(httpContext.Request);
        var problem = new ProblemDetails
        {
            Status = Refusal.Status,
            Title = english ? "Refused" : "未受理",
            Detail = english ? Refusal.English : Refusal.Chinese,
            Type = $"urn:spotcheck:problem:{Refusal.Code}",
        };
        problem.Extensions["code"] = Refusal.Code;
        foreach (var (name, value) in Refusal.Details ?? new Dictionary<string, object?>(StringComparer.Ordinal))
            problem.Extensions[name] = value;

        httpContext.Response.StatusCode = Refusal.Status;
        httpContext.Response.Headers.ContentLanguage = english ? "en-US" : "zh-CN";
        httpContext.Response.Headers.Vary = "Accept-Language";
        return httpContext.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status422UnprocessableEntity, typeof(ProblemDetails), ["application/problem+json"]));

    /// <summary>Chinese unless the reader asks for English before Chinese.</summary>
    public static bool ReadsEnglish(HttpRequest request)
    {
        var wishes = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => wish.Value.Value ?? "");
        return wishes.FirstOrDefault(w => w.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || w.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            ?.StartsWith("en", StringComparison.OrdinalIgnoreCase) ?? false;
    }
}
