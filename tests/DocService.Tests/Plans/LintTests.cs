using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Plans.Forecast;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Tests.Plans;

public sealed class LintTests
{
    [Fact]
    public void Every_known_mistake_of_the_Zezhou_plan_is_found_at_its_cell()
    {
        var findings = Lint(PlanFiles.Zezhou);

        AssertFound(findings, "plan.other-year", "内部双随机抽查!B9", "2022年", "2023年加油站计量双随机监督检查");
        Assert.Equal(
            ["J9", "J10", "J11", "J12", "J13", "J14"],
            findings.Where(finding => finding.Code == "plan.agency-name").Select(finding => finding.Place.Split('!')[1]));
        Assert.All(findings.Where(finding => finding.Code == "plan.agency-name"), finding =>
            Assert.Equal(("泽州市市场监督管理局", "泽州县市场监督管理局"), (finding.Found, finding.Fix)));
        Assert.Equal(5, findings.Count(finding => finding is { Code: "plan.agency-name-form", Found: "泽州县市场监管局" }));
        AssertFound(findings, "plan.header-drift", "内部双随机抽查!J8", "抽查主体", "抽查检查主体");
        AssertFound(findings, "plan.header-drift", "内部双随机抽查!H15", "抽查检查起止时间", "抽查起止时间");
        Assert.Equal(["内部双随机抽查!F4", "内部双随机抽查!F14"], findings.Where(finding => finding.Code == "plan.ratio-all").Select(finding => finding.Place));
        AssertFound(findings, "plan.enterprise-share-below-goal", "内部双随机抽查!F16", "1%", "3%");
        AssertFound(findings, "text.half-width-mark", "内部双随机抽查!E5", "()", "全县在用计量器具（除眼镜配制单位、加油站）");
    }

    [Fact]
    public void Nothing_else_is_said_about_the_Zezhou_plan() =>
        Assert.Equal(
            ["plan.agency-name", "plan.agency-name-form", "plan.enterprise-share-below-goal", "plan.header-drift", "plan.other-year", "plan.ratio-all", "text.half-width-mark"],
            Lint(PlanFiles.Zezhou).Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_known_mistake_of_the_Handan_plan_is_found_at_its_cell()
    {
        var findings = Lint(PlanFiles.Handan);

        Assert.Equal(3, findings.Count(finding => finding is { Code: "date.day-word-missing", Fix: "2023 年 1 月 31 日前登记备案的市场主体" }));
        AssertFound(findings, "plan.partner-is-lead", "附件2!J3", "执法支队", null);
        AssertFound(findings, "plan.partner-name-incomplete", "附件2!J5", "市场监管", null);
        Assert.Equal(3, findings.Count(finding => finding.Code == "plan.small-pool-possible"));
        Assert.Equal(
            ["date.day-word-missing", "plan.partner-is-lead", "plan.partner-name-incomplete", "plan.small-pool-possible"],
            findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_percent_of_a_pool_of_twelve_is_less_than_one()
    {
        var findings = Lint(PlanFiles.Handan, context => context with
        {
            PoolOf = task => task.Label switch { "002号" => new(12, 12), "003号" => new(31, 31), _ => new(420, 420) },
        });

        Assert.Equal(["附件2!F4", "附件2!F5"], findings.Where(finding => finding.Code == "plan.small-pool").Select(finding => finding.Place));
        Assert.Contains("只有12户", findings.First(finding => finding.Code == "plan.small-pool").Reason);
    }

    [Fact]
    public void The_fixes_a_machine_may_apply_leave_nothing_of_their_rule()
    {
        foreach (var name in new[] { PlanFiles.Zezhou, PlanFiles.Handan })
        {
            var page = TypedPlan.Read(name).Page();
            for (var round = 0; round < 3; round++)
            {
                var fixes = Check(page, null).Where(finding => finding.Fix is not null).DistinctBy(finding => finding.Place).ToDictionary(finding => finding.Place, finding => finding.Fix!);
                page = page with
                {
                    Rows = [.. page.Rows.Select(row => row with
                    {
                        Cells = [.. row.Cells.Select(cell => fixes.TryGetValue(new CellPlace(page.Name, row.Number, cell.Column).ToString(), out var text) ? cell with { Text = text } : cell)],
                    })],
                };
            }

            Assert.DoesNotContain(Check(page, null), finding => finding.Fix is not null);
        }
    }

    [Fact]
    public void A_plan_without_mistakes_has_no_finding()
    {
        var findings = Check(
            TypedPlan.Parse(
                "[工作表] 计划",
                "[标题] 曲阳县市场监督管理局2023年度双随机抽查工作计划",
                "[表头] 序号 | 抽查任务名称 | 抽查类型 | 抽查事项 | 抽查对象范围 | 抽查比例/数量 | 信用风险分类管理 | 抽查起止时间 | 发起部门 | 联合部门 | 抽查检查主体",
                "[任务] 1 | 企业双随机抽查 | 不定向 | 登记事项检查；公示信息检查 | 全县企业 | 3% | 按A、B、C、D四类递加比例 | 3月—9月 | 信用监管股 | 县税务局 | 曲阳县市场监督管理局",
                "[任务] 2 | 加油站联合抽查 | 定向 | 计量监督检查 | 全县加油站（除停业的） | 20% | 按A、B、C、D四类递加比例 | 2023年5月—6月 | 计量股 | 县应急管理局、县商务局 | 曲阳县市场监督管理局",
                "[备注] 备注 | 依据曲市监信〔2023〕8号文件制定。").Page(),
            null);

        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("120%", "2月30日", "ratio.above-all", "date.no-such-day")]
    [InlineData("0%", "11月—2月", "ratio.zero", "date.end-before-start")]
    [InlineData("五", "", "ratio.unreadable", "date.empty")]
    public void An_impossible_value_is_an_error_that_names_the_cell(string ratio, string window, params string[] codes)
    {
        var findings = Check(TypedPlan.Parse("[工作表] 计划", "[表头] 序号 | 抽查任务名称 | 抽查对象范围 | 抽查比例 | 抽查时间", $"[任务] 1 | 甲 | 全县企业 | {ratio} | {window}").Page(), null);

        Assert.Equal(codes, findings.Where(finding => finding.Weight == FindingWeight.Error).Select(finding => finding.Code));
        Assert.Equal(["计划!D2", "计划!E2"], findings.Where(finding => finding.Weight == FindingWeight.Error).Select(finding => finding.Place));
    }

    [Fact]
    public void A_misspelt_section_is_found_when_the_sections_are_known()
    {
        var findings = Lint(PlanFiles.Zezhou, context => context with { Units = ["网监股", "综合协调股", "计量股", "价格监管股", "市场股", "信用股", "食品流通股"] });

        var units = findings.Where(finding => finding.Code == "plan.unit-misspelt").ToList();
        Assert.Equal(3, units.Count);
        Assert.All(units, finding => Assert.Equal(("价格监股", "县市场监督管理局价格监管股组织发起"), (finding.Found, finding.Fix)));
    }

    [Fact]
    public void The_forecast_says_what_is_known_and_what_is_not()
    {
        var (tasks, context) = Tasks(PlanFiles.Zezhou);

        var unknown = PlanForecast.Of(tasks, context).Single(forecast => forecast.Definition.Code == "enterprise-share");
        var known = PlanForecast.Of(tasks, context with
        {
            Enterprises = 20_000,
            PoolOf = task => task.Label == "12" ? new(20_000, 20_000) : new(40, 40),
        }).Single(forecast => forecast.Definition.Code == "enterprise-share");

        Assert.Equal(KpiVerdict.Unknown, unknown.Verdict);
        Assert.Equal((200L, 20_000L, KpiVerdict.Missed), (known.NumeratorLow, known.Denominator, known.Verdict));
        Assert.Equal(KpiVerdict.Missed, PlanForecast.Of(tasks, context).Single(forecast => forecast.Definition.Code == "joint-tasks").Verdict);
        Assert.Equal(KpiVerdict.Met, PlanForecast.Of(tasks, context).Single(forecast => forecast.Definition.Code == "risk-tasks").Verdict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_joint_tasks_none_of_all_objects_are_joint_however_many_they_are(bool known)
    {
        var (tasks, context) = Tasks(PlanFiles.Zezhou);
        var own = tasks.Where(task => !task.IsJoint && task.Sample?.Default.CountOf(40) is not null).Take(12).ToList();

        var figure = PlanForecast.Of(own, context with { PoolOf = _ => known ? new(40, 40) : null }).Single(forecast => forecast.Definition.Code == "joint-objects");

        Assert.Equal((0L, 0L, KpiVerdict.Missed), (figure.NumeratorLow, figure.NumeratorHigh, figure.Verdict));
        Assert.Equal(known, figure.Denominator > own.Count);
    }

    private static void AssertFound(IEnumerable<PlanFinding> findings, string code, string place, string found, string? fix)
    {
        var finding = Assert.Single(findings, finding => finding.Code == code && finding.Place == place);
        Assert.Equal((found, fix), (finding.Found, finding.Fix));
        Assert.NotEmpty(finding.Reason);
    }

    private static IReadOnlyList<PlanFinding> Lint(string name, Func<PlanContext, PlanContext>? with = null) => Check(TypedPlan.Read(name).Page(), with);

    private static IReadOnlyList<PlanFinding> Check(PlanPage page, Func<PlanContext, PlanContext>? with)
    {
        var table = PlanTableReader.Read([page]).Value!;
        var context = PlanContext.Of(table.Year ?? 2023, table.Agency);
        context = with?.Invoke(context) ?? context;
        return PlanLint.Check(table, PlanTask.ReadAll(table, context.Year), context);
    }

    private static (IReadOnlyList<PlanTask> Tasks, PlanContext Context) Tasks(string name)
    {
        var table = PlanTableReader.Read([TypedPlan.Read(name).Page()]).Value!;
        return (PlanTask.ReadAll(table, table.Year!.Value), PlanContext.Of(table.Year.Value, table.Agency));
    }
}
