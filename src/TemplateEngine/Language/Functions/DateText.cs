using System.Globalization;
using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Dates as text, by the letters of Ruby's strftime that Scriban documents, and <c>%-</c> for no padding.</summary>
internal static class DateText
{
    private const int NanosecondsPerTick = 100;

    public static string Format(DateTimeOffset date, string pattern, ValueFormat format)
    {
        // %g asks for the invariant culture; alone it means the default format in it.
        var culture = format.Culture;
        if (pattern.Contains("%g", StringComparison.Ordinal))
        {
            culture = CultureInfo.InvariantCulture;
            if (pattern.Trim() is "%g")
                pattern = format.DateFormat;
        }

        var result = new StringBuilder();
        Append(result, date, pattern, culture);
        return result.ToString();
    }

    private static void Append(StringBuilder result, DateTimeOffset date, string pattern, CultureInfo culture)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%' || i + 1 == pattern.Length)
            {
                result.Append(pattern[i]);
                continue;
            }

            var letter = pattern[++i];
            var isUnpadded = letter == '-' && i + 1 < pattern.Length;
            if (isUnpadded)
                letter = pattern[++i];
            if (letter == 'g')
            {
                if (i + 1 < pattern.Length && pattern[i + 1] == ' ')
                    i++;
                continue;
            }

            var text = Letter(letter, date, culture);
            if (isUnpadded)
                text = text.TrimStart('0', ' ') is { Length: > 0 } trimmed ? trimmed : "0";
            result.Append(text);
        }
    }

    private static string Letter(char letter, DateTimeOffset date, CultureInfo culture)
    {
        var names = culture.DateTimeFormat;
        return letter switch
        {
            'a' => names.GetAbbreviatedDayName(date.DayOfWeek),
            'A' => names.GetDayName(date.DayOfWeek),
            'b' or 'h' => names.GetAbbreviatedMonthName(date.Month),
            'B' => names.GetMonthName(date.Month),
            'c' => Composite(date, "%a %b %e %T %Y", culture),
            'C' => Digits(date.Year / 100, 2),
            'd' => Digits(date.Day, 2),
            'D' => Composite(date, "%m/%d/%y", culture),
            'e' => Blank(date.Day),
            'F' => Composite(date, "%Y-%m-%d", culture),
            'G' => Digits(ISOWeek.GetYear(date.DateTime), 4),
            'H' => Digits(date.Hour, 2),
            'I' => Digits(Hour12(date), 2),
            'j' => Digits(date.DayOfYear, 3),
            'k' => Blank(date.Hour),
            'l' => Blank(Hour12(date)),
            'L' => Digits(date.Millisecond, 3),
            'm' => Digits(date.Month, 2),
            'M' => Digits(date.Minute, 2),
            'n' => "\n",
            'N' => Digits(date.Ticks % TimeSpan.TicksPerSecond * NanosecondsPerTick, 9),
            'p' => date.Hour < 12 ? "AM" : "PM",
            'P' => date.Hour < 12 ? "am" : "pm",
            'r' => Composite(date, "%I:%M:%S %p", culture),
            'R' => Composite(date, "%H:%M", culture),
            's' => date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            'S' => Digits(date.Second, 2),
            't' => "\t",
            'T' => Composite(date, "%H:%M:%S", culture),
            'u' => Digits(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek, 1),
            'U' => Digits((date.DayOfYear + 6 - (int)date.DayOfWeek) / 7, 2),
            'v' => Composite(date, "%e-%b-%Y", CultureInfo.InvariantCulture).ToUpperInvariant(),
            'V' => Digits(ISOWeek.GetWeekOfYear(date.DateTime), 2),
            'w' => Digits((int)date.DayOfWeek, 1),
            'W' => Digits((date.DayOfYear + 6 - ((int)date.DayOfWeek + 6) % 7) / 7, 2),
            'x' => date.ToString("d", culture),
            'X' => date.ToString("T", culture),
            'y' => Digits(date.Year % 100, 2),
            'Y' => Digits(date.Year, 4),
            'Z' => date.ToString("zzz", CultureInfo.InvariantCulture),
            'z' => date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal),
            '%' => "%",
            _ => "%" + letter,
        };
    }

    private static string Composite(DateTimeOffset date, string pattern, CultureInfo culture)
    {
        var result = new StringBuilder();
        Append(result, date, pattern, culture);
        return result.ToString();
    }

    private static int Hour12(DateTimeOffset date) => (date.Hour + 11) % 12 + 1;

    private static string Digits(long number, int width) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    private static string Blank(int number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(2);
}
