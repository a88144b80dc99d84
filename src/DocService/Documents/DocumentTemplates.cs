using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.DocService.Documents;

/// <summary>A template folder, read and compiled.</summary>
internal sealed record LoadedTemplate(DocumentKind Kind, DocxTemplate Template, string Sha256, IReadOnlyList<DocumentField> Fields, JsonObject Sample)
{
    /// <summary>Renders; a fault names its place in the template.</summary>
    public Rendering Render(JsonObject data)
    {
        var rendered = Template.Render(JsonValues.ReadObject(Encoding.UTF8.GetBytes(data.ToJsonString())));
        return new(rendered.Document, [.. rendered.Problems.Where(problem => !problem.IsNotice).Select(problem => new FieldFinding(problem.Code, problem.Place?.Description ?? "", problem.Message))]);
    }
}

/// <summary>A document, or why there is none.</summary>
internal sealed record Rendering(byte[]? Docx, IReadOnlyList<FieldFinding> Findings);

/// <summary>The template folders shipped with the service. A template is compiled on first use and then shared by all requests.</summary>
internal sealed class DocumentTemplates
{
    private readonly ConcurrentDictionary<string, Lazy<LoadedTemplate>> loaded = new(StringComparer.Ordinal);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "templates");

    public LoadedTemplate Of(DocumentKind kind) => loaded.GetOrAdd(kind.Id, _ => new(() => Load(kind))).Value;

    private static LoadedTemplate Load(DocumentKind kind)
    {
        var folder = Path.Combine(Folder, kind.Id);
        var bytes = File.ReadAllBytes(Path.Combine(folder, "template.docx"));
        var compiled = DocxTemplate.Compile(bytes);
        if (compiled.Template is not { } template)
            throw new InvalidOperationException($"templates/{kind.Id}/template.docx: {compiled.Problems[0]}");
        return new(kind, template, Convert.ToHexStringLower(SHA256.HashData(bytes)),
            FieldSheet.Read(File.ReadAllText(Path.Combine(folder, "fields.md"))),
            JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "sample.json")), documentOptions: new JsonDocumentOptions { MaxDepth = 32 })!.AsObject());
    }
}
