using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>A tag is found wherever it stands and however Word cut it, and its text takes the tag's formatting.</summary>
public sealed class TagTests
{
    private static readonly object Data = new { 名称 = "曲阳县市场监督管理局", 号 = 8 };

    [Fact]
    public void A_document_without_tags_stays_as_it_is() =>
        Assert.Equal("<w:p><w:r><w:t>正文</w:t></w:r></w:p>", Rendered.From(Paragraph("正文")).Body());

    [Fact]
    public void A_field_is_replaced_inside_its_sentence() =>
        Assert.Equal("致曲阳县市场监督管理局：", Rendered.From(Paragraph("致{{名称}}："), Data).Text());

    [Fact]
    public void A_tag_cut_into_runs_takes_the_formatting_of_its_first_character() =>
        Assert.Equal(
            "<w:p><w:r><w:t>致</w:t></w:r><w:r><w:rPr><w:b /></w:rPr><w:t>曲阳县市场监督管理局</w:t></w:r><w:r><w:t>：</w:t></w:r></w:p>",
            Rendered.From(Paragraph("致", Bold("{"), "{名", "<w:proofErr w:type=\"spellStart\"/>".Replace("<w:proofErr w:type=\"spellStart\"/>", "<w:r><w:t>称</w:t></w:r>", StringComparison.Ordinal), Bold("}"), "}："), Data).Body());

    [Fact]
    public void Proofing_marks_bookmarks_and_deleted_text_inside_a_tag_do_not_matter() =>
        Assert.Equal("8", Rendered.From(Paragraph(
            "{{", "<w:proofErr w:type=\"spellStart\"/>", "<w:bookmarkStart w:id=\"1\" w:name=\"_GoBack\"/>", "号",
            "<w:del w:id=\"5\" w:author=\"甲\"><w:r><w:delText>旧</w:delText></w:r></w:del>", "<w:bookmarkEnd w:id=\"1\"/>", "<w:proofErr w:type=\"spellEnd\"/>", "}}"), Data).Text());

    [Fact]
    public void An_inserted_part_of_a_tag_counts() =>
        Assert.Equal("8", Rendered.From(Paragraph("{{", "<w:ins w:id=\"5\" w:author=\"甲\"><w:r><w:t>号</w:t></w:r></w:ins>", "}}"), Data).Text());

    [Fact]
    public void Curly_quotes_and_wide_spaces_typed_by_Word_are_accepted() =>
        Assert.Equal("真“好”", Rendered.From(Paragraph("{{\u3000if 号 == 8 && ‘a’ == “a”\u00A0}}真“好”{{end}}"), Data).Text());

    [Fact]
    public void Curly_quotes_inside_a_straight_string_stay() =>
        Assert.Equal("他说“好”", Rendered.From(Paragraph("{{ \"他说“好”\" }}"), Data).Text());

    [Fact]
    public void Closing_braces_inside_a_string_do_not_end_the_tag() =>
        Assert.Equal("}}", Rendered.From(Paragraph("{{ '}}' }}"), Data).Text());

    [Fact]
    public void A_line_end_inside_a_tag_separates_statements() =>
        Assert.Equal("16", Rendered.From(Paragraph("{{ x = 号", "<w:r><w:br/></w:r>", "x * 2 }}"), Data).Text());

    [Fact]
    public void Markup_in_a_value_is_text() =>
        Assert.Equal("<b>&\"'", Rendered.From(Paragraph("{{x}}"), new { x = "<b>&\"'" }).Text());

    [Fact]
    public void Line_ends_and_tabs_in_a_value_become_breaks_and_tabs() =>
        Assert.Equal("<w:p><w:r><w:t>一</w:t><w:br /><w:t>二</w:t><w:tab /><w:t>三</w:t><w:br /><w:t></w:t></w:r></w:p>",
            Rendered.From(Paragraph("{{x}}"), new { x = "一\r\n二\t三\n" }).Body());

    [Fact]
    public void Control_characters_and_half_characters_in_a_value_never_break_the_file() =>
        Assert.Equal("甲乙\uFFFD丙", Rendered.From(Paragraph("{{x}}"), new Language.ScriptObject { ["x"] = "甲\u0001\u001F乙\uD800丙\uFFFF" }).Text());

    [Fact]
    public void A_raw_block_is_text() =>
        Assert.Equal("写作 {{名称}} 。", Rendered.From(Paragraph("写作 {%{{{名称}}}%} 。"), Data).Text());

    [Fact]
    public void Dashes_in_a_tag_take_the_spaces_beside_it() =>
        Assert.Equal("甲8乙", Rendered.From(Paragraph("甲  {{- 号 -}}  乙"), Data).Text());

    [Fact]
    public void A_comment_prints_nothing() =>
        Assert.Equal("甲乙", Rendered.From(Paragraph("甲{{ # 说明 }}乙"), Data).Text());

    [Fact]
    public void Tags_stand_in_headers_footers_footnotes_text_boxes_and_properties()
    {
        const string Box = "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:extent cx=\"900000\" cy=\"300000\"/><wp:docPr id=\"1\" name=\"框\"/><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"900000\" cy=\"300000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>框{{号}}</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style=\"width:90pt;height:30pt\"><v:textbox><w:txbxContent><w:p><w:r><w:t>旧框{{号}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
        var rendered = Rendered.From(
            new WordFile(Paragraph("正文", "<w:r><w:footnoteReference w:id=\"1\"/></w:r>", Box))
                .Header(Paragraph("眉{{号}}")).Footer(Paragraph("脚{{号}}"))
                .Footnotes("<w:footnote w:id=\"1\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>注{{号}}</w:t></w:r></w:p></w:footnote>")
                .Title("题{{号}}"),
            Data);

        Assert.Equal("眉8", rendered.Text("word/header1.xml"));
        Assert.Equal("脚8", rendered.Text("word/footer1.xml"));
        Assert.Equal("注8", rendered.Text("word/footnotes.xml"));
        Assert.Contains("<dc:title>题8</dc:title>", rendered.Xml("docProps/core.xml"), StringComparison.Ordinal);
        Assert.Contains("框8", rendered.Xml(), StringComparison.Ordinal);
        Assert.Contains("旧框8", rendered.Xml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        var template = new WordFile(Paragraph("{{名称}}")).Header(Paragraph("{{号}}"));

        Assert.Equal(Rendered.From(template, Data).Bytes, Rendered.From(template, Data).Bytes);
    }

    [Fact]
    public void Field_codes_and_unknown_markup_stay_untouched()
    {
        const string Field = "<w:fldSimple w:instr=\" PAGE  \\* MERGEFORMAT \"><w:r><w:t>1</w:t></w:r></w:fldSimple>";

        Assert.Contains("<w:fldSimple w:instr=\" PAGE  \\* MERGEFORMAT \"><w:r><w:t>1</w:t></w:r></w:fldSimple>",
            Rendered.From(Paragraph("第", Field, "页 {{号}}"), Data).Xml(), StringComparison.Ordinal);
    }
}
