using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Tests.Registers.Sheets;

public sealed class WritingWorkbooksTests
{
    private static readonly string[] Hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " 前后 ", "第一行\n第二行", "_x000D_ _x0041_", "\u0001\u000B", "<&>\"'", "𠮷野家", "\uD800x"];

    internal static byte[] Sample()
    {
        using var stream = new MemoryStream();
        using (var workbook = new WorkbookWriter(stream))
        {
            workbook.BeginSheet(new()
            {
                Name = "抽查计划",
                ColumnWidths = [8, 30, 12.5, 12],
                FrozenRows = 2,
                FrozenColumns = 1,
                RepeatedRows = (1, 2),
                Landscape = true,
                Footer = "第 &P 页，共 &N 页",
                AutoFilter = new(new(2, 1), new(20, 4)),
                MergedCells = [new(new(1, 1), new(1, 4))],
                DropDowns =
                [
                    new(new(new(3, 4), new(20, 4)), ["定向", "不定向"], Strict: true, Hint: "抽查类型"),
                    new(new(new(3, 2), new(20, 2)), [.. Enumerable.Range(1, 60).Select(i => $"抽查对象范围,第{i}类")]),
                ],
            });
            workbook.Row([new("2023 年度抽查计划", new() { Font = "方正小标宋简体", FontPoints = 18, Across = HorizontalPlace.Centre })], 36);
            workbook.Row(((string[])["序号", "名称", "比例", "类型"]).Select(h => new StyledValue(h, CellStyle.Header)), 24);
            workbook.Row(SheetValue.Number(1), "药店", SheetValue.Percent(0.05m), SheetValue.Date(new(2023, 3, 15)));
            workbook.Row(SheetValue.Number(0.1m), SheetValue.Empty, SheetValue.Boolean(true), SheetValue.Date(new(1899, 1, 1)));
            foreach (var text in Hostile)
                workbook.Row(text);
            workbook.DefineName("计划表", "抽查计划", new(new(2, 1), new(20, 4)));
            workbook.BeginSheet(new() { Name = "说明", FitToWidth = false });
            workbook.Complete();
        }
        return stream.ToArray();
    }

    [Fact]
    public void A_written_workbook_passes_the_validator()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Sample()), false);

        var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document);

        Assert.Empty(errors.Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}"));
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        var rows = Workbooks.Rows(new MemoryStream(Sample()));

        Assert.Equal("1|药店|5%|2023-03-15", string.Join('|', rows[2].Cells.Select(c => c.Kind == CellKind.Number && c.Address.Column == 3 ? "5%" : c.Text)));
        Assert.Equal((CellKind.Number, 0.05), (rows[2][3]!.Value.Kind, rows[2][3]!.Value.Number));
        Assert.Equal("0.1||TRUE|1899-01-01", string.Join('|', Enumerable.Range(1, 4).Select(c => rows[3].Text(c))));
        Assert.Equal(Hostile[..^1].Append("\uFFFDx"), rows.Skip(4).Select(r => r.Text(1)));
    }

    [Fact]
    public void No_text_becomes_a_formula() =>
        Assert.All(Workbooks.Rows(new MemoryStream(Sample())), row => Assert.All(row.Cells, cell => Assert.False(cell.HasFormula)));

    [Fact]
    public void The_same_calls_give_the_same_bytes() => Assert.Equal(Sample(), Sample());

    [Fact]
    public void Titles_ranges_and_lists_can_be_found_again()
    {
        var (found, _) = SheetFile.Read(new MemoryStream(Sample()), "a.xlsx", SheetLimits.Typed,
            f => (string.Join(',', f.Sheets.Select(s => s.Name + (s.Hidden ? "*" : ""))), f.MergedCells(0)[0].ToString(), f.Rows(2).Count()));

        Assert.Equal(("抽查计划,说明,_选项*", "A1:D1", 60), found);
    }

    [Fact]
    public async Task LibreOffice_opens_it_and_shows_the_same_values()
    {
        var csv = await OfficeSuite.ToCsvAsync(Sample());

        Assert.Contains("1,药店,5", csv, StringComparison.Ordinal);
        Assert.Contains("2023-03-15", csv, StringComparison.Ordinal);
        Assert.Contains("=1+1", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("药店", 10, 1)]
    [InlineData("药店价格监督检查", 10, 2)]
    [InlineData("a\nb", 10, 2)]
    public void Wrapped_lines_are_counted_by_the_width_of_the_characters(string text, double width, int lines) =>
        Assert.Equal(lines, TextFit.Lines(text, width, 11));
}
