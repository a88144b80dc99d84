using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.TemplateEngine.Tests.Xlsx;

/// <summary>Rows and columns of a sheet grow, and everything that means them follows.</summary>
public sealed class SheetTests
{
    private static readonly object Firms = new
    {
        户 = new[] { new { 名 = "甲", 额 = 10, 价 = 2 }, new { 名 = "乙", 额 = 20, 价 = 3 }, new { 名 = "丙", 额 = 30, 价 = 4 } },
        无 = Array.Empty<int>(),
        月 = new[] { "一月", "二月", "三月" },
        真 = true,
    };

    [Fact]
    public void A_row_is_repeated_and_what_stands_below_moves_down() =>
        Assert.Equal(
            """
            1: A'名称'|B'金额'
            2: A'甲'|B10
            3: A'乙'|B20
            4: A'丙'|B30
            5: A'合计'|B=SUM(B2:B4)
            """,
            SheetFile.Of("名称|金额", "{{for 户 in 户}}{{户.名}}|{{户.额}}{{end}}", "合计|=SUM(B2)").Render(Firms).Rows());

    [Fact]
    public void Marks_in_rows_of_their_own_leave_no_rows() =>
        Assert.Equal(
            """
            1: A'头'
            2: A'甲'
            3: A'乙'
            4: A'丙'
            5: A'尾'
            """,
            SheetFile.Of("头", "{{for 户 in 户}}", "{{户.名}}", "{{end}}", "尾").Render(Firms).Rows());

    [Fact]
    public void Formulas_in_a_repeated_row_mean_their_own_row_and_a_fixed_total_the_total() =>
        Assert.Equal(
            """
            1: A10|B2|C=A1*B1|D=C1/C$4|E
            2: A20|B3|C=A2*B2|D=C2/C$4|E
            3: A30|B4|C=A3*B3|D=C3/C$4|E
            4: C=SUM(C1:C3)
            """,
            SheetFile.Of("{{for 户 in 户}}{{户.额}}|{{户.价}}|=A1*B1|=C1/C$2|{{end}}", "||=SUM(C1:C1)").Render(Firms).Rows());

    [Fact]
    public void A_sum_above_the_rows_and_one_on_another_sheet_follow_too()
    {
        var rendered = new SheetFile()
            .Sheet("总", ["=SUM(明细!A2:A2)", "=COUNT(明细!A:A)+明细!B9"])
            .Sheet("明细", ["=SUM(A2:A2)", "{{for 户 in 户}}{{户.额}}|{{end}}", "末"]).Render(Firms);

        Assert.Equal("1: A=SUM(明细!A2:A4)\n2: A=COUNT(明细!A:A)+明细!B11", rendered.Rows(1));
        Assert.Equal("1: A=SUM(A2:A4)\n2: A10|B\n3: A20|B\n4: A30|B\n5: A'末'", rendered.Rows(2));
    }

    [Fact]
    public void Loops_inside_loops_give_subtotals_of_their_own_rounds() =>
        Assert.Equal(
            """
            1: A'一组'
            2: A1
            3: A2
            4: A=SUM(A2:A3)
            5: A'二组'
            6: A5
            7: A=SUM(A6:A6)
            8: A=SUM(A1:A7)
            """,
            SheetFile.Of("{{for 组 in 组们}}{{组.名}}", "{{for 数 in 组.数}}", "{{数}}", "{{end}}", "=SUM(A3:A3)", "{{end}}", "=SUM(A1:A6)")
                .Render(new { 组们 = new object[] { new { 名 = "一组", 数 = new[] { 1, 2 } }, new { 名 = "二组", 数 = new[] { 5 } } } }).Rows());

    [Fact]
    public void Rows_of_an_empty_loop_that_a_sum_means_leave_one_blank_row() =>
        Assert.Equal("1: A'头'\n2: \n3: A=SUM(A2:A2)", SheetFile.Of("头", "{{for x in 无}}{{x}}|{{end}}", "=SUM(A2:A2)").Render(Firms).Rows());

    [Fact]
    public void Rows_of_an_empty_loop_that_nothing_means_go_away() =>
        Assert.Equal("1: A'头'\n2: A'尾'", SheetFile.Of("头", "{{for x in 无}}{{x}}|{{end}}", "尾").Render(Firms).Rows());

    [Fact]
    public void A_condition_takes_its_rows_away() =>
        Assert.Equal("1: A'头'\n2: A'是'\n3: A'尾'", SheetFile.Of("头", "{{if 真}}", "是", "{{else}}", "否", "{{end}}", "尾").Render(Firms).Rows());

    [Fact]
    public void Continue_leaves_no_half_row_and_no_gap() =>
        Assert.Equal("1: A'甲'|B10\n2: A'丙'|B30\n3: A=SUM(B1:B2)", SheetFile.Of("{{for 户 in 户}}{{户.名}}{{if 户.额 == 20; continue; end}}|{{户.额}}{{end}}", "=SUM(B1)").Render(Firms).Rows());

    [Fact]
    public void Columns_are_repeated_where_the_loop_says_so() =>
        Assert.Equal(
            """
            1: A'标题'|E'右'
            2: A'户'|B'一月'|C'二月'|D'三月'|E'合计'
            3: A'数'|B'一月1'|C'二月1'|D'三月1'|E=SUM(B3:D3)
            4: A'末'|E'右'
            """,
            SheetFile.Of("标题||右", "户|{{for 月 in 月 # 列}}{{月}}|合计", "数|{{月}}1{{end}}|=SUM(B3)", "末||右").Render(Firms).Rows());

    [Fact]
    public void Types_are_kept()
    {
        var rendered = SheetFile.Of("{{a}}|{{b}}|{{c}}|{{d}}|{{e}}|{{f}}|{{g}}|{{h}}|前{{a}}").Render(new ScriptObject
        {
            ["a"] = 12, ["b"] = 1.5m, ["c"] = true, ["d"] = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(8)),
            ["e"] = "911306340000000000", ["f"] = "=1+1", ["g"] = 123456789012345678, ["h"] = Value.Null,
        });

        Assert.Equal("1: A12|B1.5|CT|D46143.5|E'911306340000000000'|F'=1+1'|G'123456789012345678'|H|I'前12'", rendered.Rows());
        Assert.Equal("14", rendered.NumberFormat("D1"));
        Assert.Equal("0", rendered.NumberFormat("A1"));
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("<f>1</f>&\"")]
    [InlineData("_x0041_ _x000D_")]
    [InlineData("一\n二\t三")]
    public void Text_is_never_a_formula_or_markup(string text)
    {
        var part = SheetFile.Of("{{x}}").Render(new { x = text }).Part("xl/worksheets/sheet1.xml");

        Assert.DoesNotContain(part.Descendants(), element => element.Name.LocalName == "f");
        Assert.Equal(text.Replace("_x0", "_x005F_x0", StringComparison.Ordinal), part.Descendants().First(element => element.Name.LocalName == "t").Value);
    }

    [Fact]
    public void Merged_cells_rules_filters_links_names_and_print_areas_follow()
    {
        var rendered = new SheetFile().Sheet("表", ["题|", "名|额|", "{{for 户 in 户}}{{户.名}}|{{户.额}}|{{end}}", "合计|=SUM(B3)"], after:
            "<autoFilter ref=\"A2:B3\"/><mergeCells count=\"3\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B3:C3\"/><mergeCell ref=\"B4:C4\"/></mergeCells>"
            + "<conditionalFormatting sqref=\"B3\"><cfRule type=\"expression\" priority=\"1\"><formula>B3&gt;$B$4</formula></cfRule></conditionalFormatting>"
            + "<dataValidations count=\"1\"><dataValidation type=\"whole\" sqref=\"B3\"><formula1>0</formula1></dataValidation></dataValidations>")
            .Names("<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">表!$A$1:$C$4</definedName><definedName name=\"额\">表!$B$3:$B$3</definedName>").Render(Firms);

        Assert.Equal(["A1:C1", "B3:C3", "B4:C4", "B5:C5", "B6:C6"], rendered.Attributes("mergeCell", "ref"));
        Assert.Equal(["A2:B5"], rendered.Attributes("autoFilter", "ref"));
        Assert.Equal(["B3:B5"], rendered.Attributes("conditionalFormatting", "sqref"));
        Assert.Equal(["B3:B5"], rendered.Attributes("dataValidation", "sqref"));
        Assert.Contains("B3>$B$6", rendered.Part("xl/worksheets/sheet1.xml").Value, StringComparison.Ordinal);
        Assert.Equal("表!$A$1:$C$6表!$B$3:$B$5", string.Concat(rendered.Part("xl/workbook.xml").Descendants().Where(name => name.Name.LocalName == "definedName").Select(name => name.Value)));
    }

    [Fact]
    public void A_table_grows_with_its_rows()
    {
        var template = new SheetFile().Sheet("表", ["名|额", "{{for 户 in 户}}{{户.名}}|{{户.额}}{{end}}"], after: "<tableParts count=\"1\"><tablePart r:id=\"rId1\"/></tableParts>")
            .Table("<table xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" id=\"1\" name=\"表1\" displayName=\"表1\" ref=\"A1:B2\"><autoFilter ref=\"A1:B2\"/><tableColumns count=\"2\"><tableColumn id=\"1\" name=\"名\"/><tableColumn id=\"2\" name=\"额\"/></tableColumns></table>");

        Assert.Equal("A1:B4", template.Render(Firms).Part("xl/tables/table1.xml").Attribute("ref")!.Value);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() =>
        Assert.Equal(SheetFile.Of("{{for 户 in 户}}{{户.名}}|{{end}}", "=SUM(A1)").Render(Firms).Bytes, SheetFile.Of("{{for 户 in 户}}{{户.名}}|{{end}}", "=SUM(A1)").Render(Firms).Bytes);

    [Fact]
    public void A_fault_is_placed_in_its_cell()
    {
        var fault = Assert.Single(XlsxTemplate.Compile(SheetFile.Of("头", "甲|共{{ 1 + }}").ToBytes()).Problems);

        Assert.StartsWith("工作表“表”单元格 B2 第 ", fault.Place!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_loops_side_by_side_in_one_row_are_refused() =>
        Assert.Equal("xlsx.overlapping-blocks", Assert.Single(XlsxTemplate.Compile(SheetFile.Of("{{for x in a}}{{x}}|{{end}}|{{for y in b}}{{y}}|{{end}}").ToBytes()).Problems).Code);

    [Fact]
    public void A_document_is_not_taken_for_a_workbook() =>
        Assert.Equal("xlsx.not-a-workbook", Assert.Single(XlsxTemplate.Compile(new Docx.WordFile("<w:p/>").ToBytes()).Problems).Code);
}
