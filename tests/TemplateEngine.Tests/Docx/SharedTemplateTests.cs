using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Tests.Xlsx;
using SpotCheck.TemplateEngine.Xlsx;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>A template is compiled once; any number of threads render it, and what has no tags stays byte for byte.</summary>
public sealed class SharedTemplateTests
{
    [Fact]
    public void Many_threads_render_one_document_template_and_get_the_bytes_one_gets()
    {
        var template = DocxTemplate.Compile(new WordFile(
            Paragraph("{{名}}", "<w:r><w:footnoteReference w:id=\"1\"/></w:r>") + Table(Row("{{for x in xs}}{{x}}", "{{for.index}}{{end}}")))
            .Footnotes("<w:footnote w:id=\"1\"><w:p><w:r><w:t>{{名}}</w:t></w:r></w:p></w:footnote>").ToBytes()).Template!;
        var expected = Enumerable.Range(0, 20).Select(i => template.Render(Model(i)).Document!).ToList();

        Parallel.For(0, 400, i => Assert.Equal(expected[i % 20], template.Render(Model(i % 20)).Document!));

        static Language.ScriptObject? Model(int i) => Rendered.Model(new { 名 = "第" + i, xs = Enumerable.Range(0, i) });
    }

    [Fact]
    public void Many_threads_render_one_workbook_template_and_get_the_bytes_one_gets()
    {
        var template = XlsxTemplate.Compile(SheetFile.Of("{{for x in xs}}{{x}}|{{for.index}}{{end}}", "=SUM(A1)").ToBytes()).Template!;
        var expected = Enumerable.Range(0, 20).Select(i => template.Render(Model(i)).Workbook!).ToList();

        Parallel.For(0, 400, i => Assert.Equal(expected[i % 20], template.Render(Model(i % 20)).Workbook!));

        static Language.ScriptObject? Model(int i) => Rendered.Model(new { xs = Enumerable.Range(0, i) });
    }

    [Fact]
    public void Styles_custom_xml_and_signature_lines_stay_byte_for_byte()
    {
        const string Signature = "<w:r><w:pict><v:shape style=\"width:192pt;height:96pt\"><v:imagedata o:title=\"\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"/><o:signatureline xmlns:o=\"urn:schemas-microsoft-com:office:office\" v:ext=\"edit\" id=\"{8F0C3A4E-0000-4000-8000-000000000001}\" provid=\"{00000000-0000-0000-0000-000000000000}\" issignatureline=\"t\"/></v:shape></w:pict></w:r>";
        const string Data = "<根 xmlns=\"urn:x\"><项 a='1'/></根>";
        var template = new WordFile(Paragraph("{{名}}", Signature))
            .Styles("<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>")
            .Part("word/custom.xml", "application/xml", "customXml", Data);

        var bytes = DocxTemplate.Compile(template.ToBytes()).Template!.Render(Rendered.Model(new { 名 = "甲" })).Document!;

        var rendered = new Rendered(bytes);
        Assert.Equal(Data, rendered.Xml("word/custom.xml"));
        Assert.Equal(new Rendered(template.ToBytes()).Xml("word/styles.xml"), rendered.Xml("word/styles.xml"));
        Assert.Contains("issignatureline=\"t\"", rendered.Xml(), StringComparison.Ordinal);
        Assert.Contains("id=\"{8F0C3A4E-0000-4000-8000-000000000001}\"", rendered.Xml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_faults_and_nothing_is_written()
    {
        var document = DocxTemplate.Compile(new WordFile(Paragraph("{{for i in 1..1000}}{{i}}{{end}}")).ToBytes()).Template!;
        var workbook = XlsxTemplate.Compile(SheetFile.Of("{{for i in 1..1000}}{{i}}|{{end}}").ToBytes()).Template!;
        (string Code, Language.RenderOptions Options)[] limits =
        [
            ("template.too-many-steps", new() { MaxSteps = 100 }), ("template.output-too-large", new() { MaxOutputBytes = 2000 }),
        ];
        foreach (var (code, options) in limits)
        {
            var written = new System.Buffers.ArrayBufferWriter<byte>();
            Assert.Equal(code, Assert.Single(document.Render(null, written, options)).Code);
            Assert.Equal(code, Assert.Single(workbook.Render(null, written, options)).Code);
            Assert.Equal(0, written.WrittenCount);
        }
    }

    [Fact]
    public void Tags_stand_in_endnotes_and_remarks_too()
    {
        var rendered = Rendered.From(new WordFile(Paragraph("甲", "<w:r><w:endnoteReference w:id=\"1\"/></w:r>", "<w:r><w:commentReference w:id=\"0\"/></w:r>"))
            .Part("word/endnotes.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml", "endnotes", $"<w:endnotes {Namespaces}><w:endnote w:id=\"1\"><w:p><w:r><w:t>尾{{{{n}}}}</w:t></w:r></w:p></w:endnote></w:endnotes>")
            .Part("word/comments.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml", "comments", $"<w:comments {Namespaces}><w:comment w:id=\"0\" w:author=\"核\"><w:p><w:r><w:t>批{{{{n}}}}</w:t></w:r></w:p></w:comment></w:comments>"), new { n = 3 });

        Assert.Equal("尾3", rendered.Text("word/endnotes.xml"));
        Assert.Equal("批3", rendered.Text("word/comments.xml"));
    }

    [Fact]
    public void A_jpeg_takes_the_place_of_a_picture_marked_by_its_name()
    {
        // SOI, APP0, SOF0 with 60 x 40 pixels, and an end: what tells its size.
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 17, 8, 0, 40, 0, 60, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xD9];
        const string Drawing = "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"{{照片}}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"图\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId1\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"900000\" cy=\"900000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
        var template = new WordFile(Paragraph("照片：", Drawing)).Picture("word/media/a.png", PictureValue.FromModules(new bool[1], 1, 0, 1).Content);

        var rendered = Rendered.From(template, new { 照片 = Convert.ToBase64String(jpeg) });

        Assert.Contains("cx=\"900000\" cy=\"600000\"", rendered.Xml(), StringComparison.Ordinal);
        Assert.Contains("Extension=\"jpeg\"", rendered.Xml("[Content_Types].xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("{{", rendered.Xml(), StringComparison.Ordinal);
    }
}
