using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Documents.DrawRecords;

/// <summary>An earlier attempt at a plan row and the record that ended it.</summary>
internal sealed record EarlierAttempt(string Task, long Number, LogRecord End);

/// <summary>A draw with a RESULT as record and list need it.</summary>
/// <param name="OpenCheckpoint">The one that stands in the evidence: cosigned enough before the first contribution.</param>
/// <param name="At">When each record of the log was appended.</param>
internal sealed record DrawFacts(
    string Bureau, ShowDraw.Response Draw, DrawHistory History, Checkpoint OpenCheckpoint, string Policy, IReadOnlyDictionary<long, DateTimeOffset> At, IReadOnlyList<EarlierAttempt> Earlier)
{
    /// <returns>Why there is nothing to write where the draw is unknown or has no RESULT.</returns>
    public static async Task<(DrawFacts? Facts, Refusal? Refusal)> ReadAsync(string bureau, Guid id, SpotCheckDb db, DrawLogs logs, ServiceSettings settings, TimeProvider clock, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } ceremony)
            return (null, DrawRefusals.NoSuchDraw);
        var draw = await DrawReading.ReadAsync(ceremony, db, logs, settings, Reader.OfPapers, clock.GetUtcNow(), ct);
        if (draw.Seed is null)
            return (null, DrawRefusals.WrongState(ceremony.State, [CeremonyState.Drawn]));
        var stored = await db.Set<StoredLog>().AsNoTracking().SingleAsync(l => l.Id == ceremony.LogId, ct);
        var checkpoints = await Checkpoints.AllAsync(db, stored, ct);
        var (history, earlier) = await logs.ReadAsync(db, ceremony.LogId, log => (log.HistoryOf(ceremony.OpenSeq!.Value), EarlierOf(log, ceremony.OpenSeq.Value)), ct);
        var name = await db.Set<Bureau>().Where(b => b.Id == bureau).Select(b => b.Name).SingleAsync(ct);
        return (new DrawFacts(name, draw, history, OpenCheckpointOf(history, checkpoints, stored.Cosignatures), DrawPolicies.SentenceOf(stored, Reader.OfPapers), draw.Events.ToDictionary(e => e.Seq, e => e.At), earlier), null);
    }

    private static Checkpoint OpenCheckpointOf(DrawHistory history, List<Checkpoint> all, int needed)
    {
        var inRange = all.Where(c => c.Size > history.Open.Seq && c.Size <= history.Openings[0].Contributions[0].Seq).ToList();
        return inRange.Find(c => c.Signatures.Count > needed) ?? inRange[^1];
    }

    private static List<EarlierAttempt> EarlierOf(DrawLog log, long open)
    {
        var found = new List<EarlierAttempt>();
        foreach (var task in ((OpenRecord)log.Records[(int)open]).Tasks)
        {
            for (var (number, end) = (task.Attempt - 1, task.Previous); end is { } seq; number--)
            {
                found.Add(new EarlierAttempt(task.Id, number, log.Records[(int)seq]));
                var before = (OpenRecord)log.Records[(int)Evidence.OpenOf(log.Records[(int)seq])!.Value];
                end = before.Tasks.Single(t => t.Plan == task.Plan).Previous;
            }
        }

        return found;
    }
}
