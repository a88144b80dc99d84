using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>A template as a bureau changed it. A row is written once; a change is the next version.</summary>
internal sealed class BureauTemplate
{
    public required string BureauId { get; init; }

    public required string Kind { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Of <see cref="Content"/>, 64 lower-case hex characters.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What keeps it from being used, counted when it was uploaded.</summary>
    public required int Faults { get; init; }

    public required int Notices { get; init; }

    /// <summary>What was changed and why.</summary>
    public required string Reason { get; init; }

    public required string UploadedBy { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}

/// <summary>That a version was taken into use. The latest choice of a kind counts; a row is written once.</summary>
internal sealed class TemplateChoice
{
    public long Id { get; private set; }

    public required string BureauId { get; init; }

    public required string Kind { get; init; }

    /// <summary>0 for the built-in template.</summary>
    public required int Version { get; init; }

    public required string Reason { get; init; }

    public required string ChosenBy { get; init; }

    public required DateTimeOffset ChosenAt { get; init; }
}

internal sealed class BureauTemplateConfiguration : IEntityTypeConfiguration<BureauTemplate>
{
    public void Configure(EntityTypeBuilder<BureauTemplate> builder) => builder.HasKey(template => new { template.BureauId, template.Kind, template.Version });
}

internal sealed class TemplateChoiceConfiguration : IEntityTypeConfiguration<TemplateChoice>
{
    public void Configure(EntityTypeBuilder<TemplateChoice> builder) => builder.Property(choice => choice.Id).UseIdentityAlwaysColumn();
}
