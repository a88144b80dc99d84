using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>A witness cosigns a checkpoint of the log, signed on his own device after it was compared with the last one he kept.</summary>
internal static class CosignCheckpoint
{
    /// <param name="Size">Size of the checkpoint.</param>
    /// <param name="Signature">ECDSA P-256 with SHA-256 over the checkpoint's three lines, DER, base64.</param>
    public sealed record Request(long Size, string Signature);

    public sealed record Response(string Checkpoint, int Cosignatures);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await ShowLog.CurrentAsync(db, bureau, ct) is not { } current)
            return DrawRefusals.NoLog.ToProblem();
        await using var session = await logs.OpenAsync(db, current.Id, ct);
        var witness = await db.Set<LogWitness>().AsNoTracking().SingleOrDefaultAsync(w => w.LogId == current.Id && w.PersonId == official.Id, ct);
        if (witness is null)
            return DrawRefusals.WitnessNotEnrolled.ToProblem();
        if (await Checkpoints.FindAsync(db, current, request.Size, ct) is not { } checkpoint)
            return DrawRefusals.Cosignature("size").ToProblem();
        var signature = new byte[request.Signature.Length];
        if (!Convert.TryFromBase64String(request.Signature, signature, out var length))
            return DrawRefusals.Cosignature("base64").ToProblem();
        if (!SignatureKey.TryRead(session.Log.Genesis.Witnesses.First(w => w.Name == witness.Name).Key, out var key))
            throw new InvalidOperationException("GENESIS was read with a key that is none.");

        var line = NoteSignature.Of(witness.Name, key, signature.AsSpan(0, length));
        var own = checkpoint with { Signatures = [checkpoint.Signatures[0], line] };
        if (own.CheckSignatures(session.Log.Genesis, 1) is { } violation)
            return DrawRefusals.Cosignature(violation.Where).ToProblem();
        if (!checkpoint.Signatures.Any(s => s.Name == witness.Name))
        {
            db.Add(new Cosignature { LogId = current.Id, Size = request.Size, Witness = witness.Name, SignatureLine = line.Line, SignedAt = clock.GetUtcNow() });
            audit.Record(official, "checkpoint.cosigned", "draw-log", current.Origin, after: new { request.Size, Root = checkpoint.Root.ToString() });
            await session.CommitAsync(ct);
            checkpoint = (await Checkpoints.FindAsync(db, current, request.Size, ct))!;
        }

        return TypedResults.Ok(new Response(checkpoint.Note, checkpoint.Signatures.Count - 1));
    }
}
