using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.AddIn;

public sealed partial class ManifestTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(PlanFiles.Root, "manifest.xml"));
    private static readonly HashSet<string> Registered = FunctionsOfTheCode();

    [Fact]
    public void The_manifest_breaks_no_rule() => Assert.Equal([], Broken(Text));

    [Theory]
    [InlineData("element order", "<Version>0.1.0.0</Version>\n  <ProviderName>SpotCheck Office</ProviderName>", "<ProviderName>SpotCheck Office</ProviderName>\n  <Version>0.1.0.0</Version>")]
    [InlineData("id", "6b0c1f2e-", "6b0c1f2e")]
    [InlineData("four-part version", "0.1.0.0", "0.1.0")]
    [InlineData("text lengths", "DefaultValue=\"编制年度抽查计划，", "DefaultValue=\"@250 编制年度抽查计划，")]
    [InlineData("text lengths", "DefaultValue=\"打开窗格\"", "DefaultValue=\"@125 打开窗格\"")]
    [InlineData("https only", "<Url id=\"Help.Url\" DefaultValue=\"https:", "<Url id=\"Help.Url\" DefaultValue=\"http:")]
    [InlineData("icon sizes", "icons/icon-80.png", "icons/icon-64.png")]
    [InlineData("icon sizes", "icons/icon-32.png", "icons/icon-48.png")]
    [InlineData("icon sizes", "size=\"80\"", "size=\"64\"")]
    [InlineData("resid defined once", "<bt:Url id=\"Help.Url\"", "<bt:Url id=\"Pane.Url\" DefaultValue=\"https://spotcheck.example/pane.html\"/><bt:Url id=\"Help.Url\"")]
    [InlineData("resid defined once", "<Label resid=\"Plan.Label\"/>", "<Label resid=\"Plan.Lable\"/>")]
    [InlineData("resid of the right kind", "<Description resid=\"Start.Text\"/>", "<Description resid=\"Start.Title\"/>")]
    [InlineData("resource used", "<LearnMoreUrl resid=\"Help.Url\"/>", "<LearnMoreUrl resid=\"Pane.Url\"/>")]
    [InlineData("control ids unique", "id=\"SpotCheck.Draw\"", "id=\"SpotCheck.Plan\"")]
    [InlineData("one runtime", "<FunctionFile resid=\"Pane.Url\"/>", "<FunctionFile resid=\"Help.Url\"/>")]
    [InlineData("one runtime", "<Runtime resid=\"Pane.Url\"", "<Runtime resid=\"Help.Url\"")]
    [InlineData("pane address", "<SourceLocation DefaultValue=\"https://spotcheck.example/pane.html\"", "<SourceLocation DefaultValue=\"https://spotcheck.example/other.html\"")]
    [InlineData("functions registered", "showDocuments", "showDocument")]
    [InlineData("hosts agree", "<Host Name=\"Workbook\"/>", "<Host Name=\"Document\"/>")]
    [InlineData("app domain is an origin", "<AppDomain>https://spotcheck.example</AppDomain>", "<AppDomain>https://spotcheck.example/pane</AppDomain>")]
    [InlineData("both languages", "<Override Locale=\"en-US\" Value=\"SpotCheck Office\"/>", "<Override Locale=\"en-GB\" Value=\"SpotCheck Office\"/>")]
    [InlineData("both languages", "DefaultValue=\"公文\"", "DefaultValue=\"Documents\"")]
    [InlineData("requirement", "MinVersion=\"1.9\"", "MinVersion=\"1.16\"")]
    [InlineData("permissions", "ReadWriteDocument", "ReadDocument")]
    public void A_manifest_that_breaks_a_rule_is_caught(string rule, string from, string to)
    {
        var changed = Text.Replace(from.Replace("<Url", "<bt:Url", StringComparison.Ordinal), Filled(to).Replace("<Url", "<bt:Url", StringComparison.Ordinal), StringComparison.Ordinal);

        Assert.NotEqual(Text, changed);
        Assert.Contains(rule, Broken(changed));
    }

    [Fact]
    public void Every_rule_is_broken_by_some_case_above()
    {
        var rules = RuleName().Matches(File.ReadAllText(Path.Combine(PlanFiles.Root, "tests/DocService.Tests/AddIn/ManifestRules.cs"))).Select(match => match.Groups["rule"].Value);
        var cases = typeof(ManifestTests).GetMethod(nameof(A_manifest_that_breaks_a_rule_is_caught))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Select(data => (string)((InlineDataAttribute)data).Data[0]!);

        Assert.Equal([], rules.Except(cases, StringComparer.Ordinal));
    }

    private static string Filled(string text) => Count().Replace(text, match => new string('长', int.Parse(match.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture)));

    private static IReadOnlyList<string> Broken(string text) => new ManifestRules(XDocument.Parse(text), IconAt, Registered).Broken();

    private static byte[]? IconAt(string address)
    {
        var file = Path.Combine(PlanFiles.Root, "src/AddIn/public", new Uri(address).AbsolutePath.TrimStart('/'));
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    private static HashSet<string> FunctionsOfTheCode() =>
        [.. Directory.EnumerateFiles(Path.Combine(PlanFiles.Root, "src/AddIn/src"), "*.ts*", SearchOption.AllDirectories)
            .SelectMany(file => Associated().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"actions\.associate\(\s*'(?<name>[A-Za-z]+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Associated();

    [GeneratedRegex(@"^            \(""(?<rule>[a-z0-9 -]+)"", ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RuleName();

    [GeneratedRegex("@(?<count>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Count();
}

/// <summary>The manifest a deployment hands out.</summary>
public sealed class ServedManifestTests(ServedManifestTests.BehindHttps service) : IClassFixture<ServedManifestTests.BehindHttps>
{
    [Fact]
    public async Task It_is_the_repositorys_with_the_address_replaced_and_nothing_else()
    {
        var served = await service.Anonymous.GetAsync("/manifest.xml");

        var text = await served.Content.ReadAsStringAsync();
        var repository = await File.ReadAllTextAsync(Path.Combine(PlanFiles.Root, "manifest.xml"));
        Assert.Equal("application/xml", served.Content.Headers.ContentType!.MediaType);
        Assert.Equal(repository, text.Replace("https://inspect.gov.cn:8443", "https://spotcheck.example", StringComparison.Ordinal));
        Assert.DoesNotContain("spotcheck.example", text, StringComparison.Ordinal);
        Assert.NotNull(XDocument.Parse(text).Root);
    }

    [Fact]
    public async Task Its_icons_are_there_and_nothing_else_is()
    {
        foreach (var size in (int[])[16, 32, 64, 80])
        {
            var icon = await service.Anonymous.GetAsync($"/icons/icon-{size}.png");
            Assert.Equal((HttpStatusCode.OK, "image/png"), (icon.StatusCode, icon.Content.Headers.ContentType!.MediaType));
        }
        await Refused.Is(await service.Anonymous.GetAsync("/icons/..%2fmanifest.xml"), 404, "http.not-found");
    }

    [Fact]
    public void Characters_of_an_address_cannot_break_out_of_the_text() =>
        Assert.DoesNotContain("\"x", AddInManifest.For("<a b=\"https://spotcheck.example/\"/>", new Uri("https://a.example/\"x")), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://localhost:5080", "manifest.https-needed")]
    [InlineData("https://a.example/spotcheck", "manifest.path-in-address")]
    public void An_address_Office_would_not_take_is_refused(string address, string code)
    {
        var settings = new ServiceSettings { PublicBaseUrl = new(address), OfficeJsOrigin = new("https://appsforoffice.microsoft.com"), DataFolder = "" };

        Assert.Equal(code, Assert.IsType<RefusalResult>(AddInManifest.Handle(settings)).Refusal.Code);
    }

    public sealed class BehindHttps(TestPostgres postgres) : RunningService(postgres)
    {
        protected override void Adjust(WebApplicationBuilder builder) => builder.Configuration["PublicBaseUrl"] = "https://inspect.gov.cn:8443";
    }
}
