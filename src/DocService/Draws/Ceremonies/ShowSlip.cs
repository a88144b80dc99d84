using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Draws.Publication;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>开抽单: what is printed and signed before the dice are thrown. Whoever keeps it can later show that nothing was changed.</summary>
internal static class ShowSlip
{
    /// <param name="Link">Public page of the record; the QR code says the same.</param>
    /// <param name="QrCode">SVG.</param>
    /// <param name="Policy">What the cosignatures prove, or what their absence means, in words.</param>
    /// <param name="VerifierSha256">Of the offline verifier this service hands out.</param>
    /// <param name="VerifierAddress">Where that verifier stays, even when a newer one has taken its place.</param>
    public sealed record Response(
        string Title, string Desk, string Origin, long Seq, string Hash, string OpenedAt, string Deadline, long Size, string Root, string Checkpoint, int Cosignatures, int CosignaturesNeeded,
        string SecretCommitment, IReadOnlyList<SlipThrow> Throws, IReadOnlyList<SlipTask> Tasks, string Link, string QrCode, string Genesis, string Policy, string VerifierSha256, string VerifierAddress);

    public sealed record SlipThrow(string By, string Source, int? Count, string? Issue, string? Commitment);

    public sealed record SlipTask(string Id, long Attempt, string PlanHash, long RegisterSize, string RegisterRoot, string RosterRoot, string ConflictsRoot, long Objects);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, SpotCheckDb db, DrawLogs logs, ServiceSettings settings, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } ceremony)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if (ceremony.OpenSeq is not { } seq)
            return DrawRefusals.WrongState(ceremony.State, [CeremonyState.Opened]).ToProblem();
        await using var session = await logs.OpenAsync(db, ceremony.LogId, ct);
        var open = (OpenRecord)session.Log.Records[(int)seq];
        var all = await Checkpoints.AllAsync(db, session.Stored, ct);
        var firstContribution = session.Log.Records.OfType<ContribRecord>().FirstOrDefault(c => c.Open == seq)?.Seq ?? long.MaxValue;
        // The one that will stand in the evidence: cosigned enough, or the newest so far.
        var inRange = all.Where(c => c.Size > seq && c.Size <= firstContribution).ToList();
        var checkpoint = inRange.Find(c => c.Signatures.Count > session.Stored.Cosignatures) ?? inRange[^1];
        var link = $"{settings.PublicBaseUrl.ToString().TrimEnd('/')}/public/{session.Log.Genesis.LeafHash}/records/{seq}";
        return TypedResults.Ok(new Response(
            open.Ceremony, open.Desk, open.Log, seq, open.LeafHash.ToString(), open.OpenedAt, open.Deadline, checkpoint.Size, checkpoint.Root.ToString(), checkpoint.Note,
            checkpoint.Signatures.Count - 1, session.Stored.Cosignatures, open.Server.Commit.ToString(),
            [.. open.Expects.Select(e => new SlipThrow(e.By, DrawEvents.NameOf(e.Source, Reader.OfPapers), e.Count == 0 ? null : e.Count, e.Issue, e.Commit?.ToString()))],
            [.. open.Tasks.Select(t => new SlipTask(t.Id, t.Attempt, t.Plan.ToString(), t.Register.Size, t.Register.Root.ToString(), t.Roster.Root.ToString(), t.Conflicts.Root.ToString(), t.Quota.Sum()))],
            link, QrCodeOf($"{link}#{open.LeafHash}"), session.Log.Genesis.LeafHash.ToString(), DrawPolicies.SentenceOf(session.Stored, Reader.OfPapers), VerifierPage.Sha256, ServedVerifiers.AddressForPapers(settings)));
    }

    private static string QrCodeOf(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(4);
    }
}
