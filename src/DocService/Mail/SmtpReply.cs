using System.Text;

namespace SpotCheck.DocService.Mail;

/// <summary>A server's answer: three digits and text (RFC 5321 §4.2).</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>For people: the code and the first lines, printable characters only.</summary>
    public string Shown => $"{Code} {string.Concat(string.Join(' ', Lines).Where(c => !char.IsControl(c)).Take(300))}";
}

/// <summary>Reads answers line by line from a connection, bounded.</summary>
internal sealed class SmtpReader(Stream connection)
{
    // RFC 5321 §4.5.3.1.5 allows 512; some servers greet longer.
    private const int MaxLine = 4096;
    private const int MaxLines = 100;

    private readonly byte[] buffer = new byte[MaxLine];
    private int start;
    private int end;

    /// <summary>Bytes have come that nobody has read: after STARTTLS a sign of an injected answer (CVE-2011-0411).</summary>
    public bool HasUnread => end > start;

    public async Task<SmtpReply> ReadAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (lines.Count < MaxLines)
        {
            var line = await LineAsync(ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || code is < 200 or > 599)
                throw new IOException("The mail server's answer is no SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new(code, lines);
        }
        throw new IOException("The mail server's answer has too many lines.");
    }

    private async Task<string> LineAsync(CancellationToken ct)
    {
        while (true)
        {
            var feed = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var line = Encoding.UTF8.GetString(buffer, start, feed).TrimEnd('\r');
                start += feed + 1;
                return line;
            }
            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }
            if (end == buffer.Length)
                throw new IOException("A line of the mail server is too long.");
            var count = await connection.ReadAsync(buffer.AsMemory(end), ct);
            if (count == 0)
                throw new EndOfStreamException("The mail server has closed the connection.");
            end += count;
        }
    }
}
