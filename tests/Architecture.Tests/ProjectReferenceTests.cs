using System.Xml.Linq;

namespace SpotCheck.Architecture.Tests;

/// <summary>docs/architecture.md, Arrows 1–3: which project may know which.</summary>
public sealed class ProjectReferenceTests
{
    [Theory]
    [InlineData("src/VerifiableDraws/VerifiableDraws.csproj", "")]
    [InlineData("src/TemplateEngine/TemplateEngine.csproj", "")]
    [InlineData("src/Verifier/Verifier.csproj", "VerifiableDraws")]
    [InlineData("src/TemplateTool/TemplateTool.csproj", "TemplateEngine")]
    [InlineData("src/DocService/DocService.csproj", "TemplateEngine VerifiableDraws")]
    public void A_project_references_exactly_what_the_arrows_allow(string project, string allowed) =>
        Assert.Equal(allowed, string.Join(' ', References(project).Order(StringComparer.Ordinal)));

    [Fact]
    public void Only_tests_reference_the_service()
    {
        var others = Repository.Files("", ".csproj").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal));

        Assert.DoesNotContain(others, path => References(path).Contains("DocService"));
    }

    [Fact]
    public void The_draw_library_uses_the_base_library_alone() =>
        Assert.Empty(Packages("src/VerifiableDraws/VerifiableDraws.csproj"));

    [Fact]
    public void The_template_engine_uses_the_base_library_and_OpenXML() =>
        Assert.Equal(["DocumentFormat.OpenXml", "System.IO.Packaging"],
            Packages("src/TemplateEngine/TemplateEngine.csproj").Order(StringComparer.Ordinal));

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    private static IEnumerable<string> Packages(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants("PackageReference")
            .Select(reference => reference.Attribute("Include")!.Value);
}
