using System.Runtime.CompilerServices;

namespace SpotCheck.DocService.Tests.Plans;

/// <summary>Where the samples, the case tables and the typed notices lie.</summary>
internal static class PlanFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    public static string Samples => Path.Combine(Root, "samples");

    public const string Zezhou = "泽州县市场监督管理局2023年度双随机抽查工作计划";

    public const string Handan = "邯郸市商务局2023年度随机抽查工作计划";

    public static string[] Notice(string name) => File.ReadAllLines(Path.Combine(Here(), "Notices", name + ".txt"));

    public static IEnumerable<(string Text, string Result)> Cases(string table) =>
        from line in File.ReadLines(Path.Combine(Here(), "Cases", table + ".txt"))
        where !line.StartsWith('#')
        let parts = line.Split(" ⇒", 2)
        select (parts[0], parts[1].Trim());

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
