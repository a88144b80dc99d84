using System.Text.Json.Nodes;
using SpotCheck.TemplateTool.Layout;

namespace SpotCheck.EndToEnd.Tests.Layout;

/// <summary>Every document, rendered by LibreOffice and measured on the page, with little, usual and much to say.</summary>
public sealed class LayoutTests
{
    public static TheoryData<string, string> Documents => new()
    {
        { "plan-notice", "as in the sample" }, { "plan-notice", "as short as it gets" }, { "plan-notice", "long in every part" },
        { "consultation-letter", "as in the sample" }, { "consultation-letter", "as short as it gets" }, { "consultation-letter", "long in every part" },
        { "monthly-report", "as in the sample" }, { "monthly-report", "as short as it gets" }, { "monthly-report", "long in every part" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task No_check_fails(string document, string data)
    {
        var report = await SampleDocument.MeasureAsync(SampleDocument.Render(document, DataOf(document, data)));

        Assert.Equal([], report.Findings.Where(finding => finding.Outcome is Outcome.Fail or Outcome.Warning).Select(finding => $"{finding.Id} {finding.Measured}"));
        Assert.True(report.Findings.Count(finding => finding.Outcome == Outcome.Pass) >= document switch { "plan-notice" => 25, "consultation-letter" => 23, _ => 6 },
            string.Join('\n', report.Findings.Where(finding => finding.Outcome == Outcome.NotApplicable)));
        Assert.Equal(30, report.Findings.Select(finding => finding.Id).Distinct().Count());
        Assert.Contains("仿宋_GB2312", report.Faces.Select(face => face.Requested));
        Assert.All(report.Faces, face => Assert.True(face.IsSubstitute == (face.Used != face.Requested), $"{face} is not told as it is"));
    }

    /// <summary>The text grows line by line over more than a page, so the sign-off and 版记 come to stand everywhere, also at the very bottom.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(14)]
    public async Task Wherever_the_page_ends_the_sign_off_stays_with_the_text(int extraLines)
    {
        var data = SampleDocument.Data("plan-notice");
        data["工作目标"] = SampleDocument.Texts(Enumerable.Range(1, extraLines + 1).Select(line => $"第{line}项目标按期完成。"));

        var report = await SampleDocument.MeasureAsync(SampleDocument.Render("plan-notice", data));

        Assert.Equal([], report.Findings.Where(finding => finding.Outcome == Outcome.Fail).Select(finding => $"{finding.Id} {finding.Measured}"));
    }

    private static JsonObject DataOf(string document, string data)
    {
        var sample = SampleDocument.Data(document);
        return (document, data) switch
        {
            (_, "as in the sample") => sample,
            ("plan-notice", "as short as it gets") => ShortNotice(sample),
            ("plan-notice", _) => LongNotice(sample),
            ("consultation-letter", "as short as it gets") => ShortLetter(sample),
            ("consultation-letter", _) => LongLetter(sample),
            (_, "as short as it gets") => EmptyReport(sample),
            _ => LongReport(sample),
        };
    }

    private static JsonObject ShortNotice(JsonObject data)
    {
        data["发文机关标志"] = "邯郸市商务局文件";
        data["标题"] = "关于印发年度抽查计划的通知";
        foreach (var field in new[] { "联系人", "联系电话", "附注", "抄送" })
            data[field] = null;
        data["署名"] = "邯郸市商务局";
        data["任务要求"] = new JsonArray();
        data["附件"]!.AsArray().RemoveAt(1);
        data["工作要求"] = new JsonArray();
        var rows = data["附件"]![0]!["任务"]!.AsArray();
        while (rows.Count > 1)
            rows.RemoveAt(1);
        return data;
    }

    private static JsonObject LongNotice(JsonObject data)
    {
        data["份号"] = "000012";
        data["紧急程度"] = "加急";
        data["发文机关标志"] = "国家级经济开发区市场监督管理局文件";
        data["标题"] = "国家级经济开发区市场监督管理局\n关于印发2023年度内部和部门联合\n双随机抽查工作计划的通知";
        data["主送机关"] = string.Join('，', Enumerable.Range(1, 12).Select(i => $"第{i}市场监督管理所"));
        data["工作目标"] = SampleDocument.Texts(Enumerable.Range(1, 24).Select(i => $"目标之{i}：全年抽查任务全部按期完成，抽查结果全部公示，发现的问题全部处置到位，对高风险企业提高抽查比例，对守信企业减少打扰。"));
        data["署名"] = "某某省国家级经济开发区市场监督管理局";
        data["代章"] = true;
        data["抄送"] = string.Join('，', Enumerable.Range(1, 9).Select(i => $"第{i}县市场监督管理局"));
        var first = data["附件"]![0]!;
        var rows = first["任务"]!.AsArray();
        var row = rows[11]!;
        for (var i = rows.Count; i < 120; i++)
            rows.Add(row.DeepClone());
        var joint = data["附件"]![1]!["任务"]!.AsArray();
        var task = joint[1]!;
        for (var i = joint.Count; i < 120; i++)
            joint.Add(task.DeepClone());
        return data;
    }

    private static JsonObject ShortLetter(JsonObject data)
    {
        data["标题"] = "关于会商联合抽查的函";
        data["缘由"] = "按照计划，";
        data["准备材料"] = new JsonArray();
        foreach (var field in new[] { "见证单位", "会议安排", "名录截止日期" })
            data[field] = null;
        return data;
    }

    private static JsonObject LongLetter(JsonObject data)
    {
        data["份号"] = "000003";
        data["紧急程度"] = "特急";
        data["发文机关标志"] = "国家级经济开发区市场监督管理局";
        data["标题"] = "国家级经济开发区市场监督管理局\n关于商请联合开展2023年度成品油零售\n企业部门联合随机抽查的函";
        data["分工"] = new JsonArray([.. Enumerable.Range(1, 14).Select(i => (JsonNode)new JsonObject { ["部门"] = $"第{i}部门", ["事项"] = "登记事项、公示信息、计量器具、价格行为、消防安全、环境保护和特种设备使用管理情况" })]);
        data["署名"] = "经济开发区市场监督管理局";
        data["代章"] = true;
        data["附注"] = "联系电话仅供本次会商使用";
        data["抄送"] = "市人民政府办公室，市“双随机、一公开”监管工作联席会议办公室";
        return data;
    }

    private static JsonObject EmptyReport(JsonObject data)
    {
        foreach (var list in new[] { "会议", "文件", "培训", "系统" })
            data[list] = new JsonArray();
        var figures = data["抽查"]!;
        foreach (var list in new[] { "文件", "任务", "事项" })
            figures[list] = new JsonArray();
        (figures["小项数"], figures["应公示户数"]) = (0, 0);
        return data;
    }

    private static JsonObject LongReport(JsonObject data)
    {
        var units = data["系统"]!.AsArray();
        for (var i = 1; i <= 40; i++)
            units.Add(new JsonObject { ["单位"] = $"第{i}市场监督管理所", ["抽查户数"] = i, ["公示户数"] = i });
        return data;
    }
}
