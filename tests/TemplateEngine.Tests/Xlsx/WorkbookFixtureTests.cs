using SpotCheck.TemplateEngine.LanguageTests;
using SpotCheck.TemplateEngine.Tests.Docx;

namespace SpotCheck.TemplateEngine.Tests.Xlsx;

/// <summary>The whole workbooks: golden XML of their first sheet, and pages as LibreOffice lays them out.</summary>
public sealed class WorkbookFixtureTests
{
    private const string Accept = "SPOTCHECK_ACCEPT_GOLDEN";

    public static TheoryData<string> Names => [.. WorkbookFixtures.All.Select(fixture => fixture.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_workbook_is_its_golden_xml(string name)
    {
        var (_, _, template, data) = WorkbookFixtures.All.First(found => found.Name == name);
        var actual = template.Render(data).Part("xl/worksheets/sheet1.xml").ToString() + "\n";

        var path = Path.Combine(Repository.Root, "tests", "TemplateEngine.Tests", "Xlsx", "Golden", name + ".xml");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Fact]
    public void LibreOffice_opens_every_workbook_with_its_number_of_pages()
    {
        var pages = LibreOffice.Pages(WorkbookFixtures.All.ToDictionary(fixture => fixture.Name + ".xlsx", fixture => fixture.Template.Render(fixture.Data).Bytes, StringComparer.Ordinal));

        Assert.Equal(WorkbookFixtures.All.ToDictionary(fixture => fixture.Name + ".xlsx", fixture => fixture.Pages), pages);
    }
}
