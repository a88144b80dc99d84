using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>An <see cref="ImportProblem"/> as kept until the import is forgotten.</summary>
internal sealed class ImportProblemRow
{
    public Guid ImportId { get; private init; }

    public long Ordinal { get; private init; }

    public int Row { get; private init; }

    public string Cell { get; private init; } = "";

    public string ColumnTitle { get; private init; } = "";

    public string Code { get; private init; } = "";

    public bool IsError { get; private init; }

    public string Found { get; private init; } = "";

    public string Message { get; private init; } = "";

    public string? Suggestion { get; private init; }
}

internal sealed class ImportProblemRowConfiguration : IEntityTypeConfiguration<ImportProblemRow>
{
    public void Configure(EntityTypeBuilder<ImportProblemRow> builder)
    {
        builder.ToTable("register_import_problem");
        builder.HasKey(p => new { p.ImportId, p.Row, p.Ordinal });
    }
}
