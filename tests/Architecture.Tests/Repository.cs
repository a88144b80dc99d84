using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SpotCheck.Architecture.Tests;

/// <summary>The repository as text: what is tracked, and what it says.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    private static readonly Lazy<string[]> Tracked = new(ListTracked);

    /// <summary>Paths with forward slashes, relative to the root, of files that git tracks and that exist.</summary>
    public static IEnumerable<string> Files(string under, params string[] extensions) =>
        Tracked.Value.Where(path => path.StartsWith(under, StringComparison.Ordinal)
            && (extensions.Length == 0 || extensions.Any(e => path.EndsWith(e, StringComparison.Ordinal))));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    private static string[] ListTracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var listing = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return [.. listing.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Path.Combine(Root, path)))];
    }
}
