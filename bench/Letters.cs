using System.Buffers;
using System.Diagnostics;
using System.IO.Compression;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.Bench;

/// <summary>Letters a second through the public API, beside the limit any writer of deflate meets.</summary>
internal static class Letters
{
    private const int Rows = 20;
    private const int Letter = 500;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static int Run(string[] arguments)
    {
        var rounds = arguments is [var count, ..] && int.TryParse(count, out var given) ? given : 5;
        var compilation = DocxTemplate.Compile(LetterTemplate.Package());
        foreach (var problem in compilation.Problems)
            Console.Error.WriteLine(problem);
        if (compilation.Template is not { } template)
            return 1;

        if (LargeTables(template) != 0)
            return 1;
        var data = Enumerable.Range(1, Letter).Select(seed => LetterTemplate.Data(seed, Rows)).ToArray();
        var sample = template.Render(data[0]).Document!;
        var (xml, fixedLength) = Unpack(sample);
        Console.WriteLine($"letter: {sample.Length:N0} bytes packed, document.xml {xml.Length:N0} bytes, {Rows} rows x 8 columns");

        using var buffers = new ThreadLocal<ArrayBufferWriter<byte>>(() => new(64 * 1024));
        void RenderReused(int i)
        {
            buffers.Value!.ResetWrittenCount();
            template.Render(data[i % data.Length], buffers.Value);
        }

        void Render(int i) => template.Render(data[i % data.Length]);
        var results = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        for (var round = 0; round <= rounds; round++)
        {
            Note(results, round, "1 limit: copy the package, deflate and sum its changed part at the fastest level", PerSecond(() => Limit(xml, fixedLength)));
            Note(results, round, "2 render to byte[], one core", PerSecond(Each(data, model => template.Render(model))));
            var buffer = new ArrayBufferWriter<byte>(64 * 1024);
            Note(results, round, "3 render into a reused buffer, one core", PerSecond(Each(data, model => { buffer.ResetWrittenCount(); template.Render(model, buffer); })));
            Note(results, round, "4 render to byte[], one core by the clock", ByClock(1, Render));
            Note(results, round, "5 render to byte[], two cores by the clock", ByClock(2, Render));
            Note(results, round, "6 render into a reused buffer, one core by the clock", ByClock(1, RenderReused));
            Note(results, round, "7 render into a reused buffer, two cores by the clock", ByClock(2, RenderReused));
            Note(results, round, "8 limit, one core by the clock", ByClock(1, _ => Limit(xml, fixedLength)));
            Note(results, round, "9 limit, two cores by the clock", ByClock(2, _ => Limit(xml, fixedLength)));
        }

        foreach (var (name, values) in results)
            Console.WriteLine($"{Median(values),10:N0} /s  {name}");
        var medians = results.Values.Select(Median).ToList();
        Console.WriteLine($"{medians[1] / medians[0],10:N2} x   of the limit; {medians[4] / medians[3]:N2} x on two cores, {medians[6] / medians[5]:N2} x with reused buffers, where the limit itself reaches {medians[8] / medians[7]:N2} x");
        Console.WriteLine($"{Allocated(template, data),10:N0} bytes allocated a letter (byte[] of {sample.Length:N0} included)");
        return 0;
    }

    private static int LargeTables(DocxTemplate template)
    {
        // The first second warms up, so that no size pays for the compiler.
        var warm = LetterTemplate.Data(1, Rows);
        _ = PerSecond(() => template.Render(warm));
        foreach (var rows in new[] { 10, 100, 1_000, 10_000 })
        {
            var model = LetterTemplate.Data(1, rows);
            template.Render(model);
            var times = new List<double>();
            for (var i = 0; i < 5; i++)
            {
                var before = Environment.CpuUsage.TotalTime;
                var rendering = template.Render(model);
                times.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
                if (rendering.Document is null)
                {
                    Console.Error.WriteLine(rendering.Problems[0]);
                    return 1;
                }
            }

            Console.WriteLine($"{rows,10:N0} rows: {Median(times):N3} ms, {Median(times) * 1000 / rows:N3} µs a row");
        }

        Console.WriteLine($"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20,10:N0} MB peak working set up to here");
        return 0;
    }

    private static Action Each(ScriptObject[] data, Action<ScriptObject> render)
    {
        var next = 0;
        return () => render(data[next++ % data.Length]);
    }

    // Processor time of this process, so that other programs on the machine do not count.
    private static double PerSecond(Action letter)
    {
        var before = Environment.CpuUsage.TotalTime;
        var count = 0;
        var used = TimeSpan.Zero;
        for (; used < Round; used = Environment.CpuUsage.TotalTime - before)
        {
            for (var i = 0; i < 20; i++)
                letter();
            count += 20;
        }

        return count / used.TotalSeconds;
    }

    // By the clock: two threads are worth it only if they finish together.
    private static double ByClock(int cores, Action<int> letter)
    {
        const int Each = 10_000;
        var watch = Stopwatch.StartNew();
        Parallel.For(0, cores, new ParallelOptions { MaxDegreeOfParallelism = cores }, _ =>
        {
            for (var i = 0; i < Each; i++)
                letter(i);
        });
        return cores * Each / watch.Elapsed.TotalSeconds;
    }

    private static long Allocated(DocxTemplate template, ScriptObject[] data)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Letter; i++)
            template.Render(data[i]);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Letter;
    }

    private static void Limit(byte[] xml, int fixedLength)
    {
        using var stream = new MemoryStream(32 * 1024);
        stream.SetLength(fixedLength);
        stream.Position = fixedLength;
        // A zip entry needs the sum of its bytes as well; gzip is the base library's deflate that counts it.
        using (var deflater = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            deflater.Write(xml);
        _ = stream.ToArray();
    }

    private static (byte[] Xml, int FixedLength) Unpack(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        var entry = zip.GetEntry("word/document.xml")!;
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return (copy.ToArray(), package.Length - (int)entry.CompressedLength);
    }

    private static void Note(SortedDictionary<string, List<double>> results, int round, string name, double value)
    {
        // The first round warms up.
        if (round == 0)
            results[name] = [];
        else
            results[name].Add(value);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
