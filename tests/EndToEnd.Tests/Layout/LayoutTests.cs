using SpotCheck.TemplateTool.Authoring;
using SpotCheck.TemplateTool.Layout;

namespace SpotCheck.EndToEnd.Tests.Layout;

/// <summary>Every document with little, usual and much to say, rendered in one start of LibreOffice and measured on the page.</summary>
public sealed class MeasuredDocuments : IAsyncLifetime
{
    private Dictionary<(string Document, string Data), LayoutReport> reports = [];

    internal LayoutReport this[string document, string data] => reports[(document, data)];

    public async ValueTask InitializeAsync()
    {
        var cases = NewCommand.Documents.Keys.Where(name => !NewCommand.IsWorkbook(name)).SelectMany(name => LayoutTests.Amounts, (name, amount) => (name, amount)).ToList();
        var measured = await SampleDocument.MeasureAsync(cases.ConvertAll(one => SampleDocument.Render(one.name, LayoutTests.DataOf(one.name, one.amount))));
        reports = cases.Zip(measured).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class LayoutTests(MeasuredDocuments measured) : IClassFixture<MeasuredDocuments>
{
    internal static readonly string[] Amounts = ["as in the sample", "as short as it gets", "long in every part"];

    // How many checks measure something in the sample; the others do not apply to the kind, docs/documents.md says why.
    private static readonly Dictionary<string, int> Measured = new(StringComparer.Ordinal)
    {
        ["consultation-letter"] = 27, ["referral-letter"] = 27,
        ["plan-notice"] = 29, ["quarterly-bulletin"] = 29, ["special-check-notice"] = 29, ["plan-adjustment-request"] = 29, ["implementation-plan-notice"] = 29,
        ["inspection-notice"] = 21, ["drawn-list-announcement"] = 19, ["plan-change-announcement"] = 17, ["result-announcement"] = 17,
        ["task-assignment"] = 10, ["monthly-report"] = 9, ["inspection-approval"] = 8, ["inspection-record"] = 8, ["inspection-transcript"] = 8, ["draw-record"] = 8,
    };

    public static TheoryData<string, string> Documents => new(Measured.Keys.SelectMany(name => Amounts, (name, amount) => (name, amount)));

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

    [Fact]
    public void As_many_checks_as_a_kind_allows_measure_its_sample() =>
        Assert.Equal(Measured.OrderBy(pair => pair.Key, StringComparer.Ordinal), NewCommand.Documents.Keys.Where(name => !NewCommand.IsWorkbook(name)).Order(StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name, measured[name, Amounts[0]].Findings.Where(finding => finding.Outcome == Outcome.Pass).Select(finding => finding.Id).Distinct().Count())));

    /// <summary>The text grows line by line over more than a page, so the sign-off and 版记 come to stand everywhere, also at the very bottom.</summary>
    [Theory]
    [InlineData("plan-notice", "工作目标")]
    [InlineData("referral-letter", "查明事实")]
    [InlineData("inspection-notice", "检查纪律")]
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
        string[] names = ["泽州县市场监督管理局", "泽州县教育局", "泽州县住房和城乡建设管理局", "泽州县卫生健康和体育局", "泽州县公安局"];
        var documents = (from document in new[] { "plan-notice", "special-check-notice", "quarterly-bulletin" }
                         from count in new[] { 2, 3, 5 }
                         select (Count: count, Bytes: Joint(document, names[..count]))).ToList();

        foreach (var (expected, report) in documents.Zip(await SampleDocument.MeasureAsync(documents.ConvertAll(one => one.Bytes))))
        {
            Assert.Equal([], Faults(report));
            Assert.Contains(report.Findings, finding => finding.Id == "L21" && finding.Measured.StartsWith($"{expected.Count} 个印章", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_upward_file_of_several_agencies_names_all_signatories()
    {
        var data = SampleDocument.Data("plan-adjustment-request");
        data["签发人"] = SampleDocument.Texts("李某", "王某某", "张某");

        var report = Assert.Single(await SampleDocument.MeasureAsync([SampleDocument.Render("plan-adjustment-request", data)]));

        Assert.Equal([], Faults(report));
    }

    internal static System.Text.Json.Nodes.JsonObject DataOf(string document, string data) => data switch
    {
        "as in the sample" => SampleDocument.Data(document),
        "as short as it gets" => DataVariants.Short(document),
        _ => DataVariants.Long(document),
    };

    private static byte[] Joint(string document, string[] agencies)
    {
        var data = SampleDocument.Data(document);
        data["联合机关"] = SampleDocument.Texts(agencies);
        return SampleDocument.Render(document, data);
    }

    private static IEnumerable<string> Faults(LayoutReport report) =>
        report.Findings.Where(finding => finding.Outcome is Outcome.Fail or Outcome.Warning).Select(finding => $"{finding.Id} {finding.Measured}");
}
