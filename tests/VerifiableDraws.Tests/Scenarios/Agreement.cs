using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>
/// Random packages judged by both implementations: C# in this process, TypeScript as <c>node dist/verify.mjs</c>. They agree where answer, check and record are the same.
/// </summary>
internal static class Agreement
{
    // Enough that starting node costs nothing, few enough that a command line holds them.
    private const int PackagesPerRun = 250;

    public sealed record Count(int Packages, IReadOnlyDictionary<string, int> Answers, IReadOnlyList<string> Differences);

    /// <summary>Compares packages <paramref name="first"/> to <paramref name="first"/> + <paramref name="packages"/> − 1.</summary>
    /// <param name="command">The packed TypeScript verifier.</param>
    /// <param name="first">Number of the first package.</param>
    /// <param name="packages">How many.</param>
    /// <param name="progress">Told the number compared so far and the differences among the last of them, so that a run that is cut short has still said what it found.</param>
    public static Count Run(string command, int first, int packages, Action<int, IReadOnlyList<string>>? progress = null)
    {
        var answers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var differences = new List<string>();
        for (var done = 0; done < packages;)
        {
            var (count, before) = (Math.Min(PackagesPerRun, packages - done), differences.Count);
            foreach (var (name, answer, found) in Compare(command, first + done, count))
            {
                var kind = answer.Split(" at ")[0];
                answers[kind] = answers.GetValueOrDefault(kind) + 1;
                if (!string.Equals(answer, found, StringComparison.Ordinal))
                    differences.Add($"{name}: C# {answer}; TypeScript {found}");
            }

            done += count;
            progress?.Invoke(done, differences[before..]);
        }

        return new Count(packages, answers, differences);
    }

    private static IEnumerable<(string Name, string CSharp, string TypeScript)> Compare(string command, int first, int count)
    {
        var folder = Directory.CreateTempSubdirectory("agreement-").FullName;
        try
        {
            var vectors = new ConcurrentBag<OwnVector>();
            Parallel.For(first, first + count, number =>
            {
                var vector = RandomPackages.Create(number);
                Write(vector, folder);
                vectors.Add(vector);
            });
            var ordered = vectors.OrderBy(static v => v.Name, StringComparer.Ordinal).ToArray();
            var lines = Ask(command, folder, ordered.Select(static v => v.Name));
            return ordered.Select(v => (v.Name, Text(v), lines.GetValueOrDefault(v.Name, "no answer"))).ToArray();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(OwnVector vector, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, vector.Name));
        foreach (var (name, bytes) in vector.Package.Files)
            File.WriteAllBytes(Path.Combine(folder, vector.Name, name), bytes.ToArray());
    }

    private static Dictionary<string, string> Ask(string command, string folder, IEnumerable<string> names)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(command);
        foreach (var name in names)
            start.ArgumentList.Add(name);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t'))
            .ToDictionary(static fields => fields[0], static fields => Text(fields[1], fields.Length > 2 ? fields[2] : "", Record(fields)));
    }

    private static string? Record(string[] fields) =>
        Array.Find(fields, static f => f.StartsWith("record=", StringComparison.Ordinal))?["record=".Length..];

    // The command is told no published GENESIS, so none is compared here either.
    private static string Text(OwnVector vector)
    {
        var report = Verification.Verify(vector.Package);
        return Text(report.Answer.ToString().ToLowerInvariant(), report.Altered?.Check ?? "", report.Altered?.Record?.ToString(CultureInfo.InvariantCulture) ?? "-");
    }

    private static string Text(string answer, string check, string? record) =>
        string.Equals(answer, "altered", StringComparison.Ordinal) ? $"altered {check} at {record}" : answer;
}
