using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Tests.Xlsx;

/// <summary>Workbooks named in words; each has its golden XML beside it and was looked at in LibreOffice.</summary>
internal static class WorkbookFixtures
{
    private const string Fit = "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\"/>";

    /// <summary>Pages LibreOffice is to make of it.</summary>
    public static readonly (string Name, int Pages, SheetFile Template, object Data)[] All =
    [
        ("a_register_with_subtotals_and_a_chart", 1, new SheetFile().Sheet("名录", [
                "抽查对象名录|||", "股室|名称|人数|比例",
                "{{for 组 in 组}}{{组.名}}|||", "{{for 户 in 组.户}}{{户.股室}}|{{户.名}}|{{户.人数}}|=C4/C$6|{{end}}", "小计||=SUM(C4:C4)|{{end}}", "合计||=SUMIF(A3:A5,\"小计\",C3:C5)|"],
                before: "<cols><col min=\"1\" max=\"1\" width=\"10\" customWidth=\"1\"/><col min=\"2\" max=\"2\" width=\"24\" customWidth=\"1\"/></cols>",
                after: "<mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells>" + Fit + "<drawing r:id=\"rId1\"/>")
            .Part(DrawingTests.Drawing, "application/vnd.openxmlformats-officedocument.drawing+xml", "xl/worksheets/sheet1.xml", "drawing", DrawingTests.Anchored(7, 20))
            .Part(DrawingTests.Chart, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", DrawingTests.Drawing, "chart", DrawingTests.ChartMarkup("名录!$B$4", "名录!$C$4")), new
            {
                组 = new[]
                {
                    new { 名 = "食品", 户 = new[] { new { 股室 = "食品股", 名 = "甲公司", 人数 = 3 }, new { 股室 = "食品股", 名 = "=乙饭店", 人数 = 5 } } },
                    new { 名 = "药械", 户 = new[] { new { 股室 = "药械股", 名 = "91130634MA07XXXX12", 人数 = 8 } } },
                },
            }),
        ("columns_for_each_month_with_dates_and_totals", 1, new SheetFile().Sheet("月报", [
                "事项|{{for 月 in 月份 # 列}}{{月.名}}|合计", "食品|{{月.食品}}|=SUM(B2:B2)", "药械|{{月.药械}}{{end}}|=SUM(B3:B3)", "填报日期|{{日}}|{{是否汇总}}"],
                before: "<cols><col min=\"1\" max=\"2\" width=\"12\" customWidth=\"1\"/></cols>", after: Fit),
            new ScriptObject
            {
                ["月份"] = new ScriptArray([Month("一月", 12, 3.5), Month("二月", 7, 0), Month("三月", 9, 2)]), ["日"] = new DateOnly(2026, 3, 9), ["是否汇总"] = true,
            }),
        ("sixty_rows_over_two_pages", 2, new SheetFile().Sheet("清单", ["序号|名称", "{{for i in 1..60}}{{i}}|第{{i}}户{{end}}", "共|=COUNT(A2)"], after: Fit), new { }),
    ];

    private static Value Month(string name, double food, double drugs) => new ScriptObject { ["名"] = name, ["食品"] = food, ["药械"] = drugs };
}
