using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SpotCheck.DocService.Mail;

/// <summary>A file that goes with a letter.</summary>
internal sealed record LetterAttachment(string FileName, string ContentType, byte[] Content);

/// <summary>A letter to one address.</summary>
/// <param name="Text">Plain text, lines ended by <c>\n</c>; it goes out as it is and, beside it, as <see cref="LetterHtml"/>.</param>
internal sealed record Letter(MailboxAddress To, string ToName, string Subject, string Text, IReadOnlyList<LetterAttachment> Attachments)
{
    /// <summary>The message as it goes over the wire: RFC 5322, 7-bit, CRLF. The same letter gives the same bytes.</summary>
    public byte[] ToBytes(MailboxAddress from, string fromName, string messageId, DateTimeOffset date)
    {
        var chance = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)));
        var (boundary, versions) = ("=_" + chance[..32], "=-" + chance[32..]);
        using var message = new MemoryStream();
        var head = new StringBuilder();
        Header(head, "Date", date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        Header(head, "From", Mailbox(fromName, from));
        Header(head, "To", Mailbox(ToName, To));
        Header(head, "Subject", HeaderText.Words(Subject));
        Header(head, "Message-ID", $"<{messageId}>");
        Header(head, "MIME-Version", "1.0");
        Header(head, "Content-Type", $"multipart/mixed;\r\n boundary=\"{boundary}\"");
        head.Append("\r\n");
        head.Append("--").Append(boundary).Append("\r\nContent-Type: multipart/alternative;\r\n boundary=\"").Append(versions).Append("\"\r\n\r\n");
        Part(head, versions, "text/plain; charset=utf-8", "");
        Write(message, head);
        WriteBase64(message, Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\r\n")));
        var html = new StringBuilder("\r\n");
        Part(html, versions, "text/html; charset=utf-8", "");
        Write(message, html);
        WriteBase64(message, Encoding.UTF8.GetBytes(LetterHtml.Of(Subject, Text).ReplaceLineEndings("\r\n")));
        Write(message, new StringBuilder($"\r\n--{versions}--\r\n"));
        foreach (var attachment in Attachments)
        {
            var part = new StringBuilder("\r\n");
            Part(part, boundary, attachment.ContentType, $"Content-Disposition: attachment{HeaderText.Parameter("filename", attachment.FileName)}\r\n");
            Write(message, part);
            WriteBase64(message, attachment.Content);
        }
        Write(message, new StringBuilder($"\r\n--{boundary}--\r\n"));
        return message.ToArray();
    }

    private static void Header(StringBuilder head, string name, string value) => head.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Part(StringBuilder head, string boundary, string contentType, string more) =>
        head.Append("--").Append(boundary).Append("\r\nContent-Type:").Append(contentType.Length > 60 ? "\r\n " : " ").Append(contentType).Append("\r\nContent-Transfer-Encoding: base64\r\n").Append(more).Append("\r\n");

    // A name that is more than letters and spaces would need quoting; as an encoded word it needs none.
    private static string Mailbox(string name, MailboxAddress address) =>
        name.Length == 0 ? address.Value
        : name.Length <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? $"{name} <{address}>"
        : $"{HeaderText.EncodedWords(name)}\r\n <{address}>";

    private static void Write(MemoryStream message, StringBuilder text) => message.Write(Encoding.ASCII.GetBytes(text.ToString()));

    private static void WriteBase64(MemoryStream message, byte[] content) =>
        message.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)));
}
