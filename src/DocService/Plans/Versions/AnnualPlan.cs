using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Plans.Versions;

/// <summary>年度抽查计划 of a bureau. What it says is in its versions.</summary>
internal sealed class AnnualPlan
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    public required int Year { get; init; }

    /// <summary>1 for the bureau's first plan of the year, 2 for its second: plans of one year must not share task numbers.</summary>
    public required int Ordinal { get; init; }

    public required string Title { get; init; }

    /// <summary>What stands before the number of a task: 2023, 2023-2.</summary>
    public string Series => Ordinal == 1 ? $"{Year}" : $"{Year}-{Ordinal}";
}

internal enum PlanVersionStatus
{
    /// <summary>草稿: the clerk works on it.</summary>
    Draft,

    /// <summary>已提交: waits for the section head, nobody changes it.</summary>
    Submitted,

    /// <summary>已通过: never changes again, not even by the database's owner through the service.</summary>
    Adopted,
}

/// <summary>One version of a plan. Only the latest can be other than adopted.</summary>
internal sealed class PlanVersion
{
    public required Guid PlanId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    public PlanVersionStatus Status { get; private set; }

    /// <summary>Rises with every change of the draft; whoever saves must have seen the latest.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>JSON of <see cref="PlanContent"/>.</summary>
    public required string Content { get; set; }

    /// <summary>Why the plan is changed; required from version 2 on.</summary>
    public required string? Reason { get; init; }

    /// <summary>Name of the file it was read from; null if it came from a grid.</summary>
    public string? SourceFile { get; set; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? SubmittedBy { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    public string? AdoptedBy { get; private set; }

    public DateTimeOffset? AdoptedAt { get; private set; }

    /// <summary>What the section head wants changed, until it is submitted again.</summary>
    public string? ReturnedBecause { get; private set; }

    /// <summary>The next draft, with the content in force, to be changed.</summary>
    public static PlanVersion After(PlanVersion adopted, string reason, string by, DateTimeOffset at) => new()
    {
        PlanId = adopted.PlanId, Number = adopted.Number + 1, Content = adopted.Content, Reason = reason, SourceFile = null, CreatedBy = by, CreatedAt = at,
    };

    public void Replace(string content, string? sourceFile)
    {
        Content = content;
        SourceFile = sourceFile ?? SourceFile;
        Revision++;
    }

    public void Submit(string by, DateTimeOffset at)
    {
        (Status, SubmittedBy, SubmittedAt, ReturnedBecause) = (PlanVersionStatus.Submitted, by, at, null);
        Revision++;
    }

    public void Return(string because)
    {
        (Status, SubmittedBy, SubmittedAt, ReturnedBecause) = (PlanVersionStatus.Draft, null, null, because);
        Revision++;
    }

    public void Adopt(string by, DateTimeOffset at)
    {
        (Status, AdoptedBy, AdoptedAt) = (PlanVersionStatus.Adopted, by, at);
        Revision++;
    }
}

/// <summary>How a bureau draws unless a task says otherwise.</summary>
internal sealed class PlanDefaults
{
    public required string BureauId { get; init; }

    /// <summary>JSON of <see cref="DrawTerms.DrawDefaults"/>.</summary>
    public required string Terms { get; set; }
}

internal sealed class AnnualPlanConfiguration : IEntityTypeConfiguration<AnnualPlan>
{
    public void Configure(EntityTypeBuilder<AnnualPlan> builder) => builder.Ignore(plan => plan.Series);
}

internal sealed class PlanVersionConfiguration : IEntityTypeConfiguration<PlanVersion>
{
    public void Configure(EntityTypeBuilder<PlanVersion> builder)
    {
        builder.HasKey(version => new { version.PlanId, version.Number });
        builder.HasOne<AnnualPlan>().WithMany().HasForeignKey(version => version.PlanId);
        builder.Property(version => version.Status).HasConversion<string>();
        builder.Property(version => version.Revision).IsConcurrencyToken();
    }
}

internal sealed class PlanDefaultsConfiguration : IEntityTypeConfiguration<PlanDefaults>
{
    public void Configure(EntityTypeBuilder<PlanDefaults> builder) => builder.HasKey(defaults => defaults.BureauId);
}
