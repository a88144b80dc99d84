using System.Globalization;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>What a cell style says about its number: the format of each cell style, and whether it shows a date.</summary>
internal sealed class NumberFormats
{
    public const string General = "General";

    // Unix time zero has no meaning here: Excel's last day is 9999-12-31.
    private const double LastSerial = 2_958_466;

    private readonly List<(string Code, bool IsDate)> styles = [];

    public static NumberFormats Load(XlsxPackage package, string part)
    {
        var formats = new NumberFormats();
        var custom = new Dictionary<int, string>();
        var insideCellXfs = false;
        using var xml = package.Xml(part);
        while (xml.Step())
        {
            if (xml.LocalName == "cellXfs")
            {
                insideCellXfs = xml.NodeType == System.Xml.XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == System.Xml.XmlNodeType.Element)
            {
                if (xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                {
                    custom[id] = xml.GetAttribute("formatCode") ?? General;
                }
                else if (insideCellXfs && xml.LocalName == "xf")
                {
                    _ = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var format);
                    var code = custom.TryGetValue(format, out var written) ? written : BuiltIn(format);
                    formats.styles.Add((code, ShowsDate(code)));
                }
            }
        }
        return formats;
    }

    public (string Code, bool IsDate) Of(int style) =>
        (uint)style < (uint)styles.Count ? styles[style] : (General, false);

    // ECMA-376 part 1 §18.8.30: 14–22 and 45–47 are dates and times everywhere, 27–36 and 50–58 in the East Asian editions.
    private static string BuiltIn(int id) => id switch
    {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        14 => "yyyy/m/d",
        >= 15 and <= 17 => "yyyy/m/d",
        >= 18 and <= 21 or >= 45 and <= 47 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        >= 27 and <= 36 or >= 50 and <= 58 => "yyyy\"年\"m\"月\"d\"日\"",
        49 => "@",
        _ => General,
    };

    /// <summary>Whether a format code shows a date or a time: a y, m, d, h or s outside quotes, escapes and brackets.</summary>
    internal static bool ShowsDate(string code)
    {
        if (code.Contains(General, StringComparison.OrdinalIgnoreCase))
            return false;
        for (var at = 0; at < code.Length; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = code.IndexOf('"', at + 1) is var quote and >= 0 ? quote : code.Length;
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '[':
                    var close = code.IndexOf(']', at) is var bracket and >= 0 ? bracket : code.Length - 1;
                    if (close > at + 1 && code[(at + 1)..close].All(c => "hmsHMS".Contains(c, StringComparison.Ordinal)))
                        return true;
                    at = close;
                    break;
                case ';':
                    return false;
                case 'y' or 'm' or 'd' or 'h' or 's' or 'Y' or 'M' or 'D' or 'H' or 'S':
                    return true;
            }
        }
        return false;
    }

    /// <summary>Decimals of a percent format (<c>0%</c> → 0, <c>0.0%</c> → 1), or <c>null</c> when it is none.</summary>
    internal static int? PercentDecimals(string code)
    {
        var first = code.Split(';')[0];
        if (!first.EndsWith('%'))
            return null;
        var point = first.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : Math.Clamp(first.Length - point - 2, 0, 15);
    }

    /// <summary>The date of a serial number, or <c>null</c> when there is none (negative, after 9999, or the 29 February 1900 that never was).</summary>
    internal static DateTime? DateOf(double serial, bool since1904)
    {
        if (since1904)
            serial += 1462;
        if (!(serial >= 1) || serial >= LastSerial || (!since1904 && Math.Floor(serial) == 60))
            return null;
        // Excel counts a 29 February 1900, so its days before 1 March 1900 are one less than OLE's.
        var date = DateTime.FromOADate(serial < 60 ? serial + 1 : serial);
        var seconds = Math.Round(date.TimeOfDay.TotalSeconds);
        return date.Date.AddSeconds(seconds);
    }

    internal static string DateText(DateTime date) =>
        date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    internal static string NumberText(double number) =>
        Math.Abs(number) < 1e15 && number == Math.Floor(number)
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}
