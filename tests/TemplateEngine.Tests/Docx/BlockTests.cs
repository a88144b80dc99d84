using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>A block repeats or leaves out what its two tags enclose: text, paragraphs, list items, rows, columns.</summary>
public sealed class BlockTests
{
    private static readonly object Firms = new { 企业 = new[] { new { 名称 = "甲公司", 类别 = "A" }, new { 名称 = "乙厂", 类别 = "B" } }, 空 = Array.Empty<int>(), 有 = true, 无 = false };

    [Fact]
    public void Inside_a_sentence_a_loop_repeats_text() =>
        Assert.Equal("名单：甲公司；乙厂；共二户", Text(Paragraph("名单：{{for 户 in 企业}}{{户.名称}}；{{end}}共二户")));

    [Fact]
    public void A_loop_over_differently_formatted_text_repeats_the_formatting_too() =>
        Assert.Equal(
            "<w:p><w:r><w:t>名单：</w:t></w:r>"
            + "<w:r><w:rPr><w:b /></w:rPr><w:t>甲公司</w:t></w:r><w:r><w:t>、</w:t></w:r>"
            + "<w:r><w:rPr><w:b /></w:rPr><w:t>乙厂</w:t></w:r><w:r><w:t>、</w:t></w:r>"
            + "<w:r><w:t>等</w:t></w:r></w:p>",
            Rendered.From(Paragraph("名单：{{for 户 in 企业}}", Bold("{{户.名称}}"), "、{{end}}等"), Firms).Body());

    [Fact]
    public void Marks_alone_in_their_paragraphs_repeat_the_paragraphs_between_and_leave_no_blank_line() =>
        Assert.Equal("前\n甲公司\n类别A\n乙厂\n类别B\n后", Text(
            Paragraph("前"), Paragraph("{{for 户 in 企业}}"), Paragraph("{{户.名称}}"), Paragraph("类别{{户.类别}}"), Paragraph("{{end}}"), Paragraph("后")));

    [Fact]
    public void Marks_at_both_ends_of_paragraphs_repeat_the_paragraphs() =>
        Assert.Equal("甲公司\n类别A\n乙厂\n类别B\n后", Text(
            Paragraph("{{for 户 in 企业}}{{户.名称}}"), Paragraph("类别{{户.类别}}{{end}}"), Paragraph("后")));

    [Fact]
    public void Marks_in_the_middle_of_paragraphs_repeat_the_text_and_the_line_end_between() =>
        Assert.Equal("名单：甲公司\n乙厂\n完", Text(Paragraph("名单：{{for 户 in 企业}}{{户.名称}}"), Paragraph("{{end}}完")));

    [Fact]
    public void A_condition_between_paragraphs_takes_either_branch_whole() =>
        Assert.Equal("否\n后", Text(
            Paragraph("{{if 无}}"), Paragraph("是"), Paragraph("{{else}}"), Paragraph("否"), Paragraph("{{end}}"), Paragraph("后")));

    [Fact]
    public void A_condition_that_is_all_of_a_paragraph_takes_the_paragraph_with_it() =>
        Assert.Equal("前\n后", Text(Paragraph("前"), Paragraph("{{if 无}}附件{{end}}"), Paragraph("后")));

    [Fact]
    public void A_condition_with_an_else_keeps_the_paragraph_of_the_branch_taken() =>
        Assert.Equal("前\n否\n后", Text(Paragraph("前"), Paragraph("{{if 无}}是{{else}}否{{end}}"), Paragraph("后")));

    [Fact]
    public void An_assignment_alone_in_its_paragraph_leaves_no_blank_line() =>
        Assert.Equal("5", Text(Paragraph("{{x = 5}}"), Paragraph("{{x}}")));

    [Fact]
    public void Two_marks_in_one_paragraph_open_two_blocks() =>
        Assert.Equal("甲公司", Text(
            Paragraph("{{for 户 in 企业}}{{if 户.类别 == 'A'}}"), Paragraph("{{户.名称}}"), Paragraph("{{end}}{{end}}")));

    [Fact]
    public void Two_statements_in_one_tag_open_two_blocks() =>
        Assert.Equal("甲公司", Text(
            Paragraph("{{for 户 in 企业; if 户.类别 == 'A'}}"), Paragraph("{{户.名称}}"), Paragraph("{{end; end}}")));

    [Fact]
    public void A_loop_around_all_of_a_list_item_repeats_the_item()
    {
        const string Item = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{{for 户 in 企业}}{{户.名称}}{{end}}</w:t></w:r></w:p>";

        Assert.Equal("甲公司\n乙厂", Text(Item));
    }

    [Fact]
    public void A_loop_from_the_first_to_the_last_cell_repeats_the_row() =>
        Assert.Equal("名称|类别\n甲公司|A\n乙厂|B\n合计|2", Text(Table(
            HeaderRow("名称", "类别"), Row("{{for 户 in 企业}}{{户.名称}}", "{{户.类别}}{{end}}"), Row("合计", "{{企业.size}}"))));

    [Fact]
    public void Rows_holding_only_marks_go_away() =>
        Assert.Equal("名称|类别\n甲公司|A\n乙厂|B", Text(Table(
            HeaderRow("名称", "类别"), Row("{{for 户 in 企业}}", ""), Row("{{户.名称}}", "{{户.类别}}"), Row("", "{{end}}"))));

    [Fact]
    public void A_loop_over_two_rows_repeats_both() =>
        Assert.Equal("头|头\n甲公司|A\n类别|A\n乙厂|B\n类别|B", Text(Table(
            Row("头", "头"), Row("{{for 户 in 企业}}{{户.名称}}", "{{户.类别}}"), Row("类别", "{{户.类别}}{{end}}"))));

    [Fact]
    public void A_condition_around_a_row_leaves_the_row_out() =>
        Assert.Equal("一\n三", Text(Table(Row("一"), Row("{{if 无}}二{{end}}"), Row("三"))).Replace("一\n\n三", "一\n三", StringComparison.Ordinal));

    [Fact]
    public void A_row_condition_inside_a_row_loop_leaves_single_rows_out() =>
        Assert.Equal("头|头\n乙厂|B", Text(Table(
            Row("头", "头"), Row("{{for 户 in 企业}}{{if 户.类别 == 'B'}}{{户.名称}}", "{{户.类别}}{{end}}{{end}}"))));

    [Fact]
    public void An_else_in_a_row_of_its_own_divides_rows() =>
        Assert.Equal("没有", Text(Table(
            Row("{{for 户 in 空}}"), Row("{{户}}"), Row("{{else}}"), Row("没有"), Row("{{end}}"))));

    [Fact]
    public void A_loop_down_one_column_repeats_the_column() =>
        Assert.Equal("项目|甲公司|乙厂|合计\n类别|A|B|2", Text(Table(
            Row("项目", "{{for 户 in 企业}}{{户.名称}}", "合计"), Row("类别", "{{户.类别}}{{end}}", "{{企业.size}}"))));

    [Fact]
    public void A_loop_marked_as_one_over_columns_repeats_its_cells_in_every_row() =>
        Assert.Equal("项目|甲公司|A|乙厂|B|完", Text(Table(Row("项目", "{{for 户 in 企业 # 列}}{{户.名称}}", "{{户.类别}}{{end}}", "完"))));

    [Fact]
    public void A_table_inside_a_cell_of_a_loop_is_repeated_with_its_own_loop()
    {
        var inner = Table(Row("{{for 名 in 户.名}}{{名}}{{end}}"), Row("{{for 名 in 户.名}}行{{名}}", "{{end}}"));
        var body = Table(Row("{{for 户 in 户们}}{{户.号}}", "<w:tc><w:tcPr/>" + inner + Paragraph("{{end}}") + "</w:tc>"));

        Assert.Equal("1|甲乙/行甲|/行乙|/\n2|丙/行丙|/", Rendered.From(body, new { 户们 = new object[] { new { 号 = 1, 名 = new[] { "甲", "乙" } }, new { 号 = 2, 名 = new[] { "丙" } } } }).Text().TrimEnd('\n'));
    }

    [Fact]
    public void A_table_whose_rows_all_go_away_goes_too() =>
        Assert.Equal("前\n后", Text(Paragraph("前"), Table(Row("{{for x in 空}}{{x}}", "{{end}}")), Paragraph("后")));

    [Fact]
    public void A_cell_whose_paragraphs_all_go_away_keeps_an_empty_one() =>
        Assert.Equal("甲|", Text(Table(Row("甲", Paragraph("{{for x in 空}}") + Paragraph("{{x}}") + Paragraph("{{end}}")))));

    [Fact]
    public void A_cell_that_ends_with_a_repeated_table_still_ends_with_a_paragraph() =>
        Assert.Equal("1/2/", Text(Table(Row(Paragraph("{{for x in [1, 2]}}") + Table(Row("{{x}}")) + Paragraph("{{end}}")))));

    [Fact]
    public void Continue_inside_a_row_leaves_no_half_row() =>
        Assert.Equal("头|头\n乙厂|B", Text(Table(
            Row("头", "头"), Row("{{for 户 in 企业}}", ""), Row("第{{if 户.类别 == 'A'; continue; end}}{{户.名称}}".Replace("第", "", StringComparison.Ordinal), "{{户.类别}}"), Row("{{end}}", ""))));

    [Fact]
    public void Break_inside_a_paragraph_leaves_no_half_paragraph() =>
        Assert.Equal("甲公司\n后", Text(
            Paragraph("{{for 户 in 企业}}"), Paragraph("{{if 户.类别 == 'B'}}{{break}}{{end}}{{户.名称}}"), Paragraph("{{end}}"), Paragraph("后")));

    [Fact]
    public void A_captured_stretch_is_text_wherever_it_is_printed() =>
        Assert.Equal("一、甲公司\n一、甲公司", Text(
            Paragraph("{{capture 名}}一、", Bold("{{企业[0].名称}}"), "{{end}}{{名}}"), Paragraph("{{名}}")));

    [Fact]
    public void A_variable_of_the_body_is_known_in_the_footer() =>
        Assert.Equal("第 7 号", Rendered.From(new WordFile(Paragraph("{{号 = 7}}甲")).Footer(Paragraph("第 {{号}} 号"))).Text("word/footer1.xml"));

    private static string Text(params string[] blocks) => Rendered.From(string.Concat(blocks), Firms).Text().TrimEnd('\n');
}
