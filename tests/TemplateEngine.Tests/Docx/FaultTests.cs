using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Packaging;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>Every fault is named at once, with a place a person can find in Word.</summary>
public sealed class FaultTests
{
    [Fact]
    public void An_unclosed_tag_is_named_with_its_paragraph_and_character()
    {
        var fault = Assert.Single(Faults(Paragraph("前言"), Paragraph("致{{名称，你好")));

        Assert.Equal("docx.unclosed-tag", fault.Code);
        Assert.Equal("正文第 2 段第 2 字（“致{{名称，你好”）", fault.Place!.Description);
        Assert.Equal("}}", fault.Expected);
    }

    [Fact]
    public void A_loop_that_starts_in_one_cell_and_ends_outside_the_table_is_crossed()
    {
        var fault = Assert.Single(Faults(Table(Row("甲", "{{for x in xs}}{{x}}")), Paragraph("完{{end}}了")));

        Assert.Equal("docx.crossed-block", fault.Code);
        Assert.Equal("正文第 1 个表格第 1 行第 2 格第 1 字（“{{for x in xs}}{{x}}”）", fault.Place!.Description);
    }

    [Fact]
    public void A_loop_that_encloses_the_middle_of_a_row_asks_what_is_meant() =>
        Assert.Equal("docx.part-of-row", Assert.Single(Faults(Table(Row("甲", "{{for x in xs}}{{x}}", "{{end}}", "乙")))).Code);

    [Fact]
    public void A_condition_that_starts_in_the_body_and_ends_in_a_text_box_is_crossed() =>
        Assert.Contains(Faults(Paragraph("{{if x}}甲", "<w:r><w:pict><v:shape style=\"width:9pt\"><v:textbox><w:txbxContent><w:p><w:r><w:t>乙{{end}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>")),
            fault => fault.Code == "docx.crossed-block");

    [Fact]
    public void Every_fault_is_named_at_once() =>
        Assert.Equal(3, Faults(Paragraph("{{a"), Paragraph("{{ 1 + }}"), Paragraph("{{if x}}"), Paragraph("甲")).Count);

    [Fact]
    public void A_fault_of_the_language_is_placed_in_the_document_below_its_heading()
    {
        const string Styles = "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>";
        const string Heading = "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>一、总则</w:t></w:r></w:p>";

        var fault = Assert.Single(DocxTemplate.Compile(new WordFile(Heading + Paragraph("文号{{ 1 + }}")).Styles(Styles).ToBytes()).Problems);

        Assert.StartsWith("正文“一、总则”之下第 2 段第 ", fault.Place!.Description, StringComparison.Ordinal);
        Assert.StartsWith("template.", fault.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_that_opens_in_the_body_and_closes_in_the_footer_is_refused() =>
        Assert.NotEmpty(DocxTemplate.Compile(new WordFile(Paragraph("{{if x}}")).Footer(Paragraph("{{end}}")).ToBytes()).Problems);

    [Fact]
    public void A_fault_of_the_data_is_placed_too()
    {
        var template = DocxTemplate.Compile(new WordFile(Paragraph("甲") + Paragraph("共{{ 1 / 0 }}户")).ToBytes()).Template!;

        var fault = Assert.Single(template.Render(null).Problems);

        Assert.StartsWith("正文第 2 段第 ", fault.Place!.Description, StringComparison.Ordinal);
    }

    private static IReadOnlyList<DocumentProblem> Faults(params string[] blocks) => DocxTemplate.Compile(new WordFile(string.Concat(blocks)).ToBytes()).Problems;
}
