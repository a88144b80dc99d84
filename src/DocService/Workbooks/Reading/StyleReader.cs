using System.Globalization;
using System.Xml.Linq;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Reading;

/// <summary>The looks of a workbook, by the number its cells use.</summary>
internal sealed class StyleReader
{
    private const int MostFormats = 65_000;

    private readonly List<SnapshotStyle> byCellFormat = [];
    private readonly List<SnapshotStyle> used = [];
    private readonly Dictionary<SnapshotStyle, int> numbers = [];

    /// <summary>The looks in use, in order of first use; number 0 is the workbook's default.</summary>
    public IReadOnlyList<SnapshotStyle> Used => used;

    public static StyleReader Load(XlsxPackage package, string? part, ThemeColours colours)
    {
        var reader = new StyleReader();
        if (part is not null && package.Has(part))
        {
            using var xml = package.Xml(part);
            reader.Read(XmlTree.Load(xml), colours, NumberFormats.Load(package, part));
        }
        reader.Number(0);
        return reader;
    }

    /// <summary>The snapshot's number for a cell format; null is the default.</summary>
    /// <param name="text">The cell's text, where it has one.</param>
    public int? Number(int cellFormat, string? text = null)
    {
        var style = (uint)cellFormat < (uint)byCellFormat.Count ? byCellFormat[cellFormat] : byCellFormat.Count > 0 ? byCellFormat[0] : new();
        if (text is not null)
            style = style.ForText(text);
        if (!numbers.TryGetValue(style, out var number))
        {
            if (used.Count >= SnapshotLimits.Styles)
                throw new SheetRefusedException("workbooks.too-many-styles", $"工作簿里的单元格样式超过 {SnapshotLimits.Styles} 种。请在 Excel 中清除不需要的格式后再打开。");
            numbers[style] = number = used.Count;
            used.Add(style);
        }
        return number == 0 ? null : number;
    }

    public bool ShowsDate(int cellFormat) => byCellFormat.ElementAtOrDefault(cellFormat)?.NumberFormat is { } code && NumberFormats.ShowsDate(code);

    private void Read(XElement sheet, ThemeColours colours, NumberFormats formats)
    {
        var fonts = Children(sheet, "fonts").Select(font => Font(font, colours)).ToList();
        var fills = Children(sheet, "fills").Select(fill => Fill(fill, colours)).ToList();
        var borders = Children(sheet, "borders").Select(border => Border(border, colours)).ToList();
        var at = 0;
        foreach (var format in Children(sheet, "cellXfs").Take(MostFormats))
        {
            var font = fonts.ElementAtOrDefault(Index(format, "fontId")) ?? new();
            var border = borders.ElementAtOrDefault(Index(format, "borderId")) ?? new();
            var code = formats.Of(at++).Code;
            byCellFormat.Add(Placed(format.Elements().FirstOrDefault(e => e.Name.LocalName == "alignment"), font with
            {
                Fill = fills.ElementAtOrDefault(Index(format, "fillId")),
                Top = border.Top, Bottom = border.Bottom, Left = border.Left, Right = border.Right,
                NumberFormat = code is NumberFormats.General or { Length: > 255 } ? null : code,
            }));
        }
    }

    private static IEnumerable<XElement> Children(XElement sheet, string list) =>
        sheet.Elements().Where(e => e.Name.LocalName == list).Take(1).SelectMany(e => e.Elements());

    private static int Index(XElement format, string attribute) =>
        int.TryParse((string?)format.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;

    private static SnapshotStyle Font(XElement font, ThemeColours colours) => new()
    {
        Font = Value(font, "name") is { Length: > 0 and <= 64 } name && !name.Any(char.IsControl) ? name : null,
        Size = double.TryParse(Value(font, "sz"), NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= 409 ? size : null,
        Bold = Switch(font, "b"),
        Italic = Switch(font, "i"),
        Underline = Child(font, "u") is { } underline && (string?)underline.Attribute("val") != "none",
        Strike = Switch(font, "strike"),
        Colour = colours.Of(Child(font, "color")),
    };

    // A gradient becomes its first colour, a pattern its foreground; both are rare in sheets people type.
    private static string? Fill(XElement fill, ThemeColours colours)
    {
        if (Child(fill, "patternFill") is { } pattern)
            return (string?)pattern.Attribute("patternType") is null or "none" or "gray125" ? null : colours.Of(Child(pattern, "fgColor"));
        return Child(fill, "gradientFill") is { } gradient ? colours.Of(gradient.Descendants().FirstOrDefault(e => e.Name.LocalName == "color")) : null;
    }

    private static SnapshotStyle Border(XElement border, ThemeColours colours)
    {
        return new() { Top = Line("top"), Bottom = Line("bottom"), Left = Line("left") ?? Line("start"), Right = Line("right") ?? Line("end") };

        SnapshotLine? Line(string side) => Child(border, side) is { } line && (string?)line.Attribute("style") is { } style && SnapshotWords.Lines.Contains(style)
            ? new(style, colours.Of(Child(line, "color")) is { } colour and not "000000" ? colour : null)
            : null;
    }

    private static SnapshotStyle Placed(XElement? alignment, SnapshotStyle style) => alignment is null ? style : style with
    {
        Across = (string?)alignment.Attribute("horizontal") is { } across && SnapshotWords.Across.Contains(across) ? across : null,
        Down = (string?)alignment.Attribute("vertical") is { } down && down != "bottom" && SnapshotWords.Down.Contains(down) ? down : null,
        Wrap = (string?)alignment.Attribute("wrapText") is "1" or "true",
        Indent = Math.Min(250, Index(alignment, "indent")),
        Rotation = Index(alignment, "textRotation") is var turned and (<= 180 or 255) ? turned : 0,
    };

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static string? Value(XElement parent, string name) => (string?)Child(parent, name)?.Attribute("val");

    private static bool Switch(XElement font, string name) => Child(font, name) is { } found && (string?)found.Attribute("val") is not ("0" or "false");
}
