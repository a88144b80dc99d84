using System.Buffers;
using System.Security.Cryptography;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.TemplateTool;

/// <summary>A Word or Excel template that could be read.</summary>
internal sealed record OpenTemplate(
    Template Language,
    Func<ScriptObject?, IBufferWriter<byte>, RenderOptions, IReadOnlyList<DocumentProblem>> Render,
    Func<TemplateProblem, DocumentProblem> Locate);

/// <summary>Templates that are packages of parts; what differs is how one is opened.</summary>
internal sealed class OfficeFormat(string extension, Func<string, byte[], (OpenTemplate? Template, IReadOnlyList<DocumentProblem> Problems)> open) : ITemplateFormat
{
    public static OfficeFormat Word { get; } = new(".docx", (path, package) =>
    {
        var (template, problems) = DocxTemplate.Compile(package, new() { Documents = new FolderLoader(path, TemplateOptions.Default).Document });
        return (template is null ? null : new(template.Language, template.Render, template.Locate), problems);
    });

    public static OfficeFormat Excel { get; } = new(".xlsx", (_, package) =>
    {
        var (template, problems) = XlsxTemplate.Compile(package);
        return (template is null ? null : new(template.Language, template.Render, template.Locate), problems);
    });

    public IReadOnlyList<string> Extensions { get; } = [extension];

    public IReadOnlyList<string> Render(string path, byte[]? data, Stream output, TimeProvider clock)
    {
        var (template, problems) = open(path, File.ReadAllBytes(path));
        if (template is null)
            return Lines(path, problems);
        if (SampleData.Read(data, out var fault) is not { } model)
            return [fault];

        var buffer = new ArrayBufferWriter<byte>();
        var faults = template.Render(model, buffer, Options(path, template, clock.GetLocalNow()));
        output.Write(buffer.WrittenSpan);
        return Lines(path, faults);
    }

    public CheckReport Check(string path, byte[]? data)
    {
        var problems = Problems(path, data, out var fault, out var fields);
        return fault is not null
            ? new([fault], [], [])
            : new(Lines(path, problems.Where(problem => !problem.IsNotice)), Lines(path, problems.Where(problem => problem.IsNotice)), fields);
    }

    public byte[]? CheckedCopy(string path, byte[]? data) =>
        extension == ".docx" ? TemplateEngine.Docx.CheckedCopy.Write(File.ReadAllBytes(path), Problems(path, data, out _, out _)) : CheckedWorkbook.Write(File.ReadAllBytes(path), Problems(path, data, out _, out _));

    public FieldsReport Fields(string path, bool asSchema)
    {
        var (template, problems) = open(path, File.ReadAllBytes(path));
        if (template is null)
            return new(Lines(path, problems), "");
        var fields = TemplateFields.Of([template.Language], new FolderLoader(path, template.Language.Options));
        return new([], asSchema ? fields.ToJsonSchema() : string.Concat(FieldLines.Of(fields).Select(line => line + "\n")));
    }

    // With sample data the fields are compared with it, and what only shows when it runs is found by running it.
    private IReadOnlyList<DocumentProblem> Problems(string path, byte[]? data, out string? fault, out IReadOnlyList<string> lines)
    {
        (fault, lines) = (null, []);
        var (template, problems) = open(path, File.ReadAllBytes(path));
        if (template is null)
            return problems;
        var fields = TemplateFields.Of([template.Language], new FolderLoader(path, template.Language.Options));
        lines = FieldLines.Of(fields);
        if (data is null)
            return problems;
        if (SampleData.Read(data, out var unread) is not { } sample)
        {
            fault = unread;
            return problems;
        }

        var rendered = template.Render(sample, new ArrayBufferWriter<byte>(), Options(path, template, TimeProvider.System.GetLocalNow()));
        return [.. problems.Concat(fields.Check(sample).Select(template.Locate)).Concat(rendered).Distinct()];
    }

    private static RenderOptions Options(string path, OpenTemplate template, DateTimeOffset now) => new()
    {
        Now = now,
        Offset = now.Offset,
        Randomness = bytes => RandomNumberGenerator.Fill(bytes.Span),
        Loader = new FolderLoader(path, template.Language.Options),
    };

    // file:paragraph:character (in Excel file:row:character), as editors show it, and the place in words.
    private static List<string> Lines(string path, IEnumerable<DocumentProblem> problems) => [.. problems.Select(problem =>
        problem.Place is { } place
            ? $"{path}:{(place.Paragraph > 0 && place.Table == 0 ? place.Paragraph : place.Row)}:{place.Character}: {problem.Code}: {place.Description}：{problem.Message}"
            : $"{path}: {problem.Code}: {problem.Message}")];
}
