using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.Bench;

/// <summary>100,000 rows of 12 cells through a template, beside a bare pass of XML writer and deflate over the same cells.</summary>
internal static class Sheets
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly string[] Columns = ["序号", "名称", "代码", "区域", "事项", "类别", "日期", "人数", "金额", "比例", "结果", "备注"];

    public static int Run(string[] arguments) => arguments switch
    {
        ["write", var rows] => Write(int.Parse(rows, CultureInfo.InvariantCulture)),
        ["read", var file, var rows] => SheetsRead.Run(file, int.Parse(rows, CultureInfo.InvariantCulture)),
        [var rows] => Both(int.Parse(rows, CultureInfo.InvariantCulture)),
        _ => Both(100_000),
    };

    // Each in a process of its own, so that its peak of memory is its own.
    private static int Both(int rows)
    {
        var count = rows.ToString(CultureInfo.InvariantCulture);
        var file = Path.Combine(Directory.CreateTempSubdirectory("spotcheck-sheets").FullName, "rows.xlsx");
        try
        {
            if (XlsxTemplate.Compile(Template()).Template is not { } template)
                return 1;
            File.WriteAllBytes(file, template.Render(Data(rows), RenderOptions.Default with { MaxOutputBytes = 1L << 30 }).Workbook!);
            return Math.Max(Child("sheets", "write", count), Child("sheets", "read", file, count));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static int Child(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(Sheets).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        child.WaitForExit();
        return child.ExitCode;
    }

    private static int Write(int rows)
    {
        if (XlsxTemplate.Compile(Template()).Template is not { } template)
            return 1;
        var model = Data(rows);
        Console.WriteLine($"writing {rows:N0} rows x {Columns.Length} cells; {Environment.WorkingSet >> 20:N0} MB working set with the data in memory");
        var allocated = GC.GetTotalAllocatedBytes();
        var options = RenderOptions.Default with { MaxOutputBytes = 1L << 30 };
        var packed = new CountingWriter();
        if (template.Render(model, packed, options) is [var fault, ..])
        {
            Console.Error.WriteLine(fault);
            return 1;
        }

        allocated = GC.GetTotalAllocatedBytes() - allocated;
        Console.WriteLine($"{packed.Count:N0} bytes; {allocated >> 20:N0} MB allocated, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MB peak working set of the process (limit 128)");

        var times = new List<double>();
        var bare = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            bare.Add(Time(() => Bare(model)));
            times.Add(Time(() => template.Render(model, new CountingWriter(), options)));
        }

        Console.WriteLine($"{Median(bare),10:N0} ms  limit: XmlWriter and deflate at the fastest level, the same cells");
        Console.WriteLine($"{Median(times),10:N0} ms  template, with formulas, types and a total below: {Median(times) / Median(bare):N2} x the limit");
        foreach (var size in new[] { 10, 100, 1_000, 10_000 })
        {
            var small = Data(size);
            var each = Enumerable.Range(0, 5).Select(_ => Time(() => template.Render(small, new CountingWriter(), options))).ToList();
            Console.WriteLine($"{size,10:N0} rows: {Median(each):N3} ms, {Median(each) * 1000 / size:N3} µs a row");
        }

        return 0;
    }

    private static ScriptObject Data(int rows)
    {
        var list = new ScriptArray(rows);
        for (var i = 0; i < rows; i++)
        {
            list.Add(new ScriptObject(Columns.Length)
            {
                ["序号"] = i + 1, ["名称"] = Names[i % Names.Length], ["代码"] = Codes[i % Codes.Length], ["区域"] = "恒州镇", ["事项"] = "成品油质量检查", ["类别"] = "A",
                ["日期"] = "2026-05-01", ["人数"] = i % 50, ["金额"] = i * 1.25, ["比例"] = 0.5, ["结果"] = i % 3 == 0, ["备注"] = "无",
            });
        }

        return new ScriptObject { ["行"] = list };
    }

    private static readonly string[] Names = [.. Enumerable.Range(0, 5000).Select(i => $"曲阳县第{i}加油站有限公司")];
    private static readonly string[] Codes = [.. Enumerable.Range(0, 5000).Select(i => $"91130634MA{i * 7919 % 100_000_000:00000000}")];

    private static void Bare(ScriptObject model)
    {
        using var deflate = new DeflateStream(Stream.Null, CompressionLevel.Fastest);
        using var xml = XmlWriter.Create(deflate, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData", Main);
        var number = 0;
        foreach (var row in model["行"].AsArray!.AsSpan())
        {
            xml.WriteStartElement("row", Main);
            xml.WriteAttributeString("r", (++number).ToString(CultureInfo.InvariantCulture));
            for (var column = 0; column < Columns.Length; column++)
                BareCell(xml, row.AsObject![Columns[column]], $"{(char)('A' + column)}{number}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void BareCell(XmlWriter xml, Value value, string address)
    {
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", address);
        if (value.AsString is { } text)
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteElementString("t", Main, text);
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("v", Main, value.ToString());
        }

        xml.WriteEndElement();
    }

    private static byte[] Template()
    {
        var head = string.Concat(Columns.Select((column, i) => Cell($"{(char)('A' + i)}1", column)));
        var body = string.Concat(Columns.Select((column, i) => Cell($"{(char)('A' + i)}2", (i == 0 ? "{{ for 项 in 行 }}" : "") + "{{ 项." + column + " }}" + (i == Columns.Length - 1 ? "{{ end }}" : ""))));
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            Add(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Add(zip, "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\">{head}</row><row r=\"2\">{body}</row><row r=\"3\"><c r=\"H3\"><f>SUM(H2:H2)</f></c></row></sheetData></worksheet>");
        }

        return stream.ToArray();
    }

    private static string Cell(string address, string text) => $"<c r=\"{address}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }

    // Processor time, so that other programs on the machine do not count.
    public static double Time(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>A consumer that keeps nothing, as a network connection would.</summary>
    private sealed class CountingWriter : IBufferWriter<byte>
    {
        private byte[] _buffer = new byte[64 * 1024];

        public long Count { get; private set; }

        public void Advance(int count) => Count += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_buffer.Length < sizeHint)
                _buffer = new byte[sizeHint];
            return _buffer;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
