using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Reports;

internal enum MonthRecordKind
{
    /// <summary>会议</summary>
    Meeting,

    /// <summary>印发的文件</summary>
    Document,

    /// <summary>培训</summary>
    Training,
}

/// <summary>Something the clerk records for the monthly form: a meeting, a document, a training.</summary>
internal sealed class MonthRecord
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    public required MonthRecordKind Kind { get; init; }

    /// <summary>Day of the meeting or training, or of the document's date; it decides the month.</summary>
    public required DateOnly HeldOn { get; init; }

    public required string Name { get; init; }

    /// <summary>发文字号, documents only.</summary>
    public required string? Number { get; init; }

    /// <summary>The document orders the month's checks (本月组织随机抽查的文件); documents only.</summary>
    public required bool OrdersChecks { get; init; }

    /// <summary>培训人数, trainings only.</summary>
    public required int? People { get; init; }

    /// <summary>培训内容, trainings only.</summary>
    public required string? Content { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What only the clerk knows about a month's form.</summary>
internal sealed class MonthForm
{
    public required string BureauId { get; init; }

    public required int Year { get; init; }

    public required int Month { get; init; }

    public required string Website { get; set; }

    public required string Contact { get; set; }

    public required string Telephone { get; set; }

    public required string? Mobile { get; set; }

    /// <summary>抽查事项大项数 and 小项数 where the bureau counts otherwise than by the plan's texts.</summary>
    public required int? MajorItems { get; set; }

    public required int? MinorItems { get; set; }
}

internal sealed class MonthRecordConfiguration : IEntityTypeConfiguration<MonthRecord>, IEntityTypeConfiguration<MonthForm>
{
    public void Configure(EntityTypeBuilder<MonthRecord> builder) => builder.Property(record => record.Kind).HasConversion<string>();

    public void Configure(EntityTypeBuilder<MonthForm> builder) => builder.HasKey(form => new { form.BureauId, form.Year, form.Month });
}
