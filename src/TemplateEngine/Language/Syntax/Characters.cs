using System.Collections.Frozen;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Which characters may stand where in a tag, Chinese input methods taken into account.</summary>
internal static class Characters
{
    private static readonly FrozenDictionary<char, string> s_hints = new Dictionary<char, string>
    {
        ['、'] = ",",
        ['。'] = ".",
        ['…'] = "...",
        ['—'] = "-",
        ['–'] = "-",
        ['−'] = "-",
        ['×'] = "*",
        ['÷'] = "/",
        ['≠'] = "!=",
        ['≤'] = "<=",
        ['≥'] = ">=",
        ['“'] = "\"",
        ['”'] = "\"",
        ['‘'] = "'",
        ['’'] = "'",
        ['「'] = "\"",
        ['」'] = "\"",
        ['『'] = "\"",
        ['』'] = "\"",
        ['【'] = "[",
        ['】'] = "]",
        ['《'] = "<",
        ['》'] = ">",
    }.ToFrozenDictionary();

    public static bool StartsName(char c) => c == '_' || char.IsLetter(c) || char.IsSurrogate(c);

    public static bool ContinuesName(char c) => StartsName(c) || char.IsAsciiDigit(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;

    /// <summary>Space inside a line, the full-width one and the no-break one that Word types included.</summary>
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\v' or '\f' or '\u00A0' or '\u3000' or '\uFEFF' or '\u200B';

    /// <summary>
    /// The half-width form of full-width punctuation: outside strings it can mean nothing else, so a tag typed with
    /// a Chinese input method works.
    /// </summary>
    public static char Narrow(char c) => c is >= '\uFF01' and <= '\uFF5E' && !char.IsLetterOrDigit(c)
        ? (char)(c - 0xFEE0)
        : c;

    /// <summary>What was probably meant by a character no tag can hold; null for no idea.</summary>
    public static string? Hint(char c)
    {
        if (c is >= '\uFF10' and <= '\uFF19')
            return ((char)(c - 0xFEE0)).ToString();
        return s_hints.GetValueOrDefault(c);
    }
}
