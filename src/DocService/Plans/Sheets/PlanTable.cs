namespace SpotCheck.DocService.Plans.Sheets;

/// <summary>A plan as its sheets say it: every text kept, so that writing back loses nothing.</summary>
/// <param name="Titles">What stands above the first header.</param>
/// <param name="Blocks">The headers, one per page of the annex where it is repeated.</param>
/// <param name="Rows">The tasks, in order.</param>
/// <param name="Notes">备注 below the table.</param>
/// <param name="Year">The year in the titles; null if they give none.</param>
/// <param name="Agency">The agency in the titles (泽州县市场监督管理局2023年度… gives 泽州县市场监督管理局); null if none.</param>
public sealed record PlanTable(
    IReadOnlyList<PlanNote> Titles,
    IReadOnlyList<PlanBlock> Blocks,
    IReadOnlyList<PlanRow> Rows,
    IReadOnlyList<PlanNote> Notes,
    int? Year,
    string? Agency)
{
    /// <summary>The columns in which any block has a header, in the order of the first block that has it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<PlanColumn> Columns =>
        Blocks.SelectMany(block => block.Headers).Select(header => header.Column).OfType<PlanColumn>().Distinct();

    /// <summary>The header most used for a column; of equally many the first.</summary>
    public string HeaderOf(PlanColumn column) => Blocks
        .SelectMany(block => block.Headers)
        .Where(header => header.Column == column)
        .GroupBy(header => header.Text, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .Select(group => group.Key)
        .FirstOrDefault() ?? PlanHeaders.NameOf(column);
}

/// <summary>A text outside the table.</summary>
public sealed record PlanNote(CellPlace Place, string Text);

/// <summary>A header row and what it was recognised as.</summary>
public sealed record PlanBlock(string Sheet, int Row, IReadOnlyList<PlanHeader> Headers);

/// <param name="Column">What it was recognised as; null where no known header, the texts below are kept all the same.</param>
public sealed record PlanHeader(CellPlace Place, string Text, PlanColumn? Column);

/// <summary>One task as typed.</summary>
/// <param name="Block">Index of the header it stands under.</param>
/// <param name="Cells">The recognised cells that hold text.</param>
/// <param name="Others">Cells under headers that were not recognised.</param>
public sealed record PlanRow(int Block, CellPlace Place, IReadOnlyDictionary<PlanColumn, PlanCell> Cells, IReadOnlyList<PlanOtherCell> Others)
{
    /// <summary>The text as typed, empty if the cell is.</summary>
    public string this[PlanColumn column] => Cells.TryGetValue(column, out var cell) ? cell.Text : "";
}

public sealed record PlanCell(CellPlace Place, string Text);

public sealed record PlanOtherCell(CellPlace Place, string Header, string Text);
