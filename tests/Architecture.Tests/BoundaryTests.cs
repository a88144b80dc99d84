using System.Text.RegularExpressions;

namespace SpotCheck.Architecture.Tests;

/// <summary>docs/architecture.md, Arrows 5 and 6: which folder may speak of what.</summary>
public sealed partial class BoundaryTests
{
    [Theory]
    [InlineData("DocumentFormat.OpenXml", @"^src/TemplateEngine/(Docx|Xlsx)/|^src/TemplateTool/Authoring/|^src/DocService/(Registers|Plans)/|^tests/")]
    [InlineData("Npgsql", @"^src/DocService/(Storage|[A-Za-z]+/Storage|[A-Za-z]+/Migrations)/|^tests/|Configuration\.cs$")]
    [InlineData("System.Net.Mail", @"^src/DocService/Mail/|^tests/")]
    [InlineData("System.Net.Sockets", @"^src/DocService/(Mail|Storage)/|^tests/")]
    [InlineData("Microsoft.Identity.Client", @"^src/DocService/(Mail|Identity)/|^tests/")]
    public void A_library_is_used_only_behind_its_boundary(string library, string allowedPlaces)
    {
        var allowed = new Regex(allowedPlaces, RegexOptions.None, TimeSpan.FromSeconds(1));
        var use = new Regex($@"^\s*(global )?using (static )?{Regex.Escape(library)}\b", RegexOptions.Multiline, TimeSpan.FromSeconds(1));

        var strays = Repository.Files("", ".cs").Where(path => !allowed.IsMatch(path) && use.IsMatch(Repository.Read(path)));

        Assert.Empty(strays);
    }

    // What stands left of each feature. Storage, Audit, Http and Identity are the ground all stand on.
    private static readonly Dictionary<string, string[]> LeftOf = new(StringComparer.Ordinal)
    {
        ["Identity"] = [],
        ["Registers"] = [],
        ["Plans"] = ["Registers"],
        ["Draws"] = ["Registers", "Plans"],
        ["Results"] = ["Registers", "Plans", "Draws"],
        ["Consultations"] = ["Registers", "Plans", "Draws", "Documents", "Mail"],
        ["Documents"] = ["Registers", "Plans", "Draws", "Results", "Reports"],
        ["Reports"] = ["Registers", "Plans", "Draws", "Results"],
        ["Mail"] = [],
        ["Workbooks"] = ["Registers"],
        ["Overview"] = ["Plans", "Draws", "Results", "Documents"],
    };

    public static TheoryData<string> Features => new(LeftOf.Keys);

    [Theory]
    [MemberData(nameof(Features))]
    public void A_feature_uses_only_what_stands_left_of_it(string feature)
    {
        string[] allowed = [feature, "Storage", "Audit", "Http", "Identity", .. LeftOf[feature]];

        var strays =
            from path in Repository.Files($"src/DocService/{feature}/", ".cs")
            from Match use in FeatureUse().Matches(Repository.Read(path))
            where LeftOf.ContainsKey(use.Groups["feature"].Value) && !allowed.Contains(use.Groups["feature"].Value)
            select $"{path} uses {use.Groups["feature"].Value}";

        Assert.Empty(strays);
    }

    [Fact]
    public void Excel_and_Office_are_spoken_to_only_in_their_host_and_at_start_up()
    {
        var strays = Repository.Files("src/AddIn/src/", ".ts", ".tsx")
            .Where(path => !path.StartsWith("src/AddIn/src/hosts/excel/", StringComparison.Ordinal)
                && !path.StartsWith("src/AddIn/src/commands/", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("start", StringComparison.Ordinal)
                && OfficeUse().IsMatch(Repository.Read(path)));

        Assert.Empty(strays);
    }

    [GeneratedRegex(@"^using (?:static )?SpotCheck\.DocService\.(?<feature>[A-Z][A-Za-z]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FeatureUse();

    [GeneratedRegex(@"\b(?:Excel|Office)\.[a-zA-Z]+\(", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfficeUse();
}
