using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Publication;

/// <summary>The evidence of a draw, for anybody. Tables go with it only once there is a result, as the protocol has it.</summary>
internal static class PublishEvidence
{
    public static async Task<IResult> Handle(string genesis, long seq, SpotCheckDb db, DrawLogs logs, HttpResponse response, CancellationToken ct)
    {
        if (await PublishedLogs.FindAsync(db, genesis, ct) is not { } log)
            return PublishedLogs.Unknown.ToProblem();
        if (await db.Set<Ceremony>().AsNoTracking().SingleOrDefaultAsync(c => c.LogId == log.Id && c.OpenSeq == seq, ct) is not { } ceremony)
            return PublishedLogs.NoRecord.ToProblem();
        var package = await Evidence.OfAsync(db, logs, ceremony, ct);
        PublishedLogs.MayBeKept(response, forEver: false);
        return Evidence.Download(package, seq);
    }
}
