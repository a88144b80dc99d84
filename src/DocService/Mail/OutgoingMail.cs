using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Mail;

internal enum MailState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>A copy of the service is at it; see <see cref="OutgoingMail.Mark"/>.</summary>
    Sending,

    /// <summary>Accepted by the mail server, or kept in the folder.</summary>
    Sent,

    /// <summary>The last line was perhaps sent and the answer never came: a person decides.</summary>
    Undecided,

    /// <summary>Refused for good, or not accepted within a day.</summary>
    Failed,
}

/// <summary>How far a sending has come. Written before the step it names, so that after a kill the row tells what cannot have happened yet.</summary>
internal enum SendingMark
{
    None,

    /// <summary>The server cannot have taken the message.</summary>
    Begun,

    /// <summary>The end of the message may have reached the server.</summary>
    HandingOver,
}

/// <summary>A letter on its way out. Its bytes and Message-ID are fixed when it is queued, the same for every attempt.</summary>
internal sealed class OutgoingMail
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    /// <summary>What it belongs to, <c>consultation</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Identifier of what it belongs to.</summary>
    public required string Reference { get; init; }

    public required string MessageId { get; init; }

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    /// <summary>The whole message.</summary>
    public required byte[] Content { get; init; }

    public MailState State { get; set; } = MailState.Queued;

    public SendingMark Mark { get; set; }

    /// <summary>The copy of the service that has claimed it; it holds an advisory lock of this number while it lives.</summary>
    public int? ClaimedBy { get; set; }

    public int Attempts { get; set; }

    /// <summary>The outlet's own mark of a letter half delivered: the draft's identifier at Graph.</summary>
    public string? OutletMark { get; set; }

    /// <summary>When the answer went missing; since then it is looked for.</summary>
    public DateTimeOffset? UndecidedSince { get; set; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>What the server said last, without secrets; or the file it is kept in.</summary>
    public string? LastAnswer { get; set; }
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.HasKey(mail => mail.Id);
        builder.Property(mail => mail.State).HasConversion<string>();
        builder.Property(mail => mail.Mark).HasConversion<string>();
    }
}
