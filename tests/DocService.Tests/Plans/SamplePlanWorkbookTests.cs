using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Tests.Plans;

/// <summary>The two sample workbooks hold the real plans as typed in samples/*.txt. Run with SPOTCHECK_WRITE_SAMPLES=1 to write them anew.</summary>
public sealed class SamplePlanWorkbookTests
{
    public static TheoryData<string> Names => [PlanFiles.Zezhou, PlanFiles.Handan];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_workbook_is_what_the_typed_text_makes(string name)
    {
        var written = Write(TypedPlan.Read(name));
        if (Environment.GetEnvironmentVariable("SPOTCHECK_WRITE_SAMPLES") == "1")
        {
            File.WriteAllBytes(Path.Combine(PlanFiles.Samples, name + ".xlsx"), written);
        }

        Assert.Equal(Shown(written), Shown(File.ReadAllBytes(Path.Combine(PlanFiles.Samples, name + ".xlsx"))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_workbook_says_cell_by_cell_what_was_typed(string name)
    {
        var typed = TypedPlan.Read(name).Page();

        var page = Assert.Single(Read(name).Pages);

        Assert.Equal(typed.Name, page.Name);
        Assert.Equal(
            typed.Rows.SelectMany(row => row.Cells.Select(cell => (row.Number, cell.Column, cell.Text))),
            page.Rows.SelectMany(row => row.Cells.Select(cell => (row.Number, cell.Column, cell.Text))));
        Assert.Equal(typed.Merged, page.Merged);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_workbook_passes_the_validator(string name)
    {
        using var document = SpreadsheetDocument.Open(Path.Combine(PlanFiles.Samples, name + ".xlsx"), isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Theory]
    [InlineData(PlanFiles.Zezhou, "../shared/seeds/002_7369d8291034241e.txt", 18)]
    [InlineData(PlanFiles.Handan, "../shared/seeds/003_322b1728ae455718.txt", 5)]
    public void The_typed_text_is_the_published_one(string name, string seed, int lines)
    {
        var typed = TypedPlan.Read(name).Rows.Where(row => row.Kind is "表头" or "任务" or "备注").Select(row => string.Join('\t', row.Cells)).ToList();

        Assert.Equal(lines, typed.Count);
        var published = Path.Combine(PlanFiles.Root, seed);
        if (File.Exists(published))
        {
            Assert.Equal(File.ReadLines(published).Where(line => line.Contains('\t')).Select(line => line.TrimEnd('\t')), typed);
        }
    }

    [Fact]
    public void The_facts_of_the_Zezhou_plan()
    {
        var tasks = TypedPlan.Read(PlanFiles.Zezhou).Rows.Where(row => row.Kind == "任务").Select(row => row.Cells).ToList();

        Assert.Equal(Enumerable.Range(1, 15).Select(number => number.ToString(CultureInfo.InvariantCulture)), tasks.Select(cells => cells[0]));
        Assert.Equal(["5%", "100%", "10%", "30%", "20%", "10%", "10%", "10%", "30%", "10%", "100%", "1%", "3%", "3%", "3%"], tasks.Select(cells => cells[5]));
        Assert.Equal("2022年加油站计量双随机监督检查", tasks[5][1]);
        Assert.Equal(5, tasks.Count(cells => cells[9] == "泽州县市场监管局"));
        Assert.Equal(6, tasks.Count(cells => cells[9] == "泽州市市场监督管理局"));
        Assert.Equal(4, tasks.Count(cells => cells[9] == "泽州县市场监督管理局"));
    }

    private static PlanWorkbookReader.Result Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(PlanFiles.Samples, name + ".xlsx"));
        var result = PlanWorkbookReader.Read(file, name + ".xlsx");
        Assert.Null(result.Refusal);
        Assert.Empty(result.Problems);
        return result;
    }

    /// <summary>Parts, not bytes: compression may differ between versions of .NET.</summary>
    private static string Shown(byte[] workbook)
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(workbook));
        return string.Join('\n', archive.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return entry.FullName + "\n" + reader.ReadToEnd();
        }));
    }

    private static byte[] Write(TypedPlan plan)
    {
        var page = plan.Page();
        double[] widths = plan.Columns == 10 ? [6, 20, 8, 24, 22, 10, 30, 13, 22, 16] : [12, 22, 10, 24, 8, 8, 24, 22, 12, 12, 16];
        var title = new CellStyle { Font = "黑体", FontPoints = 16, Across = HorizontalPlace.Centre, Wrap = true };
        var cell = new CellStyle { FontPoints = 10, Border = true, Wrap = true };
        using var output = new MemoryStream();
        using (var writer = new WorkbookWriter(output))
        {
            writer.BeginSheet(new()
            {
                Name = plan.Sheet,
                ColumnWidths = widths,
                Landscape = true,
                MergedCells = [.. page.Merged.Select(merged => new CellRange(new(merged.FirstRow, merged.FirstColumn), new(merged.LastRow, merged.LastColumn)))],
            });
            foreach (var row in plan.Rows)
            {
                var style = row.Kind switch { "标题" => title, "表头" => CellStyle.Header with { FontPoints = 10 }, _ => cell };
                var height = row.Kind == "任务" || row.Kind == "表头"
                    ? TextFit.HeightPoints(row.Cells.Select((text, column) => (text, widths[column], 10.0)))
                    : 30;
                writer.Row(row.Cells.Select((text, column) => new StyledValue(row.Kind == "任务" && column == 0 && plan.Columns == 10
                    ? SheetValue.Number(int.Parse(text, CultureInfo.InvariantCulture))
                    : SheetValue.Text(text), style)), height);
            }

            writer.Complete();
        }

        return output.ToArray();
    }
}
