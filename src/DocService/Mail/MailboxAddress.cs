using System.Globalization;

namespace SpotCheck.DocService.Mail;

/// <summary>An e-mail address that a letter can be sent to.</summary>
internal sealed record MailboxAddress
{
    private MailboxAddress(string value) => Value = value;

    /// <summary>ASCII; an international domain as punycode.</summary>
    public string Value { get; }

    /// <summary>
    /// Reads one plain address: a dot-atom of at most 64 characters, <c>@</c>, a domain of at least two labels, 254 in all
    /// (RFC 5321 §4.1.2 and §4.5.3.1; quoted local parts and address literals are legal there but are typing faults here).
    /// </summary>
    public static MailboxAddress? Read(string? text)
    {
        var typed = text?.Trim() ?? "";
        var at = typed.LastIndexOf('@');
        if (at < 1 || at > 64 || !IsDotAtom(typed[..at]))
            return null;
        string domain;
        try
        {
            domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(typed[(at + 1)..]).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
        var labels = domain.Split('.');
        var sound = labels.Length >= 2 && labels.All(l => l.Length is > 0 and <= 63) && !labels[^1].All(char.IsAsciiDigit);
        return sound && at + 1 + domain.Length <= 254 ? new($"{typed[..at]}@{domain}") : null;
    }

    private static bool IsDotAtom(string local) =>
        local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && local.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal));

    public override string ToString() => Value;
}
