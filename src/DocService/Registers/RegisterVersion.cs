using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Registers;

/// <summary>A numbered state of a register. The open one takes changes; a draw closes it, and a closed one never changes again.</summary>
internal sealed class RegisterVersion
{
    public required string BureauId { get; init; }

    public required RegisterKind Kind { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    public VersionState State { get; private set; } = VersionState.Open;

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Person id, or <c>system</c>.</summary>
    public required string OpenedBy { get; init; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedBy { get; private set; }

    public void Close(string by, DateTimeOffset at)
    {
        if (State == VersionState.Closed)
            throw new InvalidOperationException("This version is closed already.");
        (State, ClosedBy, ClosedAt) = (VersionState.Closed, by, at);
    }
}

internal enum VersionState
{
    Open,
    Closed,
}

/// <summary>One bureau's register of a kind.</summary>
internal sealed class Register
{
    public required string BureauId { get; init; }

    public required RegisterKind Kind { get; init; }

    /// <summary>Grows with every change, so that a preview knows whether it still holds.</summary>
    public long Edits { get; set; }
}

/// <summary>A row of the 检查对象名录库, valid in the versions from <see cref="FromVersion"/> to before <see cref="ToVersion"/>.</summary>
internal sealed class Target
{
    public required string BureauId { get; init; }

    /// <summary>统一社会信用代码, or a legacy 15-digit 注册号.</summary>
    public required string Id { get; init; }

    public required int FromVersion { get; init; }

    public int? ToVersion { get; init; }

    public required string Name { get; init; }

    public string? EntityType { get; init; }

    public string? Industry { get; init; }

    public string[]? Tags { get; init; }

    /// <summary>A to D, or <c>null</c>.</summary>
    public string? RiskClass { get; init; }

    /// <summary>管辖单位.</summary>
    public string? Area { get; init; }

    public string? Region { get; init; }

    public string? Address { get; init; }

    public DateOnly? RegisteredOn { get; init; }

    public string? Authority { get; init; }

    public string? Status { get; init; }

    public string? Representative { get; init; }

    public string? Phone { get; init; }
}

/// <summary>A row of the 执法检查人员名录库, with versions like <see cref="Target"/>.</summary>
internal sealed class Inspector
{
    public required string BureauId { get; init; }

    /// <summary>工号.</summary>
    public required string Id { get; init; }

    public required int FromVersion { get; init; }

    public int? ToVersion { get; init; }

    public required string Name { get; init; }

    public required string Unit { get; init; }

    public string? Position { get; init; }

    public string? CertificateNumber { get; init; }

    public DateOnly? CertificateUntil { get; init; }

    public string[]? Qualifications { get; init; }

    public string? Region { get; init; }

    public string? Phone { get; init; }

    /// <summary>Takes part in draws.</summary>
    public required bool Active { get; init; }
}

/// <summary>回避: an inspector, or everybody of a unit, must not check a target.</summary>
internal sealed class Recusal
{
    public long Id { get; private init; }

    public required string BureauId { get; init; }

    public required string TargetId { get; init; }

    public string? InspectorId { get; init; }

    public string? Unit { get; init; }

    public required string Ground { get; init; }

    public required DateTimeOffset DeclaredAt { get; init; }

    public required string DeclaredBy { get; init; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnBy { get; private set; }

    public void Withdraw(string by, DateTimeOffset at) => (WithdrawnBy, WithdrawnAt) = (by, at);
}

internal sealed class RegisterConfiguration
    : IEntityTypeConfiguration<Register>, IEntityTypeConfiguration<RegisterVersion>, IEntityTypeConfiguration<Target>, IEntityTypeConfiguration<Inspector>, IEntityTypeConfiguration<Recusal>
{
    public void Configure(EntityTypeBuilder<Register> builder)
    {
        builder.HasKey(r => new { r.BureauId, r.Kind });
        builder.Property(r => r.Kind).HasConversion(kind => kind.Code(), code => RegisterKinds.Parse(code)!.Value);
        builder.Property(r => r.Edits).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<RegisterVersion> builder)
    {
        builder.HasKey(v => new { v.BureauId, v.Kind, v.Number });
        builder.HasOne<Register>().WithMany().HasForeignKey(v => new { v.BureauId, v.Kind });
        builder.Property(v => v.Kind).HasConversion(kind => kind.Code(), code => RegisterKinds.Parse(code)!.Value);
        builder.Property(v => v.State).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<Target> builder) => builder.HasKey(t => new { t.BureauId, t.Id, t.FromVersion });

    public void Configure(EntityTypeBuilder<Inspector> builder) => builder.HasKey(i => new { i.BureauId, i.Id, i.FromVersion });

    public void Configure(EntityTypeBuilder<Recusal> builder) => builder.Property(r => r.Id).ValueGeneratedOnAdd();
}
