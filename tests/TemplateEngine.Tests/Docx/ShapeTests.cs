using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>Lists, sections, pictures and everything that must be unique in a document.</summary>
public sealed class ShapeTests
{
    private const string List = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num>";

    [Fact]
    public void A_loop_marked_so_begins_its_lists_anew_each_round()
    {
        var template = new WordFile(
            Paragraph("{{for 组 in 组们 # 重新编号}}") + Paragraph("{{组.名}}") + Item("{{for 项 in 组.项}}{{项}}{{end}}") + Paragraph("{{end}}") + Item("末")).Numbering(List);

        var rendered = Rendered.From(template, new { 组们 = new[] { new { 名 = "甲", 项 = new[] { "a", "b" } }, new { 名 = "乙", 项 = new[] { "c" } } } });

        Assert.Equal(["4", "4", "5", "3"], Numbers(rendered));
        Assert.Equal(2, Regex.Count(rendered.Xml("word/numbering.xml"), "startOverride w:val=\"1\""));
    }

    [Fact]
    public void Without_the_mark_a_list_goes_on_through_the_rounds() =>
        Assert.Equal(["3", "3"], Numbers(Rendered.From(new WordFile(
            Paragraph("{{for 组 in [1, 2]}}") + Paragraph("题") + Item("{{组}}") + Paragraph("{{end}}")).Numbering(List))));

    [Fact]
    public void A_landscape_annex_a_group_gets_a_section_each_and_no_empty_page_follows()
    {
        const string Landscape = "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>";
        const string Portrait = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr>";
        var body = Paragraph("正文") + $"<w:p><w:pPr>{Portrait}</w:pPr></w:p>"
            + Paragraph("{{for 组 in ['甲', '乙', '丙']}}") + Paragraph("附件 {{组}}") + $"<w:p><w:pPr>{Landscape}</w:pPr></w:p>" + Paragraph("{{end}}");

        var rendered = Rendered.From(new WordFile(body), new { });

        var sizes = XDocument.Parse(rendered.Xml()).Descendants(Rendered.W + "pgSz").Select(size => size.Attribute(Rendered.W + "orient")?.Value ?? "portrait");
        Assert.Equal(["portrait", "landscape", "landscape", "landscape"], sizes);
        Assert.Equal("附件 丙", rendered.Text().Split('\n')[^1]);
    }

    [Fact]
    public void Bookmarks_and_shapes_in_a_loop_get_numbers_and_names_of_their_own()
    {
        var body = Paragraph("<w:bookmarkStart w:id=\"7\" w:name=\"外\"/>", "外", "<w:bookmarkEnd w:id=\"7\"/>")
            + Paragraph("{{for x in [1, 2]}}")
            + "<w:p w14:paraId=\"00AB12CD\"><w:bookmarkStart w:id=\"1\" w:name=\"内\"/><w:r><w:t>{{x}}</w:t></w:r><w:bookmarkEnd w:id=\"1\"/></w:p>"
            + Paragraph(Picture("")) + Paragraph("{{end}}");

        var xml = XDocument.Parse(Rendered.From(new WordFile(body).Picture("word/media/a.png", Png(2, 2)), new { }).Xml());

        var starts = xml.Descendants(Rendered.W + "bookmarkStart").Select(mark => (string)mark.Attribute(Rendered.W + "id")!).ToList();
        Assert.Equal(starts, xml.Descendants(Rendered.W + "bookmarkEnd").Select(mark => (string)mark.Attribute(Rendered.W + "id")!));
        Assert.Equal(3, starts.Distinct().Count());
        Assert.Equal(3, xml.Descendants(Rendered.W + "bookmarkStart").Select(mark => (string)mark.Attribute(Rendered.W + "name")!).Distinct().Count());
        Assert.Equal(2, xml.Descendants().Where(shape => shape.Name.LocalName == "docPr").Select(shape => (string)shape.Attribute("id")!).Distinct().Count());
        Assert.DoesNotContain("00AB12CD", xml.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_takes_the_place_of_a_marked_one_and_keeps_within_it()
    {
        var template = new WordFile(Paragraph(Picture("{{印章}}"))).Picture("word/media/a.png", Png(4, 4));

        var rendered = Rendered.From(template, new ScriptObject { ["印章"] = PictureValue.FromBytes(Png(200, 100)) });

        Assert.Contains("cx=\"900000\" cy=\"450000\"", rendered.Xml(), StringComparison.Ordinal);
        Assert.Equal(Png(200, 100), Entry(rendered.Bytes, "word/media/value1.png"));
    }

    [Theory]
    [InlineData("{{印章 # 拉伸}}", "cx=\"900000\" cy=\"900000\"")]
    [InlineData("{{印章 # 原尺寸}}", "cx=\"1905000\" cy=\"952500\"")]
    public void A_picture_is_stretched_or_keeps_its_own_size_when_the_tag_says_so(string tag, string size) =>
        Assert.Contains(size, Rendered.From(new WordFile(Paragraph(Picture(tag))).Picture("word/media/a.png", Png(4, 4)), new ScriptObject { ["印章"] = PictureValue.FromBytes(Png(200, 100)) }).Xml(), StringComparison.Ordinal);

    [Fact]
    public void A_marked_picture_without_a_value_goes_away() =>
        Assert.DoesNotContain("<w:drawing", Rendered.From(new WordFile(Paragraph("章", Picture("{{印章}}"))).Picture("word/media/a.png", Png(4, 4)), new { }).Xml(), StringComparison.Ordinal);

    [Fact]
    public void A_picture_written_in_base_64_in_the_data_is_a_picture() =>
        Assert.Equal(Png(9, 9), Entry(Rendered.From(new WordFile(Paragraph(Picture("{{印章}}"))).Picture("word/media/a.png", Png(4, 4)),
            new { 印章 = "data:image/png;base64," + Convert.ToBase64String(Png(9, 9)) }).Bytes, "word/media/value1.png"));

    [Fact]
    public void Text_in_a_pictures_place_is_a_fault_with_its_place()
    {
        var template = DocxTemplate.Compile(new WordFile(Paragraph("章", Picture("{{印章}}"))).Picture("word/media/a.png", Png(4, 4)).ToBytes()).Template!;

        var fault = Assert.Single(template.Render(new ScriptObject { ["印章"] = "不是图片" }).Problems);

        Assert.Equal("docx.not-a-picture", fault.Code);
        Assert.Contains("图片替代文字", fault.Place!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_in_a_row_loop_is_stored_once_for_each_value()
    {
        var (first, second) = (PictureValue.FromBytes(Png(3, 3)), PictureValue.FromBytes(Png(5, 5)));
        var template = new WordFile(Table(Row("{{for x in 图}}", Paragraph(Picture("{{x}}"), "{{end}}"))) + Paragraph("完")).Picture("word/media/a.png", Png(4, 4));

        var rendered = Rendered.From(template, new ScriptObject { ["图"] = new ScriptArray([first, second, first]) });

        Assert.Equal(2, Names(rendered.Bytes).Count(name => name.StartsWith("word/media/value", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_code_given_as_modules_becomes_a_picture_in_its_sentence()
    {
        var modules = new bool[21 * 21];
        modules[0] = true;

        var rendered = Rendered.From(new WordFile(Paragraph("扫码：{{码}}。")), new ScriptObject { ["码"] = PictureValue.FromModules(modules, 21) });

        Assert.Equal((29 * 8, 29 * 8), (BinaryPrimitives.ReadInt32BigEndian(Entry(rendered.Bytes, "word/media/value1.png").AsSpan(16)), 232));
        Assert.Equal("扫码：。", rendered.Text());
    }

    /// <summary>As in a document this engine made and somebody uses as a template again.</summary>
    [Fact]
    public void A_new_picture_never_takes_the_relation_of_one_the_template_has()
    {
        var taken = new WordFile("<w:p>" + Picture("有").Replace("rId1", "rIdPicture1", StringComparison.Ordinal) + "</w:p>" + Paragraph("{{码}}")).Picture("word/media/own.png", Png(1, 1), "rIdPicture1");

        var rendered = Rendered.From(taken, new ScriptObject { ["码"] = PictureValue.FromModules(new bool[21 * 21], 21) });

        var relations = XDocument.Parse(Encoding.UTF8.GetString(Entry(rendered.Bytes, "word/_rels/document.xml.rels"))).Root!.Elements()
            .Where(relation => ((string)relation.Attribute("Type")!).EndsWith("/image", StringComparison.Ordinal)).ToDictionary(relation => (string)relation.Attribute("Id")!, relation => (string)relation.Attribute("Target")!);
        Assert.Equal(["rIdPicture1", "rIdPicture2"], relations.Keys);
        Assert.Equal(("media/own.png", "/word/media/value1.png"), (relations["rIdPicture1"], relations["rIdPicture2"]));
        Assert.Contains("r:embed=\"rIdPicture2\"", rendered.Xml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xC0 })]
    public void A_cut_off_picture_is_none(byte[] content) => Assert.Null(PictureValue.FromBytes(content));

    [Fact]
    public void A_content_control_is_filled_by_its_name_and_keeps_its_text_without_a_value()
    {
        const string Body = "<w:p><w:sdt><w:sdtPr><w:tag w:val=\"机关.名称\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>请填“机关”</w:t></w:r></w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:alias w:val=\"文号\"/></w:sdtPr><w:sdtContent><w:r><w:t>原\"文\"</w:t></w:r></w:sdtContent></w:sdt></w:p>";

        Assert.Equal("曲阳县局原\"文\"", Rendered.From(Body, new { 机关 = new { 名称 = "曲阳县局" } }).Text());
    }

    private static string Item(string text) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";

    private static string Picture(string alternative) =>
        $"<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"图\" descr=\"{alternative}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"图\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId1\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"900000\" cy=\"900000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";

    private static byte[] Png(int width, int height)
    {
        var side = PictureValue.FromModules(new bool[1], 1, 0, 1).Content.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(side.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(side.AsSpan(20), height);
        return side;
    }

    private static IEnumerable<string> Numbers(Rendered rendered) =>
        XDocument.Parse(rendered.Xml()).Descendants(Rendered.W + "numId").Select(number => (string)number.Attribute(Rendered.W + "val")!);

    private static List<string> Names(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static byte[] Entry(byte[] package, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        using var content = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
