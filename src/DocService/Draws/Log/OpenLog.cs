using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>
/// A section head opens the bureau's log for a year: signing key and desk secrets are made, GENESIS publishes their hashes and the witnesses' keys.
/// Everything a draw could be steered by is fixed from here on.
/// </summary>
internal static class OpenLog
{
    /// <param name="Year">Calendar year of the plans.</param>
    /// <param name="Cosignatures"><c>policy.k</c>: how many witnesses must cosign before the dice. 0 only by the bureau's own policy.</param>
    /// <param name="Witnesses">Persons who have enrolled a key.</param>
    /// <param name="UnwitnessedBy">With 0 cosignatures: the bureau's decision that allows it, such as the number of a document. It is shown wherever the draws are.</param>
    /// <param name="Secrets">Draws and re-draws a section can hold in the year, 1 to 4096; null for 512.</param>
    public sealed record Request(int Year, int Cosignatures, IReadOnlyList<string> Witnesses, int? Secrets, string? UnwitnessedBy = null);

    public static async Task<Results<Ok<ShowLog.Response>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, DrawLogs logs, SecretVault vault, ServiceSettings settings,
        Reader reader, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var secrets = request.Secrets ?? 512;
        if (request.Year is < 2015 or > 2100 || secrets is < 1 or > Protocol.MaxSecrets || request.Cosignatures < 0 || request.Cosignatures > request.Witnesses.Distinct(StringComparer.Ordinal).Count())
            return DrawRefusals.LogTerms(request.Witnesses.Count).ToProblem();
        if (request.Cosignatures == 0 ? !TextRules.IsFreeText(request.UnwitnessedBy?.Trim() ?? "") : request.UnwitnessedBy is not null)
            return DrawRefusals.Unwitnessed.ToProblem();
        if (await db.Set<StoredLog>().AnyAsync(l => l.BureauId == bureau && l.ClosedAt == null, ct))
            return DrawRefusals.LogAlreadyOpen.ToProblem();
        var origin = $"{settings.PublicBaseUrl.Authority}{settings.PublicBaseUrl.AbsolutePath.TrimEnd('/')}/{bureau}/{request.Year}";
        var earlier = await db.Set<StoredLog>().CountAsync(l => l.BureauId == bureau && (l.Origin == origin || l.Origin.StartsWith(origin + "-")), ct);
        if (earlier > 0)
            origin = $"{origin}-{earlier + 1}";
        var keys = await db.Set<WitnessKey>().AsNoTracking().Where(k => k.BureauId == bureau && request.Witnesses.Contains(k.PersonId)).OrderBy(k => k.Name).ToListAsync(ct);
        if (keys.Count != request.Witnesses.Distinct(StringComparer.Ordinal).Count())
            return DrawRefusals.WitnessNotEnrolled.ToProblem();
        var sections = await db.Set<Department>().AsNoTracking().Where(d => d.BureauId == bureau && d.Kind == DepartmentKind.Section).OrderBy(d => d.Id).ToListAsync(ct);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var log = new StoredLog
        {
            Id = id, BureauId = bureau, Origin = origin, Cosignatures = request.Cosignatures, UnwitnessedBy = request.UnwitnessedBy?.Trim().Normalize(),
            EncryptedKey = vault.Seal(key.ExportPkcs8PrivateKey(), LogSession.KeyPurpose(id)), CreatedAt = clock.GetUtcNow(),
        };
        db.Add(log);
        db.AddRange(keys.Select(k => new LogWitness { LogId = id, PersonId = k.PersonId, Name = k.Name }));
        var desks = new List<Desk>();
        foreach (var section in sections)
        {
            var master = RandomNumberGenerator.GetBytes(Digest.Size);
            db.Add(new StoredDesk
            {
                LogId = id, Name = section.Name, DepartmentId = section.Id, Secrets = secrets,
                EncryptedMaster = vault.Seal(master, LogSession.MasterPurpose(id, section.Name)),
            });
            desks.Add(new Desk(section.Name, new SecretTree(Digest.FromBytes(master), secrets).Root, secrets));
            CryptographicOperations.ZeroMemory(master);
        }

        var genesis = new GenesisRecord(origin, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
            keys.ConvertAll(k => new Witness(k.Name, k.PublicKey)), request.Cosignatures, desks);
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException taken) when (DatabaseFaults.IsUniqueViolation(taken))
            {
                return DrawRefusals.LogAlreadyOpen.ToProblem();
            }

            db.Add(new StoredRecord { LogId = id, Seq = 0, Kind = genesis.Kind, Body = genesis.Canonical.ToArray(), AppendedAt = clock.GetUtcNow() });
            audit.Record(official, "draw-log.opened", "draw-log", origin, after: new { Genesis = genesis.LeafHash.ToString(), log.Cosignatures, log.UnwitnessedBy });
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        db.ChangeTracker.Clear();
        await using (var session = await logs.OpenAsync(db, id, ct))
        {
            session.Sign();
            await session.CommitAsync(ct);
        }

        return TypedResults.Ok(await ShowLog.DescribeAsync(log, db, logs, reader, ct));
    }
}
