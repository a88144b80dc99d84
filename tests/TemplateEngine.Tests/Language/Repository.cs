namespace SpotCheck.TemplateEngine.LanguageTests;

/// <summary>Finds the repository the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>How often the random tests run their cases: once in the build, more often by SPOTCHECK_FUZZ_ROUNDS.</summary>
    public static int FuzzRounds { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("SPOTCHECK_FUZZ_ROUNDS"), System.Globalization.CultureInfo.InvariantCulture, out var rounds) ? Math.Clamp(rounds, 1, 1000) : 1;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SpotCheck.Office.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
