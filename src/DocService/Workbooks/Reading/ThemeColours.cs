using System.Globalization;
using System.Xml.Linq;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Reading;

/// <summary>Turns a colour of SpreadsheetML (theme, palette or plain) into RRGGBB.</summary>
internal sealed class ThemeColours
{
    // The first two pairs stand in the other order in the theme part than in colour numbers (ECMA-376 part 1 §18.8.3).
    private static readonly string[] Order = ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    private static readonly string[] OfficeTheme = ["FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"];

    // ECMA-376 part 1 §18.8.27, numbers 8 to 63.
    private static readonly string[] Palette =
    [
        "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "800000", "008000", "000080", "808000", "800080", "008080",
        "C0C0C0", "808080", "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00", "00FFFF",
        "800080", "800000", "008080", "0000FF", "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99", "3366FF", "33CCCC",
        "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696", "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
    ];

    private readonly string[] theme = [.. OfficeTheme];

    public static ThemeColours Load(XlsxPackage package, string? part)
    {
        var colours = new ThemeColours();
        if (part is null || !package.Has(part))
            return colours;
        var current = -1;
        using var xml = package.Xml(part);
        xml.WalkElements(element =>
        {
            if (Array.IndexOf(Order, element.LocalName) is >= 0 and var slot)
                current = slot;
            else if (current >= 0 && element.LocalName is "srgbClr" or "sysClr" && Rgb(element.GetAttribute(element.LocalName == "sysClr" ? "lastClr" : "val")) is { } rgb)
                (colours.theme[current], current) = (rgb, -1);
        });
        return colours;
    }

    /// <summary>The colour of an element such as <c>color</c> or <c>fgColor</c>; null is automatic or unreadable.</summary>
    public string? Of(XElement? element)
    {
        if (element is null)
            return null;
        var plain = Rgb(Value("rgb"))
            ?? (int.TryParse(Value("theme"), NumberStyles.None, CultureInfo.InvariantCulture, out var slot) && slot < theme.Length ? theme[slot] : null)
            ?? (int.TryParse(Value("indexed"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < 64 ? Palette[index < 8 ? index : index - 8] : null);
        return plain is not null && double.TryParse(Value("tint"), NumberStyles.Float, CultureInfo.InvariantCulture, out var tint) && tint is >= -1 and <= 1 and not 0
            ? Tinted(plain, tint)
            : plain;

        string? Value(string name) => (string?)element.Attribute(name);
    }

    private static string? Rgb(string? text) => text is { Length: 6 or 8 } && text[^6..].All(char.IsAsciiHexDigit) ? text[^6..].ToUpperInvariant() : null;

    /// <summary>ECMA-376 part 1 §18.8.19 tints the lightness; moving each channel towards black or white is the same mixture in RGB.</summary>
    private static string Tinted(string rgb, double tint)
    {
        return string.Concat(Enumerable.Range(0, 3).Select(channel =>
        {
            var value = int.Parse(rgb.AsSpan(channel * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var moved = tint < 0 ? value * (1 + tint) : value + (255 - value) * tint;
            return ((int)Math.Round(moved)).ToString("X2", CultureInfo.InvariantCulture);
        }));
    }
}
