using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Plans.Sheets;

/// <summary>A plan workbook as pages of text, the texts as a reader of the sheet sees them.</summary>
internal static class PlanWorkbookReader
{
    /// <summary>The largest plan seen has some hundred tasks; a sheet beyond this is a register, not a plan.</summary>
    private const int MostRows = 5000;

    private const int MostColumns = 64;

    /// <param name="Pages">Visible sheets in order; empty where the file was refused.</param>
    /// <param name="Problems">What was noticed on the way: formulas, hidden sheets and rows, links.</param>
    /// <param name="Refusal">Why the file cannot be read; null if it can.</param>
    public sealed record Result(IReadOnlyList<PlanPage> Pages, IReadOnlyList<CellProblem> Problems, CellProblem? Refusal);

    /// <param name="input">Seekable; stays open.</param>
    public static Result Read(Stream input, string fileName)
    {
        var problems = new List<CellProblem>();
        var reading = SheetFile.Read(input, fileName, SheetLimits.Typed with { MaxRows = MostRows + 1 }, file =>
        {
            // A hidden sheet named _… holds the choices of drop-down lists; it is ours.
            problems.AddRange(file.Warnings.Where(warning => !warning.Message.Contains("“_", StringComparison.Ordinal)).Select(warning => new CellProblem(warning.Code, fileName, warning.Message)));
            return file.Sheets.Where(sheet => !sheet.Hidden).Select(sheet => Page(file, sheet, problems)).ToList();
        });
        return reading.Problem is { } refused
            ? new([], problems, new(refused.Code, fileName, refused.Message))
            : new(reading.Value!, problems, null);
    }

    private static PlanPage Page(SheetFile file, SheetInfo sheet, List<CellProblem> problems)
    {
        var rows = new List<PlanPageRow>();
        foreach (var row in file.Rows(sheet.Index))
        {
            if (row.Hidden)
            {
                problems.Add(new("plan.hidden-row", $"{sheet.Name}第{row.Number}行", "这一行被隐藏，仍按计划内容读取。不需要的任务请删除整行。"));
            }

            var cells = new List<PlanPageCell>();
            foreach (var cell in row.Cells.TakeWhile(cell => cell.Address.Column <= MostColumns))
            {
                if (cell.HasFormula)
                {
                    problems.Add(new("plan.formula", $"{sheet.Name}!{cell.Address}", $"单元格是公式，只采用已保存的结果“{cell.Shown}”。请粘贴为数值。"));
                }

                if (cell.Kind != CellKind.Empty)
                {
                    cells.Add(new(cell.Address.Column, Printable(cell.Shown)));
                }
            }

            rows.Add(new(row.Number, cells));
        }

        return new(sheet.Name, rows, [.. file.MergedCells(sheet.Index).Select(merged => new MergedCells(merged.First.Row, merged.First.Column, merged.Last.Row, merged.Last.Column))]);
    }

    /// <summary>Control characters can neither be printed nor written back.</summary>
    private static string Printable(string text) =>
        text.Any(character => char.IsControl(character) && character is not ('\n' or '\t'))
            ? string.Concat(text.Where(character => !char.IsControl(character) || character is '\n' or '\t'))
            : text;
}
