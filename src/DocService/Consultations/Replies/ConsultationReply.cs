using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Consultations.Letters;

namespace SpotCheck.DocService.Consultations.Replies;

/// <summary>A way in for one partner and one letter. Only the hash of its token is kept.</summary>
internal sealed class ReplyLink
{
    /// <summary>The letter's document for the first link, which the letter itself carries; its own for one made later.</summary>
    public required Guid Id { get; init; }

    public required Guid ConsultationId { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }

    public required string MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public string? RevokedBecause { get; private set; }

    /// <summary>When the answer became final: the link opens nothing any more.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    public void Revoke(string because, DateTimeOffset at) => (RevokedAt, RevokedBecause) = (at, because);

    public void Use(DateTimeOffset at) => UsedAt = at;
}

internal enum ReplyChannel
{
    /// <summary>在线回复</summary>
    Link,

    /// <summary>回执表录入</summary>
    Form,
}

internal enum ReplyState
{
    Draft,

    /// <summary>Never changes again; a correction is a new answer.</summary>
    Final,
}

/// <summary>An answer of a partner to one letter. The newest final one counts.</summary>
internal sealed class ConsultationReply
{
    public required Guid Id { get; init; }

    public required Guid ConsultationId { get; init; }

    /// <summary>The link it came by; null for a form.</summary>
    public Guid? LinkId { get; init; }

    public required ReplyChannel Channel { get; init; }

    public ReplyState State { get; private set; }

    public int Revision { get; private set; } = 1;

    /// <summary>JSON of <see cref="ReplyContent"/>.</summary>
    public required string Content { get; set; }

    /// <summary>The official who put a form in.</summary>
    public string? EnteredBy { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>回执编号</summary>
    public string? Receipt { get; private set; }

    public ReplyContent Read() => ReplyJson.Read<ReplyContent>(Content);

    public void Change(ReplyContent content)
    {
        Content = ReplyJson.Write(content);
        Revision++;
    }

    public void Confirm(string receipt, DateTimeOffset at)
    {
        (State, Receipt, ReceivedAt) = (ReplyState.Final, receipt, at);
        Revision++;
    }
}

/// <summary>A file that came with an answer. It is kept and handed out as a download, never opened.</summary>
internal sealed class ReplyAttachment
{
    public required Guid Id { get; init; }

    public required Guid ReplyId { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required int Size { get; init; }

    public required string Sha256 { get; init; }

    public required byte[] Content { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}

internal static class ReplyJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static byte[] WriteIndented<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, new JsonSerializerOptions(Options) { WriteIndented = true });
}

internal sealed class ConsultationReplyConfiguration : IEntityTypeConfiguration<ConsultationReply>
{
    public void Configure(EntityTypeBuilder<ConsultationReply> builder)
    {
        builder.Property(reply => reply.Channel).HasConversion<string>();
        builder.Property(reply => reply.State).HasConversion<string>();
        builder.Property(reply => reply.Revision).IsConcurrencyToken();
        builder.HasOne<ConsultationLetter>().WithMany().HasForeignKey(reply => reply.ConsultationId);
        builder.HasOne<ReplyLink>().WithMany().HasForeignKey(reply => reply.LinkId);
    }
}

internal sealed class ReplyLinkConfiguration : IEntityTypeConfiguration<ReplyLink>
{
    public void Configure(EntityTypeBuilder<ReplyLink> builder) => builder.HasOne<ConsultationLetter>().WithMany().HasForeignKey(link => link.ConsultationId);
}

internal sealed class ReplyAttachmentConfiguration : IEntityTypeConfiguration<ReplyAttachment>
{
    public void Configure(EntityTypeBuilder<ReplyAttachment> builder) => builder.HasOne<ConsultationReply>().WithMany().HasForeignKey(file => file.ReplyId);
}
