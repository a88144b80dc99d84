using System.Text.Json.Nodes;
using SpotCheck.DocService.Documents.Kinds;
using SpotCheck.DocService.Plans.Lint;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>A coordination office sends documents out, but never inspects.</summary>
public sealed class InspectingBodyTests
{
    [Theory]
    [InlineData("甘州区部门联合双随机一公开监管工作联席会议办公室", true)]
    [InlineData("市场监管领域联席办", true)]
    [InlineData("食品安全委员会办公室", true)]
    [InlineData("区双随机联席会议办公室（代章）", true)]
    [InlineData("泽州县市场监督管理局", false)]
    [InlineData("泽州县发展和改革委员会", false)]
    [InlineData("泽州县市场监督管理局（联席会议成员单位）", false)]
    [InlineData("晋城市生态环境局泽州分局", false)]
    public void Coordination_offices_are_known_by_their_names(string name, bool isOne) => Assert.Equal(isOne, CoordinationOffice.IsOne(name));

    [Fact]
    public void An_office_may_issue_but_not_inspect_or_seal_what_is_served_on_a_firm()
    {
        const string Office = "甘州区双随机联席会议办公室";
        var notice = new JsonObject { ["发文机关"] = Office, ["检查主体"] = "甘州区市场监督管理局", ["附件"] = new JsonArray(new JsonObject { ["任务"] = new JsonArray(new JsonObject { ["检查主体"] = Office }) }) };
        var served = new JsonObject { ["检查主体"] = "甘州区市场监督管理局", ["检查人员"] = new JsonArray(), ["署名"] = Office };

        Assert.Equal(["附件[1].任务[1].检查主体"], InspectingBody.Check(notice).Select(finding => finding.Path));
        Assert.Equal(["署名"], InspectingBody.Check(served).Select(finding => finding.Path));
        Assert.Null(InspectingBody.Of(Office));
    }
}
