using SpotCheck.TemplateTool;
using SpotCheck.TemplateTool.Authoring;

namespace SpotCheck.EndToEnd.Tests.Layout;

/// <summary>What a template gives with its sample is kept beside it. With <c>ACCEPT_GOLDEN=1</c> the file is written anew: read its diff.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Documents => new(NewCommand.Documents.Keys);

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_sample_gives_the_golden_document(string document)
    {
        var path = Repository.Template(document, "expected.xml");
        var now = SampleDocument.Golden(document);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
            File.WriteAllText(path, now);

        Assert.Equal(File.ReadAllText(path), now);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_tool_finds_no_fault_in_the_template_and_its_sample(string document)
    {
        var errors = new StringWriter();

        var exit = new Commands(Stream.Null, errors, TimeProvider.System).Run(["check", Repository.Template(document, NewCommand.FileNameOf(document)), "--data", Repository.Template(document, "sample.json")]);

        Assert.Equal("", errors.ToString());
        Assert.Equal(0, exit);
    }
}
