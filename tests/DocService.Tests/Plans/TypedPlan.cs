using SpotCheck.DocService.Plans.Sheets;

namespace SpotCheck.DocService.Tests.Plans;

/// <summary>A plan typed as text, one line a row, cells between " | ". The samples are written from it, so that a reader can compare them line by line.</summary>
internal sealed record TypedPlan(string Sheet, IReadOnlyList<TypedRow> Rows)
{
    public int Columns => Rows.Max(row => row.Cells.Count);

    public static TypedPlan Read(string name) => Parse(File.ReadAllLines(Path.Combine(PlanFiles.Samples, name + ".txt")));

    public static TypedPlan Parse(params IEnumerable<string> lines)
    {
        var typed = lines.Where(line => line.Length > 0).Select(line => line.Split("] ", 2)).Select(parts => new TypedRow(parts[0][1..], parts[1].Split(" | "))).ToList();
        return new(typed[0].Cells[0], typed[1..]);
    }

    /// <summary>The page a reader of the workbook must find: titles and notes merged over the width.</summary>
    public PlanPage Page() => new(
        Sheet,
        [.. Rows.Select((row, index) => new PlanPageRow(index + 1, [.. row.Cells.Select((text, column) => new PlanPageCell(column + 1, text)).Where(cell => cell.Text.Length > 0)]))],
        [.. Rows.Select((row, index) => row.Kind switch
        {
            "标题" => new MergedCells(index + 1, 1, index + 1, Columns),
            "备注" => new MergedCells(index + 1, 2, index + 1, Columns),
            _ => null,
        }).OfType<MergedCells>()]);
}

internal sealed record TypedRow(string Kind, IReadOnlyList<string> Cells);
