using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Mail;

/// <summary>Takes letters in. A letter is queued by the caller's own <c>SaveChangesAsync</c>, with whatever else belongs to the same decision.</summary>
internal sealed class Outbox(SpotCheckDb db, MailSettings settings, TimeProvider clock)
{
    /// <summary>All attachments of a letter together.</summary>
    public const long MaxAttachmentBytes = 20L << 20;

    /// <summary>Why a letter cannot be sent, or <c>null</c>. Ask for every letter before queueing the first.</summary>
    /// <param name="address">As typed.</param>
    public static Refusal? Judge(string? address, string toName, string subject, IReadOnlyList<LetterAttachment> attachments)
    {
        if (MailboxAddress.Read(address) is null)
        {
            return new("mail.address", $"“{toName}”的邮箱“{Shown(address)}”不是有效的邮箱地址，没有发出任何函件。请改成 名称@域名 的形式，例如 scjg@example.gov.cn。",
                "The address is not a valid one; nothing was queued. Write it as name@domain.");
        }
        if (!HeaderText.IsSafe(toName) || !HeaderText.IsSafe(subject) || attachments.Any(a => !HeaderText.IsSafe(a.FileName)))
        {
            return new("mail.header", "收件单位、主题或附件名里有换行、控制字符，或超过 500 字，没有发出。请删去这些字符。",
                "A name, subject or attachment name holds line breaks or control characters, or is over 500 characters.");
        }
        return attachments.Sum(a => (long)a.Content.Length) > MaxAttachmentBytes
            ? new("mail.too-large", $"附件共 {attachments.Sum(a => (long)a.Content.Length) >> 20} MB，超过 {MaxAttachmentBytes >> 20} MB，多数邮箱收不到。请缩小附件。", "The attachments exceed 20 MB together.")
            : null;
    }

    /// <summary>Queues a letter that <see cref="Judge"/> has let pass.</summary>
    /// <param name="identifier">Where the caller must know it before; otherwise a new one.</param>
    public OutgoingMail Queue(string bureau, string fromName, string purpose, string reference, Letter letter, Guid? identifier = null)
    {
        var id = identifier ?? Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        var messageId = $"{id:N}@{settings.From.Value.Split('@')[1]}";
        var mail = new OutgoingMail
        {
            Id = id, BureauId = bureau, Purpose = purpose, Reference = reference, MessageId = messageId, Recipient = letter.To.Value, Subject = letter.Subject,
            Content = letter.ToBytes(settings.From, fromName, messageId, now.ToOffset(TimeSpan.FromHours(8))), QueuedAt = now, NextAttemptAt = now,
        };
        db.Add(mail);
        return mail;
    }

    private static string Shown(string? address) =>
        string.Concat((address ?? "").Where(c => !char.IsControl(c)).Take(100));
}
