using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using SpotCheck.TemplateEngine.Tests.Docx;
using SpotCheck.TemplateEngine.Tests.Xlsx;
using SpotCheck.TemplateTool;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.LanguageTests;

/// <summary>The command line over Word and Excel templates.</summary>
public sealed class OfficeToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spotcheck-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Check_names_every_fault_with_its_place_and_writes_a_copy_with_a_comment_for_each()
    {
        Write("函.docx", new WordFile(Paragraph("致{{单位名}}") + Paragraph("{{ for x in 名单 }}") + Paragraph("{{x.名}}{{ 1 / 0 }}") + Paragraph("{{end}}")).ToBytes());
        Write("样本.json", "{\"单位名称\": \"甲\", \"名单\": [{\"名称\": \"乙\"}]}"u8.ToArray());

        var (exit, _, errors) = Run("check", "函.docx", "--data", "样本.json", "--out", "副本.docx");

        Assert.Equal(1, exit);
        Assert.Contains("函.docx:1:4: template.unknown-field: 正文第 1 段第 4 字（“致{{单位名}}”）：", errors, StringComparison.Ordinal);
        Assert.Contains("是不是想写“单位名称”？", errors, StringComparison.Ordinal);
        Assert.Contains("template.division-by-zero", errors, StringComparison.Ordinal);
        using var copy = WordprocessingDocument.Open(Path.Combine(_folder, "副本.docx"), isEditable: false);
        Assert.Equal(errors.TrimEnd().Split('\n').Length, copy.MainDocumentPart!.WordprocessingCommentsPart!.Comments.ChildElements.Count);
    }

    [Fact]
    public void Fields_of_a_document_are_listed_or_written_as_a_schema_that_its_sample_meets()
    {
        Write("函.docx", new WordFile(Paragraph("{{ 单位 }}{{ if 备注 }}{{ 备注 }}{{ end }}") + Table(Row("{{ for 户 in 名单 }}{{ 户.名称 }}", "{{ 户.人数 + 1 }}{{ end }}"))).Header(Paragraph("{{ 文号 }}")).ToBytes());

        var (exit, text, _) = Run("fields", "函.docx");
        using var schema = JsonDocument.Parse(Run("fields", "函.docx", "--schema").Output);

        Assert.Equal(0, exit);
        Assert.Equal(new[] { "单位", "备注", "名单", "名单[].名称", "名单[].人数", "文号" }.Order(StringComparer.Ordinal), text.TrimEnd().Split('\n').Select(line => line.Split('\t')[0]).Order(StringComparer.Ordinal));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
        Assert.Equal("array", schema.RootElement.GetProperty("properties").GetProperty("名单").GetProperty("type").GetString());
        Assert.DoesNotContain("备注", schema.RootElement.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void A_workbook_is_data_and_a_template_is_filled_from_it()
    {
        Write("函.docx", new WordFile(Paragraph("{{for 户 in 名单}}") + Paragraph("{{户.名称}}{{公文.年月日 户.日期}}{{户.人数 + 1}}") + Paragraph("{{end}}")).ToBytes());
        Write("名单.xlsx", XlsxOf("名称|人数|日期", "{{for x in xs}}{{x}}|{{for.index}}|{{date.parse '2026-05-01'}}{{end}}"));

        Assert.Equal((0, "", ""), Run("render", "函.docx", "--data", "名单.xlsx", "--out", "出.docx"));
        Assert.Equal("甲2026年5月1日1\n乙2026年5月1日2", new Rendered(File.ReadAllBytes(Path.Combine(_folder, "出.docx"))).Text());

        static byte[] XlsxOf(params string[] rows) => new SheetFile().Sheet("名单", rows).Render("{\"xs\": [\"甲\", \"乙\"]}").Bytes;
    }

    [Fact]
    public void Include_takes_in_a_document_of_the_same_folder_and_nothing_else()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "内"));
        Write("外.docx", new WordFile(Paragraph("秘密")).ToBytes());
        Write("内/附件.docx", new WordFile(Paragraph("附件{{n}}")).ToBytes());
        Write("内/函.docx", new WordFile(Paragraph("{{include '附件.docx'}}")).ToBytes());
        File.CreateSymbolicLink(Path.Combine(_folder, "内", "链.docx"), Path.Combine(_folder, "外.docx"));
        Write("内/一.docx", new WordFile(Paragraph("{{include '../外.docx'}}")).ToBytes());
        Write("内/二.docx", new WordFile(Paragraph("{{include '链.docx'}}")).ToBytes());

        Assert.Equal(0, Run("render", "内/函.docx", "--out", "出.docx").Exit);
        Assert.Equal("附件", new Rendered(File.ReadAllBytes(Path.Combine(_folder, "出.docx"))).Text());
        foreach (var file in (string[])["一", "二"])
        {
            var (exit, _, errors) = Run("render", $"内/{file}.docx", "--out", $"{file}.docx");
            Assert.Equal(1, exit);
            Assert.Contains("docx.unknown-document", errors, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(_folder, file + ".docx")));
        }
    }

    [Theory]
    [InlineData("docx")]
    [InlineData("xlsx")]
    public void Files_that_are_no_fit_templates_are_refused_by_every_verb(string extension)
    {
        var whole = extension == "docx" ? new WordFile(Paragraph("{{a}}")).ToBytes() : SheetFile.Of("{{a}}").ToBytes();
        (string Code, byte[] Content)[] files =
        [
            ("package.empty", []),
            ("package.not-a-package", "您好"u8.ToArray()),
            ("package.encrypted-or-legacy", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]),
            ("package.broken", whole[..^60]),
            ("package.macro-enabled", With(whole, "word/vbaProject.bin", "x")),
            ("package.external-relation", With(whole, extension == "docx" ? "word/_rels/header9.xml.rels" : "xl/_rels/x.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" TargetMode=\"External\" Target=\"http://example.com/x\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\"/></Relationships>")),
        ];
        foreach (var (code, content) in files)
        {
            Write("坏." + extension, content);
            foreach (var verb in (string[][])[["check", "坏." + extension], ["fields", "坏." + extension], ["render", "坏." + extension, "--out", "出." + extension]])
            {
                var (exit, output, errors) = Run(verb);
                Assert.Equal((1, ""), (exit, output));
                Assert.Contains($": {code}: ", errors, StringComparison.Ordinal);
            }
        }

        Assert.False(File.Exists(Path.Combine(_folder, "出." + extension)));
    }

    private static byte[] With(byte[] package, string name, string content)
    {
        using var stream = new MemoryStream();
        stream.Write(package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(content));
        }

        return stream.ToArray();
    }

    private void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_folder, name), content);

    private (int Exit, string Output, string Errors) Run(params string[] args)
    {
        // Names of files are meant inside the test's folder.
        var inside = args.Select((arg, i) => i > 0 && arg is not ['-', ..] ? Path.Combine(_folder, arg) : arg).ToArray();
        using var output = new MemoryStream();
        using var errors = new StringWriter { NewLine = "\n" };
        var exit = new Commands(output, errors, TimeProvider.System).Run(inside);
        return (exit, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }
}
