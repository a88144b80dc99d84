using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>The bureau's open log: its root of trust, its policy and the newest checkpoint.</summary>
internal static class ShowLog
{
    public sealed record WitnessEntry(string Person, string Name, string PublicKey);

    public sealed record DeskEntry(string Name, string Department, int Secrets, long Used);

    /// <param name="PolicyNote">Where no witness need cosign: what that means, in words; null otherwise.</param>
    /// <param name="GenesisHash">Compare with the published one: whoever verifies starts from it.</param>
    public sealed record Response(
        Guid Id, string Origin, string GenesisHash, int Cosignatures, string? PolicyNote, IReadOnlyList<WitnessEntry> Witnesses, IReadOnlyList<DeskEntry> Desks, long Size, string Checkpoint);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(string bureau, SpotCheckDb db, DrawLogs logs, Reader reader, CancellationToken ct) =>
        await CurrentAsync(db, bureau, ct) is { } log
            ? TypedResults.Ok(await DescribeAsync(log, db, logs, reader, ct))
            : DrawRefusals.NoLog.ToProblem();

    public static Task<StoredLog?> CurrentAsync(SpotCheckDb db, string bureau, CancellationToken ct) =>
        db.Set<StoredLog>().AsNoTracking().SingleOrDefaultAsync(l => l.BureauId == bureau && l.ClosedAt == null, ct);

    public static async Task<Response> DescribeAsync(StoredLog log, SpotCheckDb db, DrawLogs logs, Reader reader, CancellationToken ct)
    {
        var witnesses = await db.Set<LogWitness>().AsNoTracking().Where(w => w.LogId == log.Id).ToListAsync(ct);
        var desks = await (
            from desk in db.Set<StoredDesk>().AsNoTracking()
            where desk.LogId == log.Id
            join department in db.Set<Department>() on desk.DepartmentId equals department.Id
            orderby desk.Name
            select new { desk.Name, desk.DepartmentId, desk.Secrets }).ToListAsync(ct);
        var newest = (await Checkpoints.AllAsync(db, log, ct))[^1];
        return await logs.ReadAsync(db, log.Id, memory => new Response(
            log.Id, log.Origin, memory.Genesis.LeafHash.ToString(), log.Cosignatures, DrawPolicies.NoteOf(log, reader),
            [.. memory.Genesis.Witnesses.Select(w => new WitnessEntry(witnesses.Find(p => p.Name == w.Name)!.PersonId, w.Name, w.Key))],
            desks.ConvertAll(d => new DeskEntry(d.Name, d.DepartmentId, d.Secrets, memory.NextSecretIndex(d.Name))),
            newest.Size, newest.Note), ct);
    }
}
