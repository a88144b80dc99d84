using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SpotCheck.TemplateTool.Authoring;

namespace SpotCheck.EndToEnd.Tests.Layout;

/// <summary>The templates in the repository are the ones the tool writes, and Word and Excel can read them.</summary>
public sealed class TemplateFileTests
{
    public static TheoryData<string> Documents => new(NewCommand.Documents.Keys);

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_template_in_the_repository_is_what_the_tool_writes(string document)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.docx");
        try
        {
            Assert.Equal(0, NewCommand.Run([document, "--out", path], TextWriter.Null));
            Assert.Equal(File.ReadAllBytes(Repository.Template(document, NewCommand.FileNameOf(document))), File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Word_and_Excel_find_nothing_to_repair(string document)
    {
        using var stream = new MemoryStream(File.ReadAllBytes(Repository.Template(document, NewCommand.FileNameOf(document))));
        using OpenXmlPackage opened = NewCommand.IsWorkbook(document) ? SpreadsheetDocument.Open(stream, isEditable: false) : WordprocessingDocument.Open(stream, isEditable: false);

        var errors = new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(opened, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}");

        Assert.Empty(errors);
    }

    [Fact]
    public void An_unknown_document_is_answered_with_the_known_ones()
    {
        var errors = new StringWriter();

        Assert.Equal(2, NewCommand.Run(["annual-report", "--out", "x.docx"], errors));
        Assert.Contains("plan-notice", errors.ToString(), StringComparison.Ordinal);
    }
}
