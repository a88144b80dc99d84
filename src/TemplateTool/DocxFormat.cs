using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateTool;

/// <summary>Word templates.</summary>
internal sealed class DocxFormat : ITemplateFormat
{
    public IReadOnlyList<string> Extensions { get; } = [".docx"];

    public IReadOnlyList<string> Render(string path, byte[]? data, Stream output, TimeProvider clock)
    {
        var compilation = DocxTemplate.Compile(File.ReadAllBytes(path));
        if (compilation.Template is not { } template)
            return Lines(path, Faults(compilation.Problems));
        if (TryReadData(data, out var model) is { } fault)
            return [fault];

        var buffer = new ArrayBufferWriter<byte>();
        var problems = template.Render(model, buffer, Options(path, template, clock.GetLocalNow()));
        output.Write(buffer.WrittenSpan);
        return Lines(path, problems);
    }

    public CheckReport Check(string path, byte[]? data)
    {
        var problems = Problems(path, data, out var fault);
        if (fault is not null)
            return new([fault], [], []);
        return new(Lines(path, Faults(problems)), Lines(path, problems.Where(problem => problem.IsNotice)), []);
    }

    public byte[]? CheckedCopy(string path, byte[]? data) =>
        SpotCheck.TemplateEngine.Docx.CheckedCopy.Write(File.ReadAllBytes(path), Problems(path, data, out _));

    public FieldsReport Fields(string path, bool asSchema) =>
        new(Lines(path, Faults(DocxTemplate.Compile(File.ReadAllBytes(path)).Problems)), "");

    // With sample data the template is also rendered, and a name the sample does not have is a fault.
    private static IReadOnlyList<DocumentProblem> Problems(string path, byte[]? data, out string? fault)
    {
        fault = null;
        var compilation = DocxTemplate.Compile(File.ReadAllBytes(path));
        if (compilation.Template is not { } template || data is null)
            return compilation.Problems;
        fault = TryReadData(data, out var model);
        return fault is null
            ? [.. compilation.Problems, .. template.Render(model, Options(path, template, DateTimeOffset.UnixEpoch) with { StrictFields = true }).Problems]
            : compilation.Problems;
    }

    private static RenderOptions Options(string path, DocxTemplate template, DateTimeOffset now) => new()
    {
        Now = now,
        Offset = now.Offset,
        Randomness = bytes => RandomNumberGenerator.Fill(bytes.Span),
        Loader = new FolderLoader(path, template.Language.Options),
    };

    private static string? TryReadData(byte[]? data, out ScriptObject? model)
    {
        model = null;
        if (data is null)
            return null;
        try
        {
            model = JsonValues.ReadObject(data);
            return null;
        }
        catch (JsonException failure)
        {
            return $"data:{failure.LineNumber + 1}:{failure.BytePositionInLine + 1}: data.not-json: 数据文件不是 JSON 对象：{failure.Message}";
        }
    }

    private static IEnumerable<DocumentProblem> Faults(IEnumerable<DocumentProblem> problems) => problems.Where(problem => !problem.IsNotice);

    // file:paragraph:character, as editors show it, and the place in words.
    private static List<string> Lines(string path, IEnumerable<DocumentProblem> problems) => [.. problems.Select(problem =>
        problem.Place is { } place
            ? $"{path}:{place.Paragraph}:{place.Character}: {problem.Code}: {place.Description}：{problem.Message}"
            : $"{path}: {problem.Code}: {problem.Message}")];
}
