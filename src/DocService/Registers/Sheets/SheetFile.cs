namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>
/// A workbook or a delimited text somebody gave us, read once from top to bottom in bounded memory.
/// </summary>
/// <remarks>
/// <para>The whole shared API of this folder:</para>
/// <list type="bullet">
/// <item><see cref="Read{T}"/> and <see cref="ReadAsync{T}"/> open an .xlsx or .csv, hand it to the caller and give
/// back either the caller's value or the <see cref="SheetProblem"/> why the file was refused, wherever in the file
/// the reason appears. Nothing else opens a file but the workbench, which keeps styles too (Workbooks/Reading).</item>
/// <item><see cref="Sheets"/>, <see cref="Rows"/>, <see cref="MergedCells"/>, <see cref="Warnings"/> read it.</item>
/// <item><see cref="SheetRow"/>, <see cref="SheetCell"/>, <see cref="CellAddress"/>, <see cref="CellRange"/> are what was read.</item>
/// <item><see cref="WorkbookWriter"/> with <see cref="SheetLayout"/>, <see cref="SheetValue"/>, <see cref="CellStyle"/>
/// and <see cref="TextFit"/> writes an .xlsx row by row.</item>
/// </list>
/// <para>Text is never evaluated: a formula gives its cached value and <see cref="SheetCell.HasFormula"/>, a link to
/// another workbook is reported in <see cref="Warnings"/> and never followed.</para>
/// </remarks>
internal abstract class SheetFile : IDisposable
{
    /// <summary>Sheets in tab order, hidden ones included. A .csv has one, named after the file.</summary>
    public abstract IReadOnlyList<SheetInfo> Sheets { get; }

    /// <summary>What a careful reader should know: external links, hidden sheets. Never a reason to stop.</summary>
    public abstract IReadOnlyList<SheetProblem> Warnings { get; }

    /// <summary>Share of the input read so far, 0 to 1, for progress.</summary>
    public abstract double Progress { get; }

    /// <summary>The rows that hold at least one non-empty cell, in order; blank rows cost neither memory nor an item.</summary>
    /// <param name="sheet">Index into <see cref="Sheets"/>.</param>
    public abstract IEnumerable<SheetRow> Rows(int sheet);

    /// <summary>The merged ranges of a sheet; the value stands in the first cell of a range. Reads the sheet once more.</summary>
    /// <param name="sheet">Index into <see cref="Sheets"/>.</param>
    public abstract IReadOnlyList<CellRange> MergedCells(int sheet);

    public abstract void Dispose();

    /// <summary>Reads a file.</summary>
    /// <param name="input">A seekable stream; stays open.</param>
    /// <param name="fileName">The name the user gave it, used in messages and for a .csv sheet's name.</param>
    /// <param name="limits">How much may be read.</param>
    /// <param name="read">Called once with the open file; what it returns must not keep the file.</param>
    public static SheetReading<T> Read<T>(Stream input, string fileName, SheetLimits limits, Func<SheetFile, T> read)
    {
        try
        {
            using var file = Open(input, fileName, limits);
            return new(read(file), null);
        }
        catch (SheetRefusedException refused)
        {
            return new(default, refused.Problem);
        }
    }

    /// <inheritdoc cref="Read{T}"/>
    public static async Task<SheetReading<T>> ReadAsync<T>(
        Stream input, string fileName, SheetLimits limits, Func<SheetFile, Task<T>> read)
    {
        try
        {
            using var file = Open(input, fileName, limits);
            return new(await read(file), null);
        }
        catch (SheetRefusedException refused)
        {
            return new(default, refused.Problem);
        }
    }

    private static SheetFile Open(Stream input, string fileName, SheetLimits limits) =>
        IsWorkbook(input, fileName, limits) ? XlsxFile.Open(input, fileName, limits) : CsvFile.Open(input, fileName, limits);

    /// <summary>Whether a file is to be opened as .xlsx; false for delimited text. What is neither is refused.</summary>
    /// <exception cref="SheetRefusedException">Too large, empty, encrypted, of another format.</exception>
    internal static bool IsWorkbook(Stream input, string fileName, SheetLimits limits)
    {
        if (input.Length > limits.MaxFileBytes)
        {
            throw new SheetRefusedException("sheet.too-large",
                $"文件“{fileName}”有 {Megabytes(input.Length)} MB，超过上限 {Megabytes(limits.MaxFileBytes)} MB。请拆分成几个文件后分别导入。");
        }
        if (input.Length == 0)
            throw new SheetRefusedException("sheet.empty-file", $"文件“{fileName}”是空的（0 字节）。请重新导出后再上传。");

        return FileSignature.Of(input) switch
        {
            FileSignature.Kind.Zip => true,
            FileSignature.Kind.EncryptedOffice => throw new SheetRefusedException("sheet.encrypted",
                $"文件“{fileName}”设有打开密码，无法读取。请在 Excel 中取消密码（文件 → 信息 → 保护工作簿）后重新保存。"),
            FileSignature.Kind.LegacyOffice => throw new SheetRefusedException("sheet.legacy-xls",
                $"文件“{fileName}”是旧版 .xls 格式。请在 Excel 或 WPS 中另存为 .xlsx 后再上传。"),
            FileSignature.Kind.Pdf => throw new SheetRefusedException("sheet.not-a-sheet",
                $"文件“{fileName}”是 PDF，不是表格。请上传 .xlsx 或 .csv 文件。"),
            _ when fileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) => throw new SheetRefusedException("sheet.not-a-workbook",
                $"文件“{fileName}”不是有效的 .xlsx 工作簿（内容已损坏，或只是改了扩展名）。请用 Excel 打开后另存为 .xlsx；如果是文本数据，请把扩展名改为 .csv。"),
            _ => false,
        };
    }

    internal static long Megabytes(long bytes) => (bytes + 1_048_575) / 1_048_576;
}

/// <summary>What came of reading a file: exactly one of the two is set.</summary>
/// <param name="Value">What the caller's function returned.</param>
/// <param name="Problem">Why the file was refused.</param>
internal readonly record struct SheetReading<T>(T? Value, SheetProblem? Problem);
