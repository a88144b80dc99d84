using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml;

namespace SpotCheck.Bench;

/// <summary>
/// The import of a register of a million rows into the running service: time and peak memory of the service's process,
/// beside a bare XML pass over the same file. The service runs as a process of its own, so that nothing of the benchmark is measured.
/// </summary>
internal static class Import
{
    private const string Imports = "/api/bureaus/quyang-scjg/registers/targets/imports";

    public static int Run(string[] arguments)
    {
        var rows = arguments is [var count, ..] && int.TryParse(count, CultureInfo.InvariantCulture, out var given) ? given : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("spotcheck-import");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute);
        var file = Path.Combine(folder.FullName, "register.xlsx");
        ImportFile.Write(file, rows);
        Console.WriteLine($"{rows:N0} rows x {ImportFile.Headers.Length} columns, {new FileInfo(file).Length >> 20:N0} MB packed");

        var bare = Stopwatch.StartNew();
        var cells = BarePass(file);
        Console.WriteLine($"bare XML pass: {bare.Elapsed.TotalSeconds:F1} s for {cells:N0} cells");
        try
        {
            return MeasureAsync(folder.FullName, file, bare.Elapsed).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long BarePass(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        long cells = 0;
        foreach (var part in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var xml = XmlReader.Create(part.Open());
            while (xml.Read())
                cells += xml.NodeType == XmlNodeType.Element && xml.LocalName == "c" ? 1 : 0;
        }
        return cells;
    }

    private static async Task<int> MeasureAsync(string folder, string file, TimeSpan bare)
    {
        using var service = Launch(folder, out var address);
        try
        {
            using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(30) };
            (await client.PostAsJsonAsync("/api/sign-in", new { person = "qy-clerk" })).EnsureSuccessStatusCode();
            var idle = PeakMegabytes(service.Id);

            var watch = Stopwatch.StartNew();
            using var form = new MultipartFormDataContent();
            await using var stream = File.OpenRead(file);
            form.Add(new StreamContent(stream), "file", "register.xlsx");
            var reply = await client.PostAsync(Imports, form);
            reply.EnsureSuccessStatusCode();
            var import = await UntilAsync(client, reply.Headers.Location!, "Reading");
            Report("read and previewed", watch.Elapsed, bare, service.Id);
            if (import.GetProperty("state").GetString() != "Previewed" || import.GetProperty("errors").GetInt32() > 0)
            {
                Console.Error.WriteLine(import);
                return 1;
            }

            watch.Restart();
            var confirmed = await client.PostAsJsonAsync($"{Imports}/{import.GetProperty("id").GetGuid()}/confirm", new { fileHash = import.GetProperty("fileHash").GetString() });
            confirmed.EnsureSuccessStatusCode();
            import = await UntilAsync(client, reply.Headers.Location!, "Applying");
            Report("written", watch.Elapsed, bare, service.Id);
            Console.WriteLine($"state {import.GetProperty("state").GetString()}, {import.GetProperty("added").GetInt32():N0} added; {idle:N0} MB before the upload; limit 512 MB");
            return import.GetProperty("state").GetString() == "Applied" && PeakMegabytes(service.Id) <= 512 ? 0 : 1;
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", service.Id.ToString(CultureInfo.InvariantCulture)]);
            await stop.WaitForExitAsync();
            await service.WaitForExitAsync();
        }
    }

    private static void Report(string what, TimeSpan took, TimeSpan bare, int process) =>
        Console.WriteLine($"{what}: {took.TotalSeconds:F1} s, {took / bare:F2} times the bare pass; peak {PeakMegabytes(process):N0} MB");

    private static async Task<JsonElement> UntilAsync(HttpClient client, Uri address, string busy)
    {
        while (true)
        {
            var import = await client.GetFromJsonAsync<JsonElement>(address);
            if (import.GetProperty("state").GetString() != busy)
                return import;
            await Task.Delay(500);
        }
    }

    // VmHWM: the most physical memory the process ever held.
    private static long PeakMegabytes(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    private static Process Launch(string folder, out Uri address)
    {
        var service = Service();
        var start = new ProcessStartInfo("dotnet", [service, "--urls", "http://127.0.0.1:0"]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["Data__Folder"] = folder;
        var process = Process.Start(start)!;
        const string mark = "Now listening on: ";
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                address = new(line[(at + mark.Length)..]);
                return process;
            }
        }
        throw new InvalidOperationException("The service did not start.");
    }

    // The service built in the same configuration as this benchmark.
    private static string Service()
    {
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var built = Path.Combine(folder.FullName, "src", "DocService", "bin", configuration, "net10.0", "DocService.dll");
            if (File.Exists(built))
                return built;
        }
        throw new FileNotFoundException($"Build the service first: dotnet build src/DocService -c {configuration}");
    }
}
