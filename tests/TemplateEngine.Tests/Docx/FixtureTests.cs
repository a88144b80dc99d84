using SpotCheck.TemplateEngine.LanguageTests;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>The whole documents: golden XML, and pages as LibreOffice lays them out.</summary>
public sealed class FixtureTests
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
        var pages = LibreOffice.Pages(Fixtures.All.ToDictionary(fixture => fixture.Name + ".docx", fixture => Rendered.From(fixture.Template, fixture.Data).Bytes, StringComparer.Ordinal));

        Assert.Equal(Fixtures.All.ToDictionary(fixture => fixture.Name + ".docx", fixture => fixture.Pages), pages);
    }
}
