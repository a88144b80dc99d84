using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Documents.Batches;

internal enum BatchState
{
    /// <summary>正在起草</summary>
    Drafting,

    /// <summary>已起草: waits for a section head.</summary>
    Drafted,

    /// <summary>正在签发、编号、印发</summary>
    Issuing,

    /// <summary>已印发</summary>
    Issued,

    /// <summary>已取消: what was issued by then stays issued.</summary>
    Cancelled,
}

/// <summary>Many documents of one kind, made from rows. Its row is the claim of the copy of the service that works on it.</summary>
internal sealed class DocumentBatch
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public BatchState State { get; private set; }

    public required int Total { get; init; }

    /// <summary>The last row that is done in this step; a copy that takes over goes on behind it.</summary>
    public int Cursor { get; private set; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>机关代字; null before it is to be issued, and for a kind without numbers.</summary>
    public string? Prefix { get; private set; }

    public string? IssuedBy { get; private set; }

    public string? CancelledBy { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public void Advance(int to, DateTimeOffset at)
    {
        Cursor = to;
        if (to >= Total)
            (State, FinishedAt) = (State == BatchState.Drafting ? BatchState.Drafted : BatchState.Issued, at);
    }

    public void Issue(string? prefix, string by) => (State, Prefix, IssuedBy, Cursor, FinishedAt) = (BatchState.Issuing, prefix, by, 0, null);

    /// <summary>Goes on behind the last row that was drafted; where all were, the batch waits for the section head again.</summary>
    public void Resume(int waiting, DateTimeOffset at)
    {
        (Cursor, CancelledBy) = (Total - waiting, null);
        (State, FinishedAt) = waiting > 0 ? (BatchState.Drafting, (DateTimeOffset?)null) : (BatchState.Drafted, at);
    }

    public void Cancel(string by, DateTimeOffset at) => (State, CancelledBy, FinishedAt) = (BatchState.Cancelled, by, at);
}

internal enum BatchItemState
{
    Waiting,
    Drafted,

    /// <summary>Something keeps it from being issued; <see cref="BatchItem.Problem"/> says what.</summary>
    Faulty,
    Issued,
}

/// <summary>One row of a batch and the document made from it.</summary>
internal sealed class BatchItem
{
    public required Guid BatchId { get; init; }

    /// <summary>From 1, in the order of the rows.</summary>
    public required int Ordinal { get; init; }

    /// <summary>What the file is called beside its number: an enterprise, a department.</summary>
    public required string Name { get; init; }

    /// <summary>JSON of <see cref="DocumentSubject"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON of the fields: those of all rows with this row's over them.</summary>
    public required string Fields { get; init; }

    public BatchItemState State { get; private set; }

    public Guid? DocumentId { get; private set; }

    public string? Problem { get; private set; }

    public void Draft(Guid document, string? problem) => (DocumentId, State, Problem) = (document, problem is null ? BatchItemState.Drafted : BatchItemState.Faulty, problem);

    public void Fail(string problem) => (State, Problem) = (BatchItemState.Faulty, problem);

    public void Issue() => (State, Problem) = (BatchItemState.Issued, null);
}

internal sealed class DocumentBatchConfiguration : IEntityTypeConfiguration<DocumentBatch>
{
    public void Configure(EntityTypeBuilder<DocumentBatch> builder) => builder.Property(batch => batch.State).HasConversion<string>();
}

internal sealed class BatchItemConfiguration : IEntityTypeConfiguration<BatchItem>
{
    public void Configure(EntityTypeBuilder<BatchItem> builder)
    {
        builder.HasKey(item => new { item.BatchId, item.Ordinal });
        builder.HasOne<DocumentBatch>().WithMany().HasForeignKey(item => item.BatchId);
        builder.HasOne<OfficialDocument>().WithOne().HasForeignKey<BatchItem>(item => item.DocumentId);
        builder.Property(item => item.State).HasConversion<string>();
    }
}
