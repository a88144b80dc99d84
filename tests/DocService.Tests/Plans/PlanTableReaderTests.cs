using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Tests.Plans;

public sealed class PlanTableReaderTests
{
    [Fact]
    public void Three_pages_with_their_own_headers_are_one_plan_of_fifteen_tasks()
    {
        var table = Read(TypedPlan.Read(PlanFiles.Zezhou).Page());

        Assert.Equal(3, table.Blocks.Count);
        Assert.Equal(15, table.Rows.Count);
        Assert.Equal([5, 6, 4], table.Rows.GroupBy(row => row.Block).Select(page => page.Count()));
        Assert.Equal(2023, table.Year);
        Assert.Equal("泽州县市场监督管理局", table.Agency);
        Assert.All(table.Blocks, block => Assert.All(block.Headers, header => Assert.NotNull(header.Column)));
        Assert.Equal("抽查起止时间", table.HeaderOf(PlanColumn.Window));
        Assert.Equal("泽州市市场监督管理局", table.Rows[5][PlanColumn.Subject]);
    }

    [Fact]
    public void The_note_below_the_table_is_no_task()
    {
        var table = Read(TypedPlan.Read(PlanFiles.Handan).Page());

        Assert.Equal(3, table.Rows.Count);
        Assert.Equal(["备注", "1、无特殊情况，严格按计划执行； 2、专项检查不计入本计划。"], table.Notes.Select(note => note.Text));
        Assert.Equal("邯郸市商务局", table.Agency);
        Assert.Equal(2023, table.Year);
    }

    [Fact]
    public void Every_value_of_both_real_plans_is_understood()
    {
        var zezhou = PlanTask.ReadAll(Read(TypedPlan.Read(PlanFiles.Zezhou).Page()), 2023);
        var handan = PlanTask.ReadAll(Read(TypedPlan.Read(PlanFiles.Handan).Page()), 2023);

        Assert.All(zezhou.Concat(handan), task =>
        {
            Assert.NotNull(task.Type);
            Assert.NotNull(task.Sample?.Default.Ratio);
            Assert.NotNull(task.Window);
            Assert.NotNull(task.Scope);
            Assert.NotEmpty(task.Items);
            Assert.NotNull(task.Lead?.Section);
        });
        Assert.Equal(5, zezhou[11].Items.Count);
        Assert.Equal(["眼镜配制单位", "加油站"], zezhou[2].Scope!.Exclusions);
        Assert.Equal(new DateOnly(2023, 9, 30), zezhou[0].Window!.To);
        Assert.Equal(new DateOnly(2023, 1, 31), handan[0].Scope!.CutOff);
        Assert.Equal("001号", handan[0].Label);
        Assert.Equal(["市场监管"], handan[2].Partners);
        Assert.All(zezhou, task => Assert.True(task.UsesRiskClasses));
        Assert.All(handan, task => Assert.False(task.UsesRiskClasses));
    }

    [Theory]
    [InlineData("抽查任务\n名称", PlanColumn.TaskName)]
    [InlineData(" 抽查比例 / 数量 ", PlanColumn.SampleSize)]
    [InlineData("抽查比例或数量", PlanColumn.SampleSize)]
    [InlineData("抽查比例（%）", PlanColumn.SampleSize)]
    [InlineData("比例％", PlanColumn.SampleSize)]
    [InlineData("抽查检查起止时间", PlanColumn.Window)]
    [InlineData("3.抽查事项", PlanColumn.Items)]
    [InlineData("*发起部门", PlanColumn.Lead)]
    [InlineData("发起主体／指导单位", PlanColumn.Lead)]
    [InlineData("抽查主体", PlanColumn.Subject)]
    [InlineData("配合部门", PlanColumn.Partners)]
    [InlineData("企业名称", null)]
    public void A_header_is_recognised_however_it_is_typed(string header, PlanColumn? column) =>
        Assert.Equal(column, PlanHeaders.Recognise(header));

    [Fact]
    public void A_workbook_without_a_known_header_is_refused_with_what_was_looked_at()
    {
        var reading = PlanTableReader.Read([TypedPlan.Parse("[工作表] 名单", "[表头] 企业名称 | 统一社会信用代码 | 备注", "[任务] 甲公司 | 91 | ").Page()]);

        var problem = Assert.Single(reading.Problems);
        Assert.Null(reading.Value);
        Assert.Equal("plan.no-known-header", problem.Code);
        Assert.Contains("名单第1行", problem.Found);
        Assert.Contains("查看了1个工作表、2行", problem.Reason);
        Assert.Contains("抽查任务名称", problem.Reason);
    }

    [Fact]
    public void A_header_with_nothing_below_is_refused()
    {
        var reading = PlanTableReader.Read([TypedPlan.Parse("[工作表] 计划", "[表头] 序号 | 抽查任务名称 | 抽查比例").Page()]);

        Assert.Equal("plan.no-tasks", Assert.Single(reading.Problems).Code);
    }

    [Fact]
    public void Several_sheets_are_read_in_order_and_a_sheet_without_a_plan_is_passed_over()
    {
        var notes = TypedPlan.Parse("[工作表] 说明", "[任务] 本表由信用监管股汇总。");
        var first = TypedPlan.Parse("[工作表] 内部", "[表头] 序号 | 抽查任务名称 | 抽查比例", "[任务] 1 | 甲 | 5%");
        var second = TypedPlan.Parse("[工作表] 联合", "[表头] 序号 | 任务名称 | 比例 | 配合部门", "[任务] 1 | 乙 | 3% | 县税务局");

        var table = Read(notes.Page(), first.Page(), second.Page());

        Assert.Equal(["甲", "乙"], table.Rows.Select(row => row[PlanColumn.TaskName]));
        Assert.Equal("联合!B2", table.Rows[1].Cells[PlanColumn.TaskName].Place.ToString());
    }

    [Fact]
    public void A_department_merged_over_several_tasks_holds_for_each()
    {
        var page = new PlanPage(
            "计划",
            [
                Row(1, "序号", "抽查任务名称", "抽查比例", "发起部门"),
                Row(2, "1", "甲", "5%", "信用股"),
                Row(3, "2", "乙", "3%", ""),
            ],
            [new MergedCells(2, 4, 3, 4)]);

        var table = Read(page);

        Assert.Equal(["信用股", "信用股"], table.Rows.Select(row => row[PlanColumn.Lead]));
    }

    [Fact]
    public void A_column_nobody_knows_is_kept_word_for_word()
    {
        var table = Read(TypedPlan.Parse("[工作表] 计划", "[表头] 序号 | 抽查任务名称 | 抽查比例 | 分管领导", "[任务] 1 | 甲 | 5% | 副局长").Page());

        Assert.Equal(("分管领导", "副局长"), (table.Rows[0].Others[0].Header, table.Rows[0].Others[0].Text));
    }

    [Fact]
    public void Two_columns_of_one_meaning_keep_both_texts_and_say_which_was_read()
    {
        var reading = PlanTableReader.Read([TypedPlan.Parse("[工作表] 计划", "[表头] 序号 | 抽查任务名称 | 任务名称 | 抽查比例", "[任务] 1 | 甲 | 乙 | 5%").Page()]);

        Assert.Equal("plan.header-twice", Assert.Single(reading.Problems).Code);
        Assert.Equal("甲", reading.Value!.Rows[0][PlanColumn.TaskName]);
        Assert.Equal("乙", reading.Value.Rows[0].Others[0].Text);
    }

    private static PlanTable Read(params PlanPage[] pages)
    {
        var reading = PlanTableReader.Read(pages);
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }

    private static PlanPageRow Row(int number, params string[] texts) =>
        new(number, [.. texts.Select((text, column) => new PlanPageCell(column + 1, text)).Where(cell => cell.Text.Length > 0)]);
}
