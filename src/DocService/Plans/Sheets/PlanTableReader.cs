using System.Globalization;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Sheets;

/// <summary>Finds the plan in the sheets of a workbook by its headers, wherever they stand and however often they are repeated.</summary>
public static partial class PlanTableReader
{
    /// <summary>A header row has at least this many known headers.</summary>
    private const int FewestHeaders = 3;

    /// <returns>The table, or null and why not: no header found, two columns of one meaning, nothing below the header.</returns>
    /// <param name="remembered">What the bureau's own headers mean, by <see cref="PlanHeaders.Key"/>.</param>
    public static CellReading<PlanTable> Read(IReadOnlyList<PlanPage> pages, IReadOnlyDictionary<string, PlanColumn>? remembered = null)
    {
        var reader = new Walk(remembered);
        foreach (var page in pages)
        {
            reader.Read(page);
        }

        if (reader.Blocks.Count == 0)
        {
            return CellReading<PlanTable>.Refused("plan.no-known-header", reader.BestRow(), NoHeader(reader));
        }

        if (reader.Rows.Count == 0)
        {
            var block = reader.Blocks[0];
            return CellReading<PlanTable>.Refused("plan.no-tasks", block.Headers[0].Place.ToString(), $"“{block.Sheet}”第{block.Row}行是表头，但下面没有抽查任务。请从表头的下一行起逐行填写任务。");
        }

        var titles = string.Join('\n', reader.Titles.Select(title => PlanText.Compact(title.Text)));
        var year = Year().Match(titles);
        var agency = Agency().Match(titles);
        return CellReading<PlanTable>.Of(
            new(
                reader.Titles,
                reader.Blocks,
                reader.Rows,
                reader.Notes,
                year.Success ? int.Parse(year.Groups["year"].Value, CultureInfo.InvariantCulture) : null,
                agency.Success ? agency.Groups["agency"].Value : null),
            reader.Problems);
    }

    private static string NoHeader(Walk reader)
    {
        var needed = new[] { PlanColumn.TaskName, PlanColumn.Items, PlanColumn.Scope, PlanColumn.SampleSize, PlanColumn.Window }
            .Select(column => "“" + string.Join("”或“", PlanHeaders.NamesOf(column).Take(2)) + "”");
        return $"查看了{reader.PagesSeen}个工作表、{reader.RowsSeen}行，没有找到抽查计划的表头。表头行至少要有三个认得的列名，其中有抽查任务名称或抽查事项，例如{string.Join("、", needed)}。请核对列名后重新导入。";
    }

    private sealed class Walk(IReadOnlyDictionary<string, PlanColumn>? remembered)
    {
        private (string Place, int Known, string Text) best = ("", 0, "");

        public List<PlanNote> Titles { get; } = [];

        public List<PlanBlock> Blocks { get; } = [];

        public List<PlanRow> Rows { get; } = [];

        public List<PlanNote> Notes { get; } = [];

        public List<CellProblem> Problems { get; } = [];

        public int PagesSeen { get; private set; }

        public int RowsSeen { get; private set; }

        public string BestRow() => best.Known == 0 ? "" : $"{best.Place}：{best.Text}";

        public void Read(PlanPage page)
        {
            PagesSeen++;
            var cells = new MergedRows(page);
            PlanBlock? block = null;
            var pending = new List<PlanNote>();
            foreach (var row in page.Rows)
            {
                var filled = row.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Text)).ToList();
                if (filled.Count == 0)
                {
                    continue;
                }

                RowsSeen++;
                if (Header(page.Name, row.Number, filled) is { } header)
                {
                    block = header;
                    Blocks.Add(header);
                    Titles.AddRange(pending);
                    pending.Clear();
                }
                else if (block is null || cells.IsOneWideCell(row, filled, block))
                {
                    pending.AddRange(filled.Select(cell => new PlanNote(new(page.Name, row.Number, cell.Column), cell.Text)));
                }
                else if (NoteStart().IsMatch(filled[0].Text))
                {
                    Notes.AddRange(filled.Select(cell => new PlanNote(new(page.Name, row.Number, cell.Column), cell.Text)));
                }
                else
                {
                    Notes.AddRange(pending);
                    pending.Clear();
                    Rows.Add(Task(page.Name, row.Number, block, cells.Of(row)));
                }
            }

            if (block is not null)
            {
                Notes.AddRange(pending);
            }
        }

        private PlanBlock? Header(string sheet, int row, List<PlanPageCell> filled)
        {
            var headers = filled
                .Select(cell => new PlanHeader(new(sheet, row, cell.Column), cell.Text, PlanHeaders.Recognise(cell.Text, remembered)))
                .ToList();
            var known = headers.Select(header => header.Column).OfType<PlanColumn>().ToList();
            if (known.Count > best.Known)
            {
                best = ($"{sheet}第{row}行", known.Count, string.Join("、", filled.Select(cell => cell.Text.Trim())));
            }

            if (known.Distinct().Count() < FewestHeaders || known.Count * 2 < filled.Count
                || !(known.Contains(PlanColumn.TaskName) || known.Contains(PlanColumn.Items)))
            {
                return null;
            }

            foreach (var twice in headers.Where(header => header.Column is not null).GroupBy(header => header.Column).Where(group => group.Count() > 1))
            {
                var second = twice.ElementAt(1);
                Problems.Add(new("plan.header-twice", second.Place.ToString(), $"“{twice.First().Text.Trim()}”与“{second.Text.Trim()}”是同一种列，读取了前一列，后一列按原文保留。请删去或改名其中一列。"));
            }

            var taken = new HashSet<PlanColumn>();
            return new(sheet, row, [.. headers.Select(header => header.Column is { } column && !taken.Add(column) ? header with { Column = null } : header)]);
        }

        private PlanRow Task(string sheet, int row, PlanBlock block, IReadOnlyList<PlanPageCell> rowCells)
        {
            var known = new SortedDictionary<PlanColumn, PlanCell>();
            var others = new List<PlanOtherCell>();
            foreach (var cell in rowCells.Where(cell => cell.Text.Length > 0))
            {
                var place = new CellPlace(sheet, row, cell.Column);
                var header = block.Headers.FirstOrDefault(candidate => candidate.Place.Column == cell.Column);
                if (header?.Column is { } column)
                {
                    known.Add(column, new(place, cell.Text));
                }
                else if (!string.IsNullOrWhiteSpace(cell.Text))
                {
                    others.Add(new(place, header?.Text.Trim() ?? "", cell.Text));
                }
            }

            return new(Blocks.Count - 1, new(sheet, row, rowCells[0].Column), known, others);
        }
    }

    [GeneratedRegex(@"(?<year>(?:19|20)\d\d)年", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Year();

    [GeneratedRegex(@"^(?:关于印发|附件\d*:?)?(?<agency>[\u4e00-\u9fa5]{2,30}?(?:局|委员会|委|厅|办公室|总队|支队))(?=(?:19|20)\d\d年|[^\u4e00-\u9fa5]|关于|年度|双随机|$)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Agency();

    [GeneratedRegex(@"^\s*(?:备\s*注|注|说\s*明|合\s*计|总\s*计|小\s*计|填表人|联系人|制表)\s*(?:[：:、].*)?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NoteStart();
}
