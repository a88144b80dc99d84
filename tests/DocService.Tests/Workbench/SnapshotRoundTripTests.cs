using System.Diagnostics;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SpotCheck.DocService.Tests.Plans;
using SpotCheck.DocService.Workbooks;
using SpotCheck.DocService.Workbooks.Reading;
using SpotCheck.DocService.Workbooks.Writing;
using SheetParts = SpotCheck.DocService.Tests.Registers.Sheets.Workbooks;

namespace SpotCheck.DocService.Tests.Workbench;

/// <summary>An .xlsx into the grid and out of it again: nothing a clerk sees may be lost.</summary>
public sealed class SnapshotRoundTripTests
{
    [Theory]
    [InlineData(PlanFiles.Zezhou)]
    [InlineData(PlanFiles.Handan)]
    public void A_sample_plan_comes_back_as_it_was(string plan)
    {
        var first = Read(File.OpenRead(Path.Combine(PlanFiles.Samples, plan + ".xlsx")));

        var again = Read(new MemoryStream(SnapshotWriter.Write(first)));

        Assert.Equal(Json(first), Json(again));
        Assert.True(first.Sheets[0].Merged.Count > 0 && first.Sheets[0].Columns.Count >= 10 && first.Sheets[0].Rows[0].Height == 30);
    }

    [Fact]
    public void Drop_downs_frozen_rows_filters_and_hidden_lists_come_back_as_they_were()
    {
        var first = Read(new MemoryStream(Registers.Sheets.WritingWorkbooksTests.Sample()));

        var file = SnapshotWriter.Write(first);

        Assert.Empty(Faults(file));
        Assert.Equal(Json(first), Json(Read(new MemoryStream(file))));
        Assert.Equal(["定向", "不定向"], first.Sheets[0].Validations[0].Choices);
        Assert.Equal(("'_选项'!$A$1:$A$60", 2, 1, "A2:D20"), (first.Sheets[0].Validations[1].First, first.Sheets[0].FrozenRows, first.Sheets[0].FrozenColumns, first.Sheets[0].Filter));
    }

    [Theory]
    [InlineData(PlanFiles.Zezhou)]
    [InlineData(PlanFiles.Handan)]
    public void What_is_written_passes_the_validator(string plan) =>
        Assert.Empty(Faults(SnapshotWriter.Write(Read(File.OpenRead(Path.Combine(PlanFiles.Samples, plan + ".xlsx"))))));

    [Fact]
    public async Task LibreOffice_opens_it_and_its_own_file_reads_the_same()
    {
        var ours = Read(File.OpenRead(Path.Combine(PlanFiles.Samples, PlanFiles.Zezhou + ".xlsx")));

        var theirs = Read(new MemoryStream(await ThroughLibreOfficeAsync(SnapshotWriter.Write(ours))));

        var (mine, other) = (ours.Sheets[0], theirs.Sheets[0]);
        Assert.Equal(Texts(mine), Texts(other));
        Assert.Equal(mine.Merged.Order(StringComparer.Ordinal), other.Merged.Order(StringComparer.Ordinal));
        Assert.Equal(mine.FrozenRows, other.FrozenRows);
        Assert.Equal(Widths(mine, 5), Widths(other, 5), (a, b) => Math.Abs(a - b) < 0.3);
        Assert.Equal(mine.Validations.Count, other.Validations.Count);
        var (look, same) = (StyleAt(ours, 1), StyleAt(theirs, 1));
        Assert.Equal((look.Size, look.Across, look.Wrap), (same.Size, same.Across, same.Wrap));
    }

    [Fact]
    public void Everything_a_snapshot_can_say_is_written_and_read()
    {
        var book = Full();
        Assert.Null(SnapshotCheck.Judge(book));

        var file = SnapshotWriter.Write(book);

        Assert.Empty(Faults(file));
        Assert.Equal(Json(book), Json(Read(new MemoryStream(file))));
    }

    [Fact]
    public void A_code_stays_text_and_a_text_never_becomes_a_formula()
    {
        string[] texts = ["91140525MA0GTT3H6X", "911405250123456789", "007", "=1+1", "+86", "-1", "@SUM(A1)", "\t=cmd|'/c calc'!A0", " 前后 ", "第一行\n第二行", "_x0041_"];
        var book = Book(new SnapshotSheet { Name = "码", Rows = [.. texts.Select((text, at) => new SnapshotRow(at + 1) { Cells = [new(1) { Text = text }] })] });

        var file = SnapshotWriter.Write(book);
        var again = Read(new MemoryStream(file));

        Assert.Equal(texts, again.Sheets[0].Rows.Select(row => row.Cells[0].Text));
        Assert.All(again.Sheets[0].Rows, row => Assert.Null(row.Cells[0].Formula));
        Assert.Equal("@", again.Styles[again.Sheets[0].Rows[1].Cells[0].Style!.Value].NumberFormat);
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        var formats = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!;
        var quoted = document.WorkbookPart.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ElementAt(3).StyleIndex!.Value;
        Assert.True(((DocumentFormat.OpenXml.Spreadsheet.CellFormat)formats.ElementAt((int)quoted)).QuotePrefix!.Value);
    }

    [Fact]
    public void Choices_too_long_for_a_rule_go_to_a_hidden_sheet_once()
    {
        IReadOnlyList<string> choices = [.. Enumerable.Range(1, 60).Select(number => $"某某市场监督管理所{number}")];
        var rule = new SnapshotValidation("A1:A9", "list") { Choices = choices };
        var book = Book(new SnapshotSheet { Name = "一", Validations = [rule, rule with { Cells = "B1" }] });

        var file = SnapshotWriter.Write(book);
        var again = Read(new MemoryStream(file));
        var third = Read(new MemoryStream(SnapshotWriter.Write(again)));

        Assert.Empty(Faults(file));
        Assert.Equal("'_下拉选项'!$A$1:$A$60", again.Sheets[0].Validations[1].First);
        Assert.Equal(2, third.Sheets.Count);
        Assert.Equal(choices, third.Sheets[1].Rows.Select(row => row.Cells[0].Text));
    }

    [Fact]
    public void Themes_shared_formulas_and_rules_of_the_extension_are_understood()
    {
        const string rows = "<row r=\"1\" ht=\"30\" customHeight=\"1\"><c r=\"A1\" s=\"1\"><f t=\"shared\" si=\"0\" ref=\"A1:A2\">B1*2</f><v>4</v></c><c r=\"B1\"><v>2</v></c></row>"
            + "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><f t=\"shared\" si=\"0\"/><v>6</v></c><c r=\"B2\" t=\"s\"><v>0</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\"><f>[1]外部!A1</f><v>7</v></c><c r=\"B3\"><f t=\"array\" ref=\"B3\">A1:A2</f><v>8</v></c><c r=\"C3\"><v>911405250123456789</v></c></row>";
        const string after = "<extLst><ext xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\" uri=\"{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}\"><x14:dataValidations xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\">"
            + "<x14:dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\"><x14:formula1><xm:f>选项!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C1:C9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>";
        const string styles = "<fonts><font><sz val=\"11\"/><name val=\"宋体\"/></font><font><b/><i/><u/><color theme=\"4\" tint=\"-0.25\"/><name val=\"黑体\"/></font></fonts>"
            + "<fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor indexed=\"13\"/></patternFill></fill></fills>"
            + "<borders><border/></borders><cellXfs><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/><xf numFmtId=\"14\" fontId=\"1\" fillId=\"2\" borderId=\"0\"><alignment horizontal=\"center\" wrapText=\"1\"/></xf></cellXfs>";

        var reading = SnapshotReader.Read(SheetParts.WithSheet(SheetParts.Sheet(rows, after), styles, "<si><r><t>甲</t></r><r><t>乙</t></r></si>"), "书.xlsx");

        var sheet = reading.Value!.Sheets[0];
        Assert.Equal(("B1*2", 4d, "B2*2", 6d), (sheet.Rows[0].Cells[0].Formula, sheet.Rows[0].Cells[0].Number, sheet.Rows[1].Cells[0].Formula, sheet.Rows[1].Cells[0].Number));
        Assert.Equal((30d, true, "甲乙"), (sheet.Rows[0].Height, sheet.Rows[1].Hidden, sheet.Rows[1].Cells[1].Text));
        Assert.Equal([(null, 7d), (null, 8d), (null, 911405250123456789d)], sheet.Rows[2].Cells.Select(cell => (cell.Formula, cell.Number!.Value)));
        Assert.Equal(("C1:C9", "选项!$A$1:$A$3", "stop"), (sheet.Validations[0].Cells, sheet.Validations[0].First, sheet.Validations[0].Severity));
        var look = reading.Value.Styles[1];
        Assert.Equal(("黑体", true, true, true, "3B618E", "FFFF00", "yyyy/m/d", "center"), (look.Font, look.Bold, look.Italic, look.Underline, look.Colour, look.Fill, look.NumberFormat, look.Across));
        Assert.Equal(
            ["workbooks.digits-lost", "workbooks.not-kept", "workbooks.not-kept", "workbooks.not-kept"],
            reading.Problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Days_counted_from_1904_are_the_same_days()
    {
        const string styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>";
        using var file = SheetParts.WithSheet(SheetParts.Sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43500</v></c><c r=\"B1\"><v>43500</v></c></row>"), styles, workbookPr: "<workbookPr date1904=\"1\"/>");

        var cells = Read(file).Sheets[0].Rows[0].Cells;

        Assert.Equal([44962d, 43500d], cells.Select(cell => cell.Number!.Value));
    }

    private static SnapshotStyle StyleAt(WorkbookSnapshot book, int row) => book.Styles[book.Sheets[0].Rows[row - 1].Cells[0].Style ?? 0];

    private static IEnumerable<string> Texts(SnapshotSheet sheet) =>
        from row in sheet.Rows
        from cell in row.Cells
        where cell.HasValue
        select $"{row.Row}.{cell.Column} {cell.Text ?? cell.Number?.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";

    private static IEnumerable<double> Widths(SnapshotSheet sheet, int count) =>
        Enumerable.Range(1, count).Select(column => sheet.Columns.Single(columns => columns.First <= column && column <= columns.Last).Width!.Value);

    private static WorkbookSnapshot Read(Stream file)
    {
        using (file)
        {
            var reading = SnapshotReader.Read(file, "计划.xlsx");
            Assert.Null(reading.Refusal);
            return reading.Value!;
        }
    }

    private static string Json(WorkbookSnapshot book) => JsonSerializer.Serialize(book, new JsonSerializerOptions { WriteIndented = true });

    private static WorkbookSnapshot Book(params SnapshotSheet[] sheets) => new(1, "书.xlsx", [new() { Font = "宋体", Size = 11 }], sheets, []);

    private static WorkbookSnapshot Full() => new(1, "计划.xlsx",
        [
            new() { Font = "宋体", Size = 11 },
            new() { Font = "宋体", Size = 11, NumberFormat = "@" },
            new() { Font = "黑体", Size = 16, Bold = true, Italic = true, Underline = true, Strike = true, Colour = "C00000", Fill = "FFF2CC", Across = "center", Down = "center", Wrap = true, Indent = 1, Rotation = 45,
                Top = new("thin"), Bottom = new("double", "FF0000"), Left = new("medium"), Right = new("dashed"), NumberFormat = "yyyy\"年\"m\"月\"d\"日\"" },
        ],
        [
            new()
            {
                Name = "计划 '23", TabColour = "00B050", FrozenRows = 2, FrozenColumns = 1, GridLines = false, RowHeight = 15, ColumnWidth = 9.5, Filter = "A2:D9",
                Columns = [new(1, 1) { Width = 6.5 }, new(2, 3) { Width = 30, Style = 1 }, new(5, 5) { Width = 10, Hidden = true }],
                Rows =
                [
                    new(1) { Height = 36, Cells = [new(1) { Text = "标题", Style = 2 }, new(2) { Style = 2 }] },
                    new(2) { Style = 1, Cells = [new(1) { Number = 0.1 }, new(2) { Flag = true }, new(3) { Error = "#N/A" }, new(4) { Number = 44962, Style = 2 }] },
                    new(3) { Hidden = true },
                    new(9) { Cells = [new(1) { Number = 2, Formula = "A2*20" }, new(2) { Text = "甲乙", Formula = "\"甲\"&\"乙\"" }, new(3) { Flag = false, Formula = "A2>1" }, new(4) { Formula = "SUM(A2:A3)" }] },
                ],
                Merged = ["A1:D1", "B4:C6"],
                Validations =
                [
                    new("B3:B9 D3", "list") { Choices = ["定向", "不定向"], Severity = "stop", ErrorTitle = "不在可选项中", Error = "请选一项", PromptTitle = "类型", Prompt = "抽查类型" },
                    new("A3:A9", "decimal") { Operator = "lessThanOrEqual", First = "1", Severity = "warning", AllowBlank = false },
                    new("C3", "date") { First = "44927", Second = "45291" },
                ],
                Page = new() { Landscape = true, Paper = 9, FitToPage = true, FitHeight = 0, Margins = [0.5, 0.5, 0.6, 0.6, 0.3, 0.3], Footer = "&C第 &P 页，共 &N 页" },
            },
            new() { Name = "隐藏", Hidden = true, RowHeight = 13.5 },
        ],
        [new("_xlnm.Print_Titles", "'计划 ''23'!$1:$2", "计划 '23"), new("比例", "'计划 ''23'!$A$2")]);

    private static IEnumerable<string> Faults(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        return [.. new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath} {fault.Description}")];
    }

    private static async Task<byte[]> ThroughLibreOfficeAsync(byte[] workbook)
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-grid");
        try
        {
            var path = Path.Combine(folder.FullName, "book.xlsx");
            await File.WriteAllBytesAsync(path, workbook);
            var start = new ProcessStartInfo("soffice")
            {
                ArgumentList = { "--headless", $"-env:UserInstallation=file://{folder.FullName}/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", Path.Combine(folder.FullName, "out"), path },
                UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            await process.WaitForExitAsync(limit.Token);
            return await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "out", "book.xlsx"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
