using System.Globalization;

namespace SpotCheck.DocService.Plans.Sheets;

/// <summary>One worksheet as text: only the cells that hold something, in reading order. Where it came from (xlsx, a web grid, a typed source) is no matter here.</summary>
public sealed record PlanPage(string Name, IReadOnlyList<PlanPageRow> Rows, IReadOnlyList<MergedCells> Merged);

/// <param name="Number">Row number from 1, as the spreadsheet shows it.</param>
public sealed record PlanPageRow(int Number, IReadOnlyList<PlanPageCell> Cells)
{
    public PlanPageCell? At(int column) => Cells.FirstOrDefault(cell => cell.Column == column);
}

/// <param name="Column">Column number from 1.</param>
public sealed record PlanPageCell(int Column, string Text);

/// <summary>A merged rectangle; rows and columns from 1, ends included.</summary>
public sealed record MergedCells(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>Where a cell is: 附件1!F12.</summary>
public sealed record CellPlace(string Sheet, int Row, int Column)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sheet}!{Letters(Column)}{Row}");

    public static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
        {
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        }

        return letters;
    }
}
