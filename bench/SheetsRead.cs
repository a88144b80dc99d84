using System.Diagnostics;
using System.IO.Compression;
using System.Xml;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.Bench;

/// <summary>The same sheet read back, cell by cell with their types, beside a bare pass of inflate and XML reader over it.</summary>
internal static class SheetsRead
{
    private static readonly string[] s_columns = ["序号", "名称", "代码", "区域", "事项", "类别", "日期", "人数", "金额", "比例", "结果", "备注"];

    public static int Run(string file, int rows)
    {
        var package = File.ReadAllBytes(file);
        var (cells, sum) = Cells(package);
        Console.WriteLine($"reading {package.Length:N0} bytes: {cells:N0} cells; {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MB peak working set of the process (limit 128)");
        if (cells < (long)rows * s_columns.Length || sum != Expected(rows))
        {
            Console.Error.WriteLine($"What was read is not what was written: {cells:N0} cells, sum {sum:N0}.");
            return 1;
        }

        var times = new List<double>();
        var bare = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            bare.Add(Sheets.Time(() => Bare(package)));
            times.Add(Sheets.Time(() => Cells(package)));
        }

        Console.WriteLine($"{Sheets.Median(bare),10:N0} ms  limit: inflate and XmlReader over the same part, looking at nothing");
        Console.WriteLine($"{Sheets.Median(times),10:N0} ms  every cell with its type: {Sheets.Median(times) / Sheets.Median(bare):N2} x the limit");
        var records = Sheets.Time(() => SheetReader.Open(package).Reader!.Records(0, out _));
        Console.WriteLine($"{records,10:N0} ms  as data for a template; {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MB peak working set with all of it in memory");
        return 0;
    }

    // The cells, and the sum of the first column as a witness.
    private static (long Cells, long Sum) Cells(byte[] package)
    {
        var (cells, sum) = (0L, 0L);
        var reader = SheetReader.Open(package).Reader!;
        _ = reader.Read(0, row =>
        {
            cells += row.Cells.Length;
            if (row.Cells[0] is { Column: 1, Value: { Kind: ValueKind.Int } number })
                sum += number.AsInt64;
            return true;
        });
        return (cells, sum);
    }

    private static long Expected(long rows) => rows * (rows + 1) / 2;

    private static void Bare(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        using var xml = XmlReader.Create(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        while (xml.Read())
        {
        }
    }
}
