using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Mail;

namespace SpotCheck.DocService.Consultations;

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
