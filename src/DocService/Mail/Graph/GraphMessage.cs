using System.Text.Json.Nodes;

namespace SpotCheck.DocService.Mail.Graph;

/// <summary>A letter as Graph's <c>message</c> resource.</summary>
internal static class GraphMessage
{
    /// <summary>Header by which a letter is recognised afterwards; Graph takes headers of our own that begin with <c>x-</c>.</summary>
    public const string MarkHeader = "x-spotcheck-letter";

    public static JsonObject Of(OutgoingMail letter, MessageParts parts, bool withAttachments)
    {
        var message = new JsonObject
        {
            ["subject"] = letter.Subject,
            ["body"] = new JsonObject { ["contentType"] = parts.Html is null ? "text" : "html", ["content"] = parts.Html ?? parts.Text },
            ["toRecipients"] = new JsonArray(new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = letter.Recipient, ["name"] = parts.ToName.Length > 0 ? parts.ToName : letter.Recipient } }),
            ["internetMessageHeaders"] = new JsonArray(new JsonObject { ["name"] = MarkHeader, ["value"] = MarkOf(letter) }),
        };
        if (withAttachments)
            message["attachments"] = new JsonArray([.. parts.Attachments.Select(AttachmentOf)]);
        return message;
    }

    public static string MarkOf(OutgoingMail letter) => letter.Id.ToString("N");

    public static JsonNode AttachmentOf(LetterAttachment attachment) => new JsonObject
    {
        ["@odata.type"] = "#microsoft.graph.fileAttachment",
        ["name"] = attachment.FileName,
        ["contentType"] = attachment.ContentType,
        ["contentBytes"] = Convert.ToBase64String(attachment.Content),
    };

    /// <summary>Whether a message found in the mailbox is this letter.</summary>
    public static bool Is(JsonObject message, OutgoingMail letter) =>
        message["internetMessageHeaders"] is JsonArray headers && headers.OfType<JsonObject>().Any(header =>
            string.Equals((string?)header["name"], MarkHeader, StringComparison.OrdinalIgnoreCase)
            && string.Equals(((string?)header["value"])?.Trim(), MarkOf(letter), StringComparison.OrdinalIgnoreCase));
}
