using System.Diagnostics;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using SpotCheck.DocService.Plans.Sheets;

namespace SpotCheck.DocService.Tests.Plans;

public sealed class PlanWorkbookWriterTests
{
    public static TheoryData<string> Names => [PlanFiles.Zezhou, PlanFiles.Handan];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_what_was_written_gives_the_same_plan(string name)
    {
        var plan = Table(TypedPlan.Read(name).Page());

        var again = Read(PlanWorkbookWriter.Write(plan, ["信用监管股", "办公室"]));

        AssertSame(plan, again);
    }

    [Fact]
    public void Odd_texts_come_back_as_they_were()
    {
        var plan = Table(
            TypedPlan.Parse(
                "[工作表] 内部",
                "[标题] 某县市场监督管理局2023年度计划",
                "[标题] （征求意见稿）",
                "[表头] 序号 | 抽查任务名称 | 抽查类型 | 抽查比例/数量 | 抽查起止时间 | 分管领导 | 发起部门",
                "[任务] 1 | =SUM(A1:A9) | 定向 | 2.50% | 2023-02-06 | +86 | 信用股",
                "[任务] 02 | _x0041_ | 定向 | 05% | 2023年2月6日 | @甲 | -1",
                "[任务] 3 |  空格在前  | 不定向 | 每年1次20%；或者每年2次各10% | 3月—9月 |  | 信用股,计量股",
                "[任务] 4 | 一\u2028二 | 不定向 | 0.000001% | 20230206 | \"引号\" | <b>&amp;",
                "[备注] 备注 | 1、严格执行；2、不计入。").Page(),
            TypedPlan.Parse("[工作表] 联合", "[表头] 序号 | 任务名称 | 比例 | 配合部门", "[任务] 1 | 乙 | 100% | 县税务局、县公安局").Page());

        AssertSame(plan, Read(PlanWorkbookWriter.Write(plan, [])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_a_valid_workbook_set_up_for_printing(string name)
    {
        var bytes = PlanWorkbookWriter.Write(Table(TypedPlan.Read(name).Page()), [.. Enumerable.Range(1, 60).Select(number => $"某某监管所第{number}分所")]);

        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var sheet = document.WorkbookPart!.WorksheetParts.First().Worksheet;
        Assert.Equal(OrientationValues.Landscape, sheet.GetFirstChild<PageSetup>()!.Orientation!.Value);
        Assert.Equal(9u, sheet.GetFirstChild<PageSetup>()!.PaperSize!.Value);
        Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
        Assert.Contains(document.WorkbookPart.Workbook.Descendants<DefinedName>(), defined => defined.Name == "_xlnm.Print_Titles" && defined.Text.EndsWith("!$2:$2", StringComparison.Ordinal));
        Assert.Contains(sheet.Descendants<DataValidation>(), list => list.Formula1!.Text == "\"定向,不定向\"");
        Assert.All(sheet.Descendants<Row>(), row => Assert.True(row.CustomHeight!.Value));
        Assert.Contains(sheet.Descendants<Cell>(), cell => cell.CellReference == (name == PlanFiles.Zezhou ? "F3" : "F5") && cell.DataType is null && cell.CellValue!.Text is "0.05" or "0.02");
    }

    [Fact]
    public void LibreOffice_opens_it_and_repeats_the_header_on_every_page()
    {
        var folder = Directory.CreateTempSubdirectory("plan-pdf");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "plan.xlsx"), PlanWorkbookWriter.Write(Table(TypedPlan.Read(PlanFiles.Zezhou).Page()), []));
            Run("soffice", "--headless", $"-env:UserInstallation=file://{folder.FullName}/profile", "--convert-to", "pdf", "--outdir", folder.FullName, Path.Combine(folder.FullName, "plan.xlsx"));
            var text = Run("pdftotext", "-layout", Path.Combine(folder.FullName, "plan.pdf"), "-");
            var size = Run("pdfinfo", Path.Combine(folder.FullName, "plan.pdf"));
            if (Environment.GetEnvironmentVariable("SPOTCHECK_KEEP_PICTURES") is { } keep)
            {
                File.Copy(Path.Combine(folder.FullName, "plan.pdf"), Path.Combine(keep, "plan.pdf"), overwrite: true);
            }

            var pages = text.TrimEnd('\f', '\n').Split('\f');
            Assert.InRange(pages.Length, 2, 4);
            Assert.All(pages, page => Assert.Contains("抽查任务名称", page));
            Assert.Contains("841.89 x 595", size);
            for (var task = 1; task <= 15; task++)
            {
                Assert.Contains(pages, page => page.Split('\n').Any(line => line.TrimStart().StartsWith($"{task} ", StringComparison.Ordinal)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertSame(PlanTable plan, PlanTable again)
    {
        Assert.Equal(plan.Titles.Select(note => note.Text), again.Titles.Select(note => note.Text));
        Assert.Equal(plan.Notes.Select(note => note.Text), again.Notes.Select(note => note.Text));
        Assert.Equal(plan.Rows.Select(Texts), again.Rows.Select(Texts));
        Assert.Equal((plan.Year, plan.Agency), (again.Year, again.Agency));
        Assert.Equal(plan.Columns, again.Columns);
    }

    private static string Texts(PlanRow row) =>
        string.Join('|', row.Cells.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value.Text}").Concat(row.Others.Select(cell => $"{cell.Header}={cell.Text}")));

    private static PlanTable Table(params PlanPage[] pages) => PlanTableReader.Read(pages).Value!;

    private static PlanTable Read(byte[] workbook)
    {
        var result = PlanWorkbookReader.Read(new MemoryStream(workbook), "计划.xlsx");
        Assert.Null(result.Refusal);
        Assert.Empty(result.Problems);
        return Table([.. result.Pages]);
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(90)), $"{program} did not end");
        Assert.True(process.ExitCode == 0, $"{program}: {errors.GetAwaiter().GetResult()}");
        return output.GetAwaiter().GetResult();
    }
}
