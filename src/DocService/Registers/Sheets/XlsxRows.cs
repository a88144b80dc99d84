using System.Globalization;
using System.Text;
using System.Xml;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>Reads the rows of one worksheet part in one pass.</summary>
internal sealed class XlsxRows(SharedStrings strings, NumberFormats formats, bool since1904, SheetLimits limits, string sheetName)
{
    private readonly StringBuilder text = new();
    private readonly char[] buffer = new char[4096];
    private readonly SheetPlaces places = new(sheetName);
    private int rows;

    public IEnumerable<SheetRow> Read(XmlReader xml)
    {
        using (xml)
        {
            while (xml.Step())
            {
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData")
                    yield break;
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
                    continue;
                var (number, hidden) = (places.Row(xml), xml.GetAttribute("hidden") is "1" or "true");
                if (xml.IsEmptyElement)
                    continue;
                var cells = Cells(xml, number);
                if (cells.Count == 0)
                    continue;
                if (++rows > limits.MaxRows)
                    throw new SheetRefusedException("sheet.too-many-rows", $"工作表“{sheetName}”超过 {limits.MaxRows} 行数据。请拆分成几个文件。");
                yield return new SheetRow(number, cells, hidden);
            }
        }
    }

    private List<SheetCell> Cells(XmlReader xml, int row)
    {
        var cells = new List<SheetCell>();
        var depth = xml.Depth;
        while (xml.Step() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c" || xml.Depth != depth + 1)
                continue;
            var address = places.Cell(xml);
            if (address.Column > limits.MaxColumns)
                throw places.Broken($"第 {row} 行超过 {limits.MaxColumns} 列");
            if (!xml.IsEmptyElement && Cell(xml, address) is { } cell)
                cells.Add(cell);
        }
        return cells;
    }

    private SheetCell? Cell(XmlReader xml, CellAddress address)
    {
        var type = xml.GetAttribute("t") ?? "n";
        var style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        var hasFormula = false;
        text.Clear();
        var depth = xml.Depth;
        var phoneticDepth = int.MaxValue;
        while (xml.Step() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.Depth <= phoneticDepth)
                phoneticDepth = int.MaxValue;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "f")
                hasFormula = true;
            else if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
                phoneticDepth = xml.Depth;
            else if (xml.LocalName == "v" || (xml.LocalName == "t" && type == "inlineStr" && phoneticDepth == int.MaxValue))
                xml.AppendText(text, buffer, limits.MaxCellCharacters);
        }
        if (text.Length == 0)
            return hasFormula ? new(address, CellKind.Empty, "", 0, null, NumberFormats.General, true) : null;
        return Typed(address, type, formats.Of(style), hasFormula);
    }

    private SheetCell? Typed(CellAddress address, string type, (string Code, bool IsDate) format, bool hasFormula)
    {
        switch (type)
        {
            case "s":
                var value = text.ToString();
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || strings.Get(index) is not { } shared)
                    throw places.Broken($"单元格 {address} 指向不存在的文字 {value}");
                return TextCell(address, shared, format.Code, hasFormula);
            case "inlineStr" or "str":
                return TextCell(address, XmlReading.Unescape(text), format.Code, hasFormula);
            case "b":
                return new(address, CellKind.Boolean, text is ['1'] || text.Equals("true") ? "TRUE" : "FALSE", 0, null, format.Code, hasFormula);
            case "e":
                return new(address, CellKind.Error, text.ToString(), 0, null, format.Code, hasFormula);
            case "d":
                return DateTime.TryParse(text.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
                    ? new(address, CellKind.Date, NumberFormats.DateText(date), date.ToOADate(), date, format.Code, hasFormula)
                    : throw places.Broken($"单元格 {address} 的日期“{text}”无法读懂");
            default:
                return NumberCell(address, format, hasFormula);
        }
    }

    private static SheetCell? TextCell(CellAddress address, string value, string format, bool hasFormula) =>
        value.Length == 0 && !hasFormula ? null : new(address, CellKind.Text, value, 0, null, format, hasFormula);

    private SheetCell NumberCell(CellAddress address, (string Code, bool IsDate) format, bool hasFormula)
    {
        var raw = text.ToString();
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw places.Broken($"单元格 {address} 的数值“{raw}”无法读懂");
        if (format.IsDate && NumberFormats.DateOf(number, since1904) is { } date)
            return new(address, CellKind.Date, NumberFormats.DateText(date), number, date, format.Code, hasFormula);
        return new(address, CellKind.Number, NumberFormats.NumberText(number), number, null, format.Code, hasFormula);
    }
}
