using System.Text;

namespace SpotCheck.DocService.Registers.Codes;

/// <summary>Removes what typing adds to an identifier: full-width forms, spaces, hyphens, invisible marks, small letters.</summary>
internal static class TypedCode
{
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var typed in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(typed) || (typed > ' ' && typed < '\u007F' && typed != '-' && typed != '\'' && typed != '`'))
                clean.Append(char.ToUpperInvariant(typed));
        }
        return clean.ToString();
    }

    /// <summary>Excel turned a long code into a number and dropped its last digits.</summary>
    public static bool LostDigits(string text) =>
        text.Contains("E+", StringComparison.OrdinalIgnoreCase) && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);
}
