using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Draws.Ceremonies;

namespace SpotCheck.DocService.Draws.Declarations;

/// <summary>The way in for one drawn inspector and one draw. Only the hash of its token is kept.</summary>
internal sealed class RecusalLink
{
    public required Guid Id { get; init; }

    public required Guid CeremonyId { get; init; }

    public required string InspectorId { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }

    public required string MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnBecause { get; private set; }

    public void Withdraw(string because, DateTimeOffset at) => (WithdrawnAt, WithdrawnBecause) = (at, because);
}

internal sealed class RecusalLinkConfiguration : IEntityTypeConfiguration<RecusalLink>
{
    public void Configure(EntityTypeBuilder<RecusalLink> builder) => builder.HasOne<Ceremony>().WithMany().HasForeignKey(l => l.CeremonyId);
}
