using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Consultations.Replies;

namespace SpotCheck.DocService.Consultations.Merging;

internal enum DecisionOutcome
{
    /// <summary>采纳: in a version of the plan.</summary>
    Merged,

    /// <summary>不采纳: the disagreement stands on record.</summary>
    Rejected,
}

/// <summary>What the bureau made of one proposal, or of a refusal to take part. Written once.</summary>
internal sealed class ProposalDecision
{
    public required Guid Id { get; init; }

    public required Guid ConsultationId { get; init; }

    public required Guid ReplyId { get; init; }

    /// <summary>Name of the plan's column; <c>Reason</c> for what the partner wrote in words.</summary>
    public required string Field { get; init; }

    public required string Header { get; init; }

    public required string OldValue { get; init; }

    public required string NewValue { get; init; }

    /// <summary>The partner's reason.</summary>
    public required string Reason { get; init; }

    public required DecisionOutcome Outcome { get; init; }

    /// <summary>The bureau's position where it rejects.</summary>
    public required string Position { get; init; }

    public int? PlanVersion { get; init; }

    public required string DecidedBy { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }
}

internal sealed class ProposalDecisionConfiguration : IEntityTypeConfiguration<ProposalDecision>
{
    public void Configure(EntityTypeBuilder<ProposalDecision> builder)
    {
        builder.Property(decision => decision.Outcome).HasConversion<string>();
        builder.HasOne<ConsultationReply>().WithMany().HasForeignKey(decision => decision.ReplyId);
    }
}
