using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Declarations;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>How far a ceremony is, small enough to be asked every few seconds by every device in the room.</summary>
internal static class ShowProgress
{
    /// <param name="Version">Changes whenever anything of the draw has changed; then read the draw anew.</param>
    public sealed record Response(
        string Version, CeremonyState State, string StateName, int Cosignatures, int CosignaturesNeeded, int Received, int Expected, string? WaitingFor, DateTimeOffset Deadline, bool Overdue);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(string bureau, Guid id, SpotCheckDb db, DrawLogs logs, Reader reader, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Set<Ceremony>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.BureauId == bureau, ct) is not { } ceremony)
            return DrawRefusals.NoSuchDraw.ToProblem();
        var needed = await db.Set<StoredLog>().Where(l => l.Id == ceremony.LogId).Select(l => l.Cosignatures).SingleAsync(ct);
        var opened = ceremony.OpenSeq is not { } open ? (OpeningFacts?)null : await logs.ReadAsync(db, ceremony.LogId, log => OpeningFacts.Of(log.HistoryOf(open), log), ct);
        var cosigned = opened is { } facts ? await OpenCheckpoint.CosignaturesAsync(db, ceremony.LogId, facts.Seq, facts.FirstContribution, ct) : 0;
        var declared = opened is null ? "" : await ListDeclarations.VersionAsync(db, id, ct);
        var received = opened?.Received ?? 0;
        var expects = ceremony.CurrentExpects;
        return TypedResults.Ok(new Response(
            string.Create(CultureInfo.InvariantCulture, $"{ceremony.State}/{opened?.Last ?? -1}/{cosigned}/{declared}"), ceremony.State, DrawRefusals.NameOf(ceremony.State, reader),
            Math.Max(0, cosigned), needed, received, expects.Count, opened is { Waiting: true } && received < expects.Count ? expects[received].By : null, ceremony.CurrentDeadline, ceremony.IsOverdue(clock.GetUtcNow())));
    }

    /// <summary>Of the newest opening of a draw.</summary>
    private readonly record struct OpeningFacts(long Seq, long FirstContribution, int Received, bool Waiting, long Last)
    {
        public static OpeningFacts Of(DrawHistory history, DrawLog log)
        {
            var newest = history.Openings[^1];
            var first = log.Records.Skip((int)newest.Opening.Seq).OfType<ContribRecord>().FirstOrDefault(c => c.Open == newest.Opening.Seq)?.Seq ?? log.NextSeq;
            return new(newest.Opening.Seq, first, newest.Contributions.Count, history.Pending is not null, Evidence.LastOf(log, history.Open.Seq));
        }
    }
}
