using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>A rendered document, opened again and checked.</summary>
internal sealed partial class Rendered(byte[] bytes)
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public byte[] Bytes { get; } = bytes;

    /// <summary>Renders a template that must be free of faults, into a document that must be valid.</summary>
    public static Rendered From(WordFile template, object? data = null)
    {
        var compilation = DocxTemplate.Compile(template.ToBytes(), new() { Documents = Fixtures.Find });
        Assert.Empty(compilation.Problems.Where(problem => !problem.IsNotice).Select(problem => problem.ToString()));
        var rendering = compilation.Template!.Render(Model(data));
        Assert.Empty(rendering.Problems.Select(problem => problem.ToString()));
        var rendered = new Rendered(rendering.Document!);
        Assert.Empty(rendered.Errors());
        return rendered;
    }

    public static Rendered From(string body, object? data = null) => From(new WordFile(body), data);

    /// <summary>What the validator of the Open XML SDK finds.</summary>
    public List<string> Errors()
    {
        using var stream = new MemoryStream(Bytes);
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}").Take(10)];
    }

    public string Xml(string part = "word/document.xml")
    {
        using var zip = new ZipArchive(new MemoryStream(Bytes), ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.GetEntry(part)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The markup of the body without its section, declarations and widths, one block a line.</summary>
    public string Body()
    {
        var body = XDocument.Parse(Xml(), LoadOptions.PreserveWhitespace).Root!.Element(W + "body")!;
        body.Elements(W + "sectPr").Remove();
        var text = string.Concat(body.Elements().Select(block => block.ToString(SaveOptions.DisableFormatting) + "\n"));
        return Declarations().Replace(text, "").Replace(" xml:space=\"preserve\"", "", StringComparison.Ordinal).TrimEnd('\n');
    }

    /// <summary>The text as a reader sees it: a line a paragraph, cells of a row divided by |.</summary>
    public string Text(string part = "word/document.xml") =>
        string.Join('\n', Lines(XDocument.Parse(Xml(part), LoadOptions.PreserveWhitespace).Root!));

    private static IEnumerable<string> Lines(XElement parent)
    {
        foreach (var child in parent.Elements())
        {
            if (child.Name == W + "p")
                yield return ParagraphText(child);
            else if (child.Name == W + "tr")
                yield return string.Join('|', child.Elements(W + "tc").Select(cell => string.Join('/', Lines(cell))));
            else
            {
                foreach (var line in Lines(child))
                    yield return line;
            }
        }
    }

    private static string ParagraphText(XElement paragraph) => string.Concat(paragraph.Descendants()
        .Where(node => node.Ancestors(W + "p").First() == paragraph)
        .Select(node => node.Name.LocalName switch { "t" => node.Value, "br" => "↵", "tab" when node.Parent!.Name == W + "r" => "→", _ => "" }));

    /// <summary>Data written as an anonymous object or as JSON text.</summary>
    public static ScriptObject? Model(object? data) => data switch
    {
        null => null,
        string json => ModelFromJson.Read(JsonDocument.Parse(json).RootElement).AsObject,
        ScriptObject script => script,
        _ => ModelFromJson.Read(JsonSerializer.SerializeToElement(data)).AsObject,
    };

    [GeneratedRegex(" xmlns(:\\w+)?=\"[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declarations();
}

/// <summary>Plain JSON as a model.</summary>
internal static class ModelFromJson
{
    public static Value Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Object(json),
        JsonValueKind.Array => new ScriptArray(json.EnumerateArray().Select(Read)),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Value.Null,
    };

    private static ScriptObject Object(JsonElement json)
    {
        var script = new ScriptObject();
        foreach (var property in json.EnumerateObject())
            script.Set(property.Name, Read(property.Value));
        return script;
    }
}
