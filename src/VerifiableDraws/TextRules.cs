using System.Globalization;
using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>Which texts the protocol allows where (docs/draw-protocol.md §1 and §3).</summary>
public static class TextRules
{
    // A program in invariant globalisation mode calls every text normalised, and would take an altered package for genuine.
    private static readonly bool PlatformKnowsUnicode = !"e\u0301".IsNormalized(NormalizationForm.FormC);

    /// <summary>Whether a text is NFC, without lone surrogates.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>True for the empty text.</returns>
    /// <exception cref="PlatformNotSupportedException">The program runs in invariant globalisation mode and the text is not ASCII.</exception>
    public static bool IsNfc(string text)
    {
        if (Ascii.IsValid(text))
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        if (!PlatformKnowsUnicode)
            throw new PlatformNotSupportedException("This system has no data on Unicode: install ICU (libicu) and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        return text.IsNormalized(NormalizationForm.FormC);
    }

    /// <summary>Id of an object or inspector: <c>[0-9A-Z][0-9A-Z._-]{0,54}</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsId(string text) =>
        text.Length is >= 1 and <= 55 && text[0] is not ('.' or '_' or '-')
        && text.All(static c => c is >= '0' and <= '9' or >= 'A' and <= 'Z' or '.' or '_' or '-');

    internal static bool IsId(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 1 or > 55 || text[0] is (byte)'.' or (byte)'_' or (byte)'-')
            return false;
        return text.IndexOfAnyExcept(IdBytes) < 0;
    }

    /// <summary>Id of a task: <c>[0-9A-Za-z][0-9A-Za-z._-]{0,63}</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsTaskId(string text) =>
        text.Length is >= 1 and <= 64 && char.IsAsciiLetterOrDigit(text[0])
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Name of a stratum, unit, area, role, qualification, desk, visit group or party: NFC, 1–64 code points, no <c>|</c>, <c>,</c>, control character or line break.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsName(string text) =>
        HasCodePoints(text, 64) && text.AsSpan().IndexOfAny('|', ',') < 0 && HasNoBreaks(text);

    /// <summary>Name of a witness: a name without space and <c>+</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsWitnessName(string text) =>
        IsName(text) && !text.Contains('+', StringComparison.Ordinal)
        && text.EnumerateRunes().All(static r => Rune.GetUnicodeCategory(r) != UnicodeCategory.SpaceSeparator);

    /// <summary>Free text, such as a reason: NFC, 1–1000 code points, no control character or line break.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsFreeText(string text) => HasCodePoints(text, 1000) && HasNoBreaks(text);

    /// <summary>Origin of a log: 1–255 printable ASCII characters without space and <c>+</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsLogOrigin(string text) =>
        text.Length is >= 1 and <= 255 && text.All(static c => c is > ' ' and < '\u007f' and not '+');

    /// <summary>Lower-case hex of an exact length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">Number of characters.</param>
    /// <returns>Whether it is that.</returns>
    public static bool IsLowerHex(string? text, int length) =>
        text is not null && text.Length == length && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Decimal digits of an exact length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">Number of characters.</param>
    /// <returns>Whether it is that.</returns>
    public static bool IsDigits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);

    /// <summary>Plain file name of a table: <c>[0-9A-Za-z_-][0-9A-Za-z._-]{0,99}</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsFileName(string text) =>
        text.Length is >= 1 and <= 100 && text[0] != '.'
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Instant: <c>YYYY-MM-DDThh:mm:ss</c> and <c>Z</c> or <c>±hh:mm</c>, a real date and time.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsInstant(string text)
    {
        if (text.Length is not (20 or 25) || !Matches(text, "dddd-dd-ddTdd:dd:dd"))
            return false;
        var (year, month, day) = (Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2));
        if (month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month))
            return false;
        if (!IsTimeOfDay(Number(text, 11, 2), Number(text, 14, 2)) || Number(text, 17, 2) > 59)
            return false;
        if (text.Length == 20)
            return text[19] == 'Z';
        return text[19] is '+' or '-' && Matches(text[20..], "dd:dd") && IsTimeOfDay(Number(text, 20, 2), Number(text, 23, 2));
    }

    private static readonly System.Buffers.SearchValues<byte> IdBytes =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ._-"u8);

    // The proleptic Gregorian calendar, so that year 0000 has an answer in every language.
    private static int DaysInMonth(int year, int month) => month switch
    {
        2 => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool IsTimeOfDay(int hours, int minutes) => hours <= 23 && minutes <= 59;

    private static int Number(string text, int start, int length) =>
        int.Parse(text.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool Matches(string text, string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == 'd' ? !char.IsAsciiDigit(text[i]) : text[i] != pattern[i])
                return false;
        }

        return true;
    }

    private static bool HasCodePoints(string text, int most)
    {
        if (text.Length == 0 || text.Length > most * 2 || !IsNfc(text))
            return false;
        return text.Length - text.Count(char.IsLowSurrogate) <= most;
    }

    private static bool HasNoBreaks(string text) =>
        text.EnumerateRunes().All(static r => Rune.GetUnicodeCategory(r)
            is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
}
