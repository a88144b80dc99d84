using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;

namespace SpotCheck.Bench;

/// <summary>What this machine can do at best: the limits that the other figures are divided by.</summary>
internal static class Machine
{
    public static int Run(string[] args)
    {
        var block = new byte[16 << 20];
        for (var i = 0; i < block.Length; i++)
            block[i] = (byte)((i * 31) ^ (i >> 7));

        Console.WriteLine($"cores {Environment.ProcessorCount}, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}");
        Report("SHA-256 of one long message", block.Length, Median(9, () => SHA256.HashData(block)));
        Report("memory copy", block.Length, Median(9, () => block.AsSpan().CopyTo(new byte[block.Length])));
        Report("deflate, fastest level", block.Length, Median(5, () => Deflate(block)));
        return 0;
    }

    /// <summary>The median of several runs in seconds, after one that is thrown away.</summary>
    public static double Median(int runs, Action work)
    {
        work();
        var seconds = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[runs / 2];
    }

    private static void Deflate(byte[] block)
    {
        using var deflate = new DeflateStream(Stream.Null, CompressionLevel.Fastest);
        deflate.Write(block);
    }

    private static void Report(string what, int bytes, double seconds) =>
        Console.WriteLine($"{what,-32} {bytes / seconds / 1e9,8:F2} GB/s");
}
