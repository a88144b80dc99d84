using System.Globalization;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Dates out of text.</summary>
internal static class DateParsing
{
    private const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal;

    // 2023年2月6日, 2023 年 2 月 6 日, 2023.2.6, 2023年3月, 2023-03: what registers and plans hold.
    private static readonly string[] s_ours =
    [
        "yyyy'年'M'月'd'日'", "yyyy'年'M'月'", "yyyy.M.d", "yyyy-M", "yyyy/M", "yyyyMMdd", "yyyy-M-d", "yyyy/M/d",
        "yyyy'年'M'月'd'日' H:m", "yyyy'年'M'月'd'日'H'时'm'分'",
    ];

    /// <summary>Reads a date in a usual form of the culture, ISO 8601, or the Chinese ones.</summary>
    public static bool TryParse(string text, CultureInfo culture, TimeSpan offset, out DateTimeOffset date)
    {
        var compact = text.Contains('年', StringComparison.Ordinal) ? text.Replace(" ", "", StringComparison.Ordinal) : text.Trim();
        if (DateTime.TryParseExact(compact, s_ours, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            date = new DateTimeOffset(day, offset);
            return true;
        }

        date = default;
        if (text.Length > 100 || !DateTimeOffset.TryParse(text, culture, Styles, out var found))
            return false;

        // No offset in the text: the local one of the documents.
        var hasOffset = HasOffset(text);
        date = hasOffset ? found : new DateTimeOffset(found.DateTime, offset);
        return true;
    }

    /// <summary>Reads a date by a pattern of <see cref="DateText"/>.</summary>
    public static bool TryParse(string text, string pattern, CultureInfo culture, TimeSpan offset, out DateTimeOffset date)
    {
        var reader = new PatternReader(text, culture);
        date = default;
        return reader.Read(pattern) && reader.TryGet(offset, out date);
    }

    private static bool HasOffset(string text)
    {
        var trimmed = text.AsSpan().TrimEnd();
        if (trimmed.EndsWith("Z", StringComparison.OrdinalIgnoreCase) || trimmed.EndsWith("GMT", StringComparison.OrdinalIgnoreCase))
            return true;
        var sign = trimmed.LastIndexOfAny('+', '-');
        return sign > 0 && trimmed[..sign].Contains(':');
    }

    private sealed class PatternReader(string text, CultureInfo culture)
    {
        private int _position;
        private int _year = 1;
        private int _month = 1;
        private int _day = 1;
        private int _hour;
        private int _minute;
        private int _second;
        private long _ticks;
        private bool? _isAfternoon;
        private TimeSpan? _offset;
        private long? _unixSeconds;

        public bool Read(string pattern)
        {
            for (var i = 0; i < pattern.Length; i++)
            {
                if (pattern[i] != '%' || i + 1 == pattern.Length)
                {
                    if (char.IsWhiteSpace(pattern[i]))
                        SkipSpace();
                    else if (!Skip(pattern[i]))
                        return false;
                    continue;
                }

                var letter = pattern[++i];
                if (letter == '-' && i + 1 < pattern.Length)
                    letter = pattern[++i];
                if (!ReadLetter(letter))
                    return false;
            }

            SkipSpace();
            return _position == text.Length;
        }

        public bool TryGet(TimeSpan offset, out DateTimeOffset date)
        {
            date = default;
            if (_unixSeconds is { } seconds)
            {
                if (seconds is < -62_135_596_800 or > 253_402_300_799)
                    return false;
                date = DateTimeOffset.FromUnixTimeSeconds(seconds);
                return true;
            }

            var hour = _isAfternoon is null ? _hour : _hour % 12 + (_isAfternoon.Value ? 12 : 0);
            if (_year is < 1 or > 9999 || _month is < 1 or > 12 || _day < 1 || _day > DateTime.DaysInMonth(_year, _month)
                || hour > 23 || _minute > 59 || _second > 59)
            {
                return false;
            }

            date = new DateTimeOffset(new DateTime(_year, _month, _day, hour, _minute, _second).AddTicks(_ticks), _offset ?? offset);
            return true;
        }

        private bool ReadLetter(char letter)
        {
            switch (letter)
            {
                case 'Y': return Number(4, out _year);
                case 'y':
                    var found = Number(2, out var short_);
                    _year = culture.Calendar.ToFourDigitYear(short_);
                    return found;
                case 'm': return Number(2, out _month);
                case 'd' or 'e': return Number(2, out _day);
                case 'H' or 'I' or 'k' or 'l': return Number(2, out _hour);
                case 'M': return Number(2, out _minute);
                case 'S': return Number(2, out _second);
                case 'L': return Fraction();
                case 'N': return Fraction();
                case 's':
                    var any = long.TryParse(Digits(12), CultureInfo.InvariantCulture, out var seconds);
                    _unixSeconds = seconds;
                    return any;
                case 'b' or 'h': return Name(culture.DateTimeFormat.AbbreviatedMonthNames, out _month);
                case 'B': return Name(culture.DateTimeFormat.MonthNames, out _month);
                case 'a': return Name(culture.DateTimeFormat.AbbreviatedDayNames, out _);
                case 'A': return Name(culture.DateTimeFormat.DayNames, out _);
                case 'p' or 'P': return Half();
                case 'Z' or 'z': return Offset();
                case 'F': return Read2("%Y-%m-%d");
                case 'D': return Read2("%m/%d/%y");
                case 'T': return Read2("%H:%M:%S");
                case 'R': return Read2("%H:%M");
                case 'r': return Read2("%I:%M:%S %p");
                case 'g': return true;
                case 'n' or 't': SkipSpace(); return true;
                case '%': return Skip('%');
                default: return false;
            }
        }

        private bool Read2(string pattern)
        {
            for (var i = 0; i < pattern.Length; i++)
            {
                if (pattern[i] == '%' ? !ReadLetter(pattern[++i]) : pattern[i] != ' ' && !Skip(pattern[i]))
                    return false;
                if (pattern[i] == ' ')
                    SkipSpace();
            }

            return true;
        }

        private void SkipSpace()
        {
            while (_position < text.Length && char.IsWhiteSpace(text[_position]))
                _position++;
        }

        private bool Skip(char c)
        {
            if (_position >= text.Length || text[_position] != c)
                return false;
            _position++;
            return true;
        }

        private string Digits(int most)
        {
            SkipSpace();
            var start = _position;
            while (_position < text.Length && _position - start < most && char.IsAsciiDigit(text[_position]))
                _position++;
            return text[start.._position];
        }

        private bool Number(int most, out int number) =>
            int.TryParse(Digits(most), NumberStyles.None, CultureInfo.InvariantCulture, out number);

        private bool Fraction()
        {
            var digits = Digits(9);
            _ticks = digits.Length == 0 ? 0 : long.Parse(digits.PadRight(7, '0')[..7], CultureInfo.InvariantCulture);
            return digits.Length > 0;
        }

        private bool Name(string[] names, out int number)
        {
            for (var i = 0; i < names.Length; i++)
            {
                if (names[i].Length == 0 || string.Compare(text, _position, names[i], 0, names[i].Length, ignoreCase: true, culture) != 0)
                    continue;
                _position += names[i].Length;
                number = i + 1;
                return true;
            }

            number = 0;
            return false;
        }

        private bool Half()
        {
            if (string.Compare(text, _position, "AM", 0, 2, StringComparison.OrdinalIgnoreCase) == 0)
                _isAfternoon = false;
            else if (string.Compare(text, _position, "PM", 0, 2, StringComparison.OrdinalIgnoreCase) == 0)
                _isAfternoon = true;
            else
                return false;
            _position += 2;
            return true;
        }

        private bool Offset()
        {
            if (Skip('Z'))
            {
                _offset = TimeSpan.Zero;
                return true;
            }

            var sign = Skip('+') ? 1 : Skip('-') ? -1 : 0;
            if (sign == 0 || !Number(2, out var hours))
                return false;
            Skip(':');
            if (!Number(2, out var minutes) || hours > 14 || minutes > 59 || hours * 60 + minutes > 14 * 60)
                return false;
            _offset = sign * new TimeSpan(hours, minutes, 0);
            return true;
        }
    }
}
