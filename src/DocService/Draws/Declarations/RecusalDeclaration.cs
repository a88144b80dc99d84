using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Draws.Declarations;

/// <summary>回避事由, the closed list of 公务员法第七十六条.</summary>
internal enum RecusalGround
{
    /// <summary>涉及本人利害关系</summary>
    OwnInterest,

    /// <summary>涉及亲属利害关系: 夫妻、直系血亲、三代以内旁系血亲、近姻亲 (第七十四条第一款).</summary>
    RelativeInterest,

    /// <summary>其他可能影响公正执行公务的情形: to be explained.</summary>
    Other,
}

internal enum DeclarationState
{
    /// <summary>声明无需回避; he may still declare a recusal later.</summary>
    Clear,

    /// <summary>待股室处理</summary>
    Open,

    /// <summary>已受理: a RECUSE is in the log.</summary>
    TakenOver,

    /// <summary>不予受理; he may declare again.</summary>
    Rejected,
}

/// <summary>What an inspector says about one object he is to visit. It changes nothing in the log: the section decides.</summary>
internal sealed class RecusalDeclaration
{
    public required Guid Id { get; init; }

    /// <summary>In the order they came, by the database.</summary>
    public long Number { get; private set; }

    public required Guid CeremonyId { get; init; }

    public required Guid LinkId { get; init; }

    public required string TaskId { get; init; }

    public required string ObjectId { get; init; }

    public required string InspectorId { get; init; }

    public required DeclarationState State { get; set; }

    /// <summary>Null where he says that none applies.</summary>
    public RecusalGround? Ground { get; init; }

    /// <summary>In his own words, for the section alone; never in the log.</summary>
    public required string Explanation { get; init; }

    public required DateTimeOffset DeclaredAt { get; init; }

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was rejected; the inspector reads it.</summary>
    public string? RejectedBecause { get; private set; }

    /// <summary>The RECUSE it became.</summary>
    public long? RecuseSeq { get; private set; }

    public void TakeOver(string by, DateTimeOffset at, long seq) => (State, DecidedBy, DecidedAt, RecuseSeq) = (DeclarationState.TakenOver, by, at, seq);

    public void Reject(string by, DateTimeOffset at, string because) => (State, DecidedBy, DecidedAt, RejectedBecause) = (DeclarationState.Rejected, by, at, because);
}

internal static class RecusalGrounds
{
    public static string NameOf(RecusalGround ground) => ground switch
    {
        RecusalGround.OwnInterest => "涉及本人利害关系",
        RecusalGround.RelativeInterest => "涉及亲属利害关系",
        _ => "其他可能影响公正执行公务的情形",
    };

    public static string HintOf(RecusalGround ground) => ground switch
    {
        RecusalGround.OwnInterest => "例如本人持股、借贷、曾在该企业任职",
        RecusalGround.RelativeInterest => "夫妻、直系血亲、三代以内旁系血亲、近姻亲",
        _ => "请写明情况",
    };
}

internal sealed class RecusalDeclarationConfiguration : IEntityTypeConfiguration<RecusalDeclaration>
{
    public void Configure(EntityTypeBuilder<RecusalDeclaration> builder)
    {
        builder.Property(d => d.Number).ValueGeneratedOnAdd();
        builder.Property(d => d.State).HasConversion<string>();
        builder.Property(d => d.Ground).HasConversion<string>();
        builder.HasOne<RecusalLink>().WithMany().HasForeignKey(d => d.LinkId);
    }
}
