using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>How far a ceremony has come. From <see cref="Opened"/> on it repeats what the log says, written by the same transaction.</summary>
internal enum CeremonyState
{
    /// <summary>待审批: registers frozen, nobody has approved.</summary>
    Prepared,

    /// <summary>已作废（审批前）</summary>
    Discarded,

    /// <summary>已批准，待开抽</summary>
    Approved,

    /// <summary>已开抽: OPEN is in the log, contributions are awaited.</summary>
    Opened,

    /// <summary>待揭示: every contribution is there.</summary>
    Contributed,

    /// <summary>已抽取: the result is there.</summary>
    Drawn,

    /// <summary>已宣告无效 before the last contribution.</summary>
    Void,

    /// <summary>回避重抽中: a REOPEN awaits contributions or its reveal.</summary>
    Redrawing,

    /// <summary>已被替代: every task is superseded.</summary>
    Superseded,
}

/// <summary>One ceremony, from preparation by a clerk to its evidence.</summary>
internal sealed class Ceremony
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    public required Guid LogId { get; init; }

    /// <summary>The section that runs it; its secrets are used.</summary>
    public required string Desk { get; init; }

    public required string Title { get; init; }

    public CeremonyState State { get; private set; } = CeremonyState.Prepared;

    public required DateTimeOffset Deadline { get; init; }

    public required string PreparedBy { get; init; }

    public required DateTimeOffset PreparedAt { get; init; }

    public string? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public long? OpenSeq { get; private set; }

    /// <summary>The contributions that are waited for, in order.</summary>
    public required List<ExpectedThrow> Expects { get; init; }

    /// <summary>Those of the newest REOPEN; null before the first.</summary>
    public List<ExpectedThrow>? RedrawExpects { get; private set; }

    /// <summary>Deadline of the newest REOPEN.</summary>
    public DateTimeOffset? RedrawDeadline { get; private set; }

    /// <summary>The contributions that are waited for now, or were made last.</summary>
    public IReadOnlyList<ExpectedThrow> CurrentExpects => RedrawExpects ?? Expects;

    public DateTimeOffset CurrentDeadline => RedrawDeadline ?? Deadline;

    /// <summary>Taken back while nothing of it is in the log.</summary>
    public Refusal? Discard() => Demand(CeremonyState.Prepared, CeremonyState.Approved) ?? Become(CeremonyState.Discarded);

    /// <summary>Approval by a second person, before anything is in the log.</summary>
    public Refusal? Approve(Official by, DateTimeOffset at)
    {
        if (Demand(CeremonyState.Prepared) is { } refusal)
            return refusal;
        if (by.Id == PreparedBy)
            return DrawRefusals.OwnApproval;
        (ApprovedBy, ApprovedAt) = (by.Id, at);
        return Become(CeremonyState.Approved);
    }

    public Refusal? MarkOpened(long openSeq)
    {
        if (Demand(CeremonyState.Approved) is { } refusal)
            return refusal;
        OpenSeq = openSeq;
        return Become(CeremonyState.Opened);
    }

    /// <summary>Opened or reopened, and its deadline passed without outcome or VOID: every verifier says so.</summary>
    public bool IsOverdue(DateTimeOffset now) => State is CeremonyState.Opened or CeremonyState.Contributed or CeremonyState.Redrawing && now > CurrentDeadline;

    /// <summary>What the REOPEN just written waits for, and until when.</summary>
    public void Redraw(IEnumerable<ExpectedThrow> expects, DateTimeOffset deadline) => (RedrawExpects, RedrawDeadline) = ([.. expects], deadline.ToUniversalTime());

    /// <summary>Takes over what the log says now.</summary>
    public void Follow(CeremonyState stateInLog) => State = stateInLog;

    public Refusal? Demand(params ReadOnlySpan<CeremonyState> allowed) =>
        allowed.Contains(State) ? null : DrawRefusals.WrongState(State, allowed);

    private Refusal? Become(CeremonyState state)
    {
        State = state;
        return null;
    }
}

/// <summary>A contribution the ceremony waits for and the person who makes it.</summary>
/// <param name="Person">Who enters it.</param>
/// <param name="By">His name in the log.</param>
/// <param name="Source"><c>dice6</c>, <c>d10</c>, <c>kl8</c> or <c>phrase</c>.</param>
/// <param name="Count">Throws, for dice.</param>
/// <param name="Issue">Issue of the lottery, for <c>kl8</c>.</param>
/// <param name="Commit">Commitment, for <c>phrase</c>.</param>
internal sealed record ExpectedThrow(string Person, string By, string Source, int? Count, string? Issue, string? Commit);

/// <summary>One task of a ceremony with everything its DrawTask needs but its place in the log.</summary>
internal sealed class CeremonyTask
{
    public required Guid CeremonyId { get; init; }

    public required int Position { get; init; }

    public required string TaskId { get; init; }

    /// <summary>The plan row as text; the log carries its hash.</summary>
    public required string PlanText { get; init; }

    public required TaskConditions Terms { get; init; }

    public required string RegisterSha256 { get; init; }

    public required string RosterSha256 { get; init; }

    public required string ConflictsSha256 { get; init; }
}

/// <summary>A table frozen for a draw, stored once by its hash.</summary>
internal sealed class FrozenTable
{
    public required string Sha256 { get; init; }

    public required byte[] Content { get; init; }
}

internal sealed class CeremonyConfiguration : IEntityTypeConfiguration<Ceremony>, IEntityTypeConfiguration<CeremonyTask>, IEntityTypeConfiguration<FrozenTable>
{
    public void Configure(EntityTypeBuilder<Ceremony> builder)
    {
        builder.Property(c => c.State).HasConversion<string>();
        builder.Property(c => c.Expects).HasColumnType("jsonb").HasConversion(JsonColumn<List<ExpectedThrow>>.Converter, JsonColumn<List<ExpectedThrow>>.Comparer);
        builder.Property(c => c.RedrawExpects).HasColumnType("jsonb").HasConversion(JsonColumn<List<ExpectedThrow>>.Converter!, JsonColumn<List<ExpectedThrow>>.Comparer!);
        builder.Ignore(c => c.CurrentExpects);
        builder.Ignore(c => c.CurrentDeadline);
        builder.HasOne<StoredRecord>().WithMany().HasForeignKey(c => new { c.LogId, c.OpenSeq });
    }

    public void Configure(EntityTypeBuilder<CeremonyTask> builder)
    {
        builder.HasKey(t => new { t.CeremonyId, t.Position });
        builder.HasOne<Ceremony>().WithMany().HasForeignKey(t => t.CeremonyId);
        builder.Property(t => t.Terms).HasColumnType("jsonb").HasConversion(JsonColumn<TaskConditions>.Converter, JsonColumn<TaskConditions>.Comparer);
    }

    public void Configure(EntityTypeBuilder<FrozenTable> builder) => builder.HasKey(t => t.Sha256);
}
