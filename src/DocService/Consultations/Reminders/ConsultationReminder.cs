using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Mail;

namespace SpotCheck.DocService.Consultations.Reminders;

/// <summary>催办: a letter that was reminded of. Each reminder of a letter is sent once.</summary>
internal sealed class ConsultationReminder
{
    public required Guid Id { get; init; }

    public required Guid ConsultationId { get; init; }

    /// <summary>Which of the bureau's reminders: working days from the reply date.</summary>
    public required int WorkingDays { get; init; }

    public required DateOnly DueOn { get; init; }

    public required Guid MailId { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }
}

internal sealed class ConsultationReminderConfiguration : IEntityTypeConfiguration<ConsultationReminder>
{
    public void Configure(EntityTypeBuilder<ConsultationReminder> builder) => builder.HasOne<OutgoingMail>().WithMany().HasForeignKey(reminder => reminder.MailId);
}
