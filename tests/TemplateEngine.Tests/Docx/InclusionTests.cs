using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using SpotCheck.TemplateEngine.Docx;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>Other documents taken into a template, with all that makes their look.</summary>
public sealed class InclusionTests
{
    private const string List = "<w:abstractNum w:abstractNumId=\"0\"><w:nsid w:val=\"11AA22BB\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num>";
    private const string Standard = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>";

    [Fact]
    public void The_paragraphs_of_another_document_stand_where_the_tag_stood_and_its_tags_are_filled() =>
        Assert.Equal("前\n附件甲公司\n1\n2\n后", Render(
            new WordFile(Paragraph("前") + Paragraph("{{ include '附件.docx' }}") + Paragraph("后")),
            new WordFile(Paragraph("附件{{名称}}") + Paragraph("{{for x in [1, 2]}}") + Paragraph("{{x}}") + Paragraph("{{end}}")), new { 名称 = "甲公司" }).Text());

    [Fact]
    public void A_loop_around_the_include_repeats_the_document_and_its_tags_see_the_variable() =>
        Assert.Equal("附件甲\n附件乙", Render(
            new WordFile(Paragraph("{{for x in ['甲', '乙']}}") + Paragraph("{{include “附件.docx”}}") + Paragraph("{{end}}")), new WordFile(Paragraph("附件{{x}}"))).Text());

    [Fact]
    public void A_condition_leaves_the_document_out() =>
        Assert.Equal("无", Render(new WordFile(Paragraph("{{if false}}") + Paragraph("{{include '附件.docx'}}") + Paragraph("{{end}}") + Paragraph("无")), new WordFile(Paragraph("附件"))).Text());

    [Fact]
    public void A_cell_takes_in_a_document_and_still_ends_with_a_paragraph() =>
        Assert.Equal("左|a|b/", Render(new WordFile(Table(Row("左", Paragraph("{{include '附件.docx'}}")))), new WordFile(Table(Row("a", "b")))).Text());

    [Fact]
    public void A_style_that_is_the_same_is_used_and_one_that_differs_gets_a_name_of_its_own()
    {
        const string Heading = "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/><w:rPr><w:b/></w:rPr></w:style>";
        var rendered = Render(
            new WordFile(Styled("1", "甲") + Paragraph("{{include '附件.docx'}}")).Styles(Standard + Heading + Own("黑体")),
            new WordFile(Styled("1", "乙") + Styled("b", "丙")).Styles(Standard + Heading + Own("楷体")));

        Assert.Equal(["1", "1", "b_2"], Values(rendered, "pStyle"));
        var styles = XDocument.Parse(rendered.Xml("word/styles.xml")).Root!.Elements().ToList();
        Assert.Equal(["Normal", "heading 1", "题", "题（附件）"], styles.Select(style => (string)style.Element(Rendered.W + "name")!.Attribute(Rendered.W + "val")!));
        Assert.Contains("楷体", styles[3].ToString(), StringComparison.Ordinal);

        static string Own(string face) => $"<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"b\"><w:name w:val=\"题\"/><w:basedOn w:val=\"a\"/><w:rPr><w:rFonts w:eastAsia=\"{face}\"/></w:rPr></w:style>";
    }

    [Fact]
    public void Defaults_that_differ_are_written_into_the_styles_that_come_in()
    {
        const string Large = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr></w:rPrDefault></w:docDefaults>";
        const string Small = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia=\"宋体\"/><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults>";
        var rendered = Render(new WordFile(Paragraph("甲") + Paragraph("{{include '附件.docx'}}")).Styles(Large + Standard), new WordFile(Paragraph("乙")).Styles(Small + Standard));

        Assert.Equal(["a_2"], Values(rendered, "pStyle"));
        var style = XDocument.Parse(rendered.Xml("word/styles.xml")).Root!.Elements(Rendered.W + "style").Last();
        Assert.Equal(["rFonts:宋体", "b:0", "sz:21"], style.Element(Rendered.W + "rPr")!.Elements().Select(property => $"{property.Name.LocalName}:{property.Attributes().First().Value}"));
    }

    [Fact]
    public void Lists_of_each_inclusion_begin_at_their_start()
    {
        var rendered = Render(
            new WordFile(Item("甲") + Paragraph("{{include '附件.docx'}}") + Paragraph("{{include '附件.docx'}}")).Numbering(List),
            new WordFile(Item("乙") + Item("丙")).Numbering(List));

        Assert.Equal(["3", "4", "4", "5", "5"], Values(rendered, "numId"));
        var numbering = rendered.Xml("word/numbering.xml");
        Assert.Equal(3, XDocument.Parse(numbering).Root!.Elements(Rendered.W + "abstractNum").Count());
        Assert.Equal(2, numbering.Split("11AA22BB").Length);
    }

    [Fact]
    public void A_template_without_lists_or_styles_gets_those_of_the_document()
    {
        var rendered = Render(new WordFile(Paragraph("{{include '附件.docx'}}")), new WordFile(Item("乙")).Numbering(List).Styles(Standard));

        Assert.Equal(["1"], Values(rendered, "numId"));
    }

    [Fact]
    public void Pictures_footnotes_and_links_come_along()
    {
        var picture = PictureValue.FromModules(new bool[1], 1, 0, 1).Content.ToArray();
        var annex = new WordFile(Paragraph("图", Drawing, "<w:r><w:footnoteReference w:id=\"1\"/></w:r>")).Picture("word/media/a.png", picture)
            .Footnotes("<w:footnote w:id=\"1\"><w:p><w:r><w:t>注{{号}}</w:t></w:r></w:p></w:footnote>");
        var main = new WordFile(Paragraph("甲", "<w:r><w:footnoteReference w:id=\"1\"/></w:r>") + Paragraph("{{include '附件.docx'}}"))
            .Footnotes("<w:footnote w:id=\"1\"><w:p><w:r><w:t>原注</w:t></w:r></w:p></w:footnote>");

        var rendered = Render(main, annex, new { 号 = 8 });

        Assert.Equal("原注\n注8", rendered.Text("word/footnotes.xml"));
        Assert.Equal(["1", "2"], XDocument.Parse(rendered.Xml()).Descendants(Rendered.W + "footnoteReference").Select(reference => (string)reference.Attribute(Rendered.W + "id")!));
        using var document = WordprocessingDocument.Open(new MemoryStream(rendered.Bytes), isEditable: false);
        using var copy = new MemoryStream();
        document.MainDocumentPart!.ImageParts.Single().GetStream().CopyTo(copy);
        Assert.Equal(picture, copy.ToArray());
    }

    [Fact]
    public void Bookmarks_of_one_name_get_another_and_what_refers_to_them_follows()
    {
        const string Mark = "<w:bookmarkStart w:id=\"0\" w:name=\"目标\"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id=\"0\"/><w:fldSimple w:instr=\" PAGEREF 目标 \\h \"><w:r><w:t>1</w:t></w:r></w:fldSimple>";

        var xml = Render(new WordFile(Paragraph(Mark) + Paragraph("{{include '附件.docx'}}")), new WordFile(Paragraph(Mark))).Xml();

        Assert.Contains("w:name=\"目标_2\"", xml, StringComparison.Ordinal);
        Assert.Contains("PAGEREF 目标_2 ", xml, StringComparison.Ordinal);
        Assert.Contains("PAGEREF 目标 ", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_landscape_document_keeps_its_page_where_the_tag_says_so()
    {
        var landscape = new WordFile(Paragraph("横") + "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>", withSection: false);

        Assert.Equal(["11906", "16838", "11906"], Widths(Render(new WordFile(Paragraph("甲") + Paragraph("{{include '附件.docx' # 自成一节}}") + Paragraph("乙")), landscape)));
        Assert.Equal(["11906", "16838"], Widths(Render(new WordFile(Paragraph("甲") + Paragraph("{{include '附件.docx' # 自成一节}}")), landscape)));
        Assert.Equal(["11906"], Widths(Render(new WordFile(Paragraph("甲") + Paragraph("{{include '附件.docx'}}")), landscape)));

        static IEnumerable<string> Widths(Rendered rendered) =>
            XDocument.Parse(rendered.Xml()).Descendants(Rendered.W + "pgSz").Select(size => (string)size.Attribute(Rendered.W + "w")!);
    }

    [Fact]
    public void Documents_take_in_further_documents_but_never_themselves()
    {
        var names = new Dictionary<string, WordFile> { ["甲.docx"] = new(Paragraph("甲") + Paragraph("{{include '乙.docx'}}")), ["乙.docx"] = new(Paragraph("乙")), ["环.docx"] = new(Paragraph("{{include '环.docx'}}")) };

        Assert.Equal("甲\n乙", new Rendered(Compile("甲.docx").Template!.Render(null).Document!).Text());
        Assert.Equal("docx.include-circle", Assert.Single(Compile("环.docx").Problems).Code);

        DocxCompilation Compile(string name) => DocxTemplate.Compile(
            new WordFile(Paragraph($"{{{{include '{name}'}}}}")).ToBytes(), new() { Documents = wanted => names.TryGetValue(wanted, out var file) ? file.ToBytes() : null });
    }

    [Theory]
    [InlineData("{{include '没有.docx'}}", "docx.unknown-document")]
    [InlineData("见{{include '附件.docx'}}", "docx.include-not-alone")]
    [InlineData("{{include '附件.docx' 1}}", "docx.include-not-alone")]
    [InlineData("{{include 名 + '.docx'}}", "docx.include-not-alone")]
    [InlineData("{{include '坏.docx'}}", "docx.unfit-document")]
    [InlineData("{{include '宏.docx'}}", "docx.unfit-document")]
    public void A_document_that_cannot_be_taken_in_is_named_at_its_place(string tag, string code)
    {
        var fault = Assert.Single(DocxTemplate.Compile(new WordFile(Paragraph("一") + Paragraph(tag)).ToBytes(), new() { Documents = Find }).Problems, problem => problem.Code.StartsWith("docx.", StringComparison.Ordinal));

        Assert.Equal(code, fault.Code);
        Assert.StartsWith("正文第 2 段第 1 字", fault.Place!.Description, StringComparison.Ordinal);

        static ReadOnlyMemory<byte>? Find(string name) => name switch
        {
            "附件.docx" => new WordFile(Paragraph("附件")).ToBytes(),
            "坏.docx" => "不是压缩包"u8.ToArray(),
            "宏.docx" => new WordFile(Paragraph("宏")).Part("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", "vba", "x").ToBytes(),
            _ => null,
        };
    }

    [Fact]
    public void A_fault_inside_a_document_is_placed_in_that_document_and_those_after_it_as_the_author_counts()
    {
        var problems = DocxTemplate.Compile(
            new WordFile(Paragraph("一") + Paragraph("{{include '附件.docx'}}") + Paragraph("三{{ 2 + }}")).ToBytes(),
            new() { Documents = _ => new WordFile(Paragraph("甲") + Paragraph("乙{{ 1 + }}")).ToBytes() }).Problems;

        Assert.StartsWith("正文所含“附件.docx”第 2 段第 ", problems[0].Place!.Description, StringComparison.Ordinal);
        Assert.StartsWith("正文第 3 段第 ", problems[1].Place!.Description, StringComparison.Ordinal);
    }

    private const string Drawing = "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"图\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"图\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId1\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"900000\" cy=\"900000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";

    private static Rendered Render(WordFile template, WordFile annex, object? data = null)
    {
        var compilation = DocxTemplate.Compile(template.ToBytes(), new() { Documents = name => name == "附件.docx" ? annex.ToBytes() : null });
        Assert.Empty(compilation.Problems.Select(problem => problem.ToString()));
        var rendering = compilation.Template!.Render(Rendered.Model(data));
        Assert.Empty(rendering.Problems.Select(problem => problem.ToString()));
        var rendered = new Rendered(rendering.Document!);
        Assert.Empty(rendered.Errors());
        return rendered;
    }

    private static IEnumerable<string> Values(Rendered rendered, string local) =>
        XDocument.Parse(rendered.Xml()).Descendants(Rendered.W + local).Select(element => (string)element.Attribute(Rendered.W + "val")!);

    private static string Styled(string style, string text) => $"<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";

    private static string Item(string text) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";
}
