namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>What a place in a sheet's flow means while the sheet is written.</summary>
internal enum SheetMarkKind
{
    /// <summary>Static markup.</summary>
    Markup,

    /// <summary>Another part of the workbook begins.</summary>
    PartStart,

    RowStart,
    RowEnd,

    /// <summary>A cell that does not change but for its address.</summary>
    StaticCell,

    /// <summary>A cell with a formula.</summary>
    FormulaCell,

    /// <summary>A cell whose one tag gives a value with a type.</summary>
    ValueCellStart,
    ValueCellEnd,

    /// <summary>A cell of text with tags in it.</summary>
    TextCellStart,
    TextCellEnd,

    /// <summary>Rows that may be repeated or left out.</summary>
    BlockStart,
    RoundStart,
    RoundEnd,
    BlockEnd,

    /// <summary>One more round of a loop over columns, counted before the sheet is written.</summary>
    ColumnTick,
    ColumnsStart,
    ColumnRound,
    ColumnsEnd,

    /// <summary>A list of ranges that follow their cells.</summary>
    Ranges,

    /// <summary>A formula outside cells.</summary>
    Formula,

    Merges,

    /// <summary>Column widths.</summary>
    Columns,

    /// <summary>One cell that follows its row and column, such as that of a remark.</summary>
    Cell,

    /// <summary>A row, counted from 0, at which a picture or chart is anchored; <see cref="SheetMark.Column"/> rows further down.</summary>
    AnchorRow,

    /// <summary>The same for a column.</summary>
    AnchorColumn,
}

/// <summary>One mark; which members are set depends on its kind.</summary>
internal sealed class SheetMark
{
    public required SheetMarkKind Kind { get; init; }

    /// <summary>Piece before the address, or the whole markup.</summary>
    public int Piece { get; init; }

    /// <summary>Piece after the address; of a cell all but its beginning.</summary>
    public int Rest { get; init; }

    /// <summary>Row in the template.</summary>
    public int Row { get; init; }

    /// <summary>Column in the template.</summary>
    public int Column { get; init; }

    public FormulaText? Formula { get; init; }

    public RowBlock? Block { get; init; }

    public ColumnLoop? Loop { get; init; }

    public SheetFacts? Sheet { get; init; }

    public CellPieces? Pieces { get; init; }

    public IReadOnlyList<CellRange> Ranges { get; init; } = [];

    /// <summary>First and last row of a round that are written.</summary>
    public (int First, int Last) Rows { get; init; }

    /// <summary>For column widths the attributes after min and max.</summary>
    public IReadOnlyList<int> Pieces2 { get; init; } = [];
}

/// <summary>Rows that a block of the template encloses, by their numbers in the template.</summary>
internal sealed class RowBlock(int first, int last, RowBlock? outer, int index)
{
    public int First { get; } = first;

    public int Last { get; } = last;

    public RowBlock? Outer { get; } = outer;

    public int Index { get; } = index;

    /// <summary>The row written without values when a loop has no round and a formula means its rows.</summary>
    public IReadOnlyList<SheetMark> Blank { get; set; } = [];

    public bool Holds(int row) => row >= First && row <= Last;
}

/// <summary>Columns that are repeated, in the rows of the block that says so.</summary>
internal sealed record ColumnLoop(int First, int Last, int FirstRow, int LastRow, int Index)
{
    public int Width => Last - First + 1;
}

/// <summary>What a sheet's cells need to know about it.</summary>
internal sealed class SheetFacts(string name, int index)
{
    public string Name { get; } = name;

    public int Index { get; } = index;

    public List<RowBlock> Blocks { get; } = [];

    public List<ColumnLoop> Loops { get; } = [];

    /// <summary>Whether every cell stays where it is.</summary>
    public bool IsFixed => Blocks.Count == 0 && Loops.Count == 0;

    public int LastRow { get; set; }
}

/// <summary>The pieces that follow a cell's address for each type its value may have.</summary>
internal sealed record CellPieces(int Number, int NumberEnd, int Text, int TextEnd, int Bool, int Date, int Empty);
