using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>Values that are more than text: breaks, check boxes, rich text.</summary>
public sealed class ValueTests
{
    [Fact]
    public void A_page_break_stands_where_its_tag_stood() =>
        Assert.Equal("<w:p><w:r><w:t>前</w:t><w:br w:type=\"page\" /><w:t>后</w:t></w:r></w:p>", Rendered.From(Paragraph("前{{文档.分页}}后")).Body());

    [Fact]
    public void A_page_break_between_the_rounds_of_a_loop() =>
        Assert.Equal(1, Rendered.From(Paragraph("{{for x in [1, 2]}}") + Paragraph("{{x}}{{if !for.last; 文档.分页; end}}") + Paragraph("{{end}}")).Body().Split("w:type=\"page\"").Length - 1);

    [Fact]
    public void A_hyphen_that_holds_its_line_is_Words_own() =>
        Assert.Equal(
            "<w:p><w:r><w:t>号a</w:t><w:noBreakHyphen /><w:t>b</w:t><w:noBreakHyphen /><w:t>乙。</w:t></w:r></w:p>",
            Rendered.From(Paragraph("号{{x | string.replace \"-\" \"\\u2011\"}}。"), new { x = "a-b-乙" }).Body().Replace(" xml:space=\"preserve\"", "", StringComparison.Ordinal));

    [Fact]
    public void Check_boxes_are_characters() =>
        Assert.Equal("☑是 ☐否", Rendered.From(Paragraph("{{公文.勾选 好}}是 {{公文.勾选 !好}}否"), new { 好 = true }).Text());

    [Fact]
    public void Rich_text_keeps_the_tags_formatting_and_adds_bold_and_italic() =>
        Assert.Equal(
            "<w:p><w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋\" /><w:sz w:val=\"32\" /></w:rPr><w:t>甲</w:t></w:r>"
            + "<w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋\" /><w:b /><w:sz w:val=\"32\" /></w:rPr><w:t>乙</w:t></w:r>"
            + "<w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋\" /><w:sz w:val=\"32\" /></w:rPr><w:t>丙</w:t></w:r></w:p>",
            Rendered.From("<w:p><w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋\"/><w:sz w:val=\"32\"/></w:rPr><w:t>{{文档.富文本 x}}</w:t></w:r></w:p>", new { x = "甲**乙**丙" }).Body());

    [Fact]
    public void Paragraphs_of_rich_text_are_paragraphs_with_the_same_properties() =>
        Assert.Equal(
            "<w:p><w:pPr><w:jc w:val=\"center\" /></w:pPr><w:r><w:t>引：一</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val=\"center\" /></w:pPr><w:r><w:t>• 二</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val=\"center\" /></w:pPr><w:r><w:t>1. 三。</w:t></w:r></w:p>",
            Rendered.From("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>引：{{x | 文档.富文本}}。</w:t></w:r></w:p>", new { x = "一\n\n- 二\n1. 三" }).Body().Replace("\n", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("<script>x</script> [链](http://a) `码`")]
    [InlineData("2 * 3 * 4 ** 5")]
    [InlineData("未完 **粗")]
    public void What_is_not_of_the_safe_part_is_shown_as_written(string text) =>
        Assert.Equal(text, Rendered.From(Paragraph("{{文档.富文本 x}}"), new { x = text }).Text());

    [Fact]
    public void Rich_text_in_a_repeated_row_stays_in_its_cell() =>
        Assert.Equal("甲/乙|1\n丙|2", Rendered.From(Table(Row("{{for x in xs}}{{文档.富文本 x}}", "{{for.index + 1}}{{end}}")), new { xs = new[] { "甲\n\n**乙**", "丙" } }).Text().TrimEnd('\n'));
}
