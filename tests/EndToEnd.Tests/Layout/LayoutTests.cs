using SpotCheck.TemplateTool.Authoring;
using SpotCheck.TemplateTool.Layout;

namespace SpotCheck.EndToEnd.Tests.Layout;

/// <summary>Every document with little, usual and much to say, rendered in one start of LibreOffice and measured on the page.</summary>
public sealed class MeasuredDocuments : IAsyncLifetime
{
    private Dictionary<(string Document, string Data), LayoutReport> reports = [];

    internal LayoutReport this[string document, string data] => reports[(document, data)];

    internal IReadOnlyList<LayoutReport> Of(string document) => [.. LayoutTests.Cases.Where(one => one.Document == document).Select(one => reports[one])];

    public async ValueTask InitializeAsync()
    {
        var cases = LayoutTests.Cases.ToList();
        var measured = await SampleDocument.MeasureAsync(cases.ConvertAll(one => SampleDocument.Render(one.Document, LayoutTests.DataOf(one.Document, one.Data)!)));
        reports = cases.Zip(measured).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class LayoutTests(MeasuredDocuments measured) : IClassFixture<MeasuredDocuments>
{
    private static readonly string[] Amounts = ["as in the sample", "as short as it gets", "long in every part", "issued by three agencies"];

    private static string Table => Path.Combine(Repository.Root, "docs", "layout-checks.md");

    internal static IEnumerable<(string Document, string Data)> Cases =>
        NewCommand.Documents.Keys.Where(name => !NewCommand.IsWorkbook(name)).Order(StringComparer.Ordinal).SelectMany(name => Amounts, (name, amount) => (name, amount)).Where(one => DataOf(one.name, one.amount) is not null);

    public static TheoryData<string, string> Documents => new(Cases);

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_check_fails(string document, string data)
    {
        var report = measured[document, data];

        Assert.Equal([], Faults(report));
        Assert.Equal(30, report.Findings.Select(finding => finding.Id).Distinct().Count());
        Assert.All(report.Findings.Where(finding => finding.Outcome == Outcome.NotApplicable), finding => Assert.NotEqual("", finding.Measured));
        Assert.Contains("仿宋_GB2312", report.Faces.Select(face => face.Requested));
        Assert.All(report.Faces, face => Assert.True(face.IsSubstitute == (face.Used != face.Requested), $"{face} is not told as it is"));
    }

    /// <summary>With <c>ACCEPT_GOLDEN=1</c> the table is written anew: read its diff. A check that is measured no more is a row that changes.</summary>
    [Fact]
    public void The_table_of_documents_and_checks_says_what_was_measured()
    {
        var names = Cases.Select(one => one.Document).Distinct(StringComparer.Ordinal);
        var table = LayoutTable.Markdown([.. names.Select(name => (TitleOf(name), measured.Of(name)))]);
        var (head, _) = Split(File.ReadAllText(Table));
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
            File.WriteAllText(Table, head + table);

        Assert.Equal(Split(File.ReadAllText(Table)).Table, table);
    }

    /// <summary>The text grows line by line over more than a page, so the sign-off and 版记 come to stand everywhere, also at the very bottom.</summary>
    [Theory]
    [InlineData("plan-notice", "工作目标")]
    [InlineData("referral-letter", "查明事实")]
    [InlineData("inspection-notice", "检查纪律")]
    [InlineData("plan-adjustment-request", "调整理由")]
    [InlineData("draw-record", "见证说明")]
    public async Task Wherever_the_page_ends_the_sign_off_stays_with_the_text(string document, string growing)
    {
        var documents = new[] { 0, 4, 8, 9, 10, 11, 12, 14 }.Select(lines =>
        {
            var data = SampleDocument.Data(document);
            var texts = Enumerable.Range(1, lines + 1).Select(line => $"第{line}项目标按期完成，全部任务在规定的时间内办结，").ToList();
            data[growing] = data[growing] is System.Text.Json.Nodes.JsonArray ? SampleDocument.Texts(texts) : string.Concat(texts) + "全部公示。";
            return SampleDocument.Render(document, data);
        }).ToList();

        Assert.All(await SampleDocument.MeasureAsync(documents), report => Assert.Equal([], Faults(report)));
    }

    /// <summary>Several agencies: one mark over another with 文件 beside them, a place for each seal.</summary>
    [Fact]
    public async Task Joint_files_keep_a_place_for_every_seal()
    {
        var documents = (from document in new[] { "plan-notice", "special-check-notice", "quarterly-bulletin" }
                         from count in new[] { 2, 5 }
                         select (Count: count, Bytes: SampleDocument.Render(document, DataVariants.Joint(document, count)!))).ToList();

        foreach (var (expected, report) in documents.Zip(await SampleDocument.MeasureAsync(documents.ConvertAll(one => one.Bytes))))
        {
            Assert.Equal([], Faults(report));
            Assert.Contains(report.Findings, finding => finding.Id == "L21" && finding.Measured.StartsWith($"{expected.Count} 个印章", StringComparison.Ordinal));
        }
    }

    internal static System.Text.Json.Nodes.JsonObject? DataOf(string document, string data) => data switch
    {
        "as in the sample" => SampleDocument.Data(document),
        "as short as it gets" => DataVariants.Short(document),
        "long in every part" => DataVariants.Long(document),
        _ => DataVariants.Joint(document),
    };

    private static string TitleOf(string document) => File.ReadLines(Repository.Template(document, "fields.md")).First()[2..].Split('（')[0];

    // What people wrote about the table stands above it.
    private static (string Head, string Table) Split(string text) => text.IndexOf("| 文种 |", StringComparison.Ordinal) is var at && at >= 0 ? (text[..at], text[at..]) : (text, "");

    private static IEnumerable<string> Faults(LayoutReport report) =>
        report.Findings.Where(finding => finding.Outcome is Outcome.Fail or Outcome.Warning).Select(finding => $"{finding.Id} {finding.Measured}");
}
