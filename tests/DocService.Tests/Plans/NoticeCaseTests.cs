using System.Runtime.CompilerServices;
using SpotCheck.DocService.Plans.Lint;

namespace SpotCheck.DocService.Tests.Plans;

/// <summary>The text lint, case by case: what is found, where, and how it is mended; and texts in which nothing may be found.</summary>
public sealed class NoticeCaseTests
{
    public static TheoryData<string> Names() => new(Cases().Select(found => found.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_has_exactly_these_findings(string name)
    {
        var (_, agency, year, text, expected) = Cases().Single(found => found.Name == name);

        var findings = NoticeLint.Check(TextLine.Of(text), new NoticeContext(agency, year));

        Assert.Equal(expected, findings.Select(finding => $"{finding.Code} | {finding.Place} | {finding.Found} | {finding.Fix ?? "-"}"));
        Assert.All(findings, finding => Assert.Matches(@"[\u4e00-\u9fff]{2}", finding.Reason));
    }

    [Fact]
    public void A_fix_mends_what_was_found_and_brings_nothing_new()
    {
        foreach (var (name, agency, year, text, _) in Cases())
        {
            var lines = text.Split('\n');
            foreach (var finding in NoticeLint.Check(TextLine.Of(text), new NoticeContext(agency, year)).Where(finding => finding.Fix is not null && !finding.Place.Contains('栏', StringComparison.Ordinal)))
            {
                var number = int.Parse(finding.Place[1..finding.Place.IndexOf('行', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
                var mended = lines.Select((line, index) => index == number - 1 ? finding.Fix! : line);

                var left = NoticeLint.Check(TextLine.Of(string.Join('\n', mended)), new NoticeContext(agency, year));

                Assert.False(left.Any(other => other.Code == finding.Code && other.Found == finding.Found && other.Place == finding.Place), $"{name}: {finding.Code} is still there after its own fix");
            }
        }
    }

    private static List<(string Name, string Agency, int Year, string Text, List<string> Expected)> Cases([CallerFilePath] string thisFile = "")
    {
        var cases = new List<(string, string, int, string, List<string>)>();
        var file = File.ReadAllText(Path.Combine(Path.GetDirectoryName(thisFile)!, "Cases", "notices.txt")).ReplaceLineEndings("\n");
        foreach (var block in file.Split("\n## ").Skip(1).Select(block => block.Split('\n')))
        {
            // A text may have Markdown headings of its own; they stand behind an empty line and continue the case before.
            if (!block[1].Contains(" | ", StringComparison.Ordinal))
            {
                var (name, agency, year, text, expected) = cases[^1];
                cases[^1] = (name, agency, year, text + "\n## " + string.Join('\n', block.Where(line => !line.StartsWith("=> ", StringComparison.Ordinal))), [.. expected, .. Expected(block)]);
                continue;
            }

            var about = block[1].Split(" | ");
            cases.Add((block[0], about[0], int.Parse(about[1], System.Globalization.CultureInfo.InvariantCulture), string.Join('\n', block.Skip(2).Where(line => !line.StartsWith("=> ", StringComparison.Ordinal))), Expected(block)));
        }

        return cases;
    }

    private static List<string> Expected(IEnumerable<string> block) => [.. block.Where(line => line.StartsWith("=> ", StringComparison.Ordinal)).Select(line => line[3..])];
}
