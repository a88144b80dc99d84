using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Reading;

/// <summary>Reads one worksheet part from top to bottom into a <see cref="SnapshotSheet"/>.</summary>
internal sealed class SheetSnapshotReader(SharedStrings strings, StyleReader styles, bool since1904, SheetInfo info, SheetLimits limits, ReadingNotes notes)
{
    private const double DaysBetweenEpochs = 1462;

    private readonly StringBuilder text = new();
    private readonly char[] buffer = new char[4096];
    private readonly Dictionary<string, (CellAddress At, string Formula)> shared = new(StringComparer.Ordinal);
    private readonly SheetPlaces places = new(info.Name);
    private readonly List<SnapshotRow> rows = [];
    private readonly List<string> merged = [];
    private readonly List<SnapshotValidation> validations = [];
    private SnapshotSheet sheet = new() { Name = info.Name, Hidden = info.Hidden };
    private SnapshotPage? page;

    public SnapshotSheet Read(XmlReader xml)
    {
        using (xml)
        {
            while (xml.Step())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.Depth == 1)
                    Part(xml);
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row")
                    Row(xml);
            }
        }
        return sheet with { Rows = rows, Merged = merged, Validations = validations, Page = page };
    }

    private void Part(XmlReader xml)
    {
        switch (xml.LocalName)
        {
            case "sheetPr" or "sheetViews" or "sheetFormatPr" or "cols" or "mergeCells" or "dataValidations" or "pageMargins" or "pageSetup" or "headerFooter" or "extLst":
                Setting(XmlTree.Element(xml));
                break;
            case "autoFilter":
                sheet = sheet with { Filter = CellRange.TryParse(xml.GetAttribute("ref"), out var range) ? range.ToString() : null };
                break;
            case "sheetProtection":
                notes.Lost(info.Name, "工作表保护");
                break;
            case "conditionalFormatting":
                notes.Lost(info.Name, "条件格式");
                break;
            case "hyperlinks":
                notes.Lost(info.Name, "超链接");
                break;
        }
    }

    private void Setting(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "mergeCells":
                foreach (var cell in element.Elements("mergeCell").Where(cell => CellRange.TryParse((string?)cell.Attribute("ref"), out _)))
                    merged.Add((string)cell.Attribute("ref")!);
                if (merged.Count > SnapshotLimits.Merged)
                    throw new SheetRefusedException("sheet.too-many-merges", $"工作表“{info.Name}”的合并单元格超过 {SnapshotLimits.Merged} 处。请取消多余的合并后再打开。");
                break;
            case "dataValidations" or "extLst":
                validations.AddRange(ValidationReader.Read(element, info.Name, notes));
                if (validations.Count > SnapshotLimits.Validations)
                    throw new SheetRefusedException("workbooks.too-many-rules", $"工作表“{info.Name}”的数据有效性规则超过 {SnapshotLimits.Validations} 条。请合并或删除多余的规则后再打开。");
                break;
            default:
                (sheet, page) = LayoutReader.Applied(element, sheet, page, styles);
                break;
        }
    }

    private void Row(XmlReader xml)
    {
        var number = places.Row(xml);
        var row = new SnapshotRow(number)
        {
            Height = double.TryParse(xml.GetAttribute("ht"), NumberStyles.Float, CultureInfo.InvariantCulture, out var height) && height is >= 0 and <= 409.5
                && xml.GetAttribute("customHeight") is "1" or "true" ? height : null,
            Hidden = xml.GetAttribute("hidden") is "1" or "true",
            Style = xml.GetAttribute("customFormat") is "1" or "true" ? styles.Number(CellFormat(xml)) : null,
        };
        row = xml.IsEmptyElement ? row : row with { Cells = Cells(xml) };
        if (row.Cells.Count > 0 || row.Height is not null || row.Hidden || row.Style is not null)
        {
            notes.CountRow(info.Name);
            rows.Add(row);
        }
    }

    private static int CellFormat(XmlReader xml) => int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : 0;

    private List<SnapshotCell> Cells(XmlReader xml)
    {
        var cells = new List<SnapshotCell>();
        var depth = xml.Depth;
        while (xml.Step() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c" || xml.Depth != depth + 1)
                continue;
            var address = places.Cell(xml);
            var cell = Cell(xml, address);
            if (cell.HasValue ? notes.CountCell(info.Name) : cell.Style is not null && notes.CountEmptyCell(info.Name))
                cells.Add(cell);
        }
        return cells;
    }

    private SnapshotCell Cell(XmlReader xml, CellAddress address)
    {
        var format = CellFormat(xml);
        var cell = new SnapshotCell(address.Column);
        if (xml.IsEmptyElement)
            return cell with { Style = styles.Number(format) };
        var type = xml.GetAttribute("t") ?? "n";
        string? formula = null;
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
                formula = Formula(XmlTree.Element(xml), address);
            else if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
                phoneticDepth = xml.Depth;
            else if (xml.LocalName == "v" || (xml.LocalName == "t" && type == "inlineStr" && phoneticDepth == int.MaxValue))
                xml.AppendText(text, buffer, limits.MaxCellCharacters);
        }
        cell = text.Length == 0 ? cell : Valued(cell, type, address, styles.ShowsDate(format));
        return cell with { Formula = formula, Style = styles.Number(format, formula is null ? cell.Text : null) };
    }

    /// <summary>The formula a cell shows, where it stays inside the workbook; otherwise its value alone is kept, and said so.</summary>
    private string? Formula(XElement element, CellAddress address)
    {
        var formula = element.Value.Trim();
        var group = (string?)element.Attribute("si") ?? "";
        switch ((string?)element.Attribute("t"))
        {
            case "array" or "dataTable":
                notes.Lost(info.Name, "数组公式");
                return null;
            case "shared" when formula.Length > 0:
                shared[group] = (address, formula);
                break;
            case "shared" when shared.TryGetValue(group, out var origin):
                formula = FormulaText.Moved(origin.Formula, address.Row - origin.At.Row, address.Column - origin.At.Column) ?? "";
                break;
        }
        if (formula.Length > 0 && FormulaText.StaysInside(formula))
            return formula;
        notes.Lost(info.Name, "指向工作簿以外或无法保留的公式（已改为数值）");
        return null;
    }

    private SnapshotCell Valued(SnapshotCell cell, string type, CellAddress address, bool isDate)
    {
        switch (type)
        {
            case "s":
                var value = text.ToString();
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && strings.Get(index) is { } found
                    ? found.Length == 0 ? cell : cell with { Text = found }
                    : throw places.Broken($"单元格 {address} 指向不存在的文字 {value}");
            case "inlineStr" or "str":
                return cell with { Text = XmlReading.Unescape(text) };
            case "b":
                return cell with { Flag = text is ['1'] || text.Equals("true") };
            case "e":
                return cell with { Error = SnapshotWords.Errors.Contains(text.ToString()) ? text.ToString() : "#N/A" };
            case "d":
                return DateTime.TryParse(text.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
                    ? cell with { Number = date.ToOADate() }
                    : throw places.Broken($"单元格 {address} 的日期“{text}”无法读懂");
            default:
                return Number(cell, address, isDate);
        }
    }

    private SnapshotCell Number(SnapshotCell cell, CellAddress address, bool isDate)
    {
        if (!double.TryParse(text.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw places.Broken($"单元格 {address} 的数值“{text}”无法读懂");
        // Beyond 15 digits Excel has rounded: an 18-digit code typed as a number has lost its end.
        if (Math.Abs(number) >= 1e15)
            notes.Rounded(info.Name, address);
        return cell with { Number = isDate && since1904 ? number + DaysBetweenEpochs : number };
    }
}
