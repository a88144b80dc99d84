using System.IO.Compression;
using System.Text;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Packaging;
using SpotCheck.TemplateEngine.Tests.Docx;

namespace SpotCheck.TemplateEngine.Tests.Packaging;

public sealed class PackageReaderTests
{
    private static byte[] Letter => new WordFile(WordFile.Paragraph("正文")).ToBytes();

    [Fact]
    public void A_package_written_twice_has_the_same_bytes_and_opens_in_the_base_librarys_reader()
    {
        PackageEntry[] entries = [PackageWriter.Pack("a.xml", "<a/>"u8), PackageWriter.Pack("文/b.xml", new byte[10_000])];

        var bytes = PackageWriter.Write(entries);

        Assert.Equal(bytes, PackageWriter.Write(entries));
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        Assert.Equal(["a.xml", "文/b.xml"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(10_000, zip.Entries[1].Length);
        Assert.Null(PackageReader.TryRead(bytes, PackageLimits.Default, out var read));
        Assert.Equal("<a/>"u8.ToArray(), read[0].Inflate());
    }

    [Fact]
    public void An_empty_file_is_refused() => Assert.Equal("package.empty", Code([]));

    [Fact]
    public void An_encrypted_or_old_file_is_refused_by_its_first_bytes() =>
        Assert.Equal("package.encrypted-or-legacy", Code([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]));

    [Fact]
    public void A_text_file_is_refused() => Assert.Equal("package.not-a-package", Code(Encoding.UTF8.GetBytes("您好")));

    [Fact]
    public void A_file_cut_in_two_is_refused() => Assert.Equal("package.broken", Code(Letter[..^60]));

    [Fact]
    public void A_zip_bomb_is_refused_by_its_directory_before_anything_is_inflated() =>
        Assert.Equal("package.unpacked-too-large", Code(Zip(("bomb.xml", new byte[3 << 20])), new DocxOptions { Limits = new PackageLimits { UnpackedBytes = 1 << 20 } }));

    [Fact]
    public void An_entry_that_lies_about_its_length_is_refused()
    {
        var bytes = Letter;
        var name = "word/document.xml"u8;
        var directory = bytes.AsSpan().LastIndexOf(name) - 46;
        bytes[directory + 24] += 5;

        Assert.Equal("package.broken", Code(bytes));
    }

    [Fact]
    public void Two_entries_of_one_name_are_refused() =>
        Assert.Equal("package.duplicate-entry", Code(Zip(("word/document.xml", [1]), ("WORD/document.xml", [2]))));

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\b.xml")]
    [InlineData("C:evil.xml")]
    public void A_name_that_leads_out_of_the_package_is_refused(string name) =>
        Assert.Equal("package.unsafe-name", Code(Zip((name, [1]))));

    [Fact]
    public void A_file_with_macros_is_refused() =>
        Assert.Equal("package.macro-enabled", Code(With("word/vbaProject.bin", "x")));

    [Fact]
    public void A_picture_fetched_from_outside_is_refused_and_a_hyperlink_is_not()
    {
        const string Relation = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" TargetMode=\"External\" Target=\"http://example.com/x\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}\"/></Relationships>";

        Assert.Equal("package.external-relation", Code(Replaced("word/_rels/document.xml.rels", Relation.Replace("{0}", "image", StringComparison.Ordinal))));
        Assert.Empty(DocxTemplate.Compile(Replaced("word/_rels/document.xml.rels", Relation.Replace("{0}", "hyperlink", StringComparison.Ordinal))).Problems);
    }

    [Fact]
    public void A_document_type_is_refused_whatever_it_declares()
    {
        var problem = Assert.Single(DocxTemplate.Compile(Replaced("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document xmlns:w=\"x\">&b;</w:document>")).Problems);

        Assert.Equal("package.broken-xml", problem.Code);
        Assert.Contains("DOCTYPE", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_xml_is_refused_with_its_line() =>
        Assert.Contains("第 1 行", Assert.Single(DocxTemplate.Compile(Replaced("word/document.xml", "<w:document xmlns:w='x'><w:body></w:document>")).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Markup_nested_too_deep_is_refused() =>
        Assert.Equal("package.too-deep", Code(Replaced("word/document.xml", string.Concat(Enumerable.Repeat("<a>", 500)) + string.Concat(Enumerable.Repeat("</a>", 500)))));

    [Fact]
    public void A_workbook_is_not_taken_for_a_document() =>
        Assert.Equal("docx.not-a-document", Code(Zip(("[Content_Types].xml", Encoding.UTF8.GetBytes("<Types/>")), ("xl/workbook.xml", [1]))));

    private static string Code(byte[] bytes, DocxOptions? options = null) => Assert.Single(DocxTemplate.Compile(bytes, options).Problems).Code;

    private static byte[] With(string name, string content) => Rewrite(entries => entries.Add((name, Encoding.UTF8.GetBytes(content))));

    private static byte[] Replaced(string name, string content) => Rewrite(entries =>
        entries[entries.FindIndex(entry => entry.Item1 == name)] = (name, Encoding.UTF8.GetBytes(content)));

    private static byte[] Rewrite(Action<List<(string, byte[])>> change)
    {
        using var zip = new ZipArchive(new MemoryStream(Letter), ZipArchiveMode.Read);
        var entries = zip.Entries.Select(entry =>
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return (entry.FullName, copy.ToArray());
        }).ToList();
        change(entries);
        return Zip([.. entries]);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
