using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>One transaction on one log. What is appended and signed here is there for everybody after the commit, or never was.</summary>
internal sealed class LogSession(
    SpotCheckDb db, IDbContextTransaction transaction, DrawLogs.Copy copy, StoredLog stored, SecretVault vault, TimeProvider clock) : IAsyncDisposable
{
    private bool ahead;

    public DrawLog Log => copy.Log ?? throw new InvalidOperationException("The log has no GENESIS.");

    public StoredLog Stored => stored;

    public void Append(LogRecord record)
    {
        ahead = true;
        if (copy.Log is null)
            copy.Log = new DrawLog((GenesisRecord)record);
        else
            Log.Append(record);
        db.Add(new StoredRecord { LogId = stored.Id, Seq = record.Seq, Kind = record.Kind, Body = record.Canonical.ToArray(), AppendedAt = clock.GetUtcNow() });
        if (record is IOpening opening)
            db.Add(new UsedSecret { LogId = stored.Id, Desk = opening.Desk, SecretIndex = opening.Server.Index, Seq = opening.Seq });
    }

    /// <summary>Signs a checkpoint over everything appended so far.</summary>
    public Checkpoint Sign()
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(vault.Open(stored.EncryptedKey, KeyPurpose(stored.Id)), out _);
        var bytes = Checkpoint.SignedBytes(Log.Origin, Log.NextSeq, Log.Tree.Root);
        if (!SignatureKey.TryRead(Log.Genesis.Key, out var publicKey))
            throw new InvalidOperationException("GENESIS was read with a key that is none.");
        var line = NoteSignature.Of(Log.Origin, publicKey, key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        db.Add(new StoredCheckpoint
        {
            LogId = stored.Id, Size = Log.NextSeq, Root = Log.Tree.Root.ToString(), SignatureLine = line.Line, SignedAt = clock.GetUtcNow(),
        });
        return new Checkpoint(Log.Origin, Log.NextSeq, Log.Tree.Root, [line]);
    }

    /// <summary>The secrets of a desk.</summary>
    public async Task<SecretTree> SecretsOfAsync(string desk, CancellationToken ct)
    {
        var row = await db.Set<StoredDesk>().AsNoTracking().SingleAsync(d => d.LogId == stored.Id && d.Name == desk, ct);
        return new SecretTree(Digest.FromBytes(vault.Open(row.EncryptedMaster, MasterPurpose(stored.Id, desk))), row.Secrets);
    }

    public async Task CommitAsync(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        ahead = false;
    }

    public async ValueTask DisposeAsync()
    {
        if (ahead)
            copy.Log = null;
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            copy.Turn.Release();
        }
    }

    public static string KeyPurpose(Guid log) => $"log-key/{log}";

    public static string MasterPurpose(Guid log, string desk) => $"desk-master/{log}/{desk}";
}
