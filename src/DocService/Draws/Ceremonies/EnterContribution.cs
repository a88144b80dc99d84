using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>The next contribution, typed twice by the person the open slip names, after the open checkpoint was cosigned.</summary>
internal static class EnterContribution
{
    /// <param name="Value">Dice as one string of digits, lottery numbers with single spaces, or the text of a phrase.</param>
    /// <param name="Again">The same, typed a second time.</param>
    /// <param name="Nonce">For a phrase: the nonce of its commitment.</param>
    public sealed record Request(string Value, string Again, string? Nonce);

    public sealed record Response(long Seq, int Received, int Expected);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } found)
            return DrawRefusals.NoSuchDraw.ToProblem();
        await using var session = await logs.OpenAsync(db, found.LogId, ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if (ceremony.Demand(CeremonyState.Opened, CeremonyState.Redrawing) is { } refusal)
            return refusal.ToProblem();
        var history = session.Log.HistoryOf(ceremony.OpenSeq!.Value);
        if (history.Pending is not { HasAllContributions: false } pending)
            return DrawRefusals.WrongState(CeremonyState.Contributed, [CeremonyState.Opened]).ToProblem();

        var position = pending.Contributions.Count;
        var expected = pending.Opening.Expects[position];
        if (ceremony.CurrentExpects[position].Person != official.Id)
            return DrawRefusals.NotTheWitness.ToProblem();
        if (request.Value != request.Again)
            return DrawRefusals.DiceMismatch.ToProblem();
        var value = new ContributionValue(request.Value.Normalize(), request.Nonce);
        if (Contributions.CheckValue(value, expected) is { } violation)
            return DrawRefusals.Contribution(violation).ToProblem();
        if (position == 0 && await OpenCheckpoint.CosignaturesAsync(db, session, pending.Opening, ct) is var cosigned && cosigned < session.Stored.Cosignatures)
            return DrawRefusals.NotCosigned(session.Stored.Cosignatures, Math.Max(0, cosigned)).ToProblem();

        var record = new ContribRecord(session.Log.Origin, session.Log.NextSeq, pending.Opening.Seq, position, expected.By, expected.Source, value);
        if (CeremonyAccess.Append(session, history, ceremony, record) is { } broken)
            return broken.ToProblem();
        audit.Record(official, "draw.contributed", "draw", id.ToString(), after: new { record.Seq, record.Position });
        await session.CommitAsync(ct);
        return TypedResults.Ok(new Response(record.Seq, position + 1, pending.Opening.Expects.Count));
    }
}
