using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Publication;

/// <summary>Logs as the public addresses them: by the hash of their GENESIS, so that an address cannot be made to mean another log.</summary>
internal static class PublishedLogs
{
    public static readonly Refusal Unknown = Refusal.NotFound("public.no-such-log",
        "没有这本抽取日志。请核对网址中的创世记录哈希，或从公开日志首页进入。", "There is no log with this GENESIS hash. Start from the list of logs.");

    public static readonly Refusal NoRecord = Refusal.NotFound("public.no-such-record",
        "日志里没有这条记录、检查点或抽取。请从公开日志首页进入。", "The log has no such record, checkpoint or draw. Start from the list of logs.");

    public static async Task<StoredLog?> FindAsync(SpotCheckDb db, string genesis, CancellationToken ct)
    {
        foreach (var first in await db.Set<StoredRecord>().AsNoTracking().Where(r => r.Seq == 0).Select(r => new { r.LogId, r.Body }).ToListAsync(ct))
        {
            if (Merkle.Leaf(first.Body).ToString() == genesis)
                return await db.Set<StoredLog>().AsNoTracking().SingleAsync(l => l.Id == first.LogId, ct);
        }

        return null;
    }

    /// <summary>What never changes may be kept for ever; what grows, for some seconds.</summary>
    public static void MayBeKept(HttpResponse response, bool forEver) =>
        response.Headers.CacheControl = forEver ? "public, max-age=31536000, immutable" : "public, max-age=10";
}
