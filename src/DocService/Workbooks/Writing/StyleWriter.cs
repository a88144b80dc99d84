using System.Globalization;
using System.Xml;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Writing;

/// <summary>The styles part: equal fonts, fills and borders once, a cell format for every look that is used.</summary>
internal sealed class StyleWriter
{
    private const int FirstOwnFormat = 164;

    private readonly IReadOnlyList<SnapshotStyle> styles;
    private readonly List<(SnapshotStyle Style, bool Quoted)> cellFormats = [];
    private readonly Dictionary<(SnapshotStyle Style, bool Quoted), int> numbers = [];

    public StyleWriter(IReadOnlyList<SnapshotStyle> styles)
    {
        this.styles = styles;
        Add((Of(null), false));
    }

    /// <summary>The cell format for a look. A text that Excel would take for a number or formula when somebody edits it is held as text.</summary>
    public int Number(int? style, string? text = null)
    {
        var look = Of(style);
        if (text is not null)
            look = look.ForText(text);
        return Add((look, text is ['=' or '+' or '-' or '@', ..]));
    }

    public void Write(XmlWriter xml)
    {
        var fonts = Distinct(style => (style.Font, style.Size, style.Bold, style.Italic, style.Underline, style.Strike, style.Colour));
        var fills = Distinct(style => style.Fill).Where(fill => fill is not null).ToList();
        var borders = Distinct(style => (style.Left, style.Right, style.Top, style.Bottom));
        var codes = cellFormats.Select(format => format.Style.NumberFormat).Where(code => code is not (null or "@")).Distinct(StringComparer.Ordinal).ToList();

        xml.WriteStartElement("styleSheet", WorkbookWriter.Main);
        if (codes.Count > 0)
            List(xml, "numFmts", codes, code => Empty(xml, "numFmt", ("numFmtId", Text(FirstOwnFormat + codes.IndexOf(code))), ("formatCode", code!)));
        List(xml, "fonts", fonts, font => Font(xml, font));
        // The first two fills are Excel's own, whatever stands there (ECMA-376 part 1 §18.8.21 and every program's practice).
        List(xml, "fills", [null, "gray125", .. fills], fill => Fill(xml, fill));
        List(xml, "borders", borders, border => Border(xml, border));
        List(xml, "cellStyleXfs", [0], _ => Empty(xml, "xf", ("numFmtId", "0"), ("fontId", "0"), ("fillId", "0"), ("borderId", "0")));
        List(xml, "cellXfs", cellFormats, format => CellFormat(xml, format,
            format.Style.NumberFormat switch { null => 0, "@" => 49, var code => FirstOwnFormat + codes.IndexOf(code) },
            fonts.IndexOf((format.Style.Font, format.Style.Size, format.Style.Bold, format.Style.Italic, format.Style.Underline, format.Style.Strike, format.Style.Colour)),
            format.Style.Fill is { } fill ? fills.IndexOf(fill) + 2 : 0,
            borders.IndexOf((format.Style.Left, format.Style.Right, format.Style.Top, format.Style.Bottom))));
        List(xml, "cellStyles", [0], _ => Empty(xml, "cellStyle", ("name", "Normal"), ("xfId", "0"), ("builtinId", "0")));
        xml.WriteEndElement();
    }

    // The workbook's default look stands first, also where the snapshot has no style at all.
    private SnapshotStyle Of(int? style) => styles.Count > 0 ? styles[style ?? 0] : new();

    private int Add((SnapshotStyle Style, bool Quoted) format)
    {
        if (!numbers.TryGetValue(format, out var number))
        {
            numbers[format] = number = cellFormats.Count;
            cellFormats.Add(format);
        }
        return number;
    }

    private List<T> Distinct<T>(Func<SnapshotStyle, T> part) => [.. cellFormats.Select(format => part(format.Style)).Distinct()];

    private static void Font(XmlWriter xml, (string? Name, double? Size, bool Bold, bool Italic, bool Underline, bool Strike, string? Colour) font)
    {
        xml.WriteStartElement("font");
        if (font.Bold)
            Empty(xml, "b");
        if (font.Italic)
            Empty(xml, "i");
        if (font.Strike)
            Empty(xml, "strike");
        if (font.Underline)
            Empty(xml, "u");
        Empty(xml, "sz", ("val", Text(font.Size ?? 11)));
        if (font.Colour is { } colour)
            Empty(xml, "color", ("rgb", "FF" + colour.ToUpperInvariant()));
        Empty(xml, "name", ("val", font.Name ?? "宋体"));
        xml.WriteEndElement();
    }

    private static void Fill(XmlWriter xml, string? fill)
    {
        xml.WriteStartElement("fill");
        xml.WriteStartElement("patternFill");
        xml.WriteAttributeString("patternType", fill switch { null => "none", "gray125" => "gray125", _ => "solid" });
        if (fill is not (null or "gray125"))
        {
            Empty(xml, "fgColor", ("rgb", "FF" + fill.ToUpperInvariant()));
            Empty(xml, "bgColor", ("indexed", "64"));
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Border(XmlWriter xml, (SnapshotLine? Left, SnapshotLine? Right, SnapshotLine? Top, SnapshotLine? Bottom) border)
    {
        xml.WriteStartElement("border");
        foreach (var (side, line) in new[] { ("left", border.Left), ("right", border.Right), ("top", border.Top), ("bottom", border.Bottom), ("diagonal", null) })
        {
            xml.WriteStartElement(side);
            if (line is not null)
            {
                xml.WriteAttributeString("style", line.Style);
                Empty(xml, "color", ("rgb", "FF" + (line.Colour ?? "000000").ToUpperInvariant()));
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void CellFormat(XmlWriter xml, (SnapshotStyle Style, bool Quoted) format, int number, int font, int fill, int border)
    {
        var style = format.Style;
        xml.WriteStartElement("xf");
        foreach (var (name, value) in new[] { ("numFmtId", number), ("fontId", font), ("fillId", fill), ("borderId", border), ("xfId", 0) })
            xml.WriteAttributeString(name, Text(value));
        if (format.Quoted)
            xml.WriteAttributeString("quotePrefix", "1");
        foreach (var (name, applies) in new[] { ("applyNumberFormat", number > 0), ("applyFont", font > 0), ("applyFill", fill > 0), ("applyBorder", border > 0) })
        {
            if (applies)
                xml.WriteAttributeString(name, "1");
        }
        if (style is not { Across: null, Down: null, Wrap: false, Indent: 0, Rotation: 0 })
        {
            xml.WriteAttributeString("applyAlignment", "1");
            xml.WriteStartElement("alignment");
            Attribute(xml, "horizontal", style.Across);
            Attribute(xml, "vertical", style.Down);
            Attribute(xml, "textRotation", style.Rotation == 0 ? null : Text(style.Rotation));
            Attribute(xml, "wrapText", style.Wrap ? "1" : null);
            Attribute(xml, "indent", style.Indent == 0 ? null : Text(style.Indent));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void List<T>(XmlWriter xml, string name, IReadOnlyCollection<T> items, Action<T> write)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("count", Text(items.Count));
        foreach (var item in items)
            write(item);
        xml.WriteEndElement();
    }

    private static void Empty(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
            xml.WriteAttributeString(name, value);
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
