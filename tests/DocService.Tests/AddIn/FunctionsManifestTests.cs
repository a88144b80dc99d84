using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.AddIn;

/// <summary>The optional functions for cells: an add-in of its own, with a manifest, a description and a script that belong together.</summary>
public sealed partial class FunctionsManifestTests(ServedManifestTests.BehindHttps service) : IClassFixture<ServedManifestTests.BehindHttps>
{
    private static readonly string Text = File.ReadAllText(Path.Combine(PlanFiles.Root, "manifest-functions.xml"));
    private static readonly string Pane = File.ReadAllText(Path.Combine(PlanFiles.Root, "manifest.xml"));

    [Fact]
    public void It_breaks_no_rule() => Assert.Equal([], Broken(Text));

    [Theory]
    [InlineData("id of its own", "1f7c2d94-3b0e-4a86-9c55-8d20e7b6a913", "6b0c1f2e-6a55-4d7d-9d1c-3f8e5a2b7c40")]
    [InlineData("https only", "https://spotcheck.example/functions.js", "http://spotcheck.example/functions.js")]
    [InlineData("resid defined once", "<Namespace resid=\"Functions.Namespace\"/>", "<Namespace resid=\"Functions.Name\"/>")]
    [InlineData("resid of the right kind", "<SourceLocation resid=\"Functions.Metadata\"/>", "<SourceLocation resid=\"Functions.Namespace\"/>")]
    [InlineData("resource used", "<SourceLocation resid=\"Functions.Metadata\"/>", "<SourceLocation resid=\"Functions.Page\"/>")]
    [InlineData("script, page, metadata, namespace", "<Page>", "<Pages>")]
    [InlineData("namespace", "DefaultValue=\"SPOTCHECK\"", "DefaultValue=\"SPOT CHECK\"")]
    [InlineData("requirement", "CustomFunctionsRuntime", "ExcelApi")]
    [InlineData("both languages", "Locale=\"en-US\"", "Locale=\"en-GB\"")]
    public void A_manifest_that_breaks_a_rule_is_caught(string rule, string from, string to)
    {
        var changed = Text.Replace(from, to, StringComparison.Ordinal).Replace("</Page>", to == "<Pages>" ? "</Pages>" : "</Page>", StringComparison.Ordinal);

        Assert.NotEqual(Text, changed);
        Assert.Contains(rule, Broken(changed));
    }

    [Fact]
    public async Task It_is_served_with_the_address_replaced_and_everything_it_names_is_there()
    {
        var text = await service.Anonymous.GetStringAsync("/manifest-functions.xml");

        Assert.Equal(Text, text.Replace("https://inspect.gov.cn:8443", "https://spotcheck.example", StringComparison.Ordinal));
        foreach (var path in XDocument.Parse(text).Descendants().Where(e => e.Name.LocalName is "Url" or "IconUrl").Select(e => new Uri((string)e.Attribute("DefaultValue")!).AbsolutePath))
            Assert.Equal((path, HttpStatusCode.OK), (path, (await service.Anonymous.GetAsync(path)).StatusCode));
    }

    [Fact]
    public async Task The_page_loads_the_runtime_from_the_configured_origin_and_nothing_inline()
    {
        var page = await service.Anonymous.GetStringAsync("/functions.html");

        Assert.Contains("src=\"https://appsforoffice.microsoft.com/lib/1/hosted/custom-functions-runtime.js\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script[^>]*>[^<]", page);
    }

    [Fact]
    public async Task The_script_registers_what_the_description_describes()
    {
        var described = JsonDocument.Parse(await service.Anonymous.GetStringAsync("/functions.json")).RootElement.GetProperty("functions").EnumerateArray().Select(f => f.GetProperty("id").GetString());
        var registered = Associated().Matches(await service.Anonymous.GetStringAsync("/functions.js")).Select(match => match.Groups["name"].Value);

        Assert.Equal(["TICKET", "WORKDAYS"], described);
        Assert.Equal(described, registered);
    }

    private static IEnumerable<string> Broken(string text)
    {
        var root = XDocument.Parse(text).Root!;
        var resources = root.Descendants().Where(e => e.Name.LocalName is "Url" or "String" && e.Attribute("id") is not null).ToList();
        var references = root.Descendants().Where(e => e.Attribute("resid") is not null).ToList();
        string? Id(XElement e) => (string?)e.Attribute("resid");
        XElement? Resource(XElement e) => resources.Find(r => (string?)r.Attribute("id") == Id(e));
        string Value(string name) => root.Elements().Single(e => e.Name.LocalName == name).Value;
        var point = root.Descendants().Single(e => e.Name.LocalName == "ExtensionPoint");
        return new (string Rule, bool Holds)[]
        {
            ("id of its own", Guid.TryParse(Value("Id"), out _) && !Pane.Contains(Value("Id"), StringComparison.Ordinal)),
            ("https only", root.DescendantsAndSelf().Attributes("DefaultValue").All(a => !a.Value.Contains("://", StringComparison.Ordinal) || a.Value.StartsWith("https://", StringComparison.Ordinal))),
            ("resid defined once", resources.GroupBy(r => (string?)r.Attribute("id")).All(g => g.Count() == 1 && g.Key!.Length <= 32) && references.All(e => Resource(e) is not null)),
            ("resid of the right kind", references.All(e => Resource(e) is null || Resource(e)!.Name.LocalName == (e.Name.LocalName == "SourceLocation" ? "Url" : "String"))),
            ("resource used", resources.All(r => references.Any(e => Id(e) == (string?)r.Attribute("id")))),
            ("script, page, metadata, namespace", point.Elements().Select(e => e.Name.LocalName).SequenceEqual(["Script", "Page", "Metadata", "Namespace"])),
            ("namespace", resources.Where(r => r.Name.LocalName == "String").All(r => Namespace().IsMatch((string)r.Attribute("DefaultValue")!))),
            ("requirement", root.Descendants().Where(e => e.Name.LocalName == "Set").Select(e => (string?)e.Attribute("Name")).SequenceEqual(["CustomFunctionsRuntime"])),
            ("both languages", root.Elements().Where(e => e.Name.LocalName is "DisplayName" or "Description").All(e => e.Elements().Any(o => (string?)o.Attribute("Locale") == "en-US"))),
        }.Where(rule => !rule.Holds).Select(rule => rule.Rule);
    }

    [GeneratedRegex("associate\\([`'\"](?<name>[A-Z]+)[`'\"]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Associated();

    [GeneratedRegex("^[A-Z][A-Z0-9.]{0,31}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();
}
