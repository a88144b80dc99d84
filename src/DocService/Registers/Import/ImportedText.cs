using System.Globalization;
using System.Text;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>Makes text from a stranger's file fit to be stored, printed and opened again in a spreadsheet.</summary>
internal static class ImportedText
{
    /// <summary>Trimmed, NFC, one line, without control or invisible formatting characters, and harmless as a spreadsheet formula.</summary>
    /// <param name="text">As in the cell.</param>
    /// <param name="cleaned">What was done beyond trimming, as a code and a Chinese sentence.</param>
    public static string Clean(string text, out (string Code, string Message)? cleaned)
    {
        cleaned = null;
        if (IsPlain(text))
            return text;

        var kept = new StringBuilder(text.Length);
        var removed = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || rune.Value is '\t' or '\r' or '\n')
                kept.Append(' ');
            else if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || rune.Value == 0xFFFD)
                removed = true;
            else
                kept.Append(rune.ToString());
        }
        var clean = kept.ToString().Trim().Normalize(NormalizationForm.FormC);
        if (removed)
            cleaned = ("import.invisible-characters", "含有看不见的特殊字符，已去掉，请核对。");
        if (clean is [('=' or '+' or '-' or '@') and var first, ..] && clean.Length > 1)
        {
            // As full-width characters no spreadsheet takes them for the start of a formula (CWE-1236).
            clean = (char)(first + 0xFEE0) + clean[1..];
            cleaned = ("import.formula-text", $"内容以“{first}”开头，像是公式，已改为全角“{clean[0]}”以防被执行，请核对。");
        }
        return clean;
    }

    /// <summary>Names of units, areas, tags and qualifications as a draw takes them (draw-protocol §1).</summary>
    public static bool IsDrawName(string name) =>
        name.Length is > 0 and <= 128 && name.AsSpan().IndexOfAny('|', ',') < 0 && name.EnumerateRunes().Count() <= 64;

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text[0] is '=' or '+' or '-' or '@' or ' ' || text[^1] == ' ')
            return text.Length == 0;
        foreach (var unit in text)
        {
            // Printable ASCII, Chinese ideographs and their common punctuation need no further look.
            if (unit is not (>= ' ' and < '\u007F' or >= '\u4E00' and <= '\u9FFF' or >= '\u3001' and <= '\u3017' or >= '\uFF01' and <= '\uFF5E'))
                return false;
        }
        return true;
    }
}
