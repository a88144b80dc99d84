using System.Globalization;
using System.Xml;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>Collects the styles in use, in the order of first use, and writes <c>xl/styles.xml</c>.</summary>
internal sealed class StyleTable
{
    private readonly record struct Format(int Font, int Fill, int Border, int NumberFormat, CellStyle Style, bool QuotePrefix);

    private readonly Dictionary<(CellStyle, SheetValue.Type, bool), int> known = [];
    private readonly List<Format> formats = [new(0, 0, 0, 0, CellStyle.Plain, false)];
    private readonly List<(string Name, double Points, bool Bold, string Colour)> fonts = [("宋体", 11, false, "000000")];
    private readonly List<string> fills = [];
    private readonly List<string> numberFormats = [];

    /// <summary>The style index of a cell.</summary>
    public int Index(CellStyle style, SheetValue value)
    {
        // Text that looks like a formula keeps its quote mark, so that it stays text when a person edits the cell.
        var quoted = value is { Kind: SheetValue.Type.Text, RawText: [('=' or '+' or '-' or '@' or '\t' or '\''), ..] };
        var kind = value.Kind is SheetValue.Type.Date or SheetValue.Type.Percent ? value.Kind : SheetValue.Type.Text;
        if (known.TryGetValue((style, kind, quoted), out var index))
            return index;

        var code = style.NumberFormat ?? kind switch
        {
            SheetValue.Type.Date => "yyyy\\-mm\\-dd",
            SheetValue.Type.Percent => "0.##%",
            _ => null,
        };
        formats.Add(new(
            IndexIn(fonts, (style.Font, style.FontPoints, style.Bold, style.Colour)),
            style.Fill is null ? 0 : IndexIn(fills, style.Fill) + 2,
            style.Border ? 1 : 0,
            code switch { null => 0, "@" => 49, "0%" => 9, "0" => 1, _ => IndexIn(numberFormats, code) + 164 },
            style,
            quoted));
        known[(style, kind, quoted)] = formats.Count - 1;
        return formats.Count - 1;
    }

    private static int IndexIn<T>(List<T> list, T item)
    {
        var index = list.IndexOf(item);
        if (index >= 0)
            return index;
        list.Add(item);
        return list.Count - 1;
    }

    public void Write(XmlWriter xml)
    {
        xml.WriteStartElement("styleSheet", WorkbookWriter.Main);
        if (numberFormats.Count > 0)
        {
            List(xml, "numFmts", numberFormats, (code, index) => Element(xml, "numFmt", ("numFmtId", Text(index + 164)), ("formatCode", code)));
        }
        List(xml, "fonts", fonts, (font, _) => WriteFont(xml, font));
        List(xml, "fills", [null, "gray125", .. fills], (fill, index) => WriteFill(xml, fill, index));
        List(xml, "borders", [false, true], (ruled, _) => WriteBorder(xml, ruled));
        xml.WriteStartElement("cellStyleXfs");
        xml.WriteAttributeString("count", "1");
        Element(xml, "xf", ("numFmtId", "0"), ("fontId", "0"), ("fillId", "0"), ("borderId", "0"));
        xml.WriteEndElement();
        List(xml, "cellXfs", formats, (format, _) => WriteFormat(xml, format));
        xml.WriteStartElement("cellStyles");
        xml.WriteAttributeString("count", "1");
        Element(xml, "cellStyle", ("name", "常规"), ("xfId", "0"), ("builtinId", "0"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteFont(XmlWriter xml, (string Name, double Points, bool Bold, string Colour) font)
    {
        xml.WriteStartElement("font");
        if (font.Bold)
            Element(xml, "b");
        Element(xml, "sz", ("val", font.Points.ToString(CultureInfo.InvariantCulture)));
        Element(xml, "color", ("rgb", "FF" + font.Colour));
        Element(xml, "name", ("val", font.Name));
        Element(xml, "charset", ("val", "134"));
        xml.WriteEndElement();
    }

    private static void WriteFill(XmlWriter xml, string? fill, int index)
    {
        xml.WriteStartElement("fill");
        if (index < 2)
        {
            Element(xml, "patternFill", ("patternType", fill ?? "none"));
        }
        else
        {
            xml.WriteStartElement("patternFill");
            xml.WriteAttributeString("patternType", "solid");
            Element(xml, "fgColor", ("rgb", "FF" + fill));
            Element(xml, "bgColor", ("indexed", "64"));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteBorder(XmlWriter xml, bool ruled)
    {
        xml.WriteStartElement("border");
        foreach (var side in (string[])["left", "right", "top", "bottom"])
        {
            xml.WriteStartElement(side);
            if (ruled)
            {
                xml.WriteAttributeString("style", "thin");
                Element(xml, "color", ("rgb", "FF000000"));
            }
            xml.WriteEndElement();
        }
        Element(xml, "diagonal");
        xml.WriteEndElement();
    }

    private static void WriteFormat(XmlWriter xml, Format format)
    {
        xml.WriteStartElement("xf");
        xml.WriteAttributeString("numFmtId", Text(format.NumberFormat));
        xml.WriteAttributeString("fontId", Text(format.Font));
        xml.WriteAttributeString("fillId", Text(format.Fill));
        xml.WriteAttributeString("borderId", Text(format.Border));
        xml.WriteAttributeString("xfId", "0");
        if (format.QuotePrefix)
            xml.WriteAttributeString("quotePrefix", "1");
        foreach (var part in (string[])["applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment"])
            xml.WriteAttributeString(part, "1");
        xml.WriteStartElement("alignment");
        if (format.Style.Across != HorizontalPlace.ByType)
            xml.WriteAttributeString("horizontal", format.Style.Across switch { HorizontalPlace.Left => "left", HorizontalPlace.Right => "right", _ => "center" });
        xml.WriteAttributeString("vertical", format.Style.Down switch { VerticalPlace.Top => "top", VerticalPlace.Bottom => "bottom", _ => "center" });
        if (format.Style.Wrap)
            xml.WriteAttributeString("wrapText", "1");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void List<T>(XmlWriter xml, string name, IReadOnlyList<T> items, Action<T, int> write)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("count", Text(items.Count));
        for (var index = 0; index < items.Count; index++)
            write(items[index], index);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
