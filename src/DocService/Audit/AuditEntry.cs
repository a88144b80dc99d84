using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Audit;

/// <summary>One official act. The database numbers and chains it (trigger <c>audit_entry_append</c>) and lets nobody change it.</summary>
internal sealed class AuditEntry
{
    public long Seq { get; private init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Person id, or <c>system</c>; of a refused attempt, who the sign-in says it was.</summary>
    public required string Official { get; init; }

    public required string Bureau { get; init; }

    /// <summary>Stable English name, <c>plan.adopted</c>.</summary>
    public required string Act { get; init; }

    public required string ObjectKind { get; init; }

    public required string ObjectId { get; init; }

    public string? BeforeHash { get; init; }

    public string? AfterHash { get; init; }

    public string PreviousHash { get; private init; } = "";

    public string Hash { get; private init; } = "";
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(entry => entry.Seq);
        builder.Property(entry => entry.Seq).ValueGeneratedOnAdd();
        builder.Property(entry => entry.PreviousHash).ValueGeneratedOnAdd();
        builder.Property(entry => entry.Hash).ValueGeneratedOnAdd();
    }
}
