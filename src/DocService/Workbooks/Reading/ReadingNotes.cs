using System.Globalization;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Reading;

/// <summary>What was counted and what could not be kept while a workbook was read.</summary>
internal sealed class ReadingNotes
{
    private const int MostRows = 100_000;

    private readonly List<SheetProblem> problems = [];
    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private int cells;
    private int emptyCells;
    private int rows;

    public IReadOnlyList<SheetProblem> Problems => problems;

    public void Lost(string place, string what)
    {
        if (said.Add($"{place}\n{what}"))
            problems.Add(new("workbooks.not-kept", $"“{place}”里的{what}在网页工作台里不能保留，从这里下载的文件将不再包含。需要时请在 Excel 中处理原文件。"));
    }

    public void Rounded(string sheet, CellAddress cell)
    {
        if (said.Add($"{sheet}\nrounded"))
            problems.Add(new("workbooks.digits-lost", $"工作表“{sheet}”的 {cell} 等单元格把长号码存成了数值，超过 15 位的数字在 Excel 里已经丢失。请按原始资料重新录入为文本。"));
    }

    public bool CountCell(string sheet)
    {
        if (++cells > SnapshotLimits.Cells)
        {
            throw new SheetRefusedException("workbooks.too-many-cells",
                $"读到工作表“{sheet}”时已超过 {SnapshotLimits.Cells.ToString("N0", CultureInfo.InvariantCulture)} 个有内容的单元格，网页工作台打不开这么大的工作簿。名录库请用“名录库导入”，其他请拆分后再打开。");
        }
        return true;
    }

    /// <summary>Empty cells with a look are kept as long as there is room.</summary>
    public bool CountEmptyCell(string sheet)
    {
        if (++emptyCells <= SnapshotLimits.Cells)
            return true;
        if (said.Add("\nempty"))
            problems.Add(new("workbooks.empty-cells-left", $"从工作表“{sheet}”起，空单元格的格式太多，只保留了前 {SnapshotLimits.Cells.ToString("N0", CultureInfo.InvariantCulture)} 个。"));
        return false;
    }

    public void CountRow(string sheet)
    {
        if (++rows > MostRows)
            throw new SheetRefusedException("sheet.too-many-rows", $"读到工作表“{sheet}”时已超过 {MostRows} 行。请拆分成几个文件。");
    }
}
