using SpotCheck.DocService.Plans.Lint;

namespace SpotCheck.DocService.Tests.Plans;

public sealed class NoticeLintTests
{
    [Fact]
    public void Every_known_mistake_of_the_Zezhou_notice_is_found()
    {
        var findings = NoticeLint.Check(PlanFiles.Notice(PlanFiles.Zezhou + "通知"), "泽州县市场监督管理局", 2023);

        Assert.Equal("泽州县市场监督管理局 2023年2月6日", Single(findings, "notice.sign-off-twice").Found);
        Assert.Equal("泽州县市场监督管理局2023年度部门联合双随机抽查工作计划", Single(findings, "notice.annex-missing").Found);
        Assert.Contains("会议精神和市市场监管局", Single(findings, "text.foreign-word").Fix);
        Assert.Equal(["(二)", "(三)"], findings.Where(finding => finding.Code == "notice.heading-brackets").Select(finding => finding.Found));
        Assert.DoesNotContain(findings, finding => finding.Code == "text.document-number");
        Assert.DoesNotContain(findings, finding => finding.Code == "notice.agency-name");
        Assert.Equal("3%", NoticeLint.EnterpriseShareGoal(PlanFiles.Notice(PlanFiles.Zezhou + "通知"))?.ToString());
    }

    [Fact]
    public void Every_known_mistake_of_the_Handan_notice_is_found()
    {
        var findings = NoticeLint.Check(PlanFiles.Notice("邯郸市商务局2023年度随机抽查工作通知"), "邯郸市商务局", 2023);

        Assert.Equal("双随机双告知系统", Single(findings, "notice.system-names").Found);
        Assert.Contains("双随机执法监管平台", Single(findings, "notice.system-names").Reason);
        Assert.Equal("邯郸市商务局2023年度双随机抽查年度计划", Single(findings, "notice.annex-title-differs").Found);
        Assert.DoesNotContain(findings, finding => finding.Code == "text.document-number");
        Assert.DoesNotContain(findings, finding => finding.Code == "notice.sign-off-twice");
        Assert.DoesNotContain(findings, finding => finding.Code == "notice.annex-missing");
    }

    [Theory]
    [InlineData("邯商务〔2023〕2号")]
    [InlineData("随政发〔2020〕8号")]
    [InlineData("泽市监〔2023〕10号")]
    [InlineData("根据《关于开展抽查的意见》（国发〔2019〕5号）制定")]
    [InlineData("2023年共抽查3户、5家，比例3%。")]
    [InlineData("通过APP录入结果。")]
    [InlineData("按A、B、C、D四类")]
    [InlineData("会议于10:30开始")]
    public void A_correct_text_has_no_finding(string text) =>
        Assert.Empty(NoticeLint.Check([text], "泽州县市场监督管理局", 2023));

    [Theory]
    [InlineData("曲市监字（2023）第8号", "曲市监字〔2023〕8号")]
    [InlineData("甘州联办发〔2023〕01号", "甘州联办发〔2023〕1号")]
    [InlineData("邯商务[2023]2号", "邯商务〔2023〕2号")]
    [InlineData("邯商务【2023】2号", "邯商务〔2023〕2号")]
    [InlineData("邯商务〔2023〕 2 号", "邯商务〔2023〕2号")]
    public void A_document_number_is_corrected(string wrong, string right) =>
        Assert.Equal(right, Single(NoticeLint.Check([wrong], "泽州县市场监督管理局", 2023), "text.document-number").Fix);

    [Fact]
    public void A_signer_on_a_downward_notice_and_the_citys_words_in_a_county_are_found()
    {
        var findings = NoticeLint.Check(
            ["曲阳县市场监督管理局", "曲市监字（2023）第8号", "签发人：某某", "关于印发实施方案的通知", "本月按年度随机抽查工作计划市本级开展随机抽查情况"],
            "曲阳县市场监督管理局", 2023);

        Assert.Equal("第3段第1字", Single(findings, "notice.signer-on-downward").Place);
        Assert.Equal("第5段第14字", Single(findings, "notice.scope-word").Place);
    }

    [Fact]
    public void A_complete_notice_has_no_finding() => Assert.Empty(NoticeLint.Check(
        [
            "曲阳县市场监督管理局文件", "曲市监〔2023〕8号", "曲阳县市场监督管理局关于印发2023年度双随机抽查工作计划的通知", "各股、所：",
            "（一）按计划在双随机执法监管平台抽取。", "（二）结果在双随机执法监管平台公示。",
            "附件：1. 曲阳县市场监督管理局2023年度内部双随机抽查工作计划", "2. 曲阳县市场监督管理局2023年度部门联合双随机抽查工作计划",
            "曲阳县市场监督管理局", "2023年2月6日",
            "附件1", "曲阳县市场监督管理局2023年度内部双随机抽查工作计划", "附件2", "曲阳县市场监督管理局2023年度部门联合双随机抽查工作计划",
        ],
        "曲阳县市场监督管理局", 2023));

    private static PlanFinding Single(IEnumerable<PlanFinding> findings, string code) => Assert.Single(findings, finding => finding.Code == code);
}
