namespace SpotCheck.EndToEnd.Tests;

/// <summary>Finds files of the repository from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Template(string document, string file) => Path.Combine(Root, "templates", document, file);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SpotCheck.Office.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"no repository above {AppContext.BaseDirectory}");
    }
}
