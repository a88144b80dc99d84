using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Http;

/// <summary>Ready when the database answers; a load balancer leaves this copy out otherwise.</summary>
internal static partial class Readiness
{
    public static async Task<IResult> Handle(SpotCheckDb db, ILogger<ServiceSettings> log, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1", limit.Token);
            return TypedResults.Ok("ready");
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or InvalidOperationException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            LogNotReady(log, fault);
            return TypedResults.Json("database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer")]
    private static partial void LogNotReady(ILogger log, Exception fault);
}
