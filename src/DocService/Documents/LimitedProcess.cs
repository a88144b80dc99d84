using System.ComponentModel;
using System.Diagnostics;

namespace SpotCheck.DocService.Documents;

internal enum ProcessEnd
{
    /// <summary>It ran to its end; what it left says whether it went well.</summary>
    Done,

    /// <summary>There is no such program.</summary>
    Absent,

    /// <summary>Its time was up and it was stopped, with all it had started.</summary>
    TooSlow,
}

/// <summary>Runs a program on somebody's file with limits of time and, on Linux, of memory.</summary>
internal static class LimitedProcess
{
    public static ProcessStartInfo Command(string program, int memoryMebibytes, IEnumerable<string> arguments)
    {
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("prlimit", [$"--as={(long)memoryMebibytes << 20}", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        return start;
    }

    public static async Task<ProcessEnd> RunAsync(ProcessStartInfo start, TimeSpan timeLimit, CancellationToken ct)
    {
        using var process = new Process { StartInfo = start };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeLimit);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return ProcessEnd.Absent;
        }
        try
        {
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return ProcessEnd.TooSlow;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        // prlimit says 126 or 127 where it finds no program to run.
        return process.ExitCode is 126 or 127 ? ProcessEnd.Absent : ProcessEnd.Done;
    }
}
