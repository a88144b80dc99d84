using System.Text.Json.Nodes;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Documents.Templates;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>fields.md, sample.json and template agree, and what is wrong with data is said field by field.</summary>
public sealed class FieldTests
{
    private static readonly DocumentTemplates Templates = new();

    public static TheoryData<string> Kinds => new(DocumentKind.All.Select(kind => kind.Id));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_sample_fills_every_field_of_the_sheet_and_no_other(string kind)
    {
        var template = Templates.Of(DocumentKind.Find(kind)!);

        Assert.Equal([], FieldCheck.Check(template.Fields, template.Sample, beforeIssue: false).Select(finding => finding.Sentence));
        Assert.Empty(template.Render(template.Sample).Findings);
    }

    [Fact]
    public void A_missing_field_is_named_with_its_meaning_and_an_example()
    {
        var template = Templates.Of(DocumentKind.PlanNotice);
        var data = template.Sample.DeepClone().AsObject();
        data["发文缘由"] = " ";
        data["附件"]![0]!["任务"]![2]!["抽查比例"] = null;

        var findings = FieldCheck.Check(template.Fields, data, beforeIssue: true);

        Assert.Equal(["发文缘由", "附件[1].任务[3].抽查比例"], findings.Select(finding => finding.Path));
        Assert.All(findings, finding => Assert.Equal("documents.field-missing", finding.Code));
        Assert.Contains("首段第一句", findings[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("例如：5%", findings[1].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("年度", "\"二〇二三\"", "documents.field-kind")]
    [InlineData("年度", "20.5", "documents.field-kind")]
    [InlineData("成文日期", "\"2023年2月30日\"", "documents.field-kind")]
    [InlineData("成文日期", "\"2023年02月06日\"", "documents.field-kind")]
    [InlineData("代章", "\"是\"", "documents.field-kind")]
    [InlineData("工作目标", "[1]", "documents.field-kind")]
    [InlineData("附件", "[\"计划\"]", "documents.field-kind")]
    [InlineData("署名", "{\"a\":1}", "documents.field-kind")]
    [InlineData("主送单位", "\"各股室\"", "documents.unknown-field")]
    public void A_value_of_the_wrong_kind_or_name_is_found(string field, string json, string code)
    {
        var template = Templates.Of(DocumentKind.PlanNotice);
        var data = template.Sample.DeepClone().AsObject();
        data[field] = JsonNode.Parse(json);

        Assert.Contains(FieldCheck.Check(template.Fields, data, beforeIssue: false), finding => finding.Code == code && finding.Path.StartsWith(field, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("根据曲市监字（2023）第08号文件", "document-number.brackets")]
    [InlineData("由××负责", "documents.left-open")]
    [InlineData("时间待定", "documents.left-open")]
    [InlineData("{{ 联系人 }}", "documents.left-open")]
    public void A_text_that_cannot_stand_is_found(string text, string code) =>
        Assert.Contains(DocumentTextRules.Check("发文缘由", text), finding => finding.Code == code);

    [Theory]
    [InlineData("根据《国务院关于加强监管的意见》（国发〔2019〕5号）")]
    [InlineData("（国办发〔2015〕58号、冀政字〔2019〕22号）")]
    public void A_text_in_order_is_left_alone(string text) => Assert.Empty(DocumentTextRules.Check("发文缘由", text));

    [Theory]
    [InlineData("泽州县市场监督管理局2023年度内部双随机抽查工作计划", "泽州县市场监督管理局2023年度内部双随机抽查工作计划")]
    [InlineData("泽州县市场监督管理局2023年度内部双随机抽查工作计划（调整后）", "泽州县市场监督管理局2023年度内部|双随机抽查工作计划（调整后）")]
    [InlineData("2023年某某省国家级经济技术开发区综合执法部门联合双随机抽查计划（征求意见稿）", "2023年某某省国家级经济技术开发区综合执法部门|联合双随机抽查计划（征求意见稿）")]
    [InlineData("某某某某某某某某某某某某某某某（某某某某某某）某某某某某某某", "某某某某某某某某某某某某某某某|（某某某某某某）某某某某某某某")]
    public void The_title_of_a_turned_annex_breaks_where_its_longer_lines_want_it(string title, string lines) =>
        Assert.Equal(lines.Split('|'), TitleArrangement.ArrangeTurned(title).Split('\n'));

    [Theory]
    [InlineData("泽州县市场监督管理局", "关于印发2023年度双随机抽查工作计划的通知", "泽州县市场监督管理局|关于印发2023年度双随机|抽查工作计划的通知")]
    [InlineData("市商务局", "关于印发计划的通知", "市商务局关于印发计划的通知")]
    [InlineData("泽州县市场监督管理局", "关于开展转供电价格双随机抽查检查的通知", "泽州县市场监督管理局|关于开展转供电价格|双随机抽查检查的通知")]
    [InlineData("泽州县市场监督管理局", "关于印发2023年度“双随机、一公开”监管工作实施方案的通知", "泽州县市场监督管理局|关于印发2023年度“双随机、一公开”|监管工作实施方案的通知")]
    [InlineData("邯郸市商务局", "关于商请联合开展2023年商务局二手车销售企业部门联合随机抽查的函", "邯郸市商务局|关于商请联合开展2023年商务局|二手车销售企业部门联合随机抽查的函")]
    public void A_title_breaks_between_words(string agency, string rest, string lines) =>
        Assert.Equal(lines.Split('|'), TitleArrangement.Arrange(agency, rest).Split('\n'));

    [Theory]
    [InlineData("泽州县市场监督管理局 泽州县教育局", "泽州县市场监督管理局\u3000泽州县教育局|关于印发2023年度双随机|抽查工作计划的通知")]
    [InlineData("泽州县市场监督管理局 泽州县住房和城乡建设管理局 泽州县教育局", "泽州县市场监督管理局|泽州县住房和城乡建设管理局|泽州县教育局|关于印发2023年度双随机|抽查工作计划的通知")]
    [InlineData("泽州县市场监督管理局 泽州县教育局 泽州县公安局 泽州县民政局", "泽州县市场监督管理局等四部门|关于印发2023年度双随机|抽查工作计划的通知")]
    public void The_title_of_a_joint_file_names_two_or_three_agencies_and_counts_more(string agencies, string lines) =>
        Assert.Equal(lines.Split('|'), TitleArrangement.Arrange(agencies.Split(' '), "关于印发2023 年度双随机抽查工作计划的通知").Split('\n'));

    [Theory]
    [InlineData("关于商请联合开展2023 年商务局二手车抽查的函", "关于商请联合开展2023年商务局二手车抽查的函")]
    [InlineData("2023 年 2 月检查", "2023年2月检查")]
    [InlineData("泽州县市场监督管理局\u3000泽州县教育局关于A 类企业抽查的通知", "泽州县市场监督管理局\u3000泽州县教育局关于A 类企业抽查的通知")]
    public void Blanks_beside_digits_leave_a_title(string typed, string printed) => Assert.Equal(printed, TitleArrangement.Tight(typed));

    [Theory]
    [InlineData("""["泽州县教育局"]""", "只写了“泽州县教育局”一家")]
    [InlineData("""["泽州县教育局","泽州县市场监督管理局"]""", "主办机关“泽州县市场监督管理局”应当排在第一")]
    [InlineData("""["泽州县市场监督管理局","泽州县教育局","泽州县教育局"]""", "“泽州县教育局”写了 2 次")]
    [InlineData("""["泽州县市场监督管理局","泽州县国家级经济技术开发区管理委员会"]""", "有 18 字")]
    [InlineData("[]", null)]
    [InlineData("""["泽州县市场监督管理局","泽州县教育局"]""", null)]
    public void Joint_agencies_are_two_or_more_each_once_the_lead_first(string agencies, string? says)
    {
        var data = new JsonObject { ["发文机关"] = "泽州县市场监督管理局", ["联合机关"] = JsonNode.Parse(agencies) };

        var findings = JointAgencies.Check(data).Select(finding => finding.Sentence).ToList();

        Assert.Equal(says is null ? 0 : 1, findings.Count);
        Assert.All(findings, sentence => Assert.Contains(says!, sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void No_line_of_a_title_is_longer_than_the_page_is_wide()
    {
        foreach (var length in Enumerable.Range(5, 80))
            Assert.All(TitleArrangement.Arrange("国家级经济开发区市场监督管理局", "关于" + new string('某', length) + "的通知").Split('\n'), line => Assert.InRange(line.Length, 1, 20));
    }
}
