using System.Globalization;
using System.Text;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>Reads a date somebody typed as text.</summary>
internal static class ImportedDate
{
    /// <summary>How platforms write that a certificate never expires.</summary>
    public static readonly DateOnly Unlimited = new(9999, 9, 9);

    /// <summary>The date, or <c>null</c>. Accepts 2023-02-06, 2023.2.6, 2023/2/6, 20230206, 2023年2月6日, an added time, and 长期.</summary>
    public static DateOnly? Read(string text)
    {
        var compact = text.Normalize(NormalizationForm.FormKC).Trim();
        if (compact is "长期" or "长期有效" or "无固定期限" or "永久")
            return Unlimited;
        var numbers = new List<int>(3);
        for (var at = 0; at < compact.Length && numbers.Count < 3;)
        {
            var end = at;
            while (end < compact.Length && char.IsAsciiDigit(compact[end]))
                end++;
            if (end == at || end - at > 8)
                return null;
            var digits = compact[at..end];
            if (digits.Length == 8 && numbers.Count == 0)
                return DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var packed) ? packed : null;
            numbers.Add(int.Parse(digits, CultureInfo.InvariantCulture));
            if (end < compact.Length && !"-./年月日 T".Contains(compact[end], StringComparison.Ordinal))
                return null;
            at = end + 1;
        }
        return numbers is [>= 1900 and <= 9999 and var year, >= 1 and <= 12 and var month, >= 1 and var day] && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }
}
