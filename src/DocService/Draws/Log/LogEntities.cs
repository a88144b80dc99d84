using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>A witness's public key; the private key never leaves the witness's device.</summary>
internal sealed class WitnessKey
{
    public required string PersonId { get; init; }

    public required string BureauId { get; init; }

    /// <summary>Name in GENESIS and on cosignatures.</summary>
    public required string Name { get; set; }

    /// <summary>SPKI of a P-256 key, base64.</summary>
    public required string PublicKey { get; set; }

    public required DateTimeOffset EnrolledAt { get; set; }
}

/// <summary>A bureau's log. A bureau has at most one that is not closed.</summary>
internal sealed class StoredLog
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    public required string Origin { get; init; }

    /// <summary><c>policy.k</c>: cosignatures needed before the dice; 0 only by the bureau's policy.</summary>
    public required int Cosignatures { get; init; }

    /// <summary>The bureau's decision to draw without cosigning witnesses, such as the number of a document; null where they cosign.</summary>
    public string? UnwitnessedBy { get; init; }

    /// <summary>The log's signing key, PKCS#8, sealed by <see cref="SecretVault"/>.</summary>
    public required byte[] EncryptedKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>A desk of a log with its master secret, sealed by <see cref="SecretVault"/>.</summary>
internal sealed class StoredDesk
{
    public required Guid LogId { get; init; }

    public required string Name { get; init; }

    public required string DepartmentId { get; init; }

    public required int Secrets { get; init; }

    public required byte[] EncryptedMaster { get; init; }
}

/// <summary>Which person stands behind a witness of GENESIS.</summary>
internal sealed class LogWitness
{
    public required Guid LogId { get; init; }

    public required string PersonId { get; init; }

    public required string Name { get; init; }
}

/// <summary>One record of a log as its canonical bytes.</summary>
internal sealed class StoredRecord
{
    public required Guid LogId { get; init; }

    public required long Seq { get; init; }

    public required string Kind { get; init; }

    public required byte[] Body { get; init; }

    public required DateTimeOffset AppendedAt { get; init; }
}

/// <summary>A secret that an OPEN or REOPEN has committed; its key makes a second use impossible.</summary>
internal sealed class UsedSecret
{
    public required Guid LogId { get; init; }

    public required string Desk { get; init; }

    public required long SecretIndex { get; init; }

    public required long Seq { get; init; }
}

internal sealed class StoredCheckpoint
{
    public required Guid LogId { get; init; }

    public required long Size { get; init; }

    public required string Root { get; init; }

    public required string SignatureLine { get; init; }

    public required DateTimeOffset SignedAt { get; init; }
}

internal sealed class Cosignature
{
    public required Guid LogId { get; init; }

    public required long Size { get; init; }

    public required string Witness { get; init; }

    public required string SignatureLine { get; init; }

    public required DateTimeOffset SignedAt { get; init; }
}

internal sealed class LogConfiguration :
    IEntityTypeConfiguration<WitnessKey>, IEntityTypeConfiguration<StoredLog>, IEntityTypeConfiguration<StoredDesk>, IEntityTypeConfiguration<LogWitness>,
    IEntityTypeConfiguration<StoredRecord>, IEntityTypeConfiguration<UsedSecret>, IEntityTypeConfiguration<StoredCheckpoint>, IEntityTypeConfiguration<Cosignature>
{
    public void Configure(EntityTypeBuilder<WitnessKey> builder) => builder.HasKey(k => k.PersonId);

    public void Configure(EntityTypeBuilder<StoredLog> builder) => builder.HasKey(l => l.Id);

    public void Configure(EntityTypeBuilder<StoredDesk> builder)
    {
        builder.HasKey(d => new { d.LogId, d.Name });
        builder.HasOne<StoredLog>().WithMany().HasForeignKey(d => d.LogId);
    }

    public void Configure(EntityTypeBuilder<LogWitness> builder)
    {
        builder.HasKey(w => new { w.LogId, w.PersonId });
        builder.HasOne<StoredLog>().WithMany().HasForeignKey(w => w.LogId);
    }

    public void Configure(EntityTypeBuilder<StoredRecord> builder)
    {
        builder.HasKey(r => new { r.LogId, r.Seq });
        builder.HasOne<StoredLog>().WithMany().HasForeignKey(r => r.LogId);
    }

    public void Configure(EntityTypeBuilder<UsedSecret> builder)
    {
        builder.HasKey(s => new { s.LogId, s.Desk, s.SecretIndex });
        builder.HasOne<StoredRecord>().WithMany().HasForeignKey(s => new { s.LogId, s.Seq });
    }

    public void Configure(EntityTypeBuilder<StoredCheckpoint> builder)
    {
        builder.HasKey(c => new { c.LogId, c.Size });
        builder.HasOne<StoredLog>().WithMany().HasForeignKey(c => c.LogId);
    }

    public void Configure(EntityTypeBuilder<Cosignature> builder)
    {
        builder.HasKey(c => new { c.LogId, c.Size, c.Witness });
        builder.HasOne<StoredCheckpoint>().WithMany().HasForeignKey(c => new { c.LogId, c.Size });
    }
}
