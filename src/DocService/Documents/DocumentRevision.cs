using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Documents;

/// <summary>What the clerk had given at one revision of a draft. A row is written once.</summary>
internal sealed class DocumentRevision
{
    public required Guid DocumentId { get; init; }

    public required int Revision { get; init; }

    /// <summary>JSON of the fields the clerk gave.</summary>
    public required string Given { get; init; }

    public required string WrittenBy { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }
}

/// <summary>How an issued document went out to somebody. A row is written once.</summary>
internal sealed class DocumentDistribution
{
    public required Guid Id { get; init; }

    public required Guid DocumentId { get; init; }

    public required string BureauId { get; init; }

    public required string Recipient { get; init; }

    public required DistributionChannel Channel { get; init; }

    public required int Copies { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

internal enum DistributionChannel
{
    /// <summary>公文交换系统</summary>
    Exchange,

    /// <summary>电子邮件</summary>
    Mail,

    /// <summary>纸质送达</summary>
    Paper,

    /// <summary>监管平台</summary>
    Platform,

    /// <summary>网站公开</summary>
    Website,
}

/// <summary>The PDF of an issued document as it was first made, so that everybody gets the same bytes. A row is written once.</summary>
internal sealed class IssuedPdf
{
    public required Guid DocumentId { get; init; }

    public required byte[] Pdf { get; init; }

    /// <summary>Of <see cref="Pdf"/>, 64 lower-case hex characters.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}

internal sealed class DocumentRevisionConfiguration : IEntityTypeConfiguration<DocumentRevision>
{
    public void Configure(EntityTypeBuilder<DocumentRevision> builder)
    {
        builder.HasKey(revision => new { revision.DocumentId, revision.Revision });
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(revision => revision.DocumentId);
    }
}

internal sealed class DocumentDistributionConfiguration : IEntityTypeConfiguration<DocumentDistribution>
{
    public void Configure(EntityTypeBuilder<DocumentDistribution> builder) => builder.Property(distribution => distribution.Channel).HasConversion<string>();
}

internal sealed class IssuedPdfConfiguration : IEntityTypeConfiguration<IssuedPdf>
{
    public void Configure(EntityTypeBuilder<IssuedPdf> builder) => builder.HasKey(pdf => pdf.DocumentId);
}
