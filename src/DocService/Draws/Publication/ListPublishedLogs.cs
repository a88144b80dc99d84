using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Publication;

/// <summary>All logs of the installation and the draws of each, overdue ones marked.</summary>
internal static class ListPublishedLogs
{
    /// <param name="Policy">What the cosignatures prove, or what their absence means, in words.</param>
    public sealed record LogEntry(string Genesis, string Origin, string Bureau, int Cosignatures, long Size, bool Closed, string Policy);

    /// <param name="Drawn">Whether there is a result to ask about.</param>
    public sealed record DrawEntry(long Seq, string Ceremony, string Desk, string OpenedAt, string Deadline, string StateName, bool Overdue, bool Drawn, IReadOnlyList<string> Tasks);

    public static async Task<Ok<List<LogEntry>>> Handle(SpotCheckDb db, DrawLogs logs, Reader reader, HttpResponse response, CancellationToken ct)
    {
        PublishedLogs.MayBeKept(response, forEver: false);
        var entries = new List<LogEntry>();
        foreach (var log in await (from l in db.Set<StoredLog>().AsNoTracking() join b in db.Set<Bureau>() on l.BureauId equals b.Id orderby l.Origin select new { Log = l, b.Name }).ToListAsync(ct))
            entries.Add(await logs.ReadAsync(db, log.Log.Id, memory => new LogEntry(memory.Genesis.LeafHash.ToString(), memory.Origin, log.Name, memory.Genesis.Cosignatures, memory.NextSeq, log.Log.ClosedAt is not null, DrawPolicies.SentenceOf(log.Log, reader)), ct));
        return TypedResults.Ok(entries);
    }

    public static async Task<Results<Ok<List<DrawEntry>>, RefusalResult>> Draws(string genesis, SpotCheckDb db, DrawLogs logs, Reader reader, TimeProvider clock, HttpResponse response, CancellationToken ct)
    {
        if (await PublishedLogs.FindAsync(db, genesis, ct) is not { } log)
            return PublishedLogs.Unknown.ToProblem();
        PublishedLogs.MayBeKept(response, forEver: false);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(await logs.ReadAsync(db, log.Id, memory => memory.Records.OfType<OpenRecord>().Select(open => Describe(memory, open, reader, now)).Reverse().ToList(), ct));
    }

    private static DrawEntry Describe(DrawLog log, OpenRecord open, Reader reader, DateTimeOffset now)
    {
        var history = log.HistoryOf(open.Seq);
        var state = CeremonyAccess.StateOf(history);
        var deadline = history.Pending?.Opening is ReopenRecord reopen ? reopen.Deadline : open.Deadline;
        var overdue = history.Pending is not null && DateTimeOffset.Parse(deadline, System.Globalization.CultureInfo.InvariantCulture) < now;
        return new DrawEntry(open.Seq, open.Ceremony, open.Desk, open.OpenedAt, deadline, DrawRefusals.NameOf(state, reader), overdue, history.Result is not null, [.. open.Tasks.Select(t => t.Id)]);
    }
}
