using System.Globalization;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>How values become text: the culture, and the format of dates.</summary>
internal sealed record ValueFormat(CultureInfo Culture, string DateFormat)
{
    public const string DefaultDateFormat = "%d %b %Y";

    public static ValueFormat Invariant { get; } = new(CultureInfo.InvariantCulture, DefaultDateFormat);
}

internal static class ValueText
{
    public static string Of(Value value, ValueFormat format) => value.AsString ?? value.Kind.ToString() + format.DateFormat;
}
