using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>The evidence package of an opened draw as .zip, for anybody to recompute offline.</summary>
internal static class DownloadEvidence
{
    public static async Task<Results<PushStreamHttpResult, RefusalResult>> Handle(string bureau, Guid id, SpotCheckDb db, DrawLogs logs, CancellationToken ct)
    {
        var ceremony = await CeremonyAccess.FindAsync(db, bureau, id, ct);
        if (ceremony is null)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if (ceremony.OpenSeq is null)
            return DrawRefusals.WrongState(ceremony.State, [CeremonyState.Opened, CeremonyState.Drawn]).ToProblem();
        return Evidence.Download(await Evidence.OfAsync(db, logs, ceremony, ct), ceremony.OpenSeq.Value);
    }
}
