using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Headers;

/// <summary>A header this bureau uses and what it means here, once a clerk has said so.</summary>
internal sealed class RememberedHeader
{
    public required string BureauId { get; init; }

    /// <summary>As compared: without white space, brackets and leading number.</summary>
    public required string Header { get; init; }

    /// <summary>Null: a column that belongs to the bureau alone; it is kept and no longer reported.</summary>
    public required PlanColumn? Column { get; set; }

    public required string SetBy { get; set; }

    public required DateTimeOffset SetAt { get; set; }
}

internal static class RememberedHeaders
{
    public static async Task<IReadOnlyDictionary<string, PlanColumn>> RememberedHeadersAsync(this SpotCheckDb db, string bureau, CancellationToken ct) =>
        await db.Set<RememberedHeader>().AsNoTracking().Where(header => header.BureauId == bureau && header.Column != null)
            .ToDictionaryAsync(header => header.Header, header => header.Column!.Value, StringComparer.Ordinal, ct);
}

internal sealed class RememberedHeaderConfiguration : IEntityTypeConfiguration<RememberedHeader>
{
    public void Configure(EntityTypeBuilder<RememberedHeader> builder)
    {
        builder.HasKey(header => new { header.BureauId, header.Header });
        builder.Property(header => header.Column).HasConversion<string>();
    }
}
