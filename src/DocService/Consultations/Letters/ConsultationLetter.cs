using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Mail;

namespace SpotCheck.DocService.Consultations.Letters;

/// <summary>会商函: an issued letter about a joint task, on its way to one partner department. A letter is sent once.</summary>
internal sealed class ConsultationLetter
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    public required Guid PlanId { get; init; }

    /// <summary>Number of the task in its plan.</summary>
    public required string Task { get; init; }

    public required string Partner { get; init; }

    /// <summary>The issued document.</summary>
    public required Guid DocumentId { get; init; }

    /// <summary>发文字号.</summary>
    public required string Number { get; init; }

    /// <summary>Title of the letter, on one line.</summary>
    public required string Title { get; init; }

    public required string TaskName { get; init; }

    /// <summary>Version of the plan the letter speaks of.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>JSON of the task's fields as they were then: what proposals are compared with.</summary>
    public required string Fields { get; init; }

    /// <summary>回复期限; null where the letter names none.</summary>
    public required DateOnly? ReplyBy { get; init; }

    public required string Address { get; init; }

    /// <summary>The letter in the outbox; its state is the letter's.</summary>
    public required Guid MailId { get; init; }

    public required string SentBy { get; init; }

    public required DateTimeOffset SentAt { get; init; }
}

internal sealed class ConsultationLetterConfiguration : IEntityTypeConfiguration<ConsultationLetter>
{
    public void Configure(EntityTypeBuilder<ConsultationLetter> builder)
    {
        builder.HasKey(letter => letter.Id);
        builder.HasOne<OutgoingMail>().WithMany().HasForeignKey(letter => letter.MailId);
    }
}
