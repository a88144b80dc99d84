using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Xlsx;
using SpotCheck.TemplateTool.Authoring;
using SpotCheck.TemplateTool.Layout;

namespace SpotCheck.EndToEnd.Tests.Layout;

/// <summary>A template of the repository filled with its sample, changed as a test wants.</summary>
internal static class SampleDocument
{
    public static JsonObject Data(string document) => JsonNode.Parse(File.ReadAllText(Repository.Template(document, "sample.json")))!.AsObject();

    public static byte[] Render(string document, JsonObject data) => NewCommand.IsWorkbook(document)
        ? RenderWorkbook(File.ReadAllBytes(Repository.Template(document, "template.xlsx")), data)
        : Render(File.ReadAllBytes(Repository.Template(document, "template.docx")), data);

    /// <summary>The part of a filled template that its golden file shows: the text of a document, the sheets of a workbook one after another.</summary>
    public static string Golden(string document)
    {
        var rendered = Render(document, Data(document));
        if (!NewCommand.IsWorkbook(document))
            return Part(rendered, "word/document.xml").Replace("<w:p>", "\n<w:p>", StringComparison.Ordinal);
        using var zip = new ZipArchive(new MemoryStream(rendered));
        var sheets = zip.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return string.Join('\n', sheets.Select(name => $"<!-- {name} -->\n{Part(zip, name).Replace("<row ", "\n<row ", StringComparison.Ordinal)}"));
    }

    public static byte[] Render(byte[] template, JsonObject data)
    {
        var compiled = DocxTemplate.Compile(template);
        Assert.Empty(compiled.Problems);
        var rendered = compiled.Template!.Render(JsonValues.ReadObject(Encoding.UTF8.GetBytes(data.ToJsonString())));
        Assert.Empty(rendered.Problems);
        return rendered.Document!;
    }

    private static byte[] RenderWorkbook(byte[] template, JsonObject data)
    {
        var compiled = XlsxTemplate.Compile(template);
        Assert.Empty(compiled.Problems);
        var rendered = compiled.Template!.Render(JsonValues.ReadObject(Encoding.UTF8.GetBytes(data.ToJsonString())));
        Assert.Empty(rendered.Problems);
        return rendered.Workbook!;
    }

    /// <summary>The template with texts in its parts replaced, as a bureau might spoil it in Word.</summary>
    public static byte[] Spoiled(string document, params (string Part, string From, string To)[] changes)
    {
        using var stream = new MemoryStream();
        stream.Write(File.ReadAllBytes(Repository.Template(document, "template.docx")));
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var part in changes.GroupBy(change => change.Part, StringComparer.Ordinal))
            {
                var text = Part(zip, part.Key);
                foreach (var (_, from, to) in part)
                {
                    Assert.Contains(from, text, StringComparison.Ordinal);
                    text = text.Replace(from, to, StringComparison.Ordinal);
                }
                zip.GetEntry(part.Key)!.Delete();
                using var writer = new StreamWriter(zip.CreateEntry(part.Key).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }
        return stream.ToArray();
    }

    public static string Part(byte[] package, string part)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return Part(zip, part);
    }

    public static async Task<LayoutReport> MeasureAsync(byte[] document) => (await MeasureAsync([document]))[0];

    /// <summary>Measures documents in one start of LibreOffice.</summary>
    public static async Task<IReadOnlyList<LayoutReport>> MeasureAsync(IReadOnlyList<byte[]> documents)
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-sample-");
        try
        {
            var paths = documents.Select((_, i) => Path.Combine(folder.FullName, $"document{i + 1}.docx")).ToList();
            foreach (var (path, document) in paths.Zip(documents))
                await File.WriteAllBytesAsync(path, document);
            return await LayoutReport.OfManyAsync(paths, null, TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static JsonArray Texts(params IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Part(ZipArchive zip, string part)
    {
        using var reader = new StreamReader(zip.GetEntry(part)!.Open());
        return reader.ReadToEnd();
    }
}
