using System.Text;

namespace SpotCheck.DocService.Plans.Values;

/// <summary>One spelling for what typists write in several ways: full-width digits and signs, spaces between characters, the many dashes.</summary>
internal static class PlanText
{
    private const string ChineseDigits = "零一二三四五六七八九";

    /// <summary>The text without white space, full-width ASCII made half-width, all dashes between values one sign.</summary>
    public static string Compact(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format)
            {
                continue;
            }

            result.Append(character switch
            {
                '、' or '。' => character,
                >= '！' and <= '～' => (char)(character - 0xFEE0),
                '—' or '–' or '―' or '‐' or '‑' or '−' or '─' => '-',
                '≧' or '⩾' => '≥',
                '〇' or '○' => '零',
                _ => character,
            });
        }

        return result.Replace(">=", "≥").Replace("--", "-").ToString();
    }

    /// <summary>A whole number below 1000 in Chinese numerals (五, 十, 二十五, 一百二十); null if it is none.</summary>
    public static int? ChineseNumber(string text)
    {
        var total = 0;
        var digit = -1;
        foreach (var character in text.Replace('两', '二'))
        {
            var value = ChineseDigits.IndexOf(character, StringComparison.Ordinal);
            if (value >= 0)
            {
                if (digit > 0)
                {
                    return null;
                }

                digit = value;
                continue;
            }

            var unit = character switch { '十' => 10, '百' => 100, _ => 0 };
            if (unit == 0)
            {
                return null;
            }

            total += (digit < 0 ? 1 : digit) * unit;
            digit = -1;
        }

        return text.Length == 0 ? null : total + Math.Max(digit, 0);
    }
}
