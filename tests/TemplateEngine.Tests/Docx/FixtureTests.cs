using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using SpotCheck.TemplateEngine.LanguageTests;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>The whole documents: golden XML, and pages as LibreOffice lays them out.</summary>
public sealed partial class FixtureTests
{
    // Set this variable to write the golden files anew; read the difference before committing it.
    private const string Accept = "SPOTCHECK_ACCEPT_GOLDEN";

    public static TheoryData<string> Names => [.. Fixtures.All.Select(fixture => fixture.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_is_its_golden_xml(string name)
    {
        var fixture = Fixtures.All.First(found => found.Name == name);
        var actual = Rendered.From(fixture.Template, fixture.Data).Body() + "\n";

        var path = Path.Combine(Repository.Root, "tests", "TemplateEngine.Tests", "Docx", "Golden", name + ".xml");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Fact]
    public void LibreOffice_opens_every_document_with_its_number_of_pages()
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-docx-");
        try
        {
            foreach (var (name, _, template, data) in Fixtures.All)
                File.WriteAllBytes(Path.Combine(folder.FullName, name + ".docx"), Rendered.From(template, data).Bytes);
            Convert(folder.FullName);

            foreach (var (name, pages, _, _) in Fixtures.All)
            {
                var pdf = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(folder.FullName, name + ".pdf")));
                Assert.True(pages == PageObject().Count(pdf), $"{name}: {PageObject().Count(pdf)} pages instead of {pages}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Convert(string folder)
    {
        var start = new ProcessStartInfo("soffice") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--headless", $"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf", "--outdir", folder }.Concat(Directory.GetFiles(folder, "*.docx").Order(StringComparer.Ordinal)))
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
