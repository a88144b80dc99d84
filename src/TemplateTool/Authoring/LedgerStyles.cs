using System.Xml.Linq;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>The style table of a workbook template, one entry for each <see cref="CellLook"/>.</summary>
internal static class LedgerStyles
{
    private const int DayFormat = 164;
    private const int ShareFormat = 165;

    // Faces as in the documents: 小标宋 for the title, 黑体 for heads, 仿宋 for the rest; figures in the face of the rest.
    private static readonly (string Face, double Points)[] Faces = [(Fonts.FangSong, 10), (Fonts.Title, 18), (Fonts.Hei, 10)];

    public static XElement Write(XNamespace s) => new(s + "styleSheet",
        new XElement(s + "numFmts", new XAttribute("count", 2), Format(s, DayFormat, "yyyy-mm-dd"), Format(s, ShareFormat, "0.0%")),
        new XElement(s + "fonts", new XAttribute("count", Faces.Length), Faces.Select(face => new XElement(s + "font", Value(s, "sz", face.Points), Value(s, "name", face.Face)))),
        new XElement(s + "fills", new XAttribute("count", 4), Fill(s, "none", null), Fill(s, "gray125", null), Fill(s, "solid", "FFE7ECF2"), Fill(s, "solid", "FFF6F7F9")),
        new XElement(s + "borders", new XAttribute("count", 2), Border(s, null), Border(s, "thin")),
        new XElement(s + "cellStyleXfs", new XAttribute("count", 1), new XElement(s + "xf")),
        new XElement(s + "cellXfs", new XAttribute("count", Enum.GetValues<CellLook>().Length), Enum.GetValues<CellLook>().Select(look => Of(s, look))),
        new XElement(s + "cellStyles", new XAttribute("count", 1), new XElement(s + "cellStyle", new XAttribute("name", "Normal"), new XAttribute("xfId", 0), new XAttribute("builtinId", 0))));

    private static XElement Of(XNamespace s, CellLook look)
    {
        var (font, fill, border, format, across) = look switch
        {
            CellLook.Plain => (0, 0, 0, 0, "general"),
            CellLook.Title => (1, 0, 0, 0, "center"),
            CellLook.Note => (0, 0, 0, 0, "left"),
            CellLook.Head => (2, 2, 1, 0, "center"),
            CellLook.Text => (0, 0, 1, 0, "left"),
            CellLook.Centred => (0, 0, 1, 0, "center"),
            CellLook.Count => (0, 0, 1, 1, "right"),
            CellLook.Share => (0, 0, 1, ShareFormat, "right"),
            CellLook.Day => (0, 0, 1, DayFormat, "center"),
            CellLook.Section => (2, 3, 1, 0, "left"),
            CellLook.Total => (2, 3, 1, 1, "right"),
            _ => (2, 3, 1, ShareFormat, "right"),
        };
        return new(s + "xf", new XAttribute("numFmtId", format), new XAttribute("fontId", font), new XAttribute("fillId", fill), new XAttribute("borderId", border), new XAttribute("xfId", 0),
            new XAttribute("applyNumberFormat", 1), new XAttribute("applyFont", 1), new XAttribute("applyFill", 1), new XAttribute("applyBorder", 1), new XAttribute("applyAlignment", 1),
            new XElement(s + "alignment", new XAttribute("horizontal", across), new XAttribute("vertical", "center"), new XAttribute("wrapText", look is CellLook.Note or CellLook.Plain ? 0 : 1)));
    }

    private static XElement Value(XNamespace s, string name, object value) => new(s + name, new XAttribute("val", value));

    private static XElement Format(XNamespace s, int id, string code) => new(s + "numFmt", new XAttribute("numFmtId", id), new XAttribute("formatCode", code));

    private static XElement Fill(XNamespace s, string pattern, string? colour) => new(s + "fill", new XElement(s + "patternFill", new XAttribute("patternType", pattern),
        colour is null ? null : new XElement(s + "fgColor", new XAttribute("rgb", colour))));

    private static XElement Border(XNamespace s, string? line) => new(s + "border", new[] { "left", "right", "top", "bottom", "diagonal" }.Select(side =>
        new XElement(s + side, line is null || side == "diagonal" ? [] : new object[] { new XAttribute("style", line), new XElement(s + "color", new XAttribute("rgb", "FF8A94A0")) })));
}
