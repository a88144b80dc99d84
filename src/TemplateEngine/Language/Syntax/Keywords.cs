using System.Collections.Frozen;

namespace SpotCheck.TemplateEngine.Language;

internal static class Keywords
{
    public static readonly FrozenSet<string> Openers = new[]
    {
        "if", "for", "while", "tablerow", "case", "with", "capture", "wrap", "func",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Dividers = new[] { "else", "when" }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Simple = new[]
    {
        "break", "continue", "import", "readonly", "ret",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly string[] All = [.. Openers, .. Dividers, .. Simple, "end", "do"];

    public static bool StartsStatement(string word) =>
        Openers.Contains(word) || Dividers.Contains(word) || Simple.Contains(word)
        || string.Equals(word, "end", StringComparison.Ordinal);
}
