using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace SpotCheck.DocService.Http;

/// <summary>The one place where exceptions end: the request's own faults become coded refusals, everything else a 5xx with a trace id and nothing more.</summary>
internal sealed partial class FaultHandler(ILogger<FaultHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException bad)
        {
            var refusal = bad.StatusCode == StatusCodes.Status400BadRequest && bad.InnerException is System.Text.Json.JsonException unread
                ? HttpRefusals.Malformed(unread)
                : HttpRefusals.ForStatus(bad.StatusCode) ?? HttpRefusals.BadRequest;
            await refusal.ToProblem().ExecuteAsync(httpContext);
            return true;
        }

        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;

        var traceId = Activity.Current?.Id ?? httpContext.TraceIdentifier;
        LogFault(log, exception, httpContext.Request.Method, httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no endpoint", traceId);
        var reader = Reader.Of(httpContext.Request);
        var problem = new ProblemDetails
        {
            Status = StatusCodes.Status500InternalServerError,
            Title = reader.Choose("服务出错", "The service failed"),
            Detail = reader.Choose(
                "这次请求没有完成，也没有只写一半。请把追踪号告诉管理员。",
                "The request was not completed and nothing was half-written. Report the trace id to the administrator."),
            Type = "urn:spotcheck:problem:service.fault",
        };
        problem.Extensions["code"] = "service.fault";
        problem.Extensions["traceId"] = traceId;
        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        if (RefusalPage.IsWanted(httpContext.Request))
            await RefusalPage.WriteAsync(httpContext, problem, reader);
        else
            await httpContext.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed, trace {TraceId}")]
    private static partial void LogFault(ILogger log, Exception fault, string method, string endpoint, string traceId);
}
