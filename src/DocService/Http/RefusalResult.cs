using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace SpotCheck.DocService.Http;

/// <summary>A <see cref="Refusal"/> in the reader's language: ProblemDetails (RFC 9457), or a page for a browser that opened the address.</summary>
internal sealed class RefusalResult(Refusal refusal) : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult
{
    public Refusal Refusal { get; } = refusal;

    public int? StatusCode => Refusal.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var reader = Reader.Of(httpContext.Request);
        var problem = new ProblemDetails
        {
            Status = Refusal.Status,
            Title = reader.Choose("未受理", "Refused"),
            Detail = reader.Choose(Refusal.Chinese, Refusal.English),
            Type = $"urn:spotcheck:problem:{Refusal.Code}",
        };
        problem.Extensions["code"] = Refusal.Code;
        foreach (var (name, value) in Refusal.Details ?? new Dictionary<string, object?>(StringComparer.Ordinal))
            problem.Extensions[name] = value;

        httpContext.Response.StatusCode = Refusal.Status;
        httpContext.Response.Headers.ContentLanguage = reader.English ? "en-US" : "zh-CN";
        httpContext.Response.Headers.Vary = "Accept, Accept-Language";
        if (RefusalPage.IsWanted(httpContext.Request))
            return RefusalPage.WriteAsync(httpContext, problem, reader);
        return httpContext.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status422UnprocessableEntity, typeof(ProblemDetails), ["application/problem+json"]));
}
