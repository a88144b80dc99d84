using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>What a kind of document is made of, whatever its template: the fields and an example of each.</summary>
internal sealed record DocumentForm(DocumentKind Kind, OfficeFormat Format, IReadOnlyList<DocumentField> Fields, JsonObject Sample);

/// <summary>A template ready to be filled in.</summary>
/// <param name="Version">Of the bureau's own; 0 for the built-in one.</param>
internal sealed record LoadedTemplate(DocumentForm Form, int Version, byte[] Content, CompiledTemplate Template, string Sha256)
{
    public DocumentKind Kind => Form.Kind;

    public IReadOnlyList<DocumentField> Fields => Form.Fields;

    public JsonObject Sample => Form.Sample;

    public Rendering Render(JsonObject data) => Template.RenderDocument(data);
}

/// <summary>The template folders shipped with the service. A template is compiled on first use and then shared by all requests.</summary>
internal sealed class DocumentTemplates
{
    // The QR code comes with the number, in every kind of document, whether or not a template shows it.
    private static readonly DocumentField Verification = new(VerificationCode.Field, "公开核验页的二维码图片", FieldType.Text, false, false, FieldSource.Issue, "");

    private readonly ConcurrentDictionary<string, Lazy<LoadedTemplate>> loaded = new(StringComparer.Ordinal);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "templates");

    public LoadedTemplate Of(DocumentKind kind) => loaded.GetOrAdd(kind.Id, _ => new(() => Load(kind))).Value;

    private static LoadedTemplate Load(DocumentKind kind)
    {
        var folder = Path.Combine(Folder, kind.Id);
        var format = File.Exists(Path.Combine(folder, "template.xlsx")) ? OfficeFormat.Excel : OfficeFormat.Word;
        var content = File.ReadAllBytes(Path.Combine(folder, "template" + format.Extension));
        var (template, problems) = CompiledTemplate.Compile(content, format);
        if (template is null)
            throw new InvalidOperationException($"templates/{kind.Id}/template{format.Extension}: {problems[0]}");
        var fields = FieldSheet.Read(File.ReadAllText(Path.Combine(folder, "fields.md"))).ToList();
        if (!fields.Exists(field => field.Path == Verification.Path))
            fields.Add(Verification);
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "sample.json")), documentOptions: new JsonDocumentOptions { MaxDepth = 32 })!.AsObject();
        return new(new(kind, format, fields, sample), 0, content, template, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
