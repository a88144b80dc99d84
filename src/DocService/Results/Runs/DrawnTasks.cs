using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Runs;

/// <summary>One task as it was drawn.</summary>
/// <param name="PlanText">The plan row the draw committed to.</param>
internal sealed record DrawnTask(string Number, string PlanText, int Pool, DateOnly DrawnOn, IReadOnlyList<DrawnObject> Objects);

internal sealed record DrawnObject(string Id, string Stratum, string Area, IReadOnlyList<string> Inspectors);

/// <summary>Reads from the draw log who was drawn, with the teams as they are after recusals.</summary>
internal static class DrawnTasks
{
    /// <summary>Whether the draw of a run still stands; a superseded task is checked by its next draw.</summary>
    public static async Task<bool> IsLiveAsync(SpotCheckDb db, DrawLogs logs, CheckRun run, CancellationToken ct)
    {
        var ceremony = await db.Set<Ceremony>().AsNoTracking().SingleAsync(found => found.Id == run.CeremonyId, ct);
        return await logs.ReadAsync(db, ceremony.LogId, log => log.HistoryOf(ceremony.OpenSeq!.Value).IsLive(run.TaskNumber), ct);
    }

    /// <returns>Null where the ceremony has no live result for this task, or an inspector is being replaced.</returns>
    public static async Task<DrawnTask?> FindAsync(SpotCheckDb db, DrawLogs logs, string bureau, Guid ceremonyId, string taskNumber, CancellationToken ct)
    {
        var ceremony = await db.Set<Ceremony>().AsNoTracking().SingleOrDefaultAsync(found => found.Id == ceremonyId && found.BureauId == bureau, ct);
        var task = await db.Set<CeremonyTask>().AsNoTracking().SingleOrDefaultAsync(found => found.CeremonyId == ceremonyId && found.TaskId == taskNumber, ct);
        if (ceremony is not { State: CeremonyState.Drawn, OpenSeq: { } open } || task is null)
        {
            return null;
        }

        var tables = await FrozenTables.ReadAsync(db, task, ct);
        var register = tables.Register;
        var resultSeq = 0L;
        var drawn = await logs.ReadAsync(db, ceremony.LogId, log =>
        {
            var history = log.HistoryOf(open);
            if (!history.IsLive(taskNumber) || history.PendingRecusals.Count > 0 || history.LedgerOf(taskNumber) is not { } teams)
            {
                return null;
            }

            resultSeq = history.Result!.Seq;
            var result = history.Result.Tasks.Single(candidate => candidate.Id == taskNumber);
            var strata = history.Open.Tasks.Single(candidate => candidate.Id == taskNumber).Strata;
            return result.Infeasible is not null
                ? null
                : result.Drawn.SelectMany((ids, stratum) => ids.Select(id => new DrawnObject(
                    id, strata[stratum].Id, register.Row(register.Find(id)).Area, [.. teams.MembersOf(id).Select(member => member.Inspector)]))).ToList();
        }, ct);
        if (drawn is null)
        {
            return null;
        }

        var at = await db.Set<StoredRecord>().AsNoTracking().Where(record => record.LogId == ceremony.LogId && record.Seq == resultSeq).Select(record => record.AppendedAt).SingleAsync(ct);
        return new(taskNumber, task.PlanText, register.Size, BeijingDays.DayOf(at), drawn);
    }
}
