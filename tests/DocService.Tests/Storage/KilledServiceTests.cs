using System.Diagnostics;
using System.Net.Http.Json;

namespace SpotCheck.DocService.Tests.Storage;

/// <summary>The service as a process of its own: killed, started again, started twice.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KilledServiceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sck").FullName;
    private readonly List<Process> started = [];

    public KilledServiceTests() => File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);

    [Fact]
    public async Task A_killed_service_starts_again_with_its_data_and_a_second_copy_is_refused()
    {
        var (first, address) = await Start();
        using (var admin = new HttpClient { BaseAddress = address })
        {
            await admin.PostAsJsonAsync("/api/sign-in", new { person = "zz-admin" });
            (await admin.PutAsJsonAsync("/api/bureaus/kept-bureau", new { name = "留存局", shortName = "留存局", departments = Array.Empty<object>() })).EnsureSuccessStatusCode();
        }

        first.Kill();
        await first.WaitForExitAsync();

        var (second, again) = await Start();
        using var client = new HttpClient { BaseAddress = again };
        await client.PostAsJsonAsync("/api/sign-in", new { person = "zz-clerk" });
        Assert.Contains("留存局", await client.GetStringAsync("/api/bureaus"), StringComparison.Ordinal);

        var third = Launch();
        var said = await third.StandardError.ReadToEndAsync();
        await third.WaitForExitAsync();
        Assert.Equal(ExitCodes.Failed, third.ExitCode);
        Assert.StartsWith("数据文件夹", said, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", said.Split('\n')[0], StringComparison.Ordinal);

        Process.Start("kill", ["-TERM", $"{second.Id}"]).WaitForExit();
        await second.WaitForExitAsync();
        Assert.Equal(0, second.ExitCode);
        Assert.False(File.Exists(Path.Combine(folder, "postgresql", "cluster", "postmaster.pid")));
    }

    public void Dispose()
    {
        foreach (var process in started)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<(Process Service, Uri Address)> Start()
    {
        var service = Launch();
        while (await service.StandardOutput.ReadLineAsync() is { } line)
        {
            const string Mark = "Now listening on: ";
            if (line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = service.StandardOutput.ReadToEndAsync();
                return (service, new Uri(line[(at + Mark.Length)..]));
            }
        }

        throw new InvalidOperationException("The service did not start: " + await service.StandardError.ReadToEndAsync());
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServiceApp).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["Data__Folder"] = folder;
        start.Environment["Data__Durable"] = "false";
        var process = Process.Start(start)!;
        started.Add(process);
        return process;
    }
}
