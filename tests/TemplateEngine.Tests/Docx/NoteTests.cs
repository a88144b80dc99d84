using System.Xml.Linq;
using SpotCheck.TemplateEngine.Docx;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>Footnotes and remarks whose references stand in blocks, and check boxes filled by name.</summary>
public sealed class NoteTests
{
    private const string Lines = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>";

    [Fact]
    public void Each_round_has_a_footnote_of_its_own_with_the_data_of_the_round()
    {
        var rendered = Rendered.From(new WordFile(
                Paragraph("头", Reference(1)) + Paragraph("{{for x in xs}}") + Paragraph("{{x.名}}", Reference(2)) + Paragraph("{{end}}"))
            .Footnotes(Lines + Note(1, "总注{{n}}") + Note(2, "{{x.名}}的注")), new { n = 9, xs = new[] { new { 名 = "甲" }, new { 名 = "乙" } } });

        var references = Ids(rendered, "word/document.xml", "footnoteReference");
        Assert.Equal("头\n甲\n乙", rendered.Text());
        Assert.Equal("\n总注9\n甲的注\n乙的注", rendered.Text("word/footnotes.xml"));
        Assert.Equal(references.Order(), Ids(rendered, "word/footnotes.xml", "footnote").Where(id => id != "0").Order());
        Assert.Equal(3, references.Distinct().Count());
    }

    [Fact]
    public void Each_round_has_an_endnote_of_its_own_beside_the_footnotes()
    {
        const string Marks = "<w:r><w:footnoteReference w:id=\"1\"/></w:r><w:r><w:endnoteReference w:id=\"1\"/></w:r>";
        var rendered = Rendered.From(new WordFile(Paragraph("{{for x in [1, 2]}}") + Paragraph("第{{x}}段", Marks) + Paragraph("{{end}}"))
            .Footnotes(Lines + Note(1, "脚{{x}}"))
            .Part("word/endnotes.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml", "endnotes",
                $"<w:endnotes {Namespaces}>{Lines.Replace("footnote", "endnote", StringComparison.Ordinal)}{Note(1, "尾{{x}}").Replace("footnote", "endnote", StringComparison.Ordinal)}</w:endnotes>"));

        Assert.Equal("\n脚1\n脚2", rendered.Text("word/footnotes.xml"));
        Assert.Equal("\n尾1\n尾2", rendered.Text("word/endnotes.xml"));
        Assert.Equal(Ids(rendered, "word/document.xml", "endnoteReference"), Ids(rendered, "word/endnotes.xml", "endnote").Where(id => id != "0"));
    }

    [Fact]
    public void A_note_in_a_sentence_repeated_in_a_row_and_one_left_out_by_a_condition()
    {
        var rendered = Rendered.From(new WordFile(
                Table(Row("{{for x in [1, 2, 3]}}{{x}}", Paragraph("{{if x != 2}}注", Reference(5), "{{end}}", "{{end}}"))))
            .Footnotes(Lines + Note(5, "第{{x}}个{{for y in 1..x}}·{{end}}")));

        Assert.Equal("\n第1个·\n第3个···", rendered.Text("word/footnotes.xml"));
    }

    [Fact]
    public void Remarks_in_a_loop_have_numbers_of_their_own()
    {
        const string Remark = "<w:commentRangeStart w:id=\"4\"/><w:r><w:t>{{x}}</w:t></w:r><w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>";
        var template = new WordFile(Paragraph("{{for x in [1, 2]}}") + Paragraph(Remark) + Paragraph("{{end}}"))
            .Part("word/comments.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml", "comments", $"<w:comments {Namespaces}><w:comment w:id=\"4\" w:author=\"核稿\"><w:p><w:r><w:t>看{{{{x}}}}</w:t></w:r></w:p></w:comment></w:comments>");

        var rendered = Rendered.From(template);

        var starts = Ids(rendered, "word/document.xml", "commentRangeStart");
        Assert.Equal("看1\n看2", rendered.Text("word/comments.xml"));
        Assert.Equal(starts, Ids(rendered, "word/document.xml", "commentRangeEnd"));
        Assert.Equal(starts, Ids(rendered, "word/document.xml", "commentReference"));
        Assert.Equal(starts, Ids(rendered, "word/comments.xml", "comment"));
        Assert.Equal(2, starts.Distinct().Count());
    }

    [Fact]
    public void A_jump_out_of_a_footnote_is_a_fault_not_a_broken_file()
    {
        var template = DocxTemplate.Compile(new WordFile(Paragraph("{{for x in [1, 2]}}") + Paragraph("甲", Reference(1)) + Paragraph("{{end}}"))
            .Footnotes(Lines + Note(1, "{{if x == 1; continue; end}}注")).ToBytes()).Template!;

        Assert.Equal("docx.broken-blocks", Assert.Single(template.Render(null).Problems).Code);
    }

    [Fact]
    public void A_fault_in_the_note_of_a_loop_is_placed_in_the_note()
    {
        var fault = Assert.Single(DocxTemplate.Compile(new WordFile(Paragraph("{{for x in [1, 2]}}") + Paragraph("甲", Reference(1)) + Paragraph("{{end}}"))
            .Footnotes(Lines + Note(1, "注{{ 1 + }}")).ToBytes()).Problems);

        Assert.StartsWith("脚注 1 第 1 段第 ", fault.Place!.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"同意\": true}", "☒", "1")]
    [InlineData("{\"同意\": \"否\"}", "☐", "0")]
    [InlineData("{}", "☒", "1")]
    public void A_check_box_is_ticked_by_its_name_and_stays_as_it_was_without_a_value(string data, string sign, string state)
    {
        var xml = Rendered.From(Box("同意", "1"), data).Xml();

        Assert.Contains($"{sign}</w:t>", xml, StringComparison.Ordinal);
        Assert.Contains($"<w14:checked w14:val=\"{state}\"/>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_boxes_in_a_repeated_row_are_ticked_each_by_its_own_data() =>
        Assert.Equal("甲|☒\n乙|☐", Rendered.From(Table(Row("{{for x in xs}}{{x.名}}", Box("x.好", "0").Replace("</w:p>", "<w:r><w:t>{{end}}</w:t></w:r></w:p>", StringComparison.Ordinal))),
            "{\"xs\": [{\"名\": \"甲\", \"好\": true}, {\"名\": \"乙\"}]}").Text().TrimEnd());

    [Fact]
    public void A_control_named_after_a_member_of_a_missing_object_keeps_its_text() =>
        Assert.Equal("原", Rendered.From("<w:p><w:sdt><w:sdtPr><w:tag w:val=\"机关.名称\"/></w:sdtPr><w:sdtContent><w:r><w:t>原</w:t></w:r></w:sdtContent></w:sdt></w:p>", "{}").Text());

    private static string Box(string name, string state) =>
        $"<w:p><w:sdt><w:sdtPr><w:tag w:val=\"{name}\"/><w14:checkbox><w14:checked w14:val=\"{state}\"/><w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/><w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt></w:p>";

    private static string Reference(int id) => $"<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>";

    private static string Note(int id, string text) => $"<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>";

    private static List<string> Ids(Rendered rendered, string part, string local) =>
        [.. XDocument.Parse(rendered.Xml(part)).Descendants(Rendered.W + local).Select(element => (string)element.Attribute(Rendered.W + "id")!)];
}
