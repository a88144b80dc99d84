using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>Files laid out by LibreOffice, as a reader without Office sees them.</summary>
internal static partial class LibreOffice
{
    /// <summary>How many pages each file has.</summary>
    public static Dictionary<string, int> Pages(IReadOnlyDictionary<string, byte[]> files)
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-office-");
        try
        {
            foreach (var (name, content) in files)
                File.WriteAllBytes(Path.Combine(folder.FullName, name), content);
            Convert(folder.FullName, files.Keys);
            return files.Keys.ToDictionary(name => name, name => PageObject().Count(Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(folder.FullName, Path.ChangeExtension(name, ".pdf"))))), StringComparer.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Convert(string folder, IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("soffice") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--headless", $"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf", "--outdir", folder }.Concat(files.Order(StringComparer.Ordinal).Select(file => Path.Combine(folder, file))))
            start.ArgumentList.Add(argument);
        using var office = Process.Start(start)!;
        var errors = office.StandardError.ReadToEndAsync();
        office.StandardOutput.ReadToEnd();
        Assert.True(office.WaitForExit(TimeSpan.FromMinutes(3)), "LibreOffice did not finish.");
        Assert.True(office.ExitCode == 0, errors.GetAwaiter().GetResult());
    }

    [GeneratedRegex("/Type ?/Page[^s]", RegexOptions.None, 10_000)]
    private static partial Regex PageObject();
}
