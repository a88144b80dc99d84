using System.Net.Http.Json;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Sheets;

namespace SpotCheck.DocService.Tests.Plans;

public sealed class HostilePlanTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Plans = $"/api/bureaus/{SamplePeople.Zezhou}/plans";

    [Fact]
    public void A_formula_gives_its_saved_value_and_a_word_of_warning()
    {
        var result = PlanWorkbookReader.Read(Workbook(hidden: false, "=1+1"), "计划.xlsx");

        Assert.Null(result.Refusal);
        Assert.Equal(("plan.formula", "计划!C2"), (Assert.Single(result.Problems).Code, result.Problems[0].Found));
        Assert.Equal("5%", PlanTableReader.Read(result.Pages).Value!.Rows[0][PlanColumn.SampleSize]);
    }

    [Fact]
    public void A_hidden_sheet_is_passed_over_and_named()
    {
        var result = PlanWorkbookReader.Read(Workbook(hidden: true, null), "计划.xlsx");

        Assert.Equal("sheet.hidden-sheet", Assert.Single(result.Problems).Code);
        Assert.Empty(result.Pages);
    }

    [Theory]
    [InlineData("""{"pages":[null]}""")]
    [InlineData("""{"pages":[]}""")]
    [InlineData("""{"pages":[{"name":"a","cells":[null]}]}""")]
    [InlineData("""{"pages":[{"name":"","cells":[]}]}""")]
    [InlineData("""{"pages":[{"name":"a","cells":[{"row":0,"column":1,"text":"x"}]}]}""")]
    [InlineData("""{"pages":[{"name":"a","cells":[{"row":1,"column":99999,"text":"x"}]}]}""")]
    [InlineData("""{"pages":[{"name":"a","cells":[],"merged":[null]}]}""")]
    public async Task A_grid_that_is_none_is_refused(string json)
    {
        var clerk = await service.As(SamplePeople.Clerk);

        await Refused.Is(await clerk.PostAsync(Plans, new StringContent(json, Encoding.UTF8, "application/json")), 422, "plan.grid-out-of-range");
    }

    [Fact]
    public void A_sheet_merged_all_over_is_read_all_the_same()
    {
        var rows = Enumerable.Range(1, 5000).Select(row => new PlanPageRow(row, [.. Enumerable.Range(1, 5).Select(column => new PlanPageCell(column, row == 1 ? Headers[column - 1] : $"{row}"))])).ToList();
        var merged = Enumerable.Range(0, 20_000).Select(number => new MergedCells(1 + (number % 5000), 1, 1_048_576, 5)).ToList();

        Assert.NotNull(PlanTableReader.Read([new PlanPage("计划", rows, merged)]).Value);
    }

    [Fact]
    public void Five_thousand_tasks_with_long_texts_are_checked_all_the_same()
    {
        var longText = string.Concat(Enumerable.Repeat("双随机 检查(之一),and 泽州市市场监督管理局（2023）第8号 1月31前", 50));
        var rows = Enumerable.Range(2, 4998).Select(row => new PlanPageRow(row, [new(1, $"{row}"), new(2, $"任务{row}"), new(3, row % 2 == 0 ? longText : "5%"), new(4, row % 50 == 0 ? new string(' ', 32_000) : "全县企业"), new(5, "3月—9月")])).Prepend(
            new PlanPageRow(1, [.. Headers.Select((header, column) => new PlanPageCell(column + 1, header))])).ToList();
        var table = PlanTableReader.Read([new PlanPage("计划", rows, [])]).Value!;

        var findings = PlanLint.Check(table, PlanTask.ReadAll(table, 2023), PlanContext.Of(2023, "泽州县市场监督管理局"));

        Assert.NotEmpty(findings);
    }

    [Fact]
    public async Task Sheet_names_that_Excel_cannot_hold_are_written_all_the_same()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        object Page(string name) => new
        {
            name,
            cells = new[] { "2023年度计划", "", "" }.Select((text, column) => new { row = 1, column = column + 1, text })
                .Concat(Headers.Take(3).Select((text, column) => new { row = 2, column = column + 1, text }))
                .Concat(new[] { "1", name, "5%" }.Select((text, column) => new { row = 3, column = column + 1, text })),
        };
        var names = new[] { "a:b/c*?[d]", "A:B/C*?[D]", "'''", "_选项", new string('长', 60), " " };
        var reply = await clerk.PostAsJsonAsync(Plans, new { pages = names.Select(Page) });
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());

        var workbook = await clerk.GetAsync($"{reply.Headers.Location}/workbook");

        using var document = SpreadsheetDocument.Open(new MemoryStream(await workbook.Content.ReadAsByteArrayAsync()), isEditable: false);
        Assert.Equal(names.Length, document.WorkbookPart!.Workbook.Descendants<Sheet>().Count());
        Assert.Equal(names.Length, PlanTableReader.Read(PlanWorkbookReader.Read(new MemoryStream(await workbook.Content.ReadAsByteArrayAsync()), "a.xlsx").Pages).Value!.Rows.Count);
    }

    private static readonly string[] Headers = ["序号", "抽查任务名称", "抽查比例", "抽查对象范围", "抽查时间"];

    private static MemoryStream Workbook(bool hidden, string? formula)
    {
        var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var part = book.AddNewPart<WorksheetPart>();
            Cell Text(string reference, string text) => new() { CellReference = reference, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };
            part.Worksheet = new Worksheet(new SheetData(
                new Row(Text("A1", "序号"), Text("B1", "抽查任务名称"), Text("C1", "抽查比例")) { RowIndex = 1 },
                new Row(Text("A2", "1"), Text("B2", "甲"), new Cell { CellReference = "C2", DataType = CellValues.String, CellFormula = formula is null ? null : new CellFormula(formula), CellValue = new CellValue("5%") }) { RowIndex = 2 }));
            book.Workbook = new Workbook(new Sheets(new Sheet { Name = "计划", SheetId = 1, Id = book.GetIdOfPart(part), State = hidden ? SheetStateValues.Hidden : SheetStateValues.Visible }));
        }

        stream.Position = 0;
        return stream;
    }
}
