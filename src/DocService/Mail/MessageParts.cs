using System.Text;
using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Mail;

/// <summary>A queued message taken apart again, for outlets that want its parts; reads what <see cref="Letter.ToBytes"/> writes and nothing else.</summary>
/// <param name="Html">Null in a message queued before letters had one.</param>
internal sealed partial record MessageParts(string ToName, string Text, string? Html, IReadOnlyList<LetterAttachment> Attachments)
{
    /// <exception cref="FormatException">The bytes are no message of ours.</exception>
    public static MessageParts Read(byte[] message)
    {
        var text = Encoding.ASCII.GetString(message);
        var (head, body) = Cut(text);
        var boundary = BoundaryParameter().Match(head) is { Success: true } found ? found.Groups["value"].Value : throw new FormatException("The message has no boundary.");
        var parts = PartsOf(body, boundary);
        var versions = BoundaryParameter().Match(parts[0].Head) is { Success: true } inner ? PartsOf(parts[0].Body, inner.Groups["value"].Value) : [parts[0]];
        var recipient = Unfold(head).Split("\r\n").FirstOrDefault(line => line.StartsWith("To: ", StringComparison.Ordinal))?[4..] ?? "";
        return new(
            recipient.LastIndexOf('<') is > 0 and var at ? Words(recipient[..at].Trim()) : "",
            Decoded(versions[0].Body),
            versions.Count > 1 ? Decoded(versions[1].Body) : null,
            [.. parts[1..].Select(part => new LetterAttachment(FileName(Unfold(part.Head)), ContentType(Unfold(part.Head)), Convert.FromBase64String(part.Body)))]);
    }

    private static List<(string Head, string Body)> PartsOf(string body, string boundary) => [.. body.Split("--" + boundary)[1..^1].Select(part => Cut(part[2..]))];

    private static string Decoded(string body) => Encoding.UTF8.GetString(Convert.FromBase64String(body));

    private static (string Head, string Body) Cut(string part)
    {
        var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0 ? throw new FormatException("A part of the message has no body.") : (part[..end], part[(end + 4)..]);
    }

    private static string Unfold(string head) => head.Replace("\r\n ", " ", StringComparison.Ordinal);

    private static string Words(string text) => string.Concat(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, index) =>
        EncodedWord().Match(word) is { Success: true } encoded ? Encoding.UTF8.GetString(Convert.FromBase64String(encoded.Groups["value"].Value)) : (index > 0 ? " " : "") + word));

    private static string ContentType(string head) => ContentTypeHeader().Match(head) is { Success: true } found ? found.Groups["value"].Value.Trim() : "application/octet-stream";

    private static string FileName(string head)
    {
        if (PlainName().Match(head) is { Success: true } plain)
            return plain.Groups["value"].Value;
        var pieces = EncodedName().Matches(head).Select(match => match.Groups["value"].Value.Replace("UTF-8''", "", StringComparison.Ordinal));
        return Uri.UnescapeDataString(string.Concat(pieces));
    }

    [GeneratedRegex("boundary=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BoundaryParameter();

    [GeneratedRegex(@"^=\?UTF-8\?B\?(?<value>[A-Za-z0-9+/=]*)\?=$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"^Content-Type:\s*(?<value>[^\r\n;]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContentTypeHeader();

    [GeneratedRegex("filename=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainName();

    [GeneratedRegex(@"filename(\*\d+)?\*=(?<value>[^;\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EncodedName();
}
