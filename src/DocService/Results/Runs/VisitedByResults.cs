using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Runs;

internal static class VisitedByResults
{
    /// <summary>Task and object of every result of a draw, in whatever state: the visit has been made.</summary>
    public static async Task<IReadOnlySet<(string Task, string Object)>> AskAsync(SpotCheckDb db, Guid ceremony, CancellationToken ct) =>
        (await (from run in db.Set<CheckRun>().AsNoTracking()
                where run.CeremonyId == ceremony
                from result in db.Set<ObjectResult>().AsNoTracking()
                where result.RunId == run.Id
                select new { run.TaskNumber, result.ObjectId }).ToListAsync(ct)).Select(r => (r.TaskNumber, r.ObjectId)).ToHashSet();
}
