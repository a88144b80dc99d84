using System.Text.RegularExpressions;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks;

/// <summary>Judges a snapshot before a workbook is made of it: what passes here is a file every spreadsheet program opens.</summary>
internal static partial class SnapshotCheck
{
    private const int MostRuns = 50_000;

    /// <summary>The first thing that cannot be written, or null.</summary>
    public static Refusal? Judge(WorkbookSnapshot book)
    {
        if (book.Format != WorkbookSnapshot.CurrentFormat)
            return OutOfRange("format", book.Format, $"应为 {WorkbookSnapshot.CurrentFormat}，请刷新网页后重试");
        if (book.Name.Length is 0 or > 120 || book.Name.Any(char.IsControl))
            return OutOfRange("name", book.Name, "应为 1 至 120 个字");
        if (book.Sheets.Count is 0 or > SnapshotLimits.Sheets || book.Sheets.Any(sheet => sheet is null))
            return OutOfRange("sheets", book.Sheets.Count, $"应有 1 至 {SnapshotLimits.Sheets} 个工作表");
        if (book.Styles.Count > SnapshotLimits.Styles || book.Styles.Any(style => style is null || !StyleCheck.IsWritable(style)))
            return OutOfRange("styles", book.Styles.Count, $"最多 {SnapshotLimits.Styles} 种样式，字体、颜色、边框和数字格式应符合约定");
        if (book.Sheets.GroupBy(sheet => sheet.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => !IsSheetName(group.Key) || group.Count() > 1) is { } wrong)
            return OutOfRange("工作表名", wrong.Key, @"应为 1 至 31 个字、互不相同、不含 : \ / ? * [ ]");
        if (book.Sheets.All(sheet => sheet.Hidden))
            return OutOfRange("sheets", "全部隐藏", "至少显示一个工作表");
        if (book.Sheets.Sum(sheet => sheet.Rows.Sum(row => (long)(row?.Cells.Count(cell => cell?.HasValue == true) ?? 0))) > SnapshotLimits.Cells)
            return OutOfRange("cells", "过多", $"最多 {SnapshotLimits.Cells} 个有内容的单元格，请拆分工作簿");
        return book.Sheets.Select(sheet => Sheet(sheet, book.Styles.Count)).FirstOrDefault(refusal => refusal is not null) ?? Names(book);
    }

    /// <summary>A name a formula can use: letters, digits, _ and ., not like a cell; or one of Excel's own for printing.</summary>
    public static bool IsDefinedName(string name) =>
        name is "_xlnm.Print_Titles" or "_xlnm.Print_Area" || (DefinedName().IsMatch(name) && !CellLike().IsMatch(name));

    private static bool IsSheetName(string name) =>
        name.Length is > 0 and <= 31 && name.AsSpan().IndexOfAny(@":\/?*[]") < 0 && name[0] != '\'' && name[^1] != '\'' && !name.Any(char.IsControl);

    private static Refusal? Sheet(SnapshotSheet sheet, int styles)
    {
        if (sheet is not { FrozenRows: >= 0 and <= 1_000, FrozenColumns: >= 0 and <= 1_000, RowHeight: null or (>= 0 and <= 409.5), ColumnWidth: null or (>= 0 and <= 255) }
            || !StyleCheck.IsColour(sheet.TabColour) || (sheet.Filter is { } filter && !CellRange.TryParse(filter, out _)))
            return OutOfRange(sheet.Name, "工作表设置", "冻结行列不超过 1000，行高不超过 409.5 磅，列宽不超过 255 字符");
        return Columns(sheet, styles) ?? Rows(sheet, styles) ?? Merged(sheet) ?? Rules(sheet) ?? Page(sheet);
    }

    private static Refusal? Columns(SnapshotSheet sheet, int styles)
    {
        var last = 0;
        foreach (var columns in sheet.Columns)
        {
            if (columns is not { Width: null or (>= 0 and <= 255) } || columns.First <= last || columns.Last < columns.First || columns.Last > 16_384 || !IsStyle(columns.Style, styles))
                return OutOfRange($"{sheet.Name}!columns", columns, "列从 1 起、不重叠，宽度 0 至 255 字符");
            last = columns.Last;
        }
        return null;
    }

    private static Refusal? Rows(SnapshotSheet sheet, int styles)
    {
        var last = 0;
        foreach (var row in sheet.Rows)
        {
            if (row is not { Height: null or (>= 0 and <= 409.5) } || row.Row <= last || row.Row > 1_048_576 || !IsStyle(row.Style, styles))
                return OutOfRange($"{sheet.Name}!rows", row?.Row, "行从 1 起、由上到下各一次，行高 0 至 409.5 磅");
            last = row.Row;
            var lastColumn = 0;
            foreach (var cell in row.Cells)
            {
                if (cell is null || cell.Column <= lastColumn || cell.Column > 16_384 || !IsStyle(cell.Style, styles))
                    return OutOfRange($"{sheet.Name}!{row.Row}", cell?.Column, "单元格由左到右各一次，样式编号应存在");
                lastColumn = cell.Column;
                if (Cell(sheet, new(row.Row, cell.Column), cell) is { } refusal)
                    return refusal;
            }
        }
        return null;
    }

    private static Refusal? Cell(SnapshotSheet sheet, CellAddress address, SnapshotCell cell)
    {
        var values = (cell.Text is null ? 0 : 1) + (cell.Number is null ? 0 : 1) + (cell.Flag is null ? 0 : 1) + (cell.Error is null ? 0 : 1);
        if (values > 1 || cell.Text is { Length: > 32_767 } || (cell.Error is { } error && !SnapshotWords.Errors.Contains(error)))
            return OutOfRange($"{sheet.Name}!{address}", cell.Text?.Length, "一格一个值，文字最多 32767 个字");
        return cell.Formula is not { } formula || FormulaText.StaysInside(formula)
            ? null
            : new("workbooks.formula-reaches-out",
                $"工作表“{sheet.Name}”的 {address} 中的公式会访问工作簿以外的内容（其他文件、网络或外部程序），出于安全不能保存。请改为数值后再下载。",
                $"The formula in {sheet.Name}!{address} reaches outside the workbook and is not saved. Replace it by its value.");
    }

    private static Refusal? Merged(SnapshotSheet sheet)
    {
        if (sheet.Merged.Count > SnapshotLimits.Merged)
            return OutOfRange($"{sheet.Name}!merged", sheet.Merged.Count, $"最多 {SnapshotLimits.Merged} 处合并");
        var ranges = new List<CellRange>();
        foreach (var text in sheet.Merged)
        {
            if (!CellRange.TryParse(text, out var range) || range.First == range.Last)
                return OutOfRange($"{sheet.Name}!merged", text, "应为 A1:C2 这样的区域");
            ranges.Add(range);
        }
        // Overlapping merges make Excel repair the file. Sorted by first row, only ranges that reach further down need a look.
        ranges.Sort((a, b) => a.First.Row.CompareTo(b.First.Row));
        var open = new List<CellRange>();
        foreach (var range in ranges)
        {
            open.RemoveAll(earlier => earlier.Last.Row < range.First.Row);
            if (open.Exists(earlier => earlier.First.Column <= range.Last.Column && range.First.Column <= earlier.Last.Column))
                return OutOfRange($"{sheet.Name}!merged", range, "合并的区域不能重叠");
            open.Add(range);
        }
        return null;
    }

    private static Refusal? Rules(SnapshotSheet sheet)
    {
        if (sheet.Validations.Count > SnapshotLimits.Validations)
            return OutOfRange($"{sheet.Name}!validations", sheet.Validations.Count, $"最多 {SnapshotLimits.Validations} 条");
        var wrong = sheet.Validations.FirstOrDefault(rule => rule is null || !StyleCheck.IsWritable(rule));
        return wrong is null && sheet.Validations.All(rule => rule is not null) ? null : OutOfRange($"{sheet.Name}!validations", wrong?.Cells, "数据有效性规则应有区域、类型和条件");
    }

    private static Refusal? Page(SnapshotSheet sheet) =>
        sheet.Page is null or { Paper: null or (>= 1 and <= 256), FitWidth: >= 0 and <= 32_767, FitHeight: >= 0 and <= 32_767, Header: null or { Length: <= 255 }, Footer: null or { Length: <= 255 } }
        && sheet.Page?.Margins is null or { Count: 6 } && sheet.Page?.Margins?.All(margin => margin is >= 0 and <= 20) != false
            ? null
            : OutOfRange($"{sheet.Name}!page", "页面设置", "页边距为 6 个 0 至 20 英寸的数");

    private static Refusal? Names(WorkbookSnapshot book)
    {
        if (book.Names.Count > SnapshotLimits.Names || book.Names.Any(name => name is null))
            return OutOfRange("names", book.Names.Count, $"最多 {SnapshotLimits.Names} 个名称");
        var wrong = book.Names.FirstOrDefault(name => !IsDefinedName(name.Name) || !FormulaText.StaysInside(name.RefersTo)
            || (name.Sheet is not null && !book.Sheets.Any(sheet => sheet.Name == name.Sheet)))
            ?? book.Names.GroupBy(name => (name.Name.ToUpperInvariant(), name.Sheet)).FirstOrDefault(group => group.Count() > 1)?.First();
        return wrong is null ? null : OutOfRange("names", wrong.Name, "名称应互不相同，只含字母、数字、下划线和点，并指向本工作簿");
    }

    private static bool IsStyle(int? style, int count) => style is null || (uint)style < (uint)Math.Min(count, MostRuns);

    private static Refusal OutOfRange(string place, object? found, string allowed)
    {
        var shown = found?.ToString() ?? "";
        shown = shown[..Math.Min(shown.Length, 60)];
        return new("workbooks.snapshot-out-of-range", $"工作簿内容不能保存：{place}（现为“{shown}”），{allowed}。", $"The snapshot cannot be written: {place} is '{shown}'; see docs/workbooks.md.");
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_.]{0,254}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DefinedName();

    [GeneratedRegex(@"^(?:[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CellLike();
}
