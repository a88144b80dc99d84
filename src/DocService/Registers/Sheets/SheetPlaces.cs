using System.Globalization;
using System.Xml;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>Where the rows and cells of one worksheet part stand: as written, or the next where nothing is written, and always behind the last (ECMA-376 Part 1 §18.3.1.73, §18.3.1.4).</summary>
internal sealed class SheetPlaces(string sheetName)
{
    private const int LastRowOfExcel = 1_048_576;

    private int row;
    private int column;

    /// <summary>Number of the row whose element the reader is at.</summary>
    public int Row(XmlReader xml)
    {
        var number = row + 1;
        if (xml.GetAttribute("r") is { } written && (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number <= row))
            throw Broken($"行号“{written}”不在第 {row} 行之后");
        if (number > LastRowOfExcel)
            throw Broken($"行号 {number} 超过 Excel 的最后一行 {LastRowOfExcel}");
        (row, column) = (number, 0);
        return number;
    }

    /// <summary>Address of the cell whose element the reader is at, in the row before.</summary>
    public CellAddress Cell(XmlReader xml)
    {
        var address = new CellAddress(row, column + 1);
        if (xml.GetAttribute("r") is { } written && (!CellAddress.TryParse(written, out address) || address.Row != row || address.Column <= column))
            throw Broken($"第 {row} 行里的单元格地址“{written}”有误");
        column = address.Column;
        return address;
    }

    public SheetRefusedException Broken(string what) => new("sheet.broken", $"工作表“{sheetName}”已损坏：{what}。请用 Excel 打开并另存后再上传。");
}
