using System.Collections.Frozen;
using System.Globalization;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// Cultures by name: a listed language with an optional script and region (<c>zh-CN</c>, <c>zh-Hans-CN</c>). For some
/// other names the platform makes a culture that fails when it is used.
/// </summary>
internal static class Cultures
{
    private static readonly FrozenSet<string> s_languages =
        CultureInfo.GetCultures(CultureTypes.NeutralCultures).Select(c => c.Name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static CultureInfo? Find(string name)
    {
        var parts = name.Split('-');
        if (parts.Length > 3 || parts[0].Length == 0 || !s_languages.Contains(parts[0]) || !Array.TrueForAll(parts[1..], IsScriptOrRegion))
            return null;
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    private static bool IsScriptOrRegion(string part) => part.Length is 2 or 3 or 4 && part.All(char.IsAsciiLetterOrDigit);
}
