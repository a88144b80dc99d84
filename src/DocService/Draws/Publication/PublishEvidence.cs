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
        await using var session = await logs.OpenAsync(db, log.Id, ct);
        var package = await Evidence.AssembleAsync(db, session, await Evidence.CheckpointAsync(db, session, ceremony, ct), ceremony, ct);
        await session.CommitAsync(ct);
        PublishedLogs.MayBeKept(response, forEver: false);
        return TypedResults.File(Evidence.Zip(package), "application/zip", $"evidence-{seq}.zip");
    }
}
