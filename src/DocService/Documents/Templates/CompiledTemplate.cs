using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>A Word or Excel template, read and compiled. It sees its data and nothing else: no clock, no file, no other template.</summary>
internal sealed class CompiledTemplate
{
    // What a bureau uploads is never trusted: less than the engine's own limits, and far more than any official document needs.
    private static readonly PackageLimits Packages = PackageLimits.Default with { PackedBytes = 8L << 20, UnpackedBytes = 64L << 20, Entries = 1000 };
    private static readonly RenderOptions Limits = RenderOptions.Default with { MaxSteps = 300_000, MaxOutputBytes = 32L << 20, MaxDepth = 50, MaxStringLength = 1_000_000 };
    // Read at once and by nobody else: Chinese stays as it is instead of becoming escapes twice as long.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TemplateOptions Language = TemplateOptions.Default with { AcceptCurlyQuotes = true, MaxNesting = 50 };

    private readonly Func<ScriptObject, (byte[]? Document, IReadOnlyList<DocumentProblem> Problems)> render;
    private readonly Func<ScriptObject, (IReadOnlyList<DocumentLine> Lines, IReadOnlyList<DocumentProblem> Problems)> renderText;
    private readonly Func<TemplateProblem, DocumentProblem> locate;

    private CompiledTemplate(
        Template language, Func<ScriptObject, (byte[]?, IReadOnlyList<DocumentProblem>)> render,
        Func<ScriptObject, (IReadOnlyList<DocumentLine>, IReadOnlyList<DocumentProblem>)> renderText, Func<TemplateProblem, DocumentProblem> locate)
    {
        (this.render, this.renderText) = (render, renderText);
        this.locate = locate;
        Fields = TemplateFields.Of([language]);
    }

    /// <summary>The fields it uses.</summary>
    public TemplateFields Fields { get; }

    public static (CompiledTemplate? Template, IReadOnlyList<DocumentProblem> Problems) Compile(byte[] content, OfficeFormat format)
    {
        if (format == OfficeFormat.Excel)
        {
            var workbook = XlsxTemplate.Compile(content, new XlsxOptions { Limits = Packages, Language = Language });
            return (workbook.Template is not { } sheet ? null : new(sheet.Language, model => sheet.Render(model, Limits) is var made ? (made.Workbook, made.Problems) : default, model => ([], sheet.Render(model, Limits).Problems), sheet.Locate), workbook.Problems);
        }
        var compiled = DocxTemplate.Compile(content, new DocxOptions { Limits = Packages, Language = Language, MaxTags = 5000 });
        return (compiled.Template is not { } document ? null : new(document.Language, model => document.Render(model, Limits) is var made ? (made.Document, made.Problems) : default, model => document.RenderText(model, Limits) is var made ? (made.Lines, made.Problems) : default, document.Locate), compiled.Problems);
    }

    /// <summary>A copy with each fault as a Word comment at its place, or on a sheet that leads to its cell; null where the file cannot be read.</summary>
    public static byte[]? CheckedCopyOf(byte[] content, OfficeFormat format, IReadOnlyList<DocumentProblem> problems) =>
        format == OfficeFormat.Word ? CheckedCopy.Write(content, problems, Packages) : CheckedWorkbook.Write(content, problems, Packages);

    public (byte[]? Document, IReadOnlyList<DocumentProblem> Problems) Render(JsonObject data) => render(Read(data));

    /// <summary>Renders; a fault names its place in the template.</summary>
    public Rendering RenderDocument(JsonObject data)
    {
        var (document, problems) = Render(data);
        return new(document, Faults(problems));
    }

    /// <summary>What the document would say, line by line, without making it; no lines for a workbook.</summary>
    public RenderedText RenderText(JsonObject data)
    {
        var (lines, problems) = renderText(Read(data));
        return new(lines, Faults(problems));
    }

    private static IReadOnlyList<FieldFinding> Faults(IReadOnlyList<DocumentProblem> problems) =>
        [.. problems.Where(problem => !problem.IsNotice).Select(problem => new FieldFinding(problem.Code, problem.Place?.Description ?? "", problem.Message))];

    /// <summary>What does not fit between the template and sample data, with its places.</summary>
    public IReadOnlyList<DocumentProblem> CheckAgainst(JsonObject sample) => [.. Fields.Check(Read(sample)).Select(locate)];

    private static ScriptObject Read(JsonObject data)
    {
        var json = new ArrayBufferWriter<byte>(16 * 1024);
        using (var writer = new Utf8JsonWriter(json, Plain))
            data.WriteTo(writer);
        return JsonValues.ReadObject(json.WrittenSpan);
    }
}

/// <summary>A document, or why there is none.</summary>
internal sealed record Rendering(byte[]? Document, IReadOnlyList<FieldFinding> Findings);

/// <summary>The lines of a document, or why there are none.</summary>
internal sealed record RenderedText(IReadOnlyList<DocumentLine> Lines, IReadOnlyList<FieldFinding> Findings);
