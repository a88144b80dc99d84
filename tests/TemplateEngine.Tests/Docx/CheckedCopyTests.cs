using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using SpotCheck.TemplateEngine.Docx;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

public sealed class CheckedCopyTests
{
    [Fact]
    public void Each_fault_stands_as_a_comment_around_the_faulty_text()
    {
        var package = new WordFile(WordFile.Paragraph("致", Bold("{{名称"), "，你好") + WordFile.Table(WordFile.Row("甲", "共{{ 1 + }}户"))
            + WordFile.Paragraph("完")).Header(WordFile.Paragraph("{{号")).ToBytes();
        var problems = DocxTemplate.Compile(package).Problems;

        var copy = CheckedCopy.Write(package, problems)!;

        using var document = WordprocessingDocument.Open(new MemoryStream(copy), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => error.Description));
        var comments = document.MainDocumentPart!.WordprocessingCommentsPart!.Comments.Elements<Comment>().ToList();
        Assert.Equal(problems.Count, comments.Count);
        Assert.Contains(comments, comment => comment.InnerText.StartsWith("docx.unclosed-tag", StringComparison.Ordinal));
        Assert.Contains(comments, comment => comment.InnerText.Contains("页眉", StringComparison.Ordinal));
        Assert.Equal(problems.Count, document.MainDocumentPart.Document.Descendants<CommentRangeStart>().Count());
        var marked = document.MainDocumentPart.Document.Descendants<CommentRangeStart>().First(start => start.Parent!.InnerText.StartsWith('致') && start.PreviousSibling() is Run);
        Assert.Equal("致", marked.PreviousSibling()!.InnerText);
    }
}
