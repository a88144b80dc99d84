using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Publication;

/// <summary>The log itself: records as their canonical bytes, checkpoints as signed notes, proofs that one is a beginning of the other.</summary>
internal static class ReadPublishedLog
{
    /// <summary>Most records one answer carries.</summary>
    private const int PageSize = 1000;

    public sealed record ConsistencyResponse(long From, long To, IReadOnlyList<string> Proof);

    public static async Task<IResult> Checkpoint(string genesis, string size, SpotCheckDb db, HttpResponse response, CancellationToken ct)
    {
        if (await PublishedLogs.FindAsync(db, genesis, ct) is not { } log)
            return PublishedLogs.Unknown.ToProblem();
        var wanted = size == "latest" ? await db.Set<StoredCheckpoint>().Where(c => c.LogId == log.Id).MaxAsync(c => c.Size, ct)
            : long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (await Checkpoints.FindAsync(db, log, wanted, ct) is not { } checkpoint)
            return PublishedLogs.NoRecord.ToProblem();
        PublishedLogs.MayBeKept(response, forEver: false);
        return TypedResults.Text(checkpoint.Note, "text/plain; charset=utf-8");
    }

    public static async Task<IResult> Record(string genesis, long seq, SpotCheckDb db, HttpResponse response, CancellationToken ct)
    {
        if (await PublishedLogs.FindAsync(db, genesis, ct) is not { } log)
            return PublishedLogs.Unknown.ToProblem();
        if (await db.Set<StoredRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.LogId == log.Id && r.Seq == seq, ct) is not { } record)
            return PublishedLogs.NoRecord.ToProblem();
        PublishedLogs.MayBeKept(response, forEver: true);
        return TypedResults.Bytes(record.Body, "application/json");
    }

    /// <summary>Records from a seq on, one per line, at most 1,000.</summary>
    public static async Task<IResult> Records(string genesis, long? from, SpotCheckDb db, HttpResponse response, CancellationToken ct)
    {
        if (await PublishedLogs.FindAsync(db, genesis, ct) is not { } log)
            return PublishedLogs.Unknown.ToProblem();
        var first = Math.Max(0, from ?? 0);
        var bodies = await db.Set<StoredRecord>().AsNoTracking().Where(r => r.LogId == log.Id && r.Seq >= first && r.Seq < first + PageSize).OrderBy(r => r.Seq).Select(r => r.Body).ToListAsync(ct);
        PublishedLogs.MayBeKept(response, forEver: bodies.Count == PageSize);
        return TypedResults.Bytes(bodies.SelectMany(body => body.Append((byte)'\n')).ToArray(), "application/jsonl");
    }

    public static async Task<IResult> Consistency(string genesis, long from, long to, SpotCheckDb db, DrawLogs logs, HttpResponse response, CancellationToken ct)
    {
        if (await PublishedLogs.FindAsync(db, genesis, ct) is not { } log)
            return PublishedLogs.Unknown.ToProblem();
        var proof = await logs.ReadAsync(db, log.Id, memory => from >= 1 && from <= to && to <= memory.NextSeq ? memory.Tree.Consistency(from, to) : null, ct);
        if (proof is null)
            return PublishedLogs.NoRecord.ToProblem();
        PublishedLogs.MayBeKept(response, forEver: true);
        return TypedResults.Json(new ConsistencyResponse(from, to, [.. proof.Select(h => h.ToString())]));
    }
}
