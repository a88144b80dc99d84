using System.Text.RegularExpressions;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateTool.Authoring;

namespace SpotCheck.EndToEnd.Tests.Layout;

/// <summary>The field list of the eighteen documents, as docs/documents.md has it, against the templates: nothing asked for can vanish.</summary>
public sealed partial class FieldListTests
{
    // Fields and printed texts of each row: an entry that goes from the table is missed here.
    private static readonly Dictionary<string, int> Entries = new(StringComparer.Ordinal)
    {
        ["D1"] = 13, ["D2"] = 16, ["D3"] = 30, ["D4"] = 16, ["D5"] = 31, ["D6"] = 25, ["D7"] = 16, ["D8"] = 21, ["D8b"] = 20, ["D9"] = 10, ["D10"] = 17,
        ["D11"] = 15, ["D12"] = 9, ["D13"] = 9, ["D14"] = 17, ["D15"] = 22, ["D16"] = 7, ["D17"] = 14,
    };

    public static TheoryData<string> Lists => new(Entries.Keys);

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_field_of_the_list_is_a_field_of_the_document_and_printed(string list)
    {
        var (folder, where) = Row(list);
        var fields = FieldSheet.Read(File.ReadAllText(Repository.Template(folder, "fields.md"))).Select(field => field.Path).ToList();
        var content = File.ReadAllBytes(Repository.Template(folder, NewCommand.FileNameOf(folder)));
        var printed = CompiledTemplate.Compile(content, NewCommand.IsWorkbook(folder) ? OfficeFormat.Excel : OfficeFormat.Word).Template!.Fields.All.Select(field => field.Path).ToList();
        var asked = Code().Matches(where).Select(match => match.Groups["text"].Value).ToList();
        var quoted = Quoted().Matches(where).Select(match => match.Groups["text"].Value).ToList();

        Assert.Equal(Entries[list], asked.Count + quoted.Count);
        Assert.All(asked, path => Assert.Contains(path, fields));
        Assert.All(asked, path => Assert.Contains(printed, known => known == path || known.StartsWith(path + ".", StringComparison.Ordinal) || known.StartsWith(path + "[", StringComparison.Ordinal)));
        if (quoted.Count == 0)
            return;
        var text = TextOf(content);
        Assert.All(quoted, words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_template_is_in_the_list() =>
        Assert.Equal(NewCommand.Documents.Keys.Order(StringComparer.Ordinal), Entries.Keys.Select(list => Row(list).Folder).Order(StringComparer.Ordinal));

    private static (string Folder, string Where) Row(string list)
    {
        var cells = File.ReadLines(Path.Combine(Repository.Root, "docs", "documents.md")).Single(line => line.StartsWith($"| {list} |", StringComparison.Ordinal)).Split('|');
        return (cells[2].Trim(' ', '`'), cells[3]);
    }

    // Body and footers; a line broken in a cell counts as one.
    private static string TextOf(byte[] content)
    {
        Assert.Null(DocumentText.TryRead(content, null, out var lines));
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(content));
        var footers = zip.Entries.Where(entry => entry.Name.StartsWith("footer", StringComparison.Ordinal)).Select(entry => Markup().Replace(SampleDocument.Part(content, entry.FullName), ""));
        return (string.Concat(lines.Select(line => line.Text)) + string.Concat(footers)).Replace("\n", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("“(?<text>[^”]+)”", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Markup();
}
