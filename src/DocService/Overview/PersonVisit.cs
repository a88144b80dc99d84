using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Overview;

/// <summary>How far a person has read what others did.</summary>
internal sealed class PersonVisit
{
    public required string PersonId { get; init; }

    /// <summary>The last entry of the audit trail he has seen.</summary>
    public required long SeenUpTo { get; set; }

    public required DateTimeOffset At { get; set; }
}

internal sealed class PersonVisitConfiguration : IEntityTypeConfiguration<PersonVisit>
{
    public void Configure(EntityTypeBuilder<PersonVisit> builder) => builder.HasKey(visit => visit.PersonId);
}
