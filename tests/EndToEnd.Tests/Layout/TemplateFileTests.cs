using System.Xml.Linq;
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

    /// <summary>The record of a draw has its own address and code in the text.</summary>
    public static TheoryData<string> Issued => new(NewCommand.Documents.Keys.Where(name => !NewCommand.IsWorkbook(name) && name != "draw-record"));

    [Theory]
    [MemberData(nameof(Issued))]
    public void The_code_of_the_public_page_stands_on_the_last_page_in_its_margin(string document)
    {
        XNamespace w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
        var body = XDocument.Parse(SampleDocument.Part(File.ReadAllBytes(Repository.Template(document, "template.docx")), "word/document.xml")).Root!.Element(w + "body")!;
        var anchor = Assert.Single(body.Descendants(wp + "anchor"), one => one.Element(wp + "docPr")!.Attribute("name")!.Value == "核验码");
        var section = body.Elements().Last();
        double Twips(string part, string of) => (double)section.Element(w + part)!.Attribute(w + of)!;
        double Points(XElement length) => (double)length / 12700;
        var (left, top) = (Points(anchor.Element(wp + "positionH")!.Element(wp + "posOffset")!), Points(anchor.Element(wp + "positionV")!.Element(wp + "posOffset")!));
        var (width, height) = (Twips("pgSz", "w") / 20, Twips("pgSz", "h") / 20);
        var (right, bottom) = (left + ((double)anchor.Element(wp + "extent")!.Attribute("cx")! / 12700), top + ((double)anchor.Element(wp + "extent")!.Attribute("cy")! / 12700));

        Assert.Same(body.Elements().SkipLast(1).Last(), anchor.Ancestors(w + "p").Last());
        Assert.True(left > 0 && top > 0 && right < width && bottom < height, $"{left:0}–{right:0} × {top:0}–{bottom:0} on {width:0} × {height:0}");
        Assert.True(left >= width - (Twips("pgMar", "right") / 20) || top >= height - (Twips("pgMar", "bottom") / 20), "it covers the type area");
    }

    [Fact]
    public void An_unknown_document_is_answered_with_the_known_ones()
    {
        var errors = new StringWriter();

        Assert.Equal(2, NewCommand.Run(["annual-report", "--out", "x.docx"], errors));
        Assert.Contains("plan-notice", errors.ToString(), StringComparison.Ordinal);
    }
}
