using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>The annex made from an adopted plan says what the bureau's own table said, cell by cell.</summary>
public sealed class AnnexTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_annex_of_the_Zezhou_plan_equals_its_fifteen_rows_of_ten_columns()
    {
        var work = DocumentWork.Zezhou(service);
        var docx = await (await service.As(SamplePeople.Clerk)).GetByteArrayAsync($"{work.Documents}/{await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou))}/preview");

        var table = Assert.Single(AnnexTable.Tables(docx));

        Assert.Equal(["序号", "抽查任务名称", "抽查类型", "抽查事项", "抽查对象范围", "抽查比例/数量", "信用风险分类管理", "抽查起止时间", "发起主体/指导单位", "抽查检查主体"], table[0]);
        var typed = Typed(PlanFiles.Zezhou);
        Assert.Equal(15, typed.Count);
        Assert.Equal(typed, table.Skip(1));
    }

    [Fact]
    public async Task The_annex_of_the_Handan_plan_equals_its_three_rows_of_eleven_columns_and_its_remark()
    {
        var work = DocumentWork.Handan(service);
        var docx = await (await service.As(SamplePeople.HandanClerk)).GetByteArrayAsync($"{work.Documents}/{await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Handan))}/preview");

        var table = Assert.Single(AnnexTable.Tables(docx));

        Assert.Equal(["抽查计划编号", "抽查计划名称", "抽查任务编号", "抽查任务名称", "抽查类型", "抽查比例", "抽查事项", "抽查对象范围", "发起部门", "联合部门", "抽查时间"], table[0]);
        var typed = Typed(PlanFiles.Handan);
        Assert.Equal(3, typed.Count);
        Assert.Equal(typed, table.Skip(1).Take(3));
        Assert.Equal("备注", table[4][0]);
        Assert.StartsWith("1、", table[4][1].Trim(), StringComparison.Ordinal);
        Assert.Contains("专项检查不计入本计划", table[4][1], StringComparison.Ordinal);
    }

    // The rows as typed from the bureau's own document.
    private static List<string[]> Typed(string plan) =>
        [.. File.ReadLines(Path.Combine(PlanFiles.Samples, plan + ".txt")).Where(line => line.StartsWith("[任务] ", StringComparison.Ordinal)).Select(line => line[5..].Split(" | "))];
}
