using System.IO.Compression;
using SpotCheck.TemplateEngine.Docx;

namespace SpotCheck.TemplateEngine.Tests.Docx;

public sealed class DocumentTextTests
{
    [Theory]
    [InlineData("{p:甲}<w:tab/>{t:乙}<w:br/><w:softHyphen/><w:noBreakHyphen/>{/p}", "第 1 段|甲\t乙\n-")]
    [InlineData("{p:留}</w:r><w:del><w:r>{t:删}<w:delText>删</w:delText></w:r></w:del><w:ins><w:r>{t:添}</w:r></w:ins><w:r>{/p}", "第 1 段|留添")]
    [InlineData("{p:前}<w:pict><w:txbxContent>{p:框}{/p}</w:txbxContent></w:pict>{t:后}{/p}{p:末}{/p}", "第 1 段|前后", "第 2 段|框", "第 3 段|末")]
    [InlineData("{p:一}<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{p:新}{/p}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback>{t:旧}</mc:Fallback></mc:AlternateContent>{/p}", "第 1 段|一", "第 2 段|新")]
    [InlineData("<w:tbl><w:tr><w:tc>{p:一}{/p}<w:tbl><w:tr><w:tc>{p:内}{/p}</w:tc></w:tr></w:tbl>{p:二}{/p}</w:tc><w:sdt><w:sdtContent><w:tc>{p:三}{/p}</w:tc></w:sdtContent></w:sdt></w:tr><w:del><w:tr><w:tc>{p:删}{/p}</w:tc></w:tr></w:del></w:tbl>{p:后}{/p}",
        "第 1 个表格第 1 行|一\n内\n二¦三", "第 1 段|后")]
    [InlineData("<w:moveFrom>{p:移}{/p}</w:moveFrom><w:sdt><w:sdtContent>{p:控件}{/p}</w:sdtContent></w:sdt><w:p/>", "第 1 段|控件", "第 2 段|")]
    public void Lines_are_read_as_they_are_seen(string body, params string[] expected)
    {
        var markup = body.Replace("{/p}", "</w:r></w:p>", StringComparison.Ordinal).Replace("{p:", "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>", StringComparison.Ordinal)
            .Replace("{t:", "<w:t>", StringComparison.Ordinal).Replace("}", "</w:t>", StringComparison.Ordinal);

        Assert.Null(DocumentText.TryRead(Package(markup), null, out var lines));

        Assert.Equal(expected, lines.Select(line => $"{line.Place}|{(line.Cells is { } cells ? string.Join('¦', cells) : line.Text)}"));
    }

    [Fact]
    public void What_is_nested_too_deep_is_refused() =>
        Assert.Equal("package.too-deep", DocumentText.TryRead(Package(string.Concat(Enumerable.Repeat("<w:sdt>", 300)) + string.Concat(Enumerable.Repeat("</w:sdt>", 300))), null, out _)?.Code);

    private static byte[] Package(string body)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string content)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            Add("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Add("word/document.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{body}</w:body></w:document>");
        }
        return stream.ToArray();
    }
}
