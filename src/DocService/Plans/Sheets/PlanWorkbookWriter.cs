using System.Globalization;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Plans.Sheets;

/// <summary>Writes a plan as a clerk would print it. Reading the workbook gives the same tasks, titles and notes, text by text.</summary>
internal static partial class PlanWorkbookWriter
{
    private const double FontPoints = 10;
    private const int SpareRows = 30;

    /// <summary>Characters of 宋体 11 across A4 on its side between margins of 15 mm, so that it prints at about full size.</summary>
    private const double PageCharacters = 132;

    private static readonly CellStyle Title = new() { Font = "黑体", FontPoints = 16, Across = HorizontalPlace.Centre, Wrap = true };
    private static readonly CellStyle Header = CellStyle.Header with { FontPoints = FontPoints, Font = "黑体", Bold = false };
    private static readonly CellStyle Cell = new() { FontPoints = FontPoints, Border = true, Wrap = true, Across = HorizontalPlace.Left };
    private static readonly CellStyle Centred = Cell with { Across = HorizontalPlace.Centre };

    /// <param name="departments">Offered for the departments' columns, beside those the plan names.</param>
    public static byte[] Write(PlanTable table, IReadOnlyList<string> departments)
    {
        using var output = new MemoryStream();
        using (var writer = new WorkbookWriter(output))
        {
            var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var sheet in table.Blocks.Select(block => block.Sheet).Distinct(StringComparer.Ordinal))
            {
                new SheetOfPlan(table, sheet, departments).Write(writer, ExcelName(sheet, taken));
            }

            writer.Complete();
        }

        return output.ToArray();
    }

    /// <summary>A name Excel can hold, once: a grid or a .csv may have called its sheet anything.</summary>
    private static string ExcelName(string sheet, HashSet<string> taken)
    {
        var plain = string.Concat(sheet.Select(character => char.IsControl(character) || @":\/?*[]".Contains(character, StringComparison.Ordinal) ? '_' : character)).Trim('\'', ' ');
        plain = plain.Length == 0 ? "计划" : plain[..Math.Min(plain.Length, 28)];
        var name = plain;
        for (var number = 2; name.StartsWith('_') || !taken.Add(name); number++)
        {
            name = $"{plain.TrimStart('_')}{number}";
        }

        return name;
    }

    /// <summary>A column as written: a known meaning, or a header nobody recognised at its old place.</summary>
    private sealed record Column(PlanColumn? Known, string Header, int Place);

    private sealed class SheetOfPlan
    {
        private readonly string name;
        private readonly PlanTable table;
        private readonly IReadOnlyList<string> departments;
        private readonly List<Column> columns;
        private readonly List<PlanRow> rows;
        private readonly List<string> titles;
        private readonly List<List<string>> notes;
        private readonly double[] widths;

        public SheetOfPlan(PlanTable table, string name, IReadOnlyList<string> departments)
        {
            this.table = table;
            this.name = name;
            this.departments = departments;
            rows = [.. table.Rows.Where(row => row.Place.Sheet == name)];
            titles = [.. table.Titles.Where(title => title.Place.Sheet == name).Select(title => title.Text)];
            notes = [.. table.Notes.Where(note => note.Place.Sheet == name).GroupBy(note => note.Place.Row).Select(row => row.Select(note => note.Text).ToList())];
            columns = Columns();
            widths = Widths();
        }

        private int HeaderRow => titles.Count + 1;

        public void Write(WorkbookWriter writer, string excelName)
        {
            var first = HeaderRow + 1;
            var last = HeaderRow + rows.Count;
            writer.BeginSheet(new()
            {
                Name = excelName,
                ColumnWidths = widths,
                FrozenRows = HeaderRow,
                RepeatedRows = (HeaderRow, HeaderRow),
                Landscape = true,
                Footer = "第 &P 页，共 &N 页",
                MergedCells = [.. Merged(last)],
                DropDowns = [.. DropDowns(first, last + SpareRows)],
            });
            var whole = widths.Sum();
            foreach (var title in titles)
            {
                writer.Row([new(title, Title)], TextFit.HeightPoints([(title, whole, 16)]) + 8);
            }

            writer.Row(
                columns.Select(column => new StyledValue(column.Header, Header)),
                TextFit.HeightPoints(columns.Select((column, index) => (column.Header, widths[index], FontPoints))) + 6);
            foreach (var row in rows)
            {
                writer.Row(columns.Select(column => ValueOf(row, column)), TextFit.HeightPoints(columns.Select((column, index) => (TextOf(row, column), widths[index], FontPoints))) + 6);
            }

            foreach (var note in notes)
            {
                var room = note.Count == 1 ? whole : whole - widths[0];
                writer.Row(
                    columns.Select((_, index) => new StyledValue(index < note.Count ? note[index] : null, note.Count > 1 && index == 0 ? Centred : Cell)),
                    TextFit.HeightPoints([(note[^1], room, FontPoints)]) + 6);
            }
        }

        private List<Column> Columns()
        {
            var blocks = table.Blocks.Where(block => block.Sheet == name).ToList();
            var known = blocks.SelectMany(block => block.Headers).Where(header => header.Column is not null)
                .DistinctBy(header => header.Column)
                .Select(header => new Column(header.Column, table.HeaderOf(header.Column!.Value).Trim(), header.Place.Column));
            var others = blocks.SelectMany(block => block.Headers).Where(header => header.Column is null).Select(header => (Header: header.Text.Trim(), header.Place.Column))
                .Concat(rows.SelectMany(row => row.Others).Select(cell => (cell.Header, cell.Place.Column)))
                .Distinct()
                .Select(other => new Column(null, other.Header, other.Column));
            return [.. known.Concat(others).OrderBy(column => column.Place)];
        }

        private double[] Widths()
        {
            var wished = columns.Select(column =>
            {
                var longest = rows.Select(row => TextOf(row, column).Length).DefaultIfEmpty(0).Max() * 2.0;
                return column.Known switch
                {
                    PlanColumn.Sequence => 6,
                    PlanColumn.SelectionType or PlanColumn.SampleSize or PlanColumn.Frequency or PlanColumn.ObjectCount => Math.Clamp(longest + 2, 8, 14),
                    PlanColumn.TaskNumber or PlanColumn.PlanNumber => Math.Clamp(longest + 2, 9, 14),
                    PlanColumn.Window => Math.Clamp(longest, 11, 18),
                    _ => Math.Clamp(longest, 10, 26),
                };
            }).ToArray();
            // Wide columns give or take what the page has too little or too much; narrow ones keep their measure.
            var fixedWidth = wished.Where(width => width <= 14).Sum();
            var scale = Math.Clamp((PageCharacters - fixedWidth) / Math.Max(1, wished.Where(width => width > 14).Sum()), 0.8, 1.4);
            return [.. wished.Select(width => Math.Round(width <= 14 ? width : width * scale, 1))];
        }

        private IEnumerable<CellRange> Merged(int lastTask)
        {
            if (columns.Count < 2)
            {
                yield break;
            }

            for (var row = 1; row <= titles.Count; row++)
            {
                yield return new(new(row, 1), new(row, columns.Count));
            }

            for (var index = 0; index < notes.Count; index++)
            {
                var from = notes[index].Count;
                if (from < columns.Count)
                {
                    yield return new(new(lastTask + index + 1, from), new(lastTask + index + 1, columns.Count));
                }
            }
        }

        private IEnumerable<DropDown> DropDowns(int first, int last)
        {
            for (var index = 0; index < columns.Count; index++)
            {
                var column = columns[index].Known;
                IReadOnlyList<string> choices = column switch
                {
                    PlanColumn.SelectionType => ["定向", "不定向"],
                    PlanColumn.MatchingMode => [.. DrawTerms.MatchingModes.AllNames],
                    PlanColumn.Lead or PlanColumn.Partners =>
                        [.. rows.Select(row => row[column.Value].Trim()).Where(text => text.Length > 0).Concat(departments).Distinct(StringComparer.Ordinal)],
                    _ => [],
                };
                if (choices.Count > 0)
                {
                    yield return new(
                        new(new(first, index + 1), new(last, index + 1)), choices, Strict: column == PlanColumn.SelectionType,
                        Hint: column == PlanColumn.Partners ? "几个部门用“、”分开。" : null);
                }
            }
        }

        private static string TextOf(PlanRow row, Column column) => column.Known is { } known
            ? row[known]
            : row.Others.FirstOrDefault(cell => cell.Header == column.Header && cell.Place.Column == column.Place)?.Text ?? "";

        private static StyledValue ValueOf(PlanRow row, Column column)
        {
            var text = TextOf(row, column);
            var narrow = column.Known is PlanColumn.Sequence or PlanColumn.SelectionType or PlanColumn.SampleSize or PlanColumn.Frequency
                or PlanColumn.ObjectCount or PlanColumn.Window or PlanColumn.TaskNumber or PlanColumn.PlanNumber;
            return Typed(text, column.Known, narrow ? Centred : Cell);
        }

        /// <summary>A number, a percentage or a date where reading it back gives the very same text.</summary>
        private static StyledValue Typed(string text, PlanColumn? column, CellStyle style)
        {
            if (column is PlanColumn.Sequence or PlanColumn.ObjectCount && WholeNumber().IsMatch(text))
            {
                return new(SheetValue.Number(decimal.Parse(text, CultureInfo.InvariantCulture)), style with { NumberFormat = "0" });
            }

            if (column is PlanColumn.SampleSize && Percentage().Match(text) is { Success: true } percent)
            {
                var decimals = percent.Groups["decimals"].Length;
                return new(
                    SheetValue.Percent(decimal.Parse(percent.Groups["number"].Value, CultureInfo.InvariantCulture) / 100),
                    style with { NumberFormat = decimals == 0 ? "0%" : $"0.{new string('0', decimals)}%" });
            }

            return column is PlanColumn.Window && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? new(SheetValue.Date(date), style with { NumberFormat = "yyyy-mm-dd" })
                : new(SheetValue.Text(text), style);
        }
    }

    [GeneratedRegex("^[1-9][0-9]{0,5}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^(?<number>(?:0|[1-9][0-9]{0,2})(?:\.(?<decimals>[0-9]{1,6}))?)%$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Percentage();
}
